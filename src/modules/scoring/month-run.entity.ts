import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One computation of a month that counts: the running one, replaced by each new score, or a sealed revision. */
@Entity('month_run')
export class MonthRunEntity {
  /** `hall:month:r1`. */
  @PrimaryColumn({ type: 'varchar', length: 96 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  hall!: string;

  @Column({ type: 'varchar', length: 7 })
  month!: string;

  @Column({ type: 'int' })
  revision!: number;

  /** 0 running, 1 sealed: a sealed run is never changed. */
  @Column({ type: 'int' })
  sealed!: number;

  @Column({ name: 'computed_at', type: 'varchar', length: 19 })
  computedAt!: string;

  @Column({ name: 'computed_by', type: 'varchar', length: 80 })
  computedBy!: string;

  @Column({ type: 'varchar', length: 40 })
  engine!: string;

  @Column({ type: 'varchar', length: 80 })
  book!: string;

  /** SHA-256 of the book's text, of the canonical facts, of the canonical evaluation. */
  @Column({ name: 'book_digest', type: 'varchar', length: 64 })
  bookDigest!: string;

  @Column({ name: 'facts_digest', type: 'varchar', length: 64 })
  factsDigest!: string;

  @Column({ name: 'result_digest', type: 'varchar', length: 64 })
  resultDigest!: string;

  /** SHA-256 of the canonical seal; '' while running. Printed on the bulletin. */
  @Column({ name: 'seal_digest', type: 'varchar', length: 64 })
  sealDigest!: string;

  /** Gaps that keep the month from closing. */
  @Column({ type: 'int' })
  blocked!: number;

  /** Overrides and reasons of the close, as text for the check sheet. */
  @Column({ type: 'text' })
  remark!: string;
}

/** A document of a run in pieces: JSON, compressed, as base64. MySQL's text holds 64 kB a piece. */
@Entity('month_document')
export class MonthDocumentEntity {
  @PrimaryColumn({ type: 'varchar', length: 96 })
  run!: string;

  /** `seal`, `head`, `sheet/window/W01` … */
  @PrimaryColumn({ type: 'varchar', length: 120 })
  name!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  @Column({ type: 'varchar', length: 64 })
  hall!: string;

  @Column({ type: 'text' })
  body!: string;
}

/** A line of the ranking, for lists and trends. */
@Entity('month_standing')
export class MonthStandingEntity {
  @PrimaryColumn({ type: 'varchar', length: 96 })
  run!: string;

  @PrimaryColumn({ type: 'varchar', length: 16 })
  type!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  subject!: string;

  @Column({ type: 'varchar', length: 64 })
  hall!: string;

  @Column({ type: 'varchar', length: 7 })
  month!: string;

  @Column({ name: 'group_code', type: 'varchar', length: 64 })
  group!: string;

  /** Null: not ranked. */
  @Column({ name: 'rank_no', type: 'int', nullable: true })
  rank!: number | null;

  /** Points at scale 4. */
  @Column({ type: 'int' })
  score4!: number;
}
