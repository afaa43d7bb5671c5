import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A person or program that signs in. The login name is its id for good; the display name is the only personal name. */
@Entity('account')
@Index('ix_account_hall', ['hall'])
export class AccountEntity {
  /** Folded: small letters, digits, `.`, `_`, `-`. */
  @PrimaryColumn({ type: 'varchar', length: 40 })
  login!: string;

  /** Home hall, or `*` for an account of the whole installation. */
  @Column({ type: 'varchar', length: 64 })
  hall!: string;

  @Column({ type: 'varchar', length: 60 })
  name!: string;

  /** `active` or `disabled`. */
  @Column({ type: 'varchar', length: 8 })
  state!: string;

  /** argon2id in PHC form; null: signs in with tokens or through an identity provider only. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  password!: string | null;

  @Column({ name: 'password_at', type: 'varchar', length: 19, nullable: true })
  passwordAt!: string | null;

  /** 1: the password was given by somebody else and serves for changing it only. */
  @Column({ name: 'must_change', type: 'int' })
  mustChange!: number;

  /** Grows with every change of the account or its roles; sessions of an earlier version are over. */
  @Column({ type: 'int' })
  version!: number;

  @Column({ name: 'created_by', type: 'varchar', length: 80 })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'varchar', length: 19 })
  createdAt!: string;
}

/** Passwords an account has had, so that the last ones are not used again. */
@Entity('account_password')
export class AccountPasswordEntity {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  login!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  @Column({ type: 'varchar', length: 255 })
  password!: string;

  @Column({ name: 'set_at', type: 'varchar', length: 19 })
  setAt!: string;
}
