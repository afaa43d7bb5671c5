import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A line of an earlier month's ranking table, as the office published it. Rows are added by imports and never changed. */
@Entity('opening_result')
export class OpeningResultEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  batch!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  month!: string;

  @PrimaryColumn({ type: 'varchar', length: 16 })
  type!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  subject!: string;

  /** `window` or `staff`: the table of the month it stands in; a newer batch replaces the whole table. */
  @Column({ type: 'varchar', length: 8 })
  part!: string;

  @Column({ type: 'varchar', length: 120 })
  name!: string;

  @Column({ name: 'group_code', type: 'varchar', length: 64 })
  group!: string;

  @Column({ name: 'rank_no', type: 'int', nullable: true })
  rank!: number | null;

  /** 1: the table had a rank column, so no rank means not ranked. */
  @Column({ name: 'rank_stated', type: 'int' })
  rankStated!: number;

  @Column({ name: 'from_bottom', type: 'int', nullable: true })
  fromBottom!: number | null;

  /** Exact decimal text; null: the table does not say. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  score!: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  base!: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  bonus!: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  deduction!: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  adjustment!: string | null;

  /** JSON: first, top, bottom, redFlag, disqualified where stated, topOf, bottomOf. */
  @Column({ type: 'text' })
  marks!: string;

  /** JSON list of the words in the column 结果. */
  @Column({ type: 'text' })
  results!: string;

  @Column({ type: 'varchar', length: 200 })
  remark!: string;

  @Column({ type: 'int' })
  line!: number;

  @Column({ name: 'recorded_at', type: 'varchar', length: 23 })
  recordedAt!: string;
}

/** Points an item charged in an earlier month, for caps by year. */
@Entity('opening_counter')
export class OpeningCounterEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  batch!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  month!: string;

  @PrimaryColumn({ type: 'varchar', length: 16 })
  type!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  subject!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  item!: string;

  @Column({ type: 'varchar', length: 20 })
  points!: string;

  @Column({ type: 'int' })
  line!: number;

  @Column({ name: 'recorded_at', type: 'varchar', length: 23 })
  recordedAt!: string;
}

/** From this recording on the imported results of the month no longer count; a later import makes new ones. */
@Entity('opening_withdrawal')
export class OpeningWithdrawalEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  month!: string;

  @PrimaryColumn({ name: 'recorded_at', type: 'varchar', length: 23 })
  recordedAt!: string;

  @Column({ name: 'by_name', type: 'varchar', length: 80 })
  by!: string;

  @Column({ type: 'varchar', length: 500 })
  reason!: string;
}
