import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One slot of one job: the primary key is the fence, so a slot runs once whatever number of processes wake. */
@Entity('job_run')
export class JobRunEntity {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  job!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  slot!: string;

  /** running · done · failed · skipped. */
  @Column({ type: 'varchar', length: 12 })
  state!: string;

  /** Process that runs it. */
  @Column({ type: 'varchar', length: 80 })
  owner!: string;

  @Column({ type: 'int' })
  attempt!: number;

  @Column({ name: 'started_at', type: 'varchar', length: 19 })
  startedAt!: string;

  /** Last sign of life of the process that runs it; null: none but its start. */
  @Column({ name: 'beat_at', type: 'varchar', length: 19, nullable: true })
  beatAt!: string | null;

  /** '' while running. */
  @Column({ name: 'ended_at', type: 'varchar', length: 19 })
  endedAt!: string;

  /** JSON of the report, or the failure's text. */
  @Column({ type: 'text' })
  report!: string;
}
