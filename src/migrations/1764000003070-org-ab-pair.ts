import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class OrgAbPair1764000003070 implements MigrationInterface {
  readonly name = 'OrgAbPair1764000003070';

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
        name: 'org_ab_pair',
        columns: [
          { ...text('hall', 64), isPrimary: true },
          { ...text('batch', 64), isPrimary: true },
          { name: 'line', type: 'integer' },
          text('recorded_at', 23),
          { ...text('window_code', 64), isPrimary: true },
          { ...text('a_staff', 64), isPrimary: true },
          { ...text('b_staff', 64), isPrimary: true },
          { ...text('from_date', 10), isPrimary: true },
          { ...text('to_date', 10), isNullable: true },
          { ...text('third_staff', 64), isNullable: true },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('org_ab_pair');
  }
}
