import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const whole = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'integer', isNullable });

/** The columns of `case_state`, and the closed month. */
const COLUMNS: readonly TableColumnOptions[] = [
  { ...text('hall', 64), isPrimary: true },
  { ...text('case_no', 64), isPrimary: true },
  { ...text('hash', 24), isPrimary: true },
  { ...text('month', 7), isPrimary: true },
  whole('weight'),
  text('first_day', 10, true),
  text('last_day', 10, true),
  text('window_id', 64, true),
  text('handler', 64, true),
  text('item_code', 64, true),
  text('item_name', 200, true),
  text('accepted_at', 19, true),
  text('finished_at', 19, true),
  whole('promise_days', true),
  whole('legal_days', true),
  text('case_type', 16, true),
  text('standing', 16),
  text('stop_from', 19, true),
  text('stop_to', 19, true),
  text('correction_from', 19, true),
  text('correction_to', 19, true),
  whole('corrections', true),
  text('batch', 64),
  whole('line'),
  text('recorded_at', 23),
];

export class CaseProposal1795400000032 implements MigrationInterface {
  readonly name = 'CaseProposal1795400000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'case_proposal',
        columns: [...COLUMNS],
        indices: [{ name: 'ix_case_proposal_month', columnNames: ['hall', 'month'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('case_proposal');
  }
}
