import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class OrgHall1764000003000 implements MigrationInterface {
  readonly name = 'OrgHall1764000003000';

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
        name: 'org_hall',
        columns: [
          { ...text('hall', 64), isPrimary: true },
          text('name', 120),
          { ...text('parent', 64), isNullable: true },
          { ...text('office', 120), isNullable: true },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('org_hall');
  }
}
