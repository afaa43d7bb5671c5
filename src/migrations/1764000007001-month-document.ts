import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class MonthDocument1764000007001 implements MigrationInterface {
  readonly name = 'MonthDocument1764000007001';

  async up(runner: QueryRunner): Promise<void> {
    const text = (name: string, length: number): TableColumnOptions => ({
      name,
      type: 'varchar',
      length: String(length),
    });
    await runner.createTable(
      new Table({
        name: 'month_document',
        columns: [
          { ...text('run', 96), isPrimary: true },
          { ...text('name', 120), isPrimary: true },
          { name: 'seq', type: 'integer', isPrimary: true },
          text('hall', 64),
          { name: 'body', type: 'text' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('month_document');
  }
}
