import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class RatingLimits1764000009101 implements MigrationInterface {
  readonly name = 'RatingLimits1764000009101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'rating_limits',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('from_month', 7, { isPrimary: true }),
          { name: 'revision', type: 'integer', isPrimary: true },
          { name: 'verify_days', type: 'integer' },
          { name: 'rectify_days', type: 'integer' },
          { name: 'callback_days', type: 'integer' },
          text('reason', 300),
          text('set_by', 80),
          text('set_at', 19),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('rating_limits');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
