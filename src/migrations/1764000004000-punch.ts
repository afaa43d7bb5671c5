import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class Punch1764000004000 implements MigrationInterface {
  readonly name = 'Punch1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'punch',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('source', 16, { isPrimary: true }),
          text('person', 64, { isPrimary: true }),
          text('at', 19, { isPrimary: true }),
          text('kind', 16, { isPrimary: true }),
          text('device', 64),
          text('batch', 64),
          { name: 'line', type: 'integer' },
        ],
        indices: [{ name: 'ix_punch_time', columnNames: ['hall', 'at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('punch');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
