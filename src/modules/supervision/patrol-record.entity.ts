import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row of a patrol list: a finding, or a round without one. */
@Entity('patrol_record')
@Index('ix_patrol_record_date', ['hall', 'date'])
export class PatrolRecordEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  /** Of moment, place, person and words. */
  @PrimaryColumn({ type: 'varchar', length: 32 })
  id!: string;

  @Column({ type: 'varchar', length: 10 })
  date!: string;

  /** `am` or `pm`. */
  @Column({ type: 'varchar', length: 2 })
  half!: string;

  /** `HH:MM`, '' where the list has no time. */
  @Column({ type: 'varchar', length: 5 })
  time!: string;

  @Column({ name: 'window_id', type: 'varchar', length: 64, nullable: true })
  windowId!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  staff!: string | null;

  /** A `FindingKind`; null: nothing found. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  kind!: string | null;

  @Column({ type: 'varchar', length: 16, nullable: true })
  code!: string | null;

  @Column({ type: 'varchar', length: 200 })
  words!: string;

  @Column({ type: 'int', nullable: true })
  minutes!: number | null;

  @Column({ type: 'varchar', length: 200 })
  photo!: string;

  @Column({ name: 'patrolled_by', type: 'varchar', length: 120 })
  patrolledBy!: string;

  @Column({ type: 'varchar', length: 64 })
  batch!: string;

  @Column({ type: 'int' })
  line!: number;

  @Column({ name: 'recorded_at', type: 'varchar', length: 23 })
  recordedAt!: string;
}
