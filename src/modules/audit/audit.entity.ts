import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One change: who, when, from where, what, before, after, why. Written in the transaction of the change, never altered. */
@Entity('audit_record')
@Index('ix_audit_record_hall', ['hall', 'at'])
@Index('ix_audit_record_actor', ['hall', 'actor', 'at'])
@Index('ix_audit_record_subject', ['hall', 'subject', 'at'])
export class AuditRecordEntity {
  /** Time-ordered: `YYYYMMDDHHMMSSmmm-` and random hexadecimal digits. */
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

  /** Canonical JSON of `{ before, after, reason, … }`, or the first piece of it: MySQL's text ends at 65,535 bytes. */
  @Column({ type: 'text' })
  content!: string;

  /** SHA-256 over every other column, the content in one piece. */
  @Column({ type: 'varchar', length: 64 })
  digest!: string;
}

/** The further pieces of a long content. */
@Entity('audit_piece')
export class AuditPieceEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  record!: string;

  /** From 1 on. */
  @PrimaryColumn({ type: 'integer' })
  part!: number;

  @Column({ type: 'text' })
  body!: string;
}

/** A record that waits for its link: written with it, gone once it is linked. */
@Entity('audit_pending')
export class AuditPendingEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  record!: string;

  /** What the record was when it was written. */
  @Column({ type: 'varchar', length: 64 })
  digest!: string;
}

/** A link of a hall's chain. Its key is the fence: of two processes that append the same number one fails. */
@Entity('audit_link')
export class AuditLinkEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  /** 1, 2, 3 … without a gap. */
  @PrimaryColumn({ type: 'integer' })
  sequence!: number;

  @Column({ type: 'varchar', length: 40 })
  @Index('ix_audit_link_record', { unique: true })
  record!: string;

  @Column({ name: 'record_digest', type: 'varchar', length: 64 })
  recordDigest!: string;

  /** Digest of the link before; 64 zeros in front of the first. */
  @Column({ type: 'varchar', length: 64 })
  previous!: string;

  @Column({ name: 'linked_at', type: 'varchar', length: 23 })
  linkedAt!: string;

  /** SHA-256 over the other columns. */
  @Column({ type: 'varchar', length: 64 })
  digest!: string;
}
