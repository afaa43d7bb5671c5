import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class RatingCallback1795400000081 implements MigrationInterface {
  readonly name = 'RatingCallback1795400000081';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'rating_callback',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('rating_key', 32, { isPrimary: true }),
          { name: 'seq', type: 'integer', isPrimary: true },
          text('called_on', 10),
          text('outcome', 16),
          text('note', 300),
          text('recorded_by', 80),
          text('recorded_at', 19),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('rating_callback');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
