import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

export class PublishedBookText1764000006001 implements MigrationInterface {
  readonly name = 'PublishedBookText1764000006001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'published_book_text',
        columns: [
          { name: 'hall', type: 'varchar', length: '64', isPrimary: true },
          { name: 'month_from', type: 'varchar', length: '7', isPrimary: true },
          { name: 'revision', type: 'integer', isPrimary: true },
          { name: 'part', type: 'integer', isPrimary: true },
          { name: 'content', type: 'text' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('published_book_text');
  }
}
