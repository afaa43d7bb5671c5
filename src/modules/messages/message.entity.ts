import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One message. Only `state` and the settling change, once. */
@Entity('message')
@Index('uq_message_key', ['hall', 'key', 'seq'], { unique: true })
@Index('ix_message_state', ['hall', 'state', 'at'])
export class MessageEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  /** Of hall, key and seq, so that two who post the same make one. */
  @PrimaryColumn({ type: 'varchar', length: 32 })
  id!: string;

  @Column({ name: 'matter', type: 'varchar', length: 160 })
  key!: string;

  /** Grows when a matter that was settled opens anew. */
  @Column({ type: 'int' })
  seq!: number;

  /** `open` and `settled` for a to-do, `notice` for what is read. */
  @Column({ type: 'varchar', length: 8 })
  state!: string;

  @Column({ type: 'varchar', length: 40 })
  permission!: string;

  @Column({ name: 'window_id', type: 'varchar', length: 64, nullable: true })
  windowId!: string | null;

  @Column({ name: 'department_id', type: 'varchar', length: 64, nullable: true })
  departmentId!: string | null;

  @Column({ name: 'scored_by', type: 'varchar', length: 80, nullable: true })
  scoredBy!: string | null;

  @Column({ name: 'staff_id', type: 'varchar', length: 64, nullable: true })
  staffId!: string | null;

  /** JSON: key and parameters of the text. */
  @Column({ type: 'text' })
  said!: string;

  @Column({ type: 'varchar', length: 19 })
  at!: string;

  @Column({ type: 'varchar', length: 19, nullable: true })
  due!: string | null;

  @Column({ type: 'varchar', length: 7, nullable: true })
  period!: string | null;

  @Column({ type: 'varchar', length: 160, nullable: true })
  subject!: string | null;

  @Column({ name: 'settled_at', type: 'varchar', length: 19, nullable: true })
  settledAt!: string | null;

  @Column({ name: 'settled_by', type: 'varchar', length: 80, nullable: true })
  settledBy!: string | null;
}

/** Which account read a message, and when. */
@Entity('message_read')
export class MessageReadEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  message!: string;

  /** Id of the actor. */
  @PrimaryColumn({ type: 'varchar', length: 80 })
  account!: string;

  @Column({ name: 'read_at', type: 'varchar', length: 19 })
  readAt!: string;
}
