import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class OutcomeDecision1795500000801 implements MigrationInterface {
  readonly name = 'OutcomeDecision1795500000801';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'outcome_decision',
        columns: [
          key('hall', 64),
          key('month', 7),
          { name: 'revision', type: 'integer', isPrimary: true },
          { name: 'seq', type: 'integer', isPrimary: true },
          text('outcome', 40),
          text('subject_type', 16),
          text('subject', 64),
          text('verdict', 8),
          text('reason', 300),
          text('minutes', 80),
          text('decided_by', 80),
          text('decided_at', 19),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('outcome_decision');
  }
}

function key(name: string, length: number): TableColumnOptions {
  return text(name, length, { isPrimary: true });
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
