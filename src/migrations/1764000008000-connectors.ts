import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class Connectors1764000008000 implements MigrationInterface {
  readonly name = 'Connectors1764000008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'connector_source',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('name', 64, { isPrimary: true }),
          { name: 'version', type: 'integer', isPrimary: true },
          text('feed', 16),
          text('kind', 16),
          { name: 'settings', type: 'text' },
          { name: 'enabled', type: 'integer' },
          text('token_digest', 64, { isNullable: true }),
          text('stated_by', 80),
          text('stated_at', 23),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('connector_source');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
