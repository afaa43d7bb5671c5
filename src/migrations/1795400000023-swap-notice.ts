import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class SwapNotice1795400000023 implements MigrationInterface {
  readonly name = 'SwapNotice1795400000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'swap_notice',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('id', 32, { isPrimary: true }),
          text('staff', 64),
          text('effective_on', 10),
          { name: 'content', type: 'text' },
          text('batch', 64),
          { name: 'line', type: 'integer' },
        ],
        indices: [{ name: 'ix_swap_notice_day', columnNames: ['hall', 'effective_on'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('swap_notice');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
