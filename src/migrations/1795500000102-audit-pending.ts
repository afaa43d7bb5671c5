import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class AuditPending1795500000102 implements MigrationInterface {
  readonly name = 'AuditPending1795500000102';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'audit_pending',
        columns: [text('hall', 64, { isPrimary: true }), text('record', 40, { isPrimary: true }), text('digest', 64)],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit_pending');
  }
}

const text = (name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  ...{ name, type: 'varchar', length: String(length) },
  ...more,
});
