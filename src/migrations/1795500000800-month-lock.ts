import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class MonthLock1795500000800 implements MigrationInterface {
  readonly name = 'MonthLock1795500000800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'month_lock_request',
        columns: [
          key('hall', 64),
          key('month', 7),
          key('id', 16),
          { name: 'version', type: 'integer' },
          { name: 'revision', type: 'integer' },
          text('digest', 64),
          text('asked_by', 80),
          text('asked_name', 80),
          text('asked_at', 19),
          text('expires_at', 19),
          { name: 'overrides', type: 'text' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'month_lock_answer',
        columns: [
          key('hall', 64),
          key('month', 7),
          key('request', 16),
          text('kind', 12),
          text('reason', 300),
          text('answered_by', 80),
          text('answered_at', 19),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('month_lock_answer');
    await runner.dropTable('month_lock_request');
  }
}

function key(name: string, length: number): TableColumnOptions {
  return text(name, length, { isPrimary: true });
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
