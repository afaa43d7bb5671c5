import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class MeetingSignIn1795400000022 implements MigrationInterface {
  readonly name = 'MeetingSignIn1795400000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'meeting_sign_in',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('id', 32, { isPrimary: true }),
          text('source', 16),
          text('person', 64),
          text('date', 10),
          text('event', 120),
          text('kind', 16),
          text('halves', 8),
          text('status', 16),
          text('signed_at', 8),
          { name: 'minutes', type: 'integer', isNullable: true },
          text('batch', 64),
          { name: 'line', type: 'integer' },
        ],
        indices: [{ name: 'ix_meeting_sign_in_date', columnNames: ['hall', 'date'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('meeting_sign_in');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
