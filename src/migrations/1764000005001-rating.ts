import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const whole = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'integer', isNullable });

const COLUMNS: readonly TableColumnOptions[] = [
  { ...text('hall', 64), isPrimary: true },
  { ...text('rating_key', 32), isPrimary: true },
  { ...text('hash', 24), isPrimary: true },
  whole('weight'),
  text('case_no', 64, true),
  text('window_id', 64, true),
  text('staff', 200),
  text('grade', 24),
  text('rated_at', 19, true),
  text('rated_on', 10),
  text('channel', 60),
  whole('is_default'),
  whole('real_name'),
  text('contact', 60),
  text('comment_text', 500),
  text('tag', 200),
  whole('replied', true),
  whole('called_back', true),
  text('reply', 500),
  text('rectification', 500),
  text('rectified_at', 19, true),
  whole('found_true', true),
  text('verified_on', 10, true),
  text('batch', 64),
  whole('line'),
  text('recorded_at', 23),
];

export class Rating1764000005001 implements MigrationInterface {
  readonly name = 'Rating1764000005001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'rating',
        columns: [...COLUMNS],
        indices: [
          { name: 'ix_rating_rated', columnNames: ['hall', 'rated_on'] },
          { name: 'ix_rating_verified', columnNames: ['hall', 'verified_on'] },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('rating');
  }
}
