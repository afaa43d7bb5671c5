import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class SourceCoverage1764000002002 implements MigrationInterface {
  readonly name = 'SourceCoverage1764000002002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'source_coverage',
        columns: [
          text('id', 40, { isPrimary: true }),
          text('hall', 64),
          text('source', 16),
          text('scope', 64),
          text('date_from', 10),
          text('date_to', 10),
          text('stated_by', 80),
          text('stated_at', 23),
          text('batch', 40, { isNullable: true }),
          text('waived_by', 80, { isNullable: true }),
          { name: 'reason', type: 'text', isNullable: true },
        ],
        indices: [{ name: 'ix_source_coverage_days', columnNames: ['hall', 'source', 'date_from'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('source_coverage');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
