import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class OpeningResult1795400000060 implements MigrationInterface {
  readonly name = 'OpeningResult1795400000060';

  async up(runner: QueryRunner): Promise<void> {
    const open = { isNullable: true };
    await runner.createTable(
      new Table({
        name: 'opening_result',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('batch', 40, { isPrimary: true }),
          text('month', 7, { isPrimary: true }),
          text('type', 16, { isPrimary: true }),
          text('subject', 64, { isPrimary: true }),
          text('part', 8),
          text('name', 120),
          text('group_code', 64),
          { name: 'rank_no', type: 'integer', ...open },
          { name: 'rank_stated', type: 'integer' },
          { name: 'from_bottom', type: 'integer', ...open },
          text('score', 20, open),
          text('base', 20, open),
          text('bonus', 20, open),
          text('deduction', 20, open),
          text('adjustment', 20, open),
          { name: 'marks', type: 'text' },
          { name: 'results', type: 'text' },
          text('remark', 200),
          { name: 'line', type: 'integer' },
          text('recorded_at', 23),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('opening_result');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
