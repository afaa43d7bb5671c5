import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class MonthMove1764000007003 implements MigrationInterface {
  readonly name = 'MonthMove1764000007003';

  async up(runner: QueryRunner): Promise<void> {
    const text = (name: string, length: number): TableColumnOptions => ({
      name,
      type: 'varchar',
      length: String(length),
    });
    await runner.createTable(
      new Table({
        name: 'month_move',
        columns: [
          { ...text('hall', 64), isPrimary: true },
          { ...text('month', 7), isPrimary: true },
          { name: 'version', type: 'integer', isPrimary: true },
          { name: 'revision', type: 'integer' },
          text('from_state', 16),
          text('to_state', 16),
          text('at', 19),
          text('by_name', 80),
          { name: 'reason', type: 'text' },
          { name: 'overrides', type: 'text' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('month_move');
  }
}
