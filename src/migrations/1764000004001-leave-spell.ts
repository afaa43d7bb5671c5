import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class LeaveSpell1764000004001 implements MigrationInterface {
  readonly name = 'LeaveSpell1764000004001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'leave_spell',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('source', 16, { isPrimary: true }),
          text('person', 64, { isPrimary: true }),
          text('kind', 24, { isPrimary: true }),
          text('first_half', 13, { isPrimary: true }),
          text('last_half', 13, { isPrimary: true }),
          text('days', 8, { isPrimary: true }),
          { name: 'halves', type: 'text' },
          text('stand_in', 64),
          text('batch', 64),
          { name: 'line', type: 'integer' },
        ],
        indices: [{ name: 'ix_leave_spell_days', columnNames: ['hall', 'last_half'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('leave_spell');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
