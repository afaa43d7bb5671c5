import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class AttendanceSchedule1764000004002 implements MigrationInterface {
  readonly name = 'AttendanceSchedule1764000004002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'attendance_schedule',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('from_date', 10, { isPrimary: true }),
          { name: 'revision', type: 'integer', isPrimary: true },
          text('name', 120),
          { name: 'content', type: 'text' },
          text('added_at', 19),
          text('added_by', 80),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('attendance_schedule');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
