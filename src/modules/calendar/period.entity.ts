import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/**
 * One assessed month of one hall. Facts have a foreign key to it; closing changes it first, so that a writer and a
 * closer always meet here. Codes are compared byte by byte (binary collation, set by the migration on MariaDB/MySQL).
 */
@Entity('period')
@Unique('uq_period_hall_month', ['hall', 'month'])
export class PeriodEntity {
  /** `hall:month`: fixed by its content, so two processes that create the month at once meet on the primary key. */
  @PrimaryColumn({ type: 'varchar', length: 80 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  hall!: string;

  /** `YYYY-MM`. */
  @Column({ type: 'varchar', length: 7 })
  month!: string;

  /** A `MonthState`. */
  @Column({ type: 'varchar', length: 16 })
  state!: string;

  /** 1, and one more with every move back. */
  @Column({ type: 'int' })
  revision!: number;

  /** One more with every move; an update names the version it read. */
  @Column({ type: 'int' })
  version!: number;

  /** Hall-local time `YYYY-MM-DD HH:MM:SS` of the last move, or of the creation. */
  @Column({ name: 'moved_at', type: 'varchar', length: 19 })
  movedAt!: string;
}
