import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class ImportBatch1764000002000 implements MigrationInterface {
  readonly name = 'ImportBatch1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'import_batch',
        columns: [
          text('id', 40, { isPrimary: true }),
          text('hall', 64),
          text('feed', 16),
          text('layout', 64),
          text('sheet', 255),
          text('file_name', 255),
          text('fingerprint', 64),
          { name: 'byte_size', type: 'integer' },
          { name: 'row_total', type: 'integer' },
          { name: 'records', type: 'integer' },
          { name: 'accepted', type: 'integer' },
          { name: 'repeats', type: 'integer' },
          { name: 'skipped', type: 'integer' },
          { name: 'rejected', type: 'integer' },
          { name: 'warned', type: 'integer' },
          { name: 'persons', type: 'integer' },
          { name: 'unmatched', type: 'integer' },
          text('first_at', 19, { isNullable: true }),
          text('last_at', 19, { isNullable: true }),
          { name: 'months', type: 'text' },
          { name: 'undo_plan', type: 'text' },
          text('actor', 80),
          text('taken_at', 23),
          text('state', 16),
          text('undone_by', 80, { isNullable: true }),
          text('undone_at', 23, { isNullable: true }),
        ],
        indices: [{ name: 'ix_import_batch_fingerprint', columnNames: ['hall', 'fingerprint'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('import_batch');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
