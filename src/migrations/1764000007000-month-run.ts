import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class MonthRun1764000007000 implements MigrationInterface {
  readonly name = 'MonthRun1764000007000';

  async up(runner: QueryRunner): Promise<void> {
    const text = (name: string, length: number): TableColumnOptions => ({
      name,
      type: 'varchar',
      length: String(length),
    });
    await runner.createTable(
      new Table({
        name: 'month_run',
        columns: [
          { ...text('id', 96), isPrimary: true },
          text('hall', 64),
          text('month', 7),
          { name: 'revision', type: 'integer' },
          { name: 'sealed', type: 'integer' },
          text('computed_at', 19),
          text('computed_by', 80),
          text('engine', 40),
          text('book', 80),
          text('book_digest', 64),
          text('facts_digest', 64),
          text('result_digest', 64),
          text('seal_digest', 64),
          { name: 'blocked', type: 'integer' },
          { name: 'remark', type: 'text' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('month_run');
  }
}
