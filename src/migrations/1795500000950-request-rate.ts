import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

export class RequestRate1795500000950 implements MigrationInterface {
  readonly name = 'RequestRate1795500000950';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'request_rate',
        columns: [
          { name: 'who', type: 'varchar', length: '100', isPrimary: true },
          { name: 'minute', type: 'integer', isPrimary: true },
          { name: 'taken', type: 'integer' },
        ],
        indices: [{ name: 'ix_request_rate_minute', columnNames: ['minute'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('request_rate');
  }
}
