import { TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';

export class JobRunBeat1795400000070 implements MigrationInterface {
  readonly name = 'JobRunBeat1795400000070';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn(
      'job_run',
      new TableColumn({ name: 'beat_at', type: 'varchar', length: '19', isNullable: true }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('job_run', 'beat_at');
  }
}
