import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class RequestKey1795500000110 implements MigrationInterface {
  readonly name = 'RequestKey1795500000110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'request_key',
        columns: [
          text('actor', 80, { isPrimary: true }),
          text('key_digest', 64, { isPrimary: true }),
          text('request_digest', 64),
          text('state', 8),
          text('at', 19),
          { name: 'answer', type: 'text' },
        ],
        indices: [{ name: 'ix_request_key_at', columnNames: ['at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('request_key');
  }
}

const text = (name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  ...{ name, type: 'varchar', length: String(length) },
  ...more,
});
