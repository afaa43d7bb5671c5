import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The columns of a row of a list. */
abstract class CaseRowColumns {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ name: 'case_no', type: 'varchar', length: 64 })
  caseNo!: string;

  /** Of the content of the row. */
  @PrimaryColumn({ type: 'varchar', length: 24 })
  hash!: string;

  /** 2 for rows of full lists, 1 for a finished case, added. */
  @Column({ type: 'int' })
  weight!: number;

  /** First and last civil day on which the state can matter to a month. */
  @Column({ name: 'first_day', type: 'varchar', length: 10, nullable: true })
  firstDay!: string | null;

  @Column({ name: 'last_day', type: 'varchar', length: 10, nullable: true })
  lastDay!: string | null;

  @Column({ name: 'window_id', type: 'varchar', length: 64, nullable: true })
  windowId!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  handler!: string | null;

  @Column({ name: 'item_code', type: 'varchar', length: 64, nullable: true })
  itemCode!: string | null;

  @Column({ name: 'item_name', type: 'varchar', length: 200, nullable: true })
  itemName!: string | null;

  @Column({ name: 'accepted_at', type: 'varchar', length: 19, nullable: true })
  acceptedAt!: string | null;

  @Column({ name: 'finished_at', type: 'varchar', length: 19, nullable: true })
  finishedAt!: string | null;

  @Column({ name: 'promise_days', type: 'int', nullable: true })
  promiseDays!: number | null;

  @Column({ name: 'legal_days', type: 'int', nullable: true })
  legalDays!: number | null;

  @Column({ name: 'case_type', type: 'varchar', length: 16, nullable: true })
  caseType!: string | null;

  @Column({ type: 'varchar', length: 16 })
  standing!: string;

  @Column({ name: 'stop_from', type: 'varchar', length: 19, nullable: true })
  stopFrom!: string | null;

  @Column({ name: 'stop_to', type: 'varchar', length: 19, nullable: true })
  stopTo!: string | null;

  @Column({ name: 'correction_from', type: 'varchar', length: 19, nullable: true })
  correctionFrom!: string | null;

  @Column({ name: 'correction_to', type: 'varchar', length: 19, nullable: true })
  correctionTo!: string | null;

  @Column({ type: 'int', nullable: true })
  corrections!: number | null;

  @Column({ type: 'varchar', length: 64 })
  batch!: string;

  @Column({ type: 'int' })
  line!: number;

  /** Hall-local time at which the batch was taken in. */
  @Column({ name: 'recorded_at', type: 'varchar', length: 23 })
  recordedAt!: string;
}

/**
 * Every state in which a list showed a case; nothing is edited. Which state counts is asked, not stored: the heaviest, then
 * the latest (see `CURRENT` in the service), so that undoing a batch or asking for an earlier time needs no repair.
 */
@Entity('case_state')
@Index('ix_case_state_reach', ['hall', 'lastDay', 'caseNo'])
export class CaseStateEntity extends CaseRowColumns {}

/**
 * A row of a month that was closed when it came, with other content than any row taken before. It changes nothing of that
 * month; a person reads it as a proposed correction. Months that are open know the case by it.
 */
@Entity('case_proposal')
@Index('ix_case_proposal_month', ['hall', 'month'])
export class CaseProposalEntity extends CaseRowColumns {
  /** The closed month to which the row belongs. */
  @PrimaryColumn({ type: 'varchar', length: 7 })
  month!: string;
}
