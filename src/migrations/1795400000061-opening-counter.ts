import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class OpeningCounter1795400000061 implements MigrationInterface {
  readonly name = 'OpeningCounter1795400000061';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'opening_counter',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('batch', 40, { isPrimary: true }),
          text('month', 7, { isPrimary: true }),
          text('type', 16, { isPrimary: true }),
          text('subject', 64, { isPrimary: true }),
          text('item', 64, { isPrimary: true }),
          text('points', 20),
          { name: 'line', type: 'integer' },
          text('recorded_at', 23),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('opening_counter');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
