import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class AttendancePolicy1795400000020 implements MigrationInterface {
  readonly name = 'AttendancePolicy1795400000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'attendance_policy',
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
    await runner.dropTable('attendance_policy');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
