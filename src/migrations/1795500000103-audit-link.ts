import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class AuditLink1795500000103 implements MigrationInterface {
  readonly name = 'AuditLink1795500000103';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'audit_link',
        columns: [
          text('hall', 64, { isPrimary: true }),
          { name: 'sequence', type: 'integer', isPrimary: true },
          text('record', 40),
          text('record_digest', 64),
          text('previous', 64),
          text('linked_at', 23),
          text('digest', 64),
        ],
        indices: [{ name: 'ix_audit_link_record', columnNames: ['record'], isUnique: true }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit_link');
  }
}

const text = (name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  ...{ name, type: 'varchar', length: String(length) },
  ...more,
});
