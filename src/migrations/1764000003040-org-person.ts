import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class OrgPerson1764000003040 implements MigrationInterface {
  readonly name = 'OrgPerson1764000003040';

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
        name: 'org_person',
        columns: [
          { ...text('hall', 64), isPrimary: true },
          { ...text('batch', 64), isPrimary: true },
          { name: 'line', type: 'integer' },
          text('recorded_at', 23),
          { ...text('staff', 64), isPrimary: true },
          text('name', 120),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('org_person');
  }
}
