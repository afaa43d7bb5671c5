import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class PunchSlip1795400000011 implements MigrationInterface {
  readonly name = 'PunchSlip1795400000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'punch_slip',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('id', 32, { isPrimary: true }),
          text('staff', 64),
          text('day', 10),
          text('half', 2),
          text('way', 3),
          text('at', 19),
          text('reason', 200),
          text('proof', 200),
          text('approver', 60),
          text('batch', 64),
          { name: 'line', type: 'integer' },
        ],
        indices: [{ name: 'ix_punch_slip_day', columnNames: ['hall', 'day'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('punch_slip');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
