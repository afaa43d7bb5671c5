import { TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';

/** What a scoring department changed of a declared item; the declared value stays in the submission. */
export class SubmissionChange1795500000400 implements MigrationInterface {
  readonly name = 'SubmissionChange1795500000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn(
      'submission_decision',
      new TableColumn({ name: 'changed_to', type: 'text', isNullable: true }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('submission_decision', 'changed_to');
  }
}
