import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class ImportReject1764000002001 implements MigrationInterface {
  readonly name = 'ImportReject1764000002001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'import_reject',
        columns: [
          text('batch', 40, { isPrimary: true }),
          { name: 'seq', type: 'integer', isPrimary: true },
          text('hall', 64),
          text('sheet', 255),
          { name: 'line', type: 'integer' },
          text('column_name', 255),
          { name: 'value', type: 'text' },
          text('code', 64),
          { name: 'cause', type: 'text' },
          { name: 'remedy', type: 'text' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('import_reject');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
