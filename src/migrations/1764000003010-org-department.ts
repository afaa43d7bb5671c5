import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class OrgDepartment1764000003010 implements MigrationInterface {
  readonly name = 'OrgDepartment1764000003010';

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
        name: 'org_department',
        columns: [
          { ...text('hall', 64), isPrimary: true },
          { ...text('batch', 64), isPrimary: true },
          { name: 'line', type: 'integer' },
          text('recorded_at', 23),
          { ...text('code', 64), isPrimary: true },
          { ...text('from_date', 10), isPrimary: true },
          { ...text('to_date', 10), isNullable: true },
          text('name', 120),
          { ...text('leader', 64), isNullable: true },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('org_department');
  }
}
