import { TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';

/** 折合系数 of a window, for books that multiply by the roster's coefficient. */
export class OrgWindowCoefficient1795500000700 implements MigrationInterface {
  readonly name = 'OrgWindowCoefficient1795500000700';

  async up(runner: QueryRunner): Promise<void> {
    const column = { name: 'coefficient', type: 'varchar', length: '16', isNullable: true };
    await runner.addColumn('org_window', new TableColumn(column));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('org_window', 'coefficient');
  }
}
