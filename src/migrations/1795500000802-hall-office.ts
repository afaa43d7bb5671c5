import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class HallOffice1795500000802 implements MigrationInterface {
  readonly name = 'HallOffice1795500000802';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'hall_office',
        columns: [
          key('hall', 64),
          { name: 'seq', type: 'integer', isPrimary: true },
          { name: 'notice_days', type: 'integer' },
          { name: 'finding_days', type: 'integer' },
          text('reason', 300),
          text('decided_by', 80),
          text('decided_at', 19),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('hall_office');
  }
}

function key(name: string, length: number): TableColumnOptions {
  return text(name, length, { isPrimary: true });
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
