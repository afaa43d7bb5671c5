import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class JobRun1764000001100 implements MigrationInterface {
  readonly name = 'JobRun1764000001100';

  async up(runner: QueryRunner): Promise<void> {
    const text = (name: string, length: number): TableColumnOptions => ({
      name,
      type: 'varchar',
      length: String(length),
    });
    await runner.createTable(
      new Table({
        name: 'job_run',
        columns: [
          { ...text('job', 40), isPrimary: true },
          { ...text('slot', 40), isPrimary: true },
          text('state', 12),
          text('owner', 80),
          { name: 'attempt', type: 'integer' },
          text('started_at', 19),
          text('ended_at', 19),
          { name: 'report', type: 'text' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('job_run');
  }
}
