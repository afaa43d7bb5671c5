import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class Period1764000001000 implements MigrationInterface {
  readonly name = 'Period1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    // SQLite compares bytes anyway and does not know this collation.
    const embedded = runner.dataSource.options.type === 'better-sqlite3';
    const binary = embedded ? {} : { charset: 'utf8mb4', collation: 'utf8mb4_bin' };
    const text = (name: string, length: number): TableColumnOptions => ({
      name,
      type: 'varchar',
      length: String(length),
      ...binary,
    });
    await runner.createTable(
      new Table({
        name: 'period',
        columns: [
          { ...text('id', 80), isPrimary: true },
          text('hall', 64),
          text('month', 7),
          text('state', 16),
          { name: 'revision', type: 'integer' },
          { name: 'version', type: 'integer' },
          text('moved_at', 19),
        ],
        uniques: [{ name: 'uq_period_hall_month', columnNames: ['hall', 'month'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('period');
  }
}
