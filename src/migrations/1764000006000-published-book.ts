import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

export class PublishedBook1764000006000 implements MigrationInterface {
  readonly name = 'PublishedBook1764000006000';

  async up(runner: QueryRunner): Promise<void> {
    const text = (name: string, length: number): { name: string; type: string; length: string } => ({
      name,
      type: 'varchar',
      length: String(length),
    });
    await runner.createTable(
      new Table({
        name: 'published_book',
        columns: [
          { ...text('hall', 64), isPrimary: true },
          { ...text('month_from', 7), isPrimary: true },
          { name: 'revision', type: 'integer', isPrimary: true },
          text('month_until', 7),
          text('book', 64),
          text('title', 120),
          text('digest', 64),
          { name: 'parts', type: 'integer' },
          text('actor_id', 80),
          text('actor_name', 80),
          text('at', 19),
          text('reason', 500),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('published_book');
  }
}
