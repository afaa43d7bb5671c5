import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class ConnectorRuns1764000008001 implements MigrationInterface {
  readonly name = 'ConnectorRuns1764000008001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'connector_run',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('source', 64, { isPrimary: true }),
          text('id', 64, { isPrimary: true }),
          { name: 'version', type: 'integer' },
          text('state', 16),
          text('started_at', 23),
          text('ended_at', 23),
          text('body_digest', 64, { isNullable: true }),
          { name: 'pages', type: 'integer' },
          { name: 'bytes', type: 'integer' },
          { name: 'accepted', type: 'integer' },
          { name: 'repeats', type: 'integer' },
          { name: 'rejected', type: 'integer' },
          text('batch', 40, { isNullable: true }),
          text('watermark', 255, { isNullable: true }),
          text('covers_from', 10, { isNullable: true }),
          text('covers_to', 10, { isNullable: true }),
          { name: 'report', type: 'text' },
          { name: 'answer', type: 'text' },
        ],
        indices: [{ name: 'ix_connector_run_time', columnNames: ['hall', 'source', 'started_at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('connector_run');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
