import type { Services } from 'demo/load';
import { cliActor } from 'src/common/actor';
import { Clock, hallDate } from 'src/common/clock';
import { AccountsService, RightsService } from 'src/modules/identity';
import { newPassword } from 'src/modules/identity/accounts/new-password.service';
import { ROLE_NAMES, roleOf, type RoleName, type Scope } from 'src/modules/identity/rights/roles';
import { OrganisationService } from 'src/modules/organisation';
import { RulesService } from 'src/modules/rules';

/** Id and name under which the demo hall is generated; nothing else is taken for it. */
export const DEMO_HALL = { id: 'demo', name: '示例县政务服务中心（演示）' } as const;

/** A sign-in of the demo hall. The password is drawn anew each time and shown this once. */
export interface DemoAccount {
  readonly login: RoleName;
  readonly password: string;
  readonly role: { readonly zh: string; readonly en: string };
  /** Windows, departments, scoring departments or staff numbers. */
  readonly units: readonly string[];
}

const OPERATOR = cliActor('demo');

/** Logins that are not those of the demo: real accounts, to which none with a printed password may be added. */
export async function otherLogins(app: Services): Promise<string[]> {
  const accounts = await app.get(AccountsService, { strict: false }).list(OPERATOR);
  const known: readonly string[] = ROLE_NAMES;
  return accounts.map(({ login }) => login).filter((login) => !known.includes(login));
}

/** One account per role of the demo hall, each with a new password. The first time they end the time without sign-ins. */
export async function demoAccounts(app: Services): Promise<DemoAccount[]> {
  const accounts = app.get(AccountsService, { strict: false });
  const rights = app.get(RightsService, { strict: false });
  const present = new Set((await accounts.list(OPERATOR)).map(({ login }) => login));
  const units = await unitsOf(app);
  const made: DemoAccount[] = [];
  for (const login of ROLE_NAMES) {
    const { zh, en, scope } = roleOf(login);
    const password = newPassword();
    if (present.has(login)) await accounts.setPassword(OPERATOR, login, password, true);
    else {
      await accounts.add(OPERATOR, { login, hall: DEMO_HALL.id, name: `${zh}（演示）`, password, own: true });
      const asked = { login, role: login, hall: DEMO_HALL.id, units: units[scope], reason: '演示' };
      await rights.grant(OPERATOR, asked);
    }
    made.push({ login, password, role: { zh, en }, units: units[scope] });
  }
  return made;
}

/** The first window with a department, that department, a person of the window, and a scoring department of the rules. */
async function unitsOf(app: Services): Promise<Record<Scope, string[]>> {
  const month = hallDate(app.get(Clock, { strict: false }).now()).slice(0, 7);
  const roster = await app.get(OrganisationService, { strict: false }).rosterOf(DEMO_HALL.id, null);
  const window = roster.windows.find(({ department }) => department !== null);
  const person = roster.staff.find(({ postings }) => postings.some((posting) => posting.window === window?.id));
  const book = await app.get(RulesService, { strict: false }).bookInForce(DEMO_HALL.id, month);
  const scoredBy = book?.parsed.items.find(({ department }) => department !== undefined)?.department;
  return {
    hall: [],
    window: [window?.id ?? '-'],
    department: [window?.department ?? '-'],
    items: [scoredBy ?? '-'],
    staff: [person?.id ?? '-'],
  };
}
