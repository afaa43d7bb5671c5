import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class MessageOutbox1795500000630 implements MigrationInterface {
  readonly name = 'MessageOutbox1795500000630';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [ROUTE, DELIVERY, ATTEMPT]) await runner.createTable(table());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['message_attempt', 'message_delivery', 'message_route']) await runner.dropTable(table);
  }
}

const ROUTE = (): Table =>
  new Table({
    name: 'message_route',
    columns: [
      key('hall', 64),
      key('name', 40),
      { name: 'version', type: 'integer', isPrimary: true },
      text('channel', 8),
      text('target', 300),
      { name: 'grants', type: 'text' },
      { name: 'enabled', type: 'integer' },
      text('entered_by', 80),
      text('entered_at', 19),
    ],
  });

const DELIVERY = (): Table =>
  new Table({
    name: 'message_delivery',
    columns: [
      key('hall', 64),
      key('message', 32),
      key('route', 40),
      text('state', 8),
      { name: 'attempts', type: 'integer' },
      text('next_at', 19),
    ],
    indices: [{ name: 'ix_message_delivery_state', columnNames: ['state', 'next_at'] }],
  });

const ATTEMPT = (): Table =>
  new Table({
    name: 'message_attempt',
    columns: [
      key('hall', 64),
      key('message', 32),
      key('route', 40),
      { name: 'attempt', type: 'integer', isPrimary: true },
      text('at', 19),
      text('fault', 300),
    ],
  });

function key(name: string, length: number): TableColumnOptions {
  return text(name, length, { isPrimary: true });
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
