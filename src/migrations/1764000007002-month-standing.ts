import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class MonthStanding1764000007002 implements MigrationInterface {
  readonly name = 'MonthStanding1764000007002';

  async up(runner: QueryRunner): Promise<void> {
    const text = (name: string, length: number): TableColumnOptions => ({
      name,
      type: 'varchar',
      length: String(length),
    });
    await runner.createTable(
      new Table({
        name: 'month_standing',
        columns: [
          { ...text('run', 96), isPrimary: true },
          { ...text('type', 16), isPrimary: true },
          { ...text('subject', 64), isPrimary: true },
          text('hall', 64),
          text('month', 7),
          text('group_code', 64),
          { name: 'rank_no', type: 'integer', isNullable: true },
          { name: 'score4', type: 'integer' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('month_standing');
  }
}
