import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody who is signed in. All times are hall-local, to the second. */
@Entity('session')
@Index('ix_session_login', ['login'])
export class SessionEntity {
  /** SHA-256 of the token in the cookie. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  digest!: string;

  @Column({ type: 'varchar', length: 40 })
  login!: string;

  /** Version of the account at sign-in; the session is over when the account has another. */
  @Column({ name: 'account_version', type: 'int' })
  accountVersion!: number;

  @Column({ name: 'created_at', type: 'varchar', length: 19 })
  createdAt!: string;

  @Column({ name: 'seen_at', type: 'varchar', length: 19 })
  seenAt!: string;

  @Column({ name: 'expires_at', type: 'varchar', length: 19 })
  expiresAt!: string;

  /** Address of the caller. */
  @Column({ type: 'varchar', length: 64 })
  origin!: string;
}

@Entity('api_token')
@Index('ux_api_token_digest', ['digest'], { unique: true })
@Index('ix_api_token_login', ['login'])
export class ApiTokenEntity {
  @PrimaryColumn({ type: 'varchar', length: 16 })
  id!: string;

  /** SHA-256 of the token. */
  @Column({ type: 'varchar', length: 64 })
  digest!: string;

  @Column({ type: 'varchar', length: 40 })
  login!: string;

  @Column({ type: 'varchar', length: 60 })
  name!: string;

  /** JSON list of permissions it is limited to; null: those of the account. */
  @Column({ type: 'text', nullable: true })
  permissions!: string | null;

  @Column({ name: 'created_at', type: 'varchar', length: 19 })
  createdAt!: string;

  @Column({ name: 'expires_at', type: 'varchar', length: 19 })
  expiresAt!: string;

  @Column({ name: 'revoked_at', type: 'varchar', length: 19, nullable: true })
  revokedAt!: string | null;

  @Column({ name: 'revoked_by', type: 'varchar', length: 80, nullable: true })
  revokedBy!: string | null;
}

/** Failed sign-ins by whom and from where, as a digest: addresses are not kept in the clear. */
@Entity('sign_in_attempt')
export class SignInAttemptEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  bucket!: string;

  @Column({ type: 'int' })
  failures!: number;

  @Column({ name: 'last_at', type: 'varchar', length: 19 })
  lastAt!: string;
}

/** Addresses and devices from which an account has signed in, as digests. */
@Entity('known_place')
@Index('ix_known_place_login', ['login'])
export class KnownPlaceEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  digest!: string;

  @Column({ type: 'varchar', length: 40 })
  login!: string;

  @Column({ name: 'seen_at', type: 'varchar', length: 19 })
  seenAt!: string;
}
