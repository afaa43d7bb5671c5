import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class PatrolRecord1764000005002 implements MigrationInterface {
  readonly name = 'PatrolRecord1764000005002';

  async up(runner: QueryRunner): Promise<void> {
    const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
      name,
      type: 'varchar',
      length: String(length),
      isNullable,
    });
    const whole = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'integer', isNullable });
    await runner.createTable(
      new Table({
        name: 'patrol_record',
        columns: [
          { ...text('hall', 64), isPrimary: true },
          { ...text('id', 32), isPrimary: true },
          text('date', 10),
          text('half', 2),
          text('time', 5),
          text('window_id', 64, true),
          text('staff', 64, true),
          text('kind', 16, true),
          text('code', 16, true),
          text('words', 200),
          whole('minutes', true),
          text('photo', 200),
          text('patrolled_by', 120),
          text('batch', 64),
          whole('line'),
          text('recorded_at', 23),
        ],
        indices: [{ name: 'ix_patrol_record_date', columnNames: ['hall', 'date'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('patrol_record');
  }
}
