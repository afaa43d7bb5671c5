import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class AttendanceIncident1795400000010 implements MigrationInterface {
  readonly name = 'AttendanceIncident1795400000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'attendance_incident',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('id', 16, { isPrimary: true }),
          text('entry', 16, { isPrimary: true }),
          text('first_day', 10),
          text('from_at', 19),
          text('to_at', 19),
          { name: 'scope', type: 'text' },
          { name: 'people', type: 'text' },
          text('reason', 300),
          text('evidence', 300),
          text('entered_at', 19),
          text('entered_by', 80),
        ],
        indices: [{ name: 'ix_attendance_incident_days', columnNames: ['hall', 'to_at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('attendance_incident');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
