import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a window objects to, as it was written; never changed. */
@Entity('objection')
@Index('ix_objection_period', ['hall', 'period'])
export class ObjectionEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 16 })
  id!: string;

  @Column({ type: 'varchar', length: 7 })
  period!: string;

  /** Revision of the month in which it was filed. */
  @Column({ type: 'int' })
  revision!: number;

  @Column({ name: 'window_id', type: 'varchar', length: 64 })
  windowId!: string;

  /** Whose sheet the line stands on. */
  @Column({ name: 'subject_type', type: 'varchar', length: 16 })
  subjectType!: string;

  @Column({ type: 'varchar', length: 64 })
  subject!: string;

  /** Digest of item and facts: the same line has the same key in every computation. */
  @Column({ name: 'line_key', type: 'varchar', length: 16 })
  lineKey!: string;

  /** null: the finding had no line yet. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  item!: string | null;

  @Column({ type: 'varchar', length: 300 })
  clause!: string;

  /** JSON list of ids of facts. */
  @Column({ type: 'text' })
  facts!: string;

  @Column({ type: 'varchar', length: 1000 })
  reason!: string;

  /** JSON list of ids of evidence. */
  @Column({ type: 'text' })
  evidence!: string;

  /** `finding` or `notice`. */
  @Column({ type: 'varchar', length: 8 })
  during!: string;

  @Column({ name: 'filed_by', type: 'varchar', length: 80 })
  filedBy!: string;

  /** With milliseconds. */
  @Column({ name: 'filed_at', type: 'varchar', length: 23 })
  filedAt!: string;
}

/** What was decided on an objection, in order; the last one counts. */
@Entity('objection_decision')
export class ObjectionDecisionEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 16 })
  objection!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  /** `upheld`, `partly`, `rejected` or `withdrawn`. */
  @Column({ type: 'varchar', length: 12 })
  kind!: string;

  @Column({ type: 'varchar', length: 1000 })
  reason!: string;

  /** JSON list of { fact, decision, amend? }. */
  @Column({ type: 'text' })
  rulings!: string;

  /** JSON: points and rank before and after, as shown to the decider. */
  @Column({ type: 'text' })
  effect!: string;

  @Column({ name: 'decided_by', type: 'varchar', length: 80 })
  decidedBy!: string;

  @Column({ name: 'decided_at', type: 'varchar', length: 23 })
  decidedAt!: string;
}

/** A notice period ended and the window had not objected: stated as no objection. */
@Entity('objection_silence')
export class ObjectionSilenceEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  period!: string;

  @PrimaryColumn({ type: 'int' })
  revision!: number;

  @PrimaryColumn({ name: 'window_id', type: 'varchar', length: 64 })
  windowId!: string;

  /** When the period ended. */
  @Column({ type: 'varchar', length: 19 })
  until!: string;

  @Column({ name: 'stated_at', type: 'varchar', length: 19 })
  statedAt!: string;
}
