import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class Submission1795400000090 implements MigrationInterface {
  readonly name = 'Submission1795400000090';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [SUBMISSION, DECISION, REPORT]) await runner.createTable(table());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['month_report', 'submission_decision', 'submission']) await runner.dropTable(table);
  }
}

const SUBMISSION = (): Table =>
  new Table({
    name: 'submission',
    columns: [
      key('hall', 64),
      key('id', 32),
      text('period', 7),
      { name: 'seq', type: 'integer' },
      text('item', 40),
      text('type', 40),
      text('window_id', 64, { isNullable: true }),
      text('date', 10),
      text('event_key', 32),
      { name: 'content', type: 'text' },
      text('origin', 8),
      text('replaces', 32, { isNullable: true }),
      text('entered_by', 80),
      text('entered_at', 23),
      text('batch', 64, { isNullable: true }),
      { name: 'line', type: 'integer', isNullable: true },
    ],
    indices: [{ name: 'ix_submission_period', columnNames: ['hall', 'period'] }],
  });

const DECISION = (): Table =>
  new Table({
    name: 'submission_decision',
    columns: [
      key('hall', 64),
      key('submission', 32),
      { name: 'seq', type: 'integer', isPrimary: true },
      text('kind', 16),
      text('reason', 300),
      text('decided_by', 80),
      text('decided_at', 23),
    ],
  });

const REPORT = (): Table =>
  new Table({
    name: 'month_report',
    columns: [
      key('hall', 64),
      key('period', 7),
      key('window_id', 64),
      key('form', 40),
      key('kind', 12),
      { name: 'seq', type: 'integer', isPrimary: true },
      text('until', 19, { isNullable: true }),
      text('reason', 300),
      text('entered_by', 80),
      text('entered_at', 23),
    ],
  });

function key(name: string, length: number): TableColumnOptions {
  return text(name, length, { isPrimary: true });
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
