import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class AuditRecord1795500000100 implements MigrationInterface {
  readonly name = 'AuditRecord1795500000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'audit_record',
        columns: [
          text('id', 40, { isPrimary: true }),
          text('hall', 64),
          text('at', 23),
          text('actor', 80),
          text('origin', 64),
          text('action', 60),
          text('subject', 160),
          { name: 'content', type: 'text' },
          text('digest', 64),
        ],
        indices: [{ name: 'ix_audit_record_hall', columnNames: ['hall', 'at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit_record');
  }
}

const text = (name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  ...{ name, type: 'varchar', length: String(length) },
  ...more,
});
