import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Every state in which a list showed a rating; nothing is edited. The state further on in its handling counts, then the
 * latest. No names; contacts and texts are masked.
 */
@Entity('rating')
@Index('ix_rating_rated', ['hall', 'ratedOn'])
@Index('ix_rating_verified', ['hall', 'verifiedOn'])
export class RatingEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  /** Of case, time and grade. */
  @PrimaryColumn({ name: 'rating_key', type: 'varchar', length: 32 })
  ratingKey!: string;

  /** Of the content. */
  @PrimaryColumn({ type: 'varchar', length: 24 })
  hash!: string;

  /** How far its handling is. */
  @Column({ type: 'int' })
  weight!: number;

  @Column({ name: 'case_no', type: 'varchar', length: 64, nullable: true })
  caseNo!: string | null;

  @Column({ name: 'window_id', type: 'varchar', length: 64, nullable: true })
  windowId!: string | null;

  /** Staff numbers of those rated, parted by `;`. */
  @Column({ type: 'varchar', length: 200 })
  staff!: string;

  @Column({ type: 'varchar', length: 24 })
  grade!: string;

  @Column({ name: 'rated_at', type: 'varchar', length: 19, nullable: true })
  ratedAt!: string | null;

  /** Civil day; last day of the named month where the file has no time. */
  @Column({ name: 'rated_on', type: 'varchar', length: 10 })
  ratedOn!: string;

  @Column({ type: 'varchar', length: 60 })
  channel!: string;

  /** 0 or 1, like the other flags. */
  @Column({ name: 'is_default', type: 'int' })
  isDefault!: number;

  @Column({ name: 'real_name', type: 'int' })
  realName!: number;

  /** Masked. */
  @Column({ type: 'varchar', length: 60 })
  contact!: string;

  /** Masked. */
  @Column({ name: 'comment_text', type: 'varchar', length: 500 })
  comment!: string;

  @Column({ type: 'varchar', length: 200 })
  tag!: string;

  @Column({ type: 'int', nullable: true })
  replied!: number | null;

  @Column({ name: 'called_back', type: 'int', nullable: true })
  calledBack!: number | null;

  @Column({ type: 'varchar', length: 500 })
  reply!: string;

  @Column({ type: 'varchar', length: 500 })
  rectification!: string;

  @Column({ name: 'rectified_at', type: 'varchar', length: 19, nullable: true })
  rectifiedAt!: string | null;

  /** 核实结论: 1 属实, 0 不属实, null not verified. */
  @Column({ name: 'found_true', type: 'int', nullable: true })
  foundTrue!: number | null;

  @Column({ name: 'verified_on', type: 'varchar', length: 10, nullable: true })
  verifiedOn!: string | null;

  @Column({ type: 'varchar', length: 64 })
  batch!: string;

  @Column({ type: 'int' })
  line!: number;

  @Column({ name: 'recorded_at', type: 'varchar', length: 23 })
  recordedAt!: string;
}

/**
 * What was recorded about appeals against ratings, append-only. The key outlives the rows of the list, so a decision holds
 * when the same list is taken in again.
 */
@Entity('rating_appeal')
export class RatingAppealEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ name: 'rating_key', type: 'varchar', length: 32 })
  ratingKey!: string;

  /** 1, 2 … of one rating. */
  @PrimaryColumn({ type: 'int' })
  seq!: number;

  /** An `AppealKind`. */
  @Column({ type: 'varchar', length: 16 })
  kind!: string;

  /** Masked. */
  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  @Column({ name: 'recorded_by', type: 'varchar', length: 80 })
  recordedBy!: string;

  /** `YYYY-MM-DD HH:MM:SS`. */
  @Column({ name: 'recorded_at', type: 'varchar', length: 19 })
  recordedAt!: string;
}

/** Calls to raters who left a name or contact, append-only: of a rating the last one counts. */
@Entity('rating_callback')
export class RatingCallbackEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ name: 'rating_key', type: 'varchar', length: 32 })
  ratingKey!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  /** Civil day of the call. */
  @Column({ name: 'called_on', type: 'varchar', length: 10 })
  calledOn!: string;

  /** A `CallbackOutcome`. */
  @Column({ type: 'varchar', length: 16 })
  outcome!: string;

  /** Masked. */
  @Column({ type: 'varchar', length: 300 })
  note!: string;

  @Column({ name: 'recorded_by', type: 'varchar', length: 80 })
  recordedBy!: string;

  /** `YYYY-MM-DD HH:MM:SS`. */
  @Column({ name: 'recorded_at', type: 'varchar', length: 19 })
  recordedAt!: string;
}

/** What people made of findings about a month's ratings, append-only: of a finding the last one counts. */
@Entity('rating_judgement')
export class RatingJudgementEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  month!: string;

  /** Id of the finding: of its kind, its subject and, for a burst, its beginning. */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  finding!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  /** A `JudgementDecision`. */
  @Column({ type: 'varchar', length: 16 })
  decision!: string;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  /** Digest of the ratings the finding rested on when it was judged. */
  @Column({ type: 'varchar', length: 16 })
  evidence!: string;

  @Column({ name: 'seen_by', type: 'varchar', length: 80 })
  seenBy!: string;

  /** `YYYY-MM-DD HH:MM:SS`. */
  @Column({ name: 'seen_at', type: 'varchar', length: 19 })
  seenAt!: string;
}

/** Days for the steps of a bad rating, append-only: from a month on, and of one beginning the latest revision. */
@Entity('rating_limits')
export class RatingLimitsEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  /** `YYYY-MM`: for steps that begin in this month or later. */
  @PrimaryColumn({ name: 'from_month', type: 'varchar', length: 7 })
  fromMonth!: string;

  @PrimaryColumn({ type: 'int' })
  revision!: number;

  /** Working days, like the other two. */
  @Column({ name: 'verify_days', type: 'int' })
  verifyDays!: number;

  @Column({ name: 'rectify_days', type: 'int' })
  rectifyDays!: number;

  @Column({ name: 'callback_days', type: 'int' })
  callbackDays!: number;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  @Column({ name: 'set_by', type: 'varchar', length: 80 })
  setBy!: string;

  /** `YYYY-MM-DD HH:MM:SS`. */
  @Column({ name: 'set_at', type: 'varchar', length: 19 })
  setAt!: string;
}
