import type { INestApplicationContext } from '@nestjs/common';
import request from 'supertest';
import { cliActor } from 'src/common/actor';
import { Clock, hallDate } from 'src/common/clock';
import { AccountsService, RightsService, TokensService } from 'src/modules/identity';
import type { RoleName } from 'src/modules/identity/rights/roles';

const CONSOLE = cliActor('test');
/** Fit for every login name the tests use. */
export const PASSWORD = 'Qm7-velvet-Harbour';

export interface RoleWanted {
  readonly role: RoleName;
  readonly hall?: string;
  readonly units?: readonly string[];
}

/** An account without a password, with these roles; `small`: they do not stand together otherwise. */
export async function account(
  app: INestApplicationContext,
  login: string,
  roles: readonly RoleWanted[],
  { hall = '*', password }: { readonly hall?: string; readonly password?: string } = {},
): Promise<void> {
  const asked = { login, hall, name: login, ...(password === undefined ? {} : { password, own: true }) };
  await app.get(AccountsService, { strict: false }).add(CONSOLE, asked);
  const rights = app.get(RightsService, { strict: false });
  for (const { role, hall: where = hall, units = [] } of roles)
    await rights.grant(CONSOLE, { login, role, hall: where, units, reason: '测试' });
}

/** A token of an account, good for most of a year from the test's clock on. */
export async function tokenOf(
  app: INestApplicationContext,
  login: string,
  permissions?: readonly string[],
): Promise<string> {
  const until = hallDate(app.get(Clock, { strict: false }).now() + 300 * 86_400_000);
  const limit = permissions === undefined ? {} : { permissions };
  return (await app.get(TokensService, { strict: false }).make(CONSOLE, login, { name: '测试', until, ...limit }))
    .token;
}

/** The token of a new account with one role: `Authorization: Bearer …`. */
export async function tokenFor(app: INestApplicationContext, login: string, ...roles: RoleWanted[]): Promise<string> {
  await account(app, login, roles);
  return tokenOf(app, login);
}

/** Signs in as a browser does: answers the cookies to be sent with each request. */
export async function signIn(server: never, login: string, password = PASSWORD): Promise<string> {
  const answer = await request(server).post('/api/session').send({ login, password }).expect(201);
  const cookies = answer.headers['set-cookie'] as unknown as string[];
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}
