import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class RatingAppeal1764000009100 implements MigrationInterface {
  readonly name = 'RatingAppeal1764000009100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'rating_appeal',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('rating_key', 32, { isPrimary: true }),
          { name: 'seq', type: 'integer', isPrimary: true },
          text('kind', 16),
          text('reason', 300),
          text('decided_by', 80),
          text('decided_at', 19),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('rating_appeal');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
