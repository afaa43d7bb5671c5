import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What was handed in for one item, as it was typed; never changed. */
@Entity('submission')
@Index('ix_submission_period', ['hall', 'period'])
@Index('ix_submission_event', ['hall', 'period', 'eventKey'])
@Index('ix_submission_window', ['hall', 'period', 'windowId'])
export class SubmissionEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  id!: string;

  @Column({ type: 'varchar', length: 7 })
  period!: string;

  /** Order of what was entered at one moment: number within the process, or row of the list. */
  @Column({ type: 'int' })
  seq!: number;

  @Column({ type: 'varchar', length: 40 })
  item!: string;

  /** Kind of fact of the catalogue. */
  @Column({ type: 'varchar', length: 40 })
  type!: string;

  @Column({ name: 'window_id', type: 'varchar', length: 64, nullable: true })
  windowId!: string | null;

  @Column({ type: 'varchar', length: 10 })
  date!: string;

  /** Tells the same event handed in twice: of item, window, day, document or event. */
  @Column({ name: 'event_key', type: 'varchar', length: 32 })
  eventKey!: string;

  /** JSON: staff, points, amounts, labels, documentDate, evidence, text. */
  @Column({ type: 'text' })
  content!: string;

  /** `window` or `office`. */
  @Column({ type: 'varchar', length: 8 })
  origin!: string;

  @Column({ type: 'varchar', length: 32, nullable: true })
  replaces!: string | null;

  @Column({ name: 'entered_by', type: 'varchar', length: 80 })
  enteredBy!: string;

  @Column({ name: 'entered_at', type: 'varchar', length: 23 })
  enteredAt!: string;

  /** The list it came in with, and its row; null: typed by hand. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  batch!: string | null;

  @Column({ type: 'int', nullable: true })
  line!: number | null;
}

/** What was decided on a submission, in order; the last one counts. */
@Entity('submission_decision')
export class SubmissionDecisionEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  submission!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  @Column({ type: 'varchar', length: 16 })
  kind!: string;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  @Column({ name: 'decided_by', type: 'varchar', length: 80 })
  decidedBy!: string;

  @Column({ name: 'decided_at', type: 'varchar', length: 23 })
  decidedAt!: string;

  /** JSON of points, labels and amounts that take the place of the declared ones; only of `changed`. */
  @Column({ name: 'changed_to', type: 'text', nullable: true })
  changedTo!: string | null;
}

/** Monthly reports handed in, and extensions granted. */
@Entity('month_report')
export class MonthReportEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  period!: string;

  @PrimaryColumn({ name: 'window_id', type: 'varchar', length: 64 })
  windowId!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  form!: string;

  /** `report` or `extension`. */
  @PrimaryColumn({ type: 'varchar', length: 12 })
  kind!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  /** Of an extension: until when. */
  @Column({ type: 'varchar', length: 19, nullable: true })
  until!: string | null;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  @Column({ name: 'entered_by', type: 'varchar', length: 80 })
  enteredBy!: string;

  @Column({ name: 'entered_at', type: 'varchar', length: 23 })
  enteredAt!: string;
}
