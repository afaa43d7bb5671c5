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

/** A route in its versions; the newest counts. */
@Entity('message_route')
export class MessageRouteEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  name!: string;

  @PrimaryColumn({ type: 'int' })
  version!: number;

  @Column({ type: 'varchar', length: 8 })
  channel!: string;

  @Column({ type: 'varchar', length: 300 })
  target!: string;

  /** JSON of the grants. */
  @Column({ type: 'text' })
  grants!: string;

  /** 1 or 0. */
  @Column({ type: 'int' })
  enabled!: number;

  @Column({ name: 'entered_by', type: 'varchar', length: 80 })
  enteredBy!: string;

  @Column({ name: 'entered_at', type: 'varchar', length: 19 })
  enteredAt!: string;
}

/** The outbox: a message that is to leave by a route, written with the message. */
@Entity('message_delivery')
@Index('ix_message_delivery_state', ['state', 'nextAt'])
export class MessageDeliveryEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  message!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  route!: string;

  /** `waiting`, `sending`, `sent`, `failed`. */
  @Column({ type: 'varchar', length: 8 })
  state!: string;

  /** Also the fence: who takes it raises it. */
  @Column({ type: 'int' })
  attempts!: number;

  /** When it is due; while it is being sent: when another may take it. */
  @Column({ name: 'next_at', type: 'varchar', length: 19 })
  nextAt!: string;
}

/** Each try of a delivery. */
@Entity('message_attempt')
export class MessageAttemptEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  message!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  route!: string;

  @PrimaryColumn({ type: 'int' })
  attempt!: number;

  @Column({ type: 'varchar', length: 19 })
  at!: string;

  /** Empty: sent. */
  @Column({ type: 'varchar', length: 300 })
  fault!: string;
}
