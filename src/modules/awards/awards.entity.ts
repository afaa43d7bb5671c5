import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A loss of eligibility, or its lifting. Rows are only inserted. */
@Entity('eligibility_entry')
@Index('ix_eligibility_period', ['hall', 'period'])
export class EligibilityEntryEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  id!: string;

  /** `lost` or `lifted`. */
  @Column({ type: 'varchar', length: 8 })
  kind!: string;

  /** Of a lifting: the loss; two liftings of one loss are impossible by the id made from it. */
  @Column({ type: 'varchar', length: 32, nullable: true })
  lifts!: string | null;

  @Column({ type: 'varchar', length: 7 })
  period!: string;

  /** Revision of the sealed month; 0: by hand. */
  @Column({ type: 'int' })
  revision!: number;

  @Column({ type: 'varchar', length: 60 })
  scope!: string;

  /** `window` or `staff`. */
  @Column({ name: 'subject_type', type: 'varchar', length: 8 })
  subjectType!: string;

  @Column({ type: 'varchar', length: 64 })
  subject!: string;

  @Column({ name: 'window_id', type: 'varchar', length: 64, nullable: true })
  windowId!: string | null;

  /** `month`, `quarter` or `year`. */
  @Column({ type: 'varchar', length: 7 })
  length!: string;

  @Column({ name: 'month_from', type: 'varchar', length: 7 })
  monthFrom!: string;

  @Column({ name: 'month_until', type: 'varchar', length: 7 })
  monthUntil!: string;

  /** JSON: item or outcome with its name, facts. */
  @Column({ type: 'text' })
  cause!: string;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  @Column({ type: 'varchar', length: 80 })
  minutes!: string;

  @Column({ name: 'entered_by', type: 'varchar', length: 80 })
  enteredBy!: string;

  @Column({ name: 'entered_at', type: 'varchar', length: 23 })
  enteredAt!: string;
}

/** Which sealed revisions have been taken into the ledger. */
@Entity('eligibility_taken')
export class EligibilityTakenEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  period!: string;

  @PrimaryColumn({ type: 'int' })
  revision!: number;

  @Column({ name: 'taken_at', type: 'varchar', length: 19 })
  takenAt!: string;
}

/** A title of a hall in its versions; the newest counts, an empty name takes it out of use. */
@Entity('award_title')
export class AwardTitleEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  code!: string;

  @PrimaryColumn({ type: 'int' })
  version!: number;

  @Column({ type: 'varchar', length: 60 })
  name!: string;

  /** JSON of the title. */
  @Column({ type: 'text' })
  content!: string;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  @Column({ name: 'entered_by', type: 'varchar', length: 80 })
  enteredBy!: string;

  @Column({ name: 'entered_at', type: 'varchar', length: 19 })
  enteredAt!: string;
}

/** What the leading group decided. Rows are only inserted; the last of a subject counts. */
@Entity('award_decision')
@Index('uq_award_decision', ['hall', 'title', 'span', 'subjectType', 'subject', 'seq'], { unique: true })
export class AwardDecisionEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  id!: string;

  @Column({ type: 'varchar', length: 40 })
  title!: string;

  @Column({ name: 'title_name', type: 'varchar', length: 60 })
  titleName!: string;

  @Column({ type: 'varchar', length: 7 })
  span!: string;

  @Column({ name: 'subject_type', type: 'varchar', length: 8 })
  subjectType!: string;

  @Column({ type: 'varchar', length: 64 })
  subject!: string;

  @Column({ type: 'int' })
  seq!: number;

  @Column({ name: 'window_id', type: 'varchar', length: 64, nullable: true })
  windowId!: string | null;

  @Column({ type: 'varchar', length: 8 })
  verdict!: string;

  @Column({ type: 'varchar', length: 6 })
  proposed!: string;

  @Column({ type: 'varchar', length: 80 })
  minutes!: string;

  @Column({ name: 'decided_on', type: 'varchar', length: 10 })
  decidedOn!: string;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  @Column({ name: 'handed_by', type: 'varchar', length: 64, nullable: true })
  handedBy!: string | null;

  /** JSON: what the decision rested on: sealed revisions with their digests, the candidate as proposed, what was told. */
  @Column({ type: 'text' })
  basis!: string;

  @Column({ name: 'entered_by', type: 'varchar', length: 80 })
  enteredBy!: string;

  @Column({ name: 'entered_at', type: 'varchar', length: 19 })
  enteredAt!: string;
}
