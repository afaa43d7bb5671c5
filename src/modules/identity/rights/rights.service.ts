import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import type { Actor } from 'src/common/actor';
import type { CivilTime } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow, allows } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { AccountEntity } from 'src/modules/identity/account.entity';
import { endSessions, folded } from 'src/modules/identity/accounts/accounts.service';
import { accountUnknown, changedMeanwhile } from 'src/modules/identity/refusals';
import { OfficeProfileEntity, RoleGrantEntity, RoleRevocationEntity } from 'src/modules/identity/role.entity';
import { objectionTo } from './combinations';
import type { Held } from './expand';
import {
  grantUnknown,
  heldAlready,
  notToYourself,
  otherHall,
  reasonNeeded,
  roleUnknown,
  rolesApart,
  unitsUnfit,
} from './refusals';
import { isRole, ROLE_NAMES, roleOf, type RoleName } from './roles';

export interface RoleHeld extends Held {
  readonly id: string;
  readonly login: string;
  /** Stands beside other roles because the hall is a small office. */
  readonly override: boolean;
  readonly by: string;
  readonly at: CivilTime;
  readonly reason: string;
}

export interface RoleAsked {
  readonly login: string;
  readonly role: string;
  readonly hall: string;
  readonly units: readonly string[];
  readonly reason: string;
}

/** Who holds which role where. Each change ends the sessions of the account and leaves an audit record. */
@Injectable()
export class RightsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Roles in force, of one account or of all that the actor may see. */
  async list(actor: Actor, login?: string): Promise<RoleHeld[]> {
    const roles = await this.inForce(this.database.read, login === undefined ? undefined : folded(login));
    return roles.filter(({ hall }) => allows(actor, 'account:read', { hall }));
  }

  /** Roles of an account without asking who wants to know: for the guard. */
  async rolesOf(login: string): Promise<RoleHeld[]> {
    return this.inForce(this.database.read, login);
  }

  /**
   * Throws `identity.role-unknown`, `.units-unfit`, `.account-unknown`, `.other-hall`, `.not-to-yourself`, `.roles-apart`,
   * `.role-held`, `.reason-needed`.
   */
  async grant(actor: Actor, asked: RoleAsked): Promise<RoleHeld> {
    allow(actor, 'role:grant', { hall: asked.hall });
    const login = folded(asked.login);
    const role = this.checked(actor, { ...asked, login });
    const units = [...new Set(asked.units.map((unit) => unit.trim()))].sort();
    const reason = reasonOf(asked.reason);
    const id = randomBytes(8).toString('hex');
    const at = hallTime(this.clock.now());
    await this.database.write(async (manager) => {
      const account = await this.touched(manager, login, asked.hall);
      const held = await this.inForce(manager, login);
      const same = held.find((one) => one.role === role && one.hall === asked.hall);
      if (same) throw heldAlready({ login, role, id: same.id });
      const why = objectionTo({ role, hall: asked.hall, units }, held);
      const override = why === 'several-offices' && (await this.isSmall(manager, asked.hall));
      if (why !== undefined && !override) throw rolesApart({ login, role, why });
      const row = { id, hall: asked.hall, login, role, units: JSON.stringify(units), override: override ? 1 : 0 };
      await manager.insert(RoleGrantEntity, { ...row, grantedBy: actor.id, grantedAt: at, reason });
      await this.audit.record(manager, actor, {
        ...{ hall: hallOf(asked.hall), action: override ? 'role.grant-override' : 'role.grant' },
        ...{ subject: account.login, after: { id, role, hall: asked.hall, units, override }, reason },
      });
    });
    return this.one(id);
  }

  /** Throws `identity.grant-unknown`, `.not-to-yourself`, `.reason-needed`. */
  async revoke(actor: Actor, id: string, why: string): Promise<void> {
    const reason = reasonOf(why);
    await this.database.write(async (manager) => {
      const found = (await this.inForce(manager)).find((one) => one.id === id);
      const missing = (): ReturnType<typeof grantUnknown> => grantUnknown({ id });
      if (!found) throw missing();
      allow(actor, 'role:grant', { hall: found.hall }, missing);
      if (actor.id === `user:${found.login}`) throw notToYourself({});
      await this.touched(manager, found.login, found.hall);
      const row = { grantId: id, revokedBy: actor.id, revokedAt: hallTime(this.clock.now()), reason };
      await manager.insert(RoleRevocationEntity, row);
      const { role, hall, units } = found;
      const change = { action: 'role.revoke', subject: found.login, before: { id, role, hall, units }, reason };
      await this.audit.record(manager, actor, { hall: hallOf(hall), ...change });
    });
  }

  /** Whether a hall works as a small office. */
  async profile(hall: string): Promise<{ small: boolean }> {
    return { small: await this.isSmall(this.database.read, hall) };
  }

  /** Says that a hall works as a small office, or no longer; roles given before stay. Throws `identity.reason-needed`. */
  async setProfile(actor: Actor, hall: string, small: boolean, why: string): Promise<{ small: boolean }> {
    allow(actor, 'role:grant', { hall });
    const reason = reasonOf(why);
    await this.database.write(async (manager) => {
      const seq = (await manager.countBy(OfficeProfileEntity, { hall })) + 1;
      const row = { hall, seq, small: small ? 1 : 0, setBy: actor.id, setAt: hallTime(this.clock.now()), reason };
      await manager.insert(OfficeProfileEntity, row);
      const change = { action: 'role.profile', subject: hall, after: { small }, reason };
      await this.audit.record(manager, actor, { hall: hallOf(hall), ...change });
    });
    return { small };
  }

  private checked(actor: Actor, { login, role, units, hall }: RoleAsked): RoleName {
    if (!isRole(role)) throw roleUnknown({ role, roles: ROLE_NAMES });
    const { scope } = roleOf(role);
    const count = units.filter((unit) => unit.trim() !== '').length;
    const fits = scope === 'hall' ? units.length === 0 : count > 0 && count === units.length && count <= 200;
    if (!fits) throw unitsUnfit({ role, scope });
    // Unit ids mean something within one hall only.
    if (scope !== 'hall' && hall === '*') throw otherHall({ login, hall });
    if (actor.id === `user:${login}`) throw notToYourself({});
    return role;
  }

  /** Changes the version of the account, so that its sessions are over, and holds its row for this transaction. */
  private async touched(manager: EntityManager, login: string, hall: string): Promise<AccountEntity> {
    const account = await manager.findOneBy(AccountEntity, { login });
    if (!account) throw accountUnknown({ login });
    if (account.hall !== '*' && account.hall !== hall) throw otherHall({ login, hall });
    const { version } = account;
    const { affected } = await manager.update(AccountEntity, { login, version }, { version: version + 1 });
    if (affected !== 1) throw changedMeanwhile({ login, hall });
    await endSessions(manager, login);
    return account;
  }

  private async isSmall(manager: EntityManager, hall: string): Promise<boolean> {
    const [last] = await manager.find(OfficeProfileEntity, { where: { hall }, order: { seq: 'DESC' }, take: 1 });
    return last?.small === 1;
  }

  private async one(id: string): Promise<RoleHeld> {
    const found = (await this.inForce(this.database.read)).find((one) => one.id === id);
    if (!found) throw grantUnknown({ id });
    return found;
  }

  private async inForce(manager: EntityManager, login?: string): Promise<RoleHeld[]> {
    const where = login === undefined ? {} : { login };
    const rows = await manager.find(RoleGrantEntity, { where, order: { login: 'ASC', grantedAt: 'ASC', id: 'ASC' } });
    if (rows.length === 0) return [];
    const ids = login === undefined ? {} : { grantId: In(rows.map(({ id }) => id)) };
    const revoked = new Set((await manager.find(RoleRevocationEntity, { where: ids })).map(({ grantId }) => grantId));
    return rows.filter(({ id, role }) => !revoked.has(id) && isRole(role)).map(heldOf);
  }
}

function heldOf(row: RoleGrantEntity): RoleHeld {
  const { id, login, hall, units, override, grantedBy, grantedAt, reason } = row;
  const role = row.role as RoleName;
  const list = JSON.parse(units) as string[];
  return { id, login, role, hall, units: list, override: override === 1, by: grantedBy, at: grantedAt, reason };
}

function hallOf(hall: string): string {
  return hall === '*' ? '' : hall;
}

function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason === '' || reason.length > 300) throw reasonNeeded({});
  return reason;
}
