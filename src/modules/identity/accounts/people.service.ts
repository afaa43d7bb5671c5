import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { SignInService } from 'src/modules/identity/entry/sign-in.service';
import { grantUnknown } from 'src/modules/identity/rights/refusals';
import { RightsService, type RoleAsked, type RoleHeld } from 'src/modules/identity/rights/rights.service';
import { AccountsService, type Account, type NewAccount } from './accounts.service';
import { newPassword } from './new-password.service';

export type AccountWithRoles = Account & { readonly roles: readonly RoleHeld[] };
/** The first password is shown this once. */
export type AccountWithPassword = Account & { readonly password: string };

/** Accounts as the administrators see them: the system administrator makes them, the security administrator gives roles. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly rights: RightsService,
    private readonly entry: SignInService,
  ) {}

  /** Those whose home the actor may see. */
  async list(actor: Actor): Promise<AccountWithRoles[]> {
    const accounts = await this.accounts.list(actor);
    const roles = await this.rights.list(actor);
    return accounts.map((one) => ({ ...one, roles: roles.filter(({ login }) => login === one.login) }));
  }

  /** Throws `identity.account-unknown`. */
  async one(actor: Actor, login: string): Promise<AccountWithRoles> {
    const account = await this.accounts.account(actor, login);
    return { ...account, roles: await this.rights.list(actor, account.login) };
  }

  /** Throws the refusals of `AccountsService.add`. */
  async add(actor: Actor, asked: Pick<NewAccount, 'login' | 'hall' | 'name'>): Promise<AccountWithPassword> {
    const password = newPassword();
    return { ...(await this.accounts.add(actor, { ...asked, password })), password };
  }

  /** Throws `identity.account-unknown`. */
  async reset(actor: Actor, login: string): Promise<AccountWithPassword> {
    const password = newPassword();
    return { ...(await this.accounts.setPassword(actor, login, password)), password };
  }

  /** Ends the wait after failed sign-ins. Throws `identity.account-unknown`. */
  async unlock(actor: Actor, login: string): Promise<Account> {
    const account = await this.accounts.account(actor, login, 'account:write');
    await this.entry.unlock(actor, account);
    return account;
  }

  /** Throws `identity.account-unknown` and the refusals of `RightsService.grant`. */
  async grant(actor: Actor, asked: RoleAsked): Promise<RoleHeld> {
    await this.accounts.account(actor, asked.login);
    return this.rights.grant(actor, asked);
  }

  /** Throws `identity.grant-unknown`, also for a grant of another account. */
  async revoke(actor: Actor, login: string, grant: string, reason: string): Promise<AccountWithRoles> {
    const account = await this.accounts.account(actor, login);
    const held = await this.rights.list(actor, account.login);
    if (!held.some(({ id }) => id === grant)) throw grantUnknown({ id: grant });
    await this.rights.revoke(actor, grant, reason);
    return this.one(actor, account.login);
  }
}
