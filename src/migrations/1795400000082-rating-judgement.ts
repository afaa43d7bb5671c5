import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class RatingJudgement1795400000082 implements MigrationInterface {
  readonly name = 'RatingJudgement1795400000082';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'rating_judgement',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('month', 7, { isPrimary: true }),
          text('finding', 16, { isPrimary: true }),
          { name: 'seq', type: 'integer', isPrimary: true },
          text('decision', 16),
          text('reason', 300),
          text('evidence', 16),
          text('seen_by', 80),
          text('seen_at', 19),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('rating_judgement');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
