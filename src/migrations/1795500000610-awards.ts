import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class Awards1795500000610 implements MigrationInterface {
  readonly name = 'Awards1795500000610';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [ENTRY, TAKEN, TITLE, DECISION]) await runner.createTable(table());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['award_decision', 'award_title', 'eligibility_taken', 'eligibility_entry'])
      await runner.dropTable(table);
  }
}

const ENTRY = (): Table =>
  new Table({
    name: 'eligibility_entry',
    columns: [
      key('hall', 64),
      key('id', 32),
      text('kind', 8),
      text('lifts', 32, { isNullable: true }),
      text('period', 7),
      { name: 'revision', type: 'integer' },
      text('scope', 60),
      text('subject_type', 8),
      text('subject', 64),
      text('window_id', 64, { isNullable: true }),
      text('length', 7),
      text('month_from', 7),
      text('month_until', 7),
      { name: 'cause', type: 'text' },
      text('reason', 300),
      text('minutes', 80),
      text('entered_by', 80),
      text('entered_at', 23),
    ],
    indices: [{ name: 'ix_eligibility_period', columnNames: ['hall', 'period'] }],
  });

const TAKEN = (): Table =>
  new Table({
    name: 'eligibility_taken',
    columns: [
      key('hall', 64),
      key('period', 7),
      { name: 'revision', type: 'integer', isPrimary: true },
      text('taken_at', 19),
    ],
  });

const TITLE = (): Table =>
  new Table({
    name: 'award_title',
    columns: [
      key('hall', 64),
      key('code', 40),
      { name: 'version', type: 'integer', isPrimary: true },
      text('name', 60),
      { name: 'content', type: 'text' },
      text('reason', 300),
      text('entered_by', 80),
      text('entered_at', 19),
    ],
  });

const DECISION = (): Table =>
  new Table({
    name: 'award_decision',
    columns: [
      key('hall', 64),
      key('id', 32),
      text('title', 40),
      text('title_name', 60),
      text('span', 7),
      text('subject_type', 8),
      text('subject', 64),
      { name: 'seq', type: 'integer' },
      text('window_id', 64, { isNullable: true }),
      text('verdict', 8),
      text('proposed', 6),
      text('minutes', 80),
      text('decided_on', 10),
      text('reason', 300),
      text('handed_by', 64, { isNullable: true }),
      { name: 'basis', type: 'text' },
      text('entered_by', 80),
      text('entered_at', 19),
    ],
    indices: [
      {
        name: 'uq_award_decision',
        columnNames: ['hall', 'title', 'span', 'subject_type', 'subject', 'seq'],
        isUnique: true,
      },
    ],
  });

function key(name: string, length: number): TableColumnOptions {
  return text(name, length, { isPrimary: true });
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
