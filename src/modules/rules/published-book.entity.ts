import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A published rule book. Rows are only ever inserted: a change is a new revision or a later first month. */
@Entity('published_book')
export class PublishedBookEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  /** First assessed month, `YYYY-MM`. */
  @PrimaryColumn({ name: 'month_from', type: 'varchar', length: 7 })
  monthFrom!: string;

  /** 1, 2, 3 … within hall and first month; the newest counts. */
  @PrimaryColumn({ type: 'int' })
  revision!: number;

  /** Last assessed month, or empty: open. */
  @Column({ name: 'month_until', type: 'varchar', length: 7 })
  monthUntil!: string;

  /** Id of the book, `book:` of the text. */
  @Column({ type: 'varchar', length: 64 })
  book!: string;

  @Column({ type: 'varchar', length: 120 })
  title!: string;

  /** SHA-256 of the text in UTF-8, hexadecimal. */
  @Column({ type: 'varchar', length: 64 })
  digest!: string;

  /** Pieces in `published_book_text`. */
  @Column({ type: 'int' })
  parts!: number;

  /** Id and name of who published it. */
  @Column({ name: 'actor_id', type: 'varchar', length: 80 })
  actorId!: string;

  @Column({ name: 'actor_name', type: 'varchar', length: 80 })
  actorName!: string;

  /** Hall-local time `YYYY-MM-DD HH:MM:SS`. */
  @Column({ type: 'varchar', length: 19 })
  at!: string;

  /** Why; empty only for a first revision. */
  @Column({ type: 'varchar', length: 500 })
  reason!: string;
}

/** The text of a published book in pieces that fit the smallest `text` column (64 KiB). */
@Entity('published_book_text')
export class PublishedBookTextEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ name: 'month_from', type: 'varchar', length: 7 })
  monthFrom!: string;

  @PrimaryColumn({ type: 'int' })
  revision!: number;

  @PrimaryColumn({ type: 'int' })
  part!: number;

  @Column({ type: 'text' })
  content!: string;
}
