import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class AttendanceEntry1795400000021 implements MigrationInterface {
  readonly name = 'AttendanceEntry1795400000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'attendance_entry',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('id', 36, { isPrimary: true }),
          text('kind', 16),
          text('staff', 64),
          text('first_day', 10),
          text('last_day', 10),
          { name: 'content', type: 'text' },
          text('reverses', 36, { isNullable: true }),
          text('reason', 300),
          text('recorded_by', 80),
          text('recorded_at', 19),
        ],
        indices: [{ name: 'ix_attendance_entry_days', columnNames: ['hall', 'kind', 'last_day'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('attendance_entry');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
