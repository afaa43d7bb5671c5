import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class OpeningWithdrawal1795400000062 implements MigrationInterface {
  readonly name = 'OpeningWithdrawal1795400000062';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'opening_withdrawal',
        columns: [
          text('hall', 64, { isPrimary: true }),
          text('month', 7, { isPrimary: true }),
          text('recorded_at', 23, { isPrimary: true }),
          text('by_name', 80),
          text('reason', 500),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('opening_withdrawal');
  }
}

function text(name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...more };
}
