import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A request that creates something and bears a key of its sender: done once, answered as often as it is sent. */
@Entity('request_key')
@Index('ix_request_key_at', ['at'])
export class RequestKeyEntity {
  @PrimaryColumn({ type: 'varchar', length: 80 })
  actor!: string;

  /** SHA-256 of the key. */
  @PrimaryColumn({ name: 'key_digest', type: 'varchar', length: 64 })
  keyDigest!: string;

  /** Of method, address and body. */
  @Column({ name: 'request_digest', type: 'varchar', length: 64 })
  requestDigest!: string;

  /** running | done | long: done, and the answer was too long to keep. */
  @Column({ type: 'varchar', length: 8 })
  state!: string;

  /** Hall-local time of the first sending. */
  @Column({ type: 'varchar', length: 19 })
  at!: string;

  /** JSON, compressed, base64; empty while running. */
  @Column({ type: 'text' })
  answer!: string;
}
