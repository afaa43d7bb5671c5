import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class OrgPosting1764000003030 implements MigrationInterface {
  readonly name = 'OrgPosting1764000003030';

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
        name: 'org_posting',
        columns: [
          { ...text('hall', 64), isPrimary: true },
          { ...text('batch', 64), isPrimary: true },
          { name: 'line', type: 'integer' },
          text('recorded_at', 23),
          { ...text('staff', 64), isPrimary: true },
          { ...text('from_date', 10), isPrimary: true },
          { ...text('to_date', 10), isNullable: true },
          text('unit', 120),
          { ...text('window_code', 64), isNullable: true },
          text('post', 64),
          { ...text('side', 1), isNullable: true },
          text('duty', 64),
          { name: 'chief', type: 'integer' },
          { name: 'branch_leader', type: 'integer' },
          text('staff_type', 64),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('org_posting');
  }
}
