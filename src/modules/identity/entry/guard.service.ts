import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { notYours, permissionOf, type Permission } from 'src/common/permission';
import { type CalledRequest, cookieOf } from 'src/config/http.service';
import type { AccountEntity } from 'src/modules/identity/account.entity';
import { headerMissing, passwordToChange, signInNeeded, tokenInvalid } from 'src/modules/identity/refusals';
import { grantsOf } from 'src/modules/identity/rights/expand';
import { RightsService } from 'src/modules/identity/rights/rights.service';
import { AccountsService } from 'src/modules/identity/accounts/accounts.service';
import { SessionsService } from './sessions.service';
import { TokensService } from './tokens.service';

export const SESSION_COOKIE = 'baifen-session';
export const DEVICE_COOKIE = 'baifen-device';
/** A page of another site cannot set it without asking the server first, and the server does not allow it. */
export const OWN_PAGE_HEADER = 'x-baifen';

/** These answer for themselves: who reaches them needs no account. */
const OPEN: ReadonlySet<Permission> = new Set(['anybody', 'source:push', 'command:run']);
const NOBODY: Actor = { id: 'anybody', name: '', grants: [] };
const LOCAL: Actor = { id: 'cli:http', name: 'http' };
const HARMLESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Behind every route: who calls, and whether the declared permission is held in this hall at all. The services look closer. */
@Injectable()
export class IdentityGuard implements CanActivate {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly tokens: TokensService,
    private readonly rights: RightsService,
  ) {}

  /** Throws `identity.sign-in-needed`, `.token-invalid`, `.header-missing`, `.password-to-change`, `access.not-found`. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CalledRequest & { params: { hall?: string } }>();
    const permission = permissionOf(context.getHandler());
    const origin = request.ip ?? '';
    request.actor = { ...NOBODY, origin };
    if (permission !== undefined && OPEN.has(permission)) return true;
    if (await this.beforeAccounts(request)) {
      request.actor = { ...LOCAL, origin };
      return true;
    }
    const { account, actor } = await this.caller(request, origin);
    request.actor = actor;
    const { hall } = request.params;
    // A hall is named: whoever has nothing to do there does not learn that there is one.
    if (permission === 'signed-in' && hall === undefined) return true;
    if (account.mustChange === 1) throw passwordToChange({});
    const reaches = permission === 'signed-in' ? worksIn(actor, hall) : permission && holds(actor, permission, hall);
    if (reaches !== true) throw notYours({});
    return true;
  }

  /**
   * As long as nobody has an account the server listens on this machine only, and whoever reaches it may do everything; the
   * first account ends that for good.
   */
  private async beforeAccounts({ headers }: CalledRequest): Promise<boolean> {
    if (headers.authorization !== undefined) return false;
    return !(await this.accounts.any());
  }

  private async caller(request: CalledRequest, origin: string): Promise<{ account: AccountEntity; actor: Actor }> {
    const bearer = /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) {
      const found = await this.tokens.accountOf(bearer);
      if (!found) throw tokenInvalid({});
      return { account: found.account, actor: await this.actorOf(found.account, origin, found.limit) };
    }
    const cookie = cookieOf(request, SESSION_COOKIE);
    const account = cookie === undefined ? undefined : await this.sessions.accountOf(cookie);
    if (!account) throw signInNeeded({});
    if (!HARMLESS.has(request.method) && request.headers[OWN_PAGE_HEADER] === undefined) throw headerMissing({});
    return { account, actor: await this.actorOf(account, origin) };
  }

  private async actorOf({ login, name }: AccountEntity, origin: string, limit?: readonly Permission[]): Promise<Actor> {
    return { id: `user:${login}`, name, origin, grants: grantsOf(await this.rights.rolesOf(login), limit) };
  }
}

function worksIn({ grants = [] }: Actor, hall: string | undefined): boolean {
  return grants.some((grant) => grant.hall === '*' || grant.hall === hall);
}

/** Held in this hall within anything; where no hall is named, in any hall. */
function holds({ grants = [] }: Actor, permission: Permission, hall: string | undefined): boolean {
  return grants.some(
    (grant) => grant.permission === permission && (hall === undefined || grant.hall === '*' || grant.hall === hall),
  );
}
