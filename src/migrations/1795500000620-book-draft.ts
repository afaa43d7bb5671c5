import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class BookDraft1795500000620 implements MigrationInterface {
  readonly name = 'BookDraft1795500000620';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [DRAFT, RECEIPT]) await runner.createTable(table());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['book_receipt', 'book_draft']) await runner.dropTable(table);
  }
}

const DRAFT = (): Table =>
  new Table({
    name: 'book_draft',
    columns: [
      text('hall', 64, { isPrimary: true }),
      text('id', 32, { isPrimary: true }),
      { name: 'version', type: 'integer' },
      text('state', 9),
      text('month_from', 7),
      text('base_from', 7),
      { name: 'base_revision', type: 'integer' },
      { name: 'changes', type: 'text' },
      text('changed_by', 80),
      text('changed_at', 19),
    ],
  });

const RECEIPT = (): Table =>
  new Table({
    name: 'book_receipt',
    columns: [
      text('hall', 64, { isPrimary: true }),
      text('month_from', 7, { isPrimary: true }),
      { name: 'revision', type: 'integer', isPrimary: true },
      text('window_id', 64, { isPrimary: true }),
      text('sent_at', 19),
      text('acknowledged_at', 19, { isNullable: true }),
      text('acknowledged_by', 80, { isNullable: true }),
    ],
  });

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
