import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class CaseStage1795400000031 implements MigrationInterface {
  readonly name = 'CaseStage1795400000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'case_stage',
        columns: [
          { ...text('hall', 64), isPrimary: true },
          { ...text('case_no', 64), isPrimary: true },
          { ...text('hash', 24), isPrimary: true },
          text('stage_key', 24),
          text('stage', 60),
          text('window_id', 64, true),
          text('handler', 64, true),
          text('begun_at', 19),
          text('ended_at', 19, true),
          { name: 'promise_days', type: 'integer', isNullable: true },
          text('first_day', 10),
          text('last_day', 10),
          text('batch', 64),
          { name: 'line', type: 'integer' },
          text('recorded_at', 23),
        ],
        indices: [{ name: 'ix_case_stage_reach', columnNames: ['hall', 'last_day', 'case_no'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('case_stage');
  }
}

function text(name: string, length: number, isNullable = false): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), isNullable };
}
