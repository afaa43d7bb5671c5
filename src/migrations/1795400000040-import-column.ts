import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class ImportColumn1795400000040 implements MigrationInterface {
  readonly name = 'ImportColumn1795400000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'import_column',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('id', 24, { isPrimary: true }),
          text('feed', 16),
          text('source', 16),
          text('title', 255),
          text('known_as', 255),
          { name: 'header', type: 'text' },
          text('file_name', 255),
          text('said_by', 80),
          text('said_at', 23),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('import_column');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
