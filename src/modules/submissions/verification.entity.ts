import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A sample that the system drew: everything that is needed to draw it again. */
@Entity('sample_draw')
@Index('ix_sample_draw_period', ['hall', 'period'])
export class SampleDrawEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  id!: string;

  @Column({ type: 'varchar', length: 7 })
  period!: string;

  /** `spot-check` or `callback`. */
  @Column({ type: 'varchar', length: 12 })
  kind!: string;

  @Column({ type: 'varchar', length: 60 })
  department!: string;

  @Column({ type: 'varchar', length: 64 })
  seed!: string;

  /** Digest of what it was drawn from. */
  @Column({ type: 'varchar', length: 64 })
  population!: string;

  /** JSON: percent, atLeast, from (ids with their windows), drawn (ids). */
  @Column({ type: 'text' })
  content!: string;

  @Column({ name: 'drawn_by', type: 'varchar', length: 80 })
  drawnBy!: string;

  @Column({ name: 'drawn_at', type: 'varchar', length: 23 })
  drawnAt!: string;
}

/** What was found of one drawn submission; the last one counts. */
@Entity('sample_result')
@Index('ix_sample_result_period', ['hall', 'period'])
export class SampleResultEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  draw!: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  submission!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  @Column({ type: 'varchar', length: 7 })
  period!: string;

  /** `true`, `false` or `unreached`. */
  @Column({ type: 'varchar', length: 12 })
  outcome!: string;

  @Column({ type: 'varchar', length: 300 })
  remark!: string;

  @Column({ name: 'recorded_by', type: 'varchar', length: 80 })
  recordedBy!: string;

  @Column({ name: 'recorded_at', type: 'varchar', length: 23 })
  recordedAt!: string;
}

/** What a scoring department says of its month: confirmed by its head, reported to the office, returned by the office. */
@Entity('section_report')
export class SectionReportEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  period!: string;

  @PrimaryColumn({ type: 'varchar', length: 60 })
  department!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  /** `confirmed`, `reported` or `returned`. */
  @Column({ type: 'varchar', length: 12 })
  kind!: string;

  /** JSON: counts by state, digest of the decisions it stands for. */
  @Column({ type: 'text' })
  content!: string;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  @Column({ name: 'said_by', type: 'varchar', length: 80 })
  saidBy!: string;

  @Column({ name: 'said_at', type: 'varchar', length: 23 })
  saidAt!: string;
}
