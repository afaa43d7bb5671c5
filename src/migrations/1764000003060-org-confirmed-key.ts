import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class OrgConfirmedKey1764000003060 implements MigrationInterface {
  readonly name = 'OrgConfirmedKey1764000003060';

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
        name: 'org_confirmed_key',
        columns: [
          { ...text('hall', 64), isPrimary: true },
          { ...text('source', 16), isPrimary: true },
          { ...text('key_text', 128), isPrimary: true },
          { ...text('device', 64), isPrimary: true },
          { name: 'version', type: 'integer', isPrimary: true },
          text('staff', 64),
          text('confirmed_at', 23),
          text('confirmed_by', 120),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('org_confirmed_key');
  }
}
