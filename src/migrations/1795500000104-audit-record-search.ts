import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

const INDICES = [
  { name: 'ix_audit_record_actor', columnNames: ['hall', 'actor', 'at'] },
  { name: 'ix_audit_record_subject', columnNames: ['hall', 'subject', 'at'] },
];

export class AuditRecordSearch1795500000104 implements MigrationInterface {
  readonly name = 'AuditRecordSearch1795500000104';

  async up(runner: QueryRunner): Promise<void> {
    for (const index of INDICES) await runner.createIndex('audit_record', new TableIndex(index));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of INDICES) await runner.dropIndex('audit_record', name);
  }
}
