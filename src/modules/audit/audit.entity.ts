import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One change: who, when, from where, what, before, after, why. Written in the transaction of the change, never altered. */
@Entity('audit_record')
@Index('ix_audit_record_hall', ['hall', 'at'])
export class AuditRecordEntity {
  /** Time-ordered: `YYYYMMDDHHMMSS-` and random hexadecimal digits. */
  @PrimaryColumn({ type: 'varchar', length: 40 })
  id!: string;

  /** Empty for what belongs to no hall (accounts). */
  @Column({ type: 'varchar', length: 64 })
  hall!: string;

  /** Hall-local time to the millisecond. */
  @Column({ type: 'varchar', length: 23 })
  at!: string;

  /** Id of the actor; names live in accounts and roster only. */
  @Column({ type: 'varchar', length: 80 })
  actor!: string;

  /** Address, `console` or `job`. */
  @Column({ type: 'varchar', length: 64 })
  origin!: string;

  /** `room.verb`, for example `submission.decide`. */
  @Column({ type: 'varchar', length: 60 })
  action!: string;

  /** Id of what was changed. */
  @Column({ type: 'varchar', length: 160 })
  subject!: string;

  /** Canonical JSON of `{ before, after, reason, … }`. */
  @Column({ type: 'text' })
  content!: string;

  /** SHA-256 over every other column. */
  @Column({ type: 'varchar', length: 64 })
  digest!: string;
}
