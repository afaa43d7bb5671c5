import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A move of a month, written in the transaction that made it and never changed: who, when, why, what was set aside. */
@Entity('month_move')
export class MonthMoveEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  month!: string;

  /** Version of the period row after the move. */
  @PrimaryColumn({ type: 'int' })
  version!: number;

  @Column({ type: 'int' })
  revision!: number;

  @Column({ name: 'from_state', type: 'varchar', length: 16 })
  from!: string;

  @Column({ name: 'to_state', type: 'varchar', length: 16 })
  to!: string;

  @Column({ type: 'varchar', length: 19 })
  at!: string;

  @Column({ name: 'by_name', type: 'varchar', length: 80 })
  by!: string;

  @Column({ type: 'text' })
  reason!: string;

  /** JSON list of { condition, by, reason }. */
  @Column({ type: 'text' })
  overrides!: string;
}
