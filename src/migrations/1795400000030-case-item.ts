import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class CaseItem1795400000030 implements MigrationInterface {
  readonly name = 'CaseItem1795400000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'case_item',
        columns: [
          { ...text('hall', 64), isPrimary: true },
          { ...text('batch', 64), isPrimary: true },
          { ...whole('line'), isPrimary: true },
          text('item_code', 64),
          text('item_name', 200, true),
          text('department', 120, true),
          text('accepting_window', 64, true),
          text('approving_window', 64, true),
          text('item_type', 16, true),
          whole('promise_days', true),
          whole('legal_days', true),
          text('online_level', 60, true),
          text('from_day', 10, true),
          text('to_day', 10, true),
          text('recorded_at', 23),
        ],
        indices: [{ name: 'ix_case_item_code', columnNames: ['hall', 'item_code'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('case_item');
  }
}

function text(name: string, length: number, isNullable = false): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), isNullable };
}

function whole(name: string, isNullable = false): TableColumnOptions {
  return { name, type: 'integer', isNullable };
}
