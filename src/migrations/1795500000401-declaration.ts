import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class Declaration1795500000401 implements MigrationInterface {
  readonly name = 'Declaration1795500000401';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [DRAFT, AREA, FILE, LINK]) await runner.createTable(table());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['evidence_link', 'evidence_file', 'area_statement', 'submission_draft'])
      await runner.dropTable(table);
  }
}

const DRAFT = (): Table =>
  new Table({
    name: 'submission_draft',
    columns: [
      key('hall', 64),
      key('id', 32),
      text('period', 7),
      text('window_id', 64),
      text('item', 120),
      { name: 'content', type: 'text' },
      text('state', 12),
      { name: 'version', type: 'integer' },
      text('submission', 32, { isNullable: true }),
      text('changed_by', 80),
      text('changed_at', 23),
    ],
    indices: [{ name: 'ix_submission_draft_window', columnNames: ['hall', 'period', 'window_id'] }],
  });

const AREA = (): Table =>
  new Table({
    name: 'area_statement',
    columns: [
      key('hall', 64),
      key('period', 7),
      key('window_id', 64),
      key('section', 40),
      { name: 'seq', type: 'integer', isPrimary: true },
      text('kind', 16),
      text('origin', 8),
      text('said_by', 80),
      text('said_at', 23),
    ],
  });

const FILE = (): Table =>
  new Table({
    name: 'evidence_file',
    columns: [
      key('hall', 64),
      key('digest', 64),
      text('type', 8),
      { name: 'bytes', type: 'integer' },
      text('kept_by', 80),
      text('kept_at', 23),
    ],
  });

const LINK = (): Table =>
  new Table({
    name: 'evidence_link',
    columns: [
      key('hall', 64),
      key('id', 32),
      text('digest', 64),
      text('name', 120),
      text('window_id', 64, { isNullable: true }),
      text('holder', 32),
      text('linked_by', 80),
      text('linked_at', 23),
    ],
    indices: [
      { name: 'ix_evidence_link_holder', columnNames: ['hall', 'holder'] },
      { name: 'ix_evidence_link_digest', columnNames: ['hall', 'digest'] },
    ],
  });

function key(name: string, length: number): TableColumnOptions {
  return text(name, length, { isPrimary: true });
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
