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

/** A draft of a book: the book it begins with, and the changes in their order. The text is worked out anew each time. */
@Entity('book_draft')
export class BookDraftEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  id!: string;

  /** Grows with each change; a change names the version it was made on. */
  @Column({ type: 'int' })
  version!: number;

  /** `open`, `published` or `dropped`. */
  @Column({ type: 'varchar', length: 9 })
  state!: string;

  /** First month of the new book. */
  @Column({ name: 'month_from', type: 'varchar', length: 7 })
  monthFrom!: string;

  /** The published book it begins with. */
  @Column({ name: 'base_from', type: 'varchar', length: 7 })
  baseFrom!: string;

  @Column({ name: 'base_revision', type: 'int' })
  baseRevision!: number;

  /** JSON of the changes. */
  @Column({ type: 'text' })
  changes!: string;

  @Column({ name: 'changed_by', type: 'varchar', length: 80 })
  changedBy!: string;

  @Column({ name: 'changed_at', type: 'varchar', length: 19 })
  changedAt!: string;
}

/** To which windows a published book was sent, and which acknowledged it. */
@Entity('book_receipt')
export class BookReceiptEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ name: 'month_from', type: 'varchar', length: 7 })
  monthFrom!: string;

  @PrimaryColumn({ type: 'int' })
  revision!: number;

  @PrimaryColumn({ name: 'window_id', type: 'varchar', length: 64 })
  windowId!: string;

  @Column({ name: 'sent_at', type: 'varchar', length: 19 })
  sentAt!: string;

  @Column({ name: 'acknowledged_at', type: 'varchar', length: 19, nullable: true })
  acknowledgedAt!: string | null;

  @Column({ name: 'acknowledged_by', type: 'varchar', length: 80, nullable: true })
  acknowledgedBy!: string | null;
}
