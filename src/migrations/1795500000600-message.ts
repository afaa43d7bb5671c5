import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class Message1795500000600 implements MigrationInterface {
  readonly name = 'Message1795500000600';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [MESSAGE, READ]) await runner.createTable(table());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['message_read', 'message']) await runner.dropTable(table);
  }
}

const MESSAGE = (): Table =>
  new Table({
    name: 'message',
    columns: [
      text('hall', 64, { isPrimary: true }),
      text('id', 32, { isPrimary: true }),
      text('matter', 160),
      { name: 'seq', type: 'integer' },
      text('state', 8),
      text('permission', 40),
      text('window_id', 64, { isNullable: true }),
      text('department_id', 64, { isNullable: true }),
      text('scored_by', 80, { isNullable: true }),
      text('staff_id', 64, { isNullable: true }),
      { name: 'said', type: 'text' },
      text('at', 19),
      text('due', 19, { isNullable: true }),
      text('period', 7, { isNullable: true }),
      text('subject', 160, { isNullable: true }),
      text('settled_at', 19, { isNullable: true }),
      text('settled_by', 80, { isNullable: true }),
    ],
    indices: [
      { name: 'uq_message_key', columnNames: ['hall', 'matter', 'seq'], isUnique: true },
      { name: 'ix_message_state', columnNames: ['hall', 'state', 'at'] },
    ],
  });

const READ = (): Table =>
  new Table({
    name: 'message_read',
    columns: [
      text('hall', 64, { isPrimary: true }),
      text('message', 32, { isPrimary: true }),
      text('account', 80, { isPrimary: true }),
      text('read_at', 19),
    ],
  });

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
