import { TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';

const ADDED = ['document', 'minutes'] as const;

/** The paper a leave rests on, and the minutes a day of kinds that leave a time free. */
export class LeaveSpellPaper1795400000024 implements MigrationInterface {
  readonly name = 'LeaveSpellPaper1795400000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('leave_spell', [
      new TableColumn({ name: 'document', type: 'varchar', length: '120', isNullable: true }),
      new TableColumn({ name: 'minutes', type: 'integer', isNullable: true }),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ADDED) await runner.dropColumn('leave_spell', name);
  }
}
