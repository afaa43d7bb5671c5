import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from 'src/common/actor';
import type { CivilDate, CivilTime } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow, PERMISSIONS, type Permission } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { AccountEntity } from 'src/modules/identity/account.entity';
import { folded, hallOf } from 'src/modules/identity/accounts/accounts.service';
import { accountUnknown, tokenFaulty, tokenUnknown } from 'src/modules/identity/refusals';
import { grantsOf } from 'src/modules/identity/rights/expand';
import { RightsService } from 'src/modules/identity/rights/rights.service';
import { ApiTokenEntity } from 'src/modules/identity/session.entity';
import { digestOf, newSecret } from './secret.service';

export interface ApiToken {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  /** Null: whatever the account may do. */
  readonly permissions: readonly Permission[] | null;
  readonly createdAt: CivilTime;
  readonly expiresAt: CivilTime;
}

export interface TokenAsked {
  readonly name: string;
  /** Last day it works. */
  readonly until: CivilDate;
  readonly permissions?: readonly string[];
}

/** Tokens with which programs call the API in the name of an account, never with more than its rights. */
@Injectable()
export class TokensService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly rights: RightsService,
  ) {}

  /** Tokens of an account that are not revoked. Throws `identity.account-unknown`. */
  async list(actor: Actor, login: string): Promise<ApiToken[]> {
    const account = await this.mine(actor, login, 'account:read');
    const rows = await this.database.read.find(ApiTokenEntity, {
      where: { login: account.login, revokedAt: IsNull() },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return rows.map(shown);
  }

  /** The token itself is given this once. Throws `identity.token-faulty`, `.account-unknown`. */
  async make(actor: Actor, login: string, asked: TokenAsked): Promise<ApiToken & { readonly token: string }> {
    const account = await this.mine(actor, login, 'account:write');
    const name = asked.name.trim();
    const now = this.clock.now();
    if (name === '' || name.length > 60) throw tokenFaulty({ why: 'name' });
    const longest = hallTime(now + 366 * 86_400_000).slice(0, 10);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(asked.until) || asked.until < hallTime(now).slice(0, 10) || asked.until > longest)
      throw tokenFaulty({ why: 'expiry' });
    const permissions = await this.within(account.login, asked.permissions);
    const token = newSecret('bft');
    const row = {
      ...{ id: randomBytes(6).toString('hex'), digest: digestOf(token), login: account.login, name },
      ...{ permissions: permissions === null ? null : JSON.stringify(permissions), revokedAt: null, revokedBy: null },
      ...{ createdAt: hallTime(now), expiresAt: `${asked.until} 23:59:59` },
    };
    await this.database.write(async (manager) => {
      await manager.insert(ApiTokenEntity, row);
      const after = { id: row.id, name, permissions, expiresAt: row.expiresAt };
      const change = { action: 'token.make', subject: account.login, after };
      await this.audit.record(manager, actor, { hall: hallOf(account.hall), ...change });
    });
    return { ...shown(row), token };
  }

  /** A token of this account and of no other. Throws `identity.account-unknown`, `.token-unknown`. */
  async revokeOf(actor: Actor, login: string, id: string): Promise<void> {
    const tokens = await this.list(actor, login);
    if (!tokens.some((one) => one.id === id)) throw tokenUnknown({ id });
    await this.revoke(actor, id);
  }

  /** Throws `identity.token-unknown`. */
  async revoke(actor: Actor, id: string): Promise<void> {
    const row = await this.database.read.findOneBy(ApiTokenEntity, { id, revokedAt: IsNull() });
    if (!row) throw tokenUnknown({ id });
    const account = await this.mine(actor, row.login, 'account:write', () => tokenUnknown({ id }));
    const [revokedAt, revokedBy] = [hallTime(this.clock.now()), actor.id];
    await this.database.write(async (manager) => {
      const { affected } = await manager.update(ApiTokenEntity, { id, revokedAt: IsNull() }, { revokedAt, revokedBy });
      if (affected !== 1) throw tokenUnknown({ id });
      const change = { action: 'token.revoke', subject: account.login, before: { id, name: row.name } };
      await this.audit.record(manager, actor, { hall: hallOf(account.hall), ...change });
    });
  }

  /** The account a token speaks for, with what it is limited to; undefined: unknown, expired, revoked, disabled. */
  async accountOf(token: string): Promise<{ account: AccountEntity; limit?: readonly Permission[] } | undefined> {
    const row = await this.database.read.findOneBy(ApiTokenEntity, { digest: digestOf(token), revokedAt: IsNull() });
    if (!row || row.expiresAt < hallTime(this.clock.now())) return undefined;
    const account = await this.database.read.findOneBy(AccountEntity, { login: row.login });
    if (account?.state !== 'active') return undefined;
    const { permissions } = shown(row);
    return { account, ...(permissions === null ? {} : { limit: permissions }) };
  }

  private async within(login: string, wanted: readonly string[] | undefined): Promise<Permission[] | null> {
    if (wanted === undefined) return null;
    const mine = new Set(grantsOf(await this.rights.rolesOf(login)).map(({ permission }) => permission));
    const known = PERMISSIONS.filter((permission) => wanted.includes(permission));
    if (known.length !== new Set(wanted).size || known.some((one) => !mine.has(one)))
      throw tokenFaulty({ why: 'rights' });
    return known;
  }

  /** One's own account, or one that the actor manages. */
  private async mine(
    actor: Actor,
    asked: string,
    permission: 'account:read' | 'account:write',
    missing = () => accountUnknown({ login: asked }),
  ): Promise<AccountEntity> {
    const login = folded(asked);
    const account = await this.database.read.findOneBy(AccountEntity, { login });
    if (!account) throw missing();
    if (actor.id !== `user:${login}`) allow(actor, permission, { hall: account.hall }, missing);
    return account;
  }
}

function shown(row: ApiTokenEntity): ApiToken {
  const { id, login, name, permissions, createdAt, expiresAt } = row;
  const limit = permissions === null ? null : (JSON.parse(permissions) as Permission[]);
  return { id, login, name, permissions: limit, createdAt, expiresAt };
}
