import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Filings and withdrawals are records too: who recorded it, not who decided. */
export class RatingAppealRecords1795400000080 implements MigrationInterface {
  readonly name = 'RatingAppealRecords1795400000080';

  async up(runner: QueryRunner): Promise<void> {
    await runner.renameColumn('rating_appeal', 'decided_by', 'recorded_by');
    await runner.renameColumn('rating_appeal', 'decided_at', 'recorded_at');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.renameColumn('rating_appeal', 'recorded_at', 'decided_at');
    await runner.renameColumn('rating_appeal', 'recorded_by', 'decided_by');
  }
}
