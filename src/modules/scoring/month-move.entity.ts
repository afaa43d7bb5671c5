import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A move of a month, written in the transaction that made it and never changed: who, when, why, what was set aside. */
@Entity('month_move')
export class MonthMoveEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  month!: string;

  /** Version of the period row after the move. */
  @PrimaryColumn({ type: 'int' })
  version!: number;

  @Column({ type: 'int' })
  revision!: number;

  @Column({ name: 'from_state', type: 'varchar', length: 16 })
  from!: string;

  @Column({ name: 'to_state', type: 'varchar', length: 16 })
  to!: string;

  @Column({ type: 'varchar', length: 19 })
  at!: string;

  @Column({ name: 'by_name', type: 'varchar', length: 80 })
  by!: string;

  @Column({ type: 'text' })
  reason!: string;

  /** JSON list of { condition, by, reason }. */
  @Column({ type: 'text' })
  overrides!: string;
}

/** Somebody asks that a month be locked; another person confirms. Bound to the version and to what was shown. */
@Entity('month_lock_request')
export class MonthLockRequestEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  month!: string;

  @PrimaryColumn({ type: 'varchar', length: 16 })
  id!: string;

  /** Version of the period row it was asked for. */
  @Column({ type: 'int' })
  version!: number;

  @Column({ type: 'int' })
  revision!: number;

  /** SHA-256 of the result that was shown. */
  @Column({ type: 'varchar', length: 64 })
  digest!: string;

  @Column({ name: 'asked_by', type: 'varchar', length: 80 })
  askedBy!: string;

  @Column({ name: 'asked_name', type: 'varchar', length: 80 })
  askedName!: string;

  @Column({ name: 'asked_at', type: 'varchar', length: 19 })
  askedAt!: string;

  @Column({ name: 'expires_at', type: 'varchar', length: 19 })
  expiresAt!: string;

  /** JSON list of { condition, by, reason } asked to be set aside. */
  @Column({ type: 'text' })
  overrides!: string;
}

/** What became of a request: at most one answer. */
@Entity('month_lock_answer')
export class MonthLockAnswerEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  month!: string;

  @PrimaryColumn({ type: 'varchar', length: 16 })
  request!: string;

  /** `confirmed` or `withdrawn`. */
  @Column({ type: 'varchar', length: 12 })
  kind!: string;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  @Column({ name: 'answered_by', type: 'varchar', length: 80 })
  answeredBy!: string;

  @Column({ name: 'answered_at', type: 'varchar', length: 19 })
  answeredAt!: string;
}

/** What the leading group decided by name on an outcome of a sealed month; the last one on a subject counts. */
@Entity('outcome_decision')
export class OutcomeDecisionEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  month!: string;

  @PrimaryColumn({ type: 'int' })
  revision!: number;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  @Column({ type: 'varchar', length: 40 })
  outcome!: string;

  @Column({ name: 'subject_type', type: 'varchar', length: 16 })
  type!: string;

  @Column({ type: 'varchar', length: 64 })
  subject!: string;

  /** `take` or `spare`. */
  @Column({ type: 'varchar', length: 8 })
  verdict!: string;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  /** Number of the minutes. */
  @Column({ type: 'varchar', length: 80 })
  minutes!: string;

  @Column({ name: 'decided_by', type: 'varchar', length: 80 })
  decidedBy!: string;

  @Column({ name: 'decided_at', type: 'varchar', length: 19 })
  decidedAt!: string;
}

/** How a hall runs its months: one more row with every change, the last one counts. */
@Entity('hall_office')
export class HallOfficeEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  /** Working days to object during notice and after a finding, where the book names none. */
  @Column({ name: 'notice_days', type: 'int' })
  noticeDays!: number;

  @Column({ name: 'finding_days', type: 'int' })
  findingDays!: number;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  @Column({ name: 'decided_by', type: 'varchar', length: 80 })
  decidedBy!: string;

  @Column({ name: 'decided_at', type: 'varchar', length: 19 })
  decidedAt!: string;
}
