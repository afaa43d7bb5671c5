import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

const LOOKUPS = [
  new TableIndex({ name: 'ix_submission_event', columnNames: ['hall', 'period', 'event_key'] }),
  new TableIndex({ name: 'ix_submission_window', columnNames: ['hall', 'period', 'window_id'] }),
];

/** The same event, and what one window handed in, are found without reading the month. */
export class SubmissionLookups1795500000403 implements MigrationInterface {
  readonly name = 'SubmissionLookups1795500000403';

  async up(runner: QueryRunner): Promise<void> {
    for (const index of LOOKUPS) await runner.createIndex('submission', index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name = '' } of LOOKUPS) await runner.dropIndex('submission', name);
  }
}
