import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A role given to an account; never changed, taken away by a revocation. */
@Entity('role_grant')
@Index('ix_role_grant_hall', ['hall', 'login'])
@Index('ix_role_grant_login', ['login'])
export class RoleGrantEntity {
  @PrimaryColumn({ type: 'varchar', length: 24 })
  id!: string;

  /** `*`: every hall. */
  @Column({ type: 'varchar', length: 64 })
  hall!: string;

  @Column({ type: 'varchar', length: 40 })
  login!: string;

  @Column({ type: 'varchar', length: 40 })
  role!: string;

  /** JSON list of ids: windows, departments, scoring departments or staff, as the role says. */
  @Column({ type: 'text' })
  units!: string;

  /** 1: stands beside other roles only because of the profile of the small office. */
  @Column({ type: 'int' })
  override!: number;

  @Column({ name: 'granted_by', type: 'varchar', length: 80 })
  grantedBy!: string;

  @Column({ name: 'granted_at', type: 'varchar', length: 19 })
  grantedAt!: string;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;
}

@Entity('role_revocation')
export class RoleRevocationEntity {
  @PrimaryColumn({ name: 'grant_id', type: 'varchar', length: 24 })
  grantId!: string;

  @Column({ name: 'revoked_by', type: 'varchar', length: 80 })
  revokedBy!: string;

  @Column({ name: 'revoked_at', type: 'varchar', length: 19 })
  revokedAt!: string;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;
}

/** Whether a hall works as a small office; the highest number counts. */
@Entity('office_profile')
export class OfficeProfileEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  @Column({ type: 'int' })
  small!: number;

  @Column({ name: 'set_by', type: 'varchar', length: 80 })
  setBy!: string;

  @Column({ name: 'set_at', type: 'varchar', length: 19 })
  setAt!: string;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;
}
