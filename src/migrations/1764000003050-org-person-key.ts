import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class OrgPersonKey1764000003050 implements MigrationInterface {
  readonly name = 'OrgPersonKey1764000003050';

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
        name: 'org_person_key',
        columns: [
          { ...text('hall', 64), isPrimary: true },
          { ...text('batch', 64), isPrimary: true },
          { name: 'line', type: 'integer' },
          text('recorded_at', 23),
          { ...text('source', 16), isPrimary: true },
          { ...text('key_text', 128), isPrimary: true },
          { ...text('device', 64), isPrimary: true },
          { ...text('staff', 64), isPrimary: true },
          { ...text('from_date', 10), isPrimary: true },
          { ...text('to_date', 10), isNullable: true },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('org_person_key');
  }
}
