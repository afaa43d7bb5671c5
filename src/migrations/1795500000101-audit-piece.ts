import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class AuditPiece1795500000101 implements MigrationInterface {
  readonly name = 'AuditPiece1795500000101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'audit_piece',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('record', 40, { isPrimary: true }),
          { name: 'part', type: 'integer', isPrimary: true },
          { name: 'body', type: 'text' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit_piece');
  }
}

const text = (name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  ...{ name, type: 'varchar', length: String(length) },
  ...more,
});
