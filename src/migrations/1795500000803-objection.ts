import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

const TABLES: readonly Table[] = [
  new Table({
    name: 'objection',
    columns: [
      key('hall', 64),
      key('id', 16),
      text('period', 7),
      { name: 'revision', type: 'integer' },
      text('window_id', 64),
      text('subject_type', 16),
      text('subject', 64),
      text('line_key', 16),
      text('item', 40, { isNullable: true }),
      text('clause', 300),
      { name: 'facts', type: 'text' },
      text('reason', 1000),
      { name: 'evidence', type: 'text' },
      text('during', 8),
      text('filed_by', 80),
      text('filed_at', 23),
    ],
    indices: [{ name: 'ix_objection_period', columnNames: ['hall', 'period'] }],
  }),
  new Table({
    name: 'objection_decision',
    columns: [
      key('hall', 64),
      key('objection', 16),
      { name: 'seq', type: 'integer', isPrimary: true },
      text('kind', 12),
      text('reason', 1000),
      { name: 'rulings', type: 'text' },
      { name: 'effect', type: 'text' },
      text('decided_by', 80),
      text('decided_at', 23),
    ],
  }),
  new Table({
    name: 'objection_silence',
    columns: [
      key('hall', 64),
      key('period', 7),
      { name: 'revision', type: 'integer', isPrimary: true },
      key('window_id', 64),
      text('until', 19),
      text('stated_at', 19),
    ],
  }),
];

export class Objection1795500000803 implements MigrationInterface {
  readonly name = 'Objection1795500000803';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('objection_silence');
    await runner.dropTable('objection_decision');
    await runner.dropTable('objection');
  }
}

function key(name: string, length: number): TableColumnOptions {
  return text(name, length, { isPrimary: true });
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
