import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class Verification1795500000402 implements MigrationInterface {
  readonly name = 'Verification1795500000402';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [DRAW, RESULT, SECTION]) await runner.createTable(table());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['section_report', 'sample_result', 'sample_draw']) await runner.dropTable(table);
  }
}

const DRAW = (): Table =>
  new Table({
    name: 'sample_draw',
    columns: [
      key('hall', 64),
      key('id', 32),
      text('period', 7),
      text('kind', 12),
      text('department', 60),
      text('seed', 64),
      text('population', 64),
      { name: 'content', type: 'text' },
      text('drawn_by', 80),
      text('drawn_at', 23),
    ],
    indices: [{ name: 'ix_sample_draw_period', columnNames: ['hall', 'period'] }],
  });

const RESULT = (): Table =>
  new Table({
    name: 'sample_result',
    columns: [
      key('hall', 64),
      key('draw', 32),
      key('submission', 32),
      { name: 'seq', type: 'integer', isPrimary: true },
      text('period', 7),
      text('outcome', 12),
      text('remark', 300),
      text('recorded_by', 80),
      text('recorded_at', 23),
    ],
    indices: [{ name: 'ix_sample_result_period', columnNames: ['hall', 'period'] }],
  });

const SECTION = (): Table =>
  new Table({
    name: 'section_report',
    columns: [
      key('hall', 64),
      key('period', 7),
      key('department', 60),
      { name: 'seq', type: 'integer', isPrimary: true },
      text('kind', 12),
      { name: 'content', type: 'text' },
      text('reason', 300),
      text('said_by', 80),
      text('said_at', 23),
    ],
  });

function key(name: string, length: number): TableColumnOptions {
  return text(name, length, { isPrimary: true });
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
