import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A row of an item catalogue 事项目录. Rows are added, never edited; the one recorded last counts (`ItemsService`). */
@Entity('case_item')
@Index('ix_case_item_code', ['hall', 'itemCode'])
export class CaseItemEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  batch!: string;

  @PrimaryColumn({ type: 'int' })
  line!: number;

  @Column({ name: 'item_code', type: 'varchar', length: 64 })
  itemCode!: string;

  @Column({ name: 'item_name', type: 'varchar', length: 200, nullable: true })
  itemName!: string | null;

  @Column({ type: 'varchar', length: 120, nullable: true })
  department!: string | null;

  @Column({ name: 'accepting_window', type: 'varchar', length: 64, nullable: true })
  acceptingWindow!: string | null;

  @Column({ name: 'approving_window', type: 'varchar', length: 64, nullable: true })
  approvingWindow!: string | null;

  @Column({ name: 'item_type', type: 'varchar', length: 16, nullable: true })
  itemType!: string | null;

  @Column({ name: 'promise_days', type: 'int', nullable: true })
  promiseDays!: number | null;

  @Column({ name: 'legal_days', type: 'int', nullable: true })
  legalDays!: number | null;

  @Column({ name: 'online_level', type: 'varchar', length: 60, nullable: true })
  onlineLevel!: string | null;

  /** First and last day in force; null is open. */
  @Column({ name: 'from_day', type: 'varchar', length: 10, nullable: true })
  fromDay!: string | null;

  @Column({ name: 'to_day', type: 'varchar', length: 10, nullable: true })
  toDay!: string | null;

  /** Hall-local time at which the batch was taken in. */
  @Column({ name: 'recorded_at', type: 'varchar', length: 23 })
  recordedAt!: string;
}

/** Every state in which a list showed a stage 环节 of a case; nothing is edited. Ended before open, later before earlier. */
@Entity('case_stage')
@Index('ix_case_stage_reach', ['hall', 'lastDay', 'caseNo'])
export class CaseStageEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ name: 'case_no', type: 'varchar', length: 64 })
  caseNo!: string;

  /** Of the content of the row. */
  @PrimaryColumn({ type: 'varchar', length: 24 })
  hash!: string;

  /** Of case, stage, place and begin: rows with the same are states of one stage. */
  @Column({ name: 'stage_key', type: 'varchar', length: 24 })
  stageKey!: string;

  @Column({ type: 'varchar', length: 60 })
  stage!: string;

  @Column({ name: 'window_id', type: 'varchar', length: 64, nullable: true })
  windowId!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  handler!: string | null;

  @Column({ name: 'begun_at', type: 'varchar', length: 19 })
  begunAt!: string;

  @Column({ name: 'ended_at', type: 'varchar', length: 19, nullable: true })
  endedAt!: string | null;

  @Column({ name: 'promise_days', type: 'int', nullable: true })
  promiseDays!: number | null;

  /** First and last civil day on which the stage can matter to a month. */
  @Column({ name: 'first_day', type: 'varchar', length: 10 })
  firstDay!: string;

  @Column({ name: 'last_day', type: 'varchar', length: 10 })
  lastDay!: string;

  @Column({ type: 'varchar', length: 64 })
  batch!: string;

  @Column({ type: 'int' })
  line!: number;

  @Column({ name: 'recorded_at', type: 'varchar', length: 23 })
  recordedAt!: string;
}
