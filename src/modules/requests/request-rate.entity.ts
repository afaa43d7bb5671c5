import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an account, a token or an address may still ask for within a minute, handed out to server processes in shares. */
@Entity('request_rate')
@Index('ix_request_rate_minute', ['minute'])
export class RequestRateEntity {
  /** `account:LOGIN`, `token:DIGEST` or `address:IP`. */
  @PrimaryColumn({ type: 'varchar', length: 100 })
  who!: string;

  /** Minutes since 1970 UTC. */
  @PrimaryColumn({ type: 'integer' })
  minute!: number;

  /** Requests handed out, not yet all used. */
  @Column({ type: 'integer' })
  taken!: number;
}
