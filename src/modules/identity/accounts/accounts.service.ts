import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from 'src/common/actor';
import type { CivilTime } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow, allows, type Permission } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { AccountEntity, AccountPasswordEntity } from 'src/modules/identity/account.entity';
import {
  accountUnknown,
  changedMeanwhile,
  loginInvalid,
  loginTaken,
  nameInvalid,
  passwordUnfit,
  passwordWrong,
} from 'src/modules/identity/refusals';
import { SessionEntity } from 'src/modules/identity/session.entity';
import { passwordFaults, REMEMBERED } from './password-policy';
import { Passwords } from './passwords.service';

export interface Account {
  readonly login: string;
  /** Home hall; `*`: the whole installation. */
  readonly hall: string;
  readonly name: string;
  readonly state: 'active' | 'disabled';
  readonly mustChange: boolean;
  readonly hasPassword: boolean;
  readonly version: number;
  readonly createdAt: CivilTime;
}

export interface NewAccount {
  readonly login: string;
  readonly hall: string;
  readonly name: string;
  /** Undefined: no password; signs in with tokens or through an identity provider. */
  readonly password?: string;
  /** The password is the person's own and stays (demo, or typed by the person at the console). */
  readonly own?: boolean;
}

const LOGIN = /^[a-z0-9][a-z0-9._-]{1,39}$/;

/** Accounts and their passwords. Which roles they hold is the business of `RightsService`. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly passwords: Passwords,
  ) {}

  /** Whether anybody has an account yet. */
  async any(): Promise<boolean> {
    return this.database.read.exists(AccountEntity);
  }

  /** Accounts whose home the actor may see, by login name. */
  async list(actor: Actor): Promise<Account[]> {
    const rows = await this.database.read.find(AccountEntity, { order: { login: 'ASC' } });
    return rows.filter(({ hall }) => allows(actor, 'account:read', { hall })).map(accountOf);
  }

  /** Throws `identity.account-unknown`, also for an account that the actor may not see. */
  async account(actor: Actor, login: string, permission: Permission = 'account:read'): Promise<Account> {
    const row = await this.database.read.findOneBy(AccountEntity, { login: folded(login) });
    const missing = (): ReturnType<typeof accountUnknown> => accountUnknown({ login });
    if (!row) throw missing();
    allow(actor, permission, { hall: row.hall }, missing);
    return accountOf(row);
  }

  /** Throws `identity.login-invalid`, `.login-taken`, `.name-invalid`, `.password-unfit`. */
  async add(actor: Actor, asked: NewAccount): Promise<Account> {
    allow(actor, 'account:write', { hall: asked.hall });
    const login = folded(asked.login);
    const name = asked.name.trim();
    if (!LOGIN.test(login)) throw loginInvalid({ login: asked.login });
    if (name === '' || name.length > 60) throw nameInvalid({});
    if (asked.password !== undefined) fit(asked.password, login);
    const password = asked.password === undefined ? null : await this.passwords.hash(asked.password);
    const at = this.now();
    const mustChange = password !== null && asked.own !== true ? 1 : 0;
    const row = { login, hall: asked.hall, name, state: 'active', password, mustChange, version: 1 };
    await this.database.write(async (manager) => {
      if (await manager.existsBy(AccountEntity, { login })) throw loginTaken({ login });
      const made = { createdBy: actor.id, createdAt: at, passwordAt: password === null ? null : at };
      await manager.insert(AccountEntity, { ...row, ...made });
      if (password !== null) await manager.insert(AccountPasswordEntity, { login, seq: 1, password, setAt: at });
      const after = { home: row.hall, state: row.state, mustChange };
      await this.audit.record(manager, actor, { hall: hallOf(row.hall), action: 'account.add', subject: login, after });
    });
    return this.account(actor, login, 'account:write');
  }

  /** Ends every session at once. Throws `identity.account-unknown`, `.changed-meanwhile`. */
  async setState(actor: Actor, login: string, state: Account['state'], reason = ''): Promise<Account> {
    const before = await this.account(actor, login, 'account:write');
    if (before.state === state) return before;
    await this.database.write(async (manager) => {
      await this.change(manager, before, before.version, { state });
      await endSessions(manager, before.login);
      await this.audit.record(manager, actor, {
        ...{ hall: hallOf(before.hall), action: state === 'disabled' ? 'account.disable' : 'account.enable' },
        ...{ subject: before.login, before: { state: before.state }, after: { state }, reason },
      });
    });
    return this.account(actor, login, 'account:write');
  }

  /** Gives a password to somebody else; it serves for changing it only, unless `own`. Ends every session. */
  async setPassword(actor: Actor, login: string, password: string, own = false): Promise<Account> {
    const before = await this.account(actor, login, 'account:write');
    await this.replace(actor, before, password, own ? 0 : 1);
    return this.account(actor, login, 'account:write');
  }

  /** The person's own new password. Throws `identity.password-wrong`, `.password-unfit`. */
  async changeOwn(actor: Actor, login: string, old: string, password: string): Promise<void> {
    const row = await this.database.read.findOneBy(AccountEntity, { login });
    if (!row) throw accountUnknown({ login });
    if (!(await this.passwords.matches(row.password, old))) throw passwordWrong({});
    await this.replace(actor, accountOf(row), password, 0);
  }

  private async replace(
    actor: Actor,
    { login, hall, version }: Account,
    text: string,
    mustChange: 0 | 1,
  ): Promise<void> {
    fit(text, login);
    const earlier = await this.database.read.find(AccountPasswordEntity, {
      where: { login },
      order: { seq: 'DESC' },
      take: REMEMBERED,
    });
    for (const { password } of earlier)
      if (await this.passwords.matches(password, text)) throw passwordUnfit({ faults: ['repeated'] });
    const password = await this.passwords.hash(text);
    const at = this.now();
    await this.database.write(async (manager) => {
      await this.change(manager, { login, hall }, version, { password, passwordAt: at, mustChange });
      const seq = (earlier[0]?.seq ?? 0) + 1;
      await manager.insert(AccountPasswordEntity, { login, seq, password, setAt: at });
      await endSessions(manager, login);
      const change = { action: 'account.password', subject: login, after: { mustChange } };
      await this.audit.record(manager, actor, { hall: hallOf(hall), ...change });
    });
  }

  private async change(
    manager: EntityManager,
    { login, hall }: Pick<AccountEntity, 'login' | 'hall'>,
    version: number,
    values: Partial<Pick<AccountEntity, 'state' | 'password' | 'passwordAt' | 'mustChange'>>,
  ): Promise<void> {
    const { affected } = await manager.update(AccountEntity, { login, version }, { ...values, version: version + 1 });
    if (affected !== 1) throw changedMeanwhile({ login, hall: hallOf(hall) });
  }

  private now(): CivilTime {
    return hallTime(this.clock.now());
  }
}

/** Login names are compared in one form: small letters, half width. */
export function folded(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

/** Changes of an installation-wide account belong to no hall. */
export function hallOf(home: string): string {
  return home === '*' ? '' : home;
}

/** Sessions are deleted at once; tokens stay unless the account is disabled, which the guard looks at itself. */
export async function endSessions(manager: EntityManager, login: string): Promise<void> {
  await manager.delete(SessionEntity, { login });
}

export function accountOf(row: AccountEntity): Account {
  const { login, hall, name, state, mustChange, password, version, createdAt } = row;
  return {
    ...{ login, hall, name, state: state === 'active' ? 'active' : 'disabled' },
    ...{ mustChange: mustChange === 1, hasPassword: password !== null, version, createdAt },
  };
}

function fit(password: string, login: string): void {
  const faults = passwordFaults(password, login);
  if (faults.length > 0) throw passwordUnfit({ faults });
}
