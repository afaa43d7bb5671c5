import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import type { Within } from 'src/common/permission';
import { ROLE_NAMES, roleOf, type RoleName, type Scope } from 'src/modules/identity/rights/roles';
import { tokenFor } from 'test/support/accounts';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';
import { filled, nameOf, routesOf, type Route } from 'test/support/router';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const TABLE = join(__dirname, 'permissions.yaml');

/** Roles by that within which they reach a route; `kept-out`: declared, yet its service keeps them out. */
type Row = { readonly permission: string; readonly anyone?: 'all' } & {
  readonly [within in Within | 'kept-out']?: readonly RoleName[];
};

const HALL = 'test';
const UNITS: Readonly<Record<Scope, readonly string[]>> = {
  ...{ hall: [], window: ['A01'], department: ['11'], items: ['督查科'], staff: ['07001'] },
};
/** Ids of the right form of which there are none. */
const NOWHERE: Readonly<Record<string, string>> = {
  ...{ hall: HALL, period: '2026-01', subject: 'ZZ', window: 'ZZ', staff: '99999', department: '无此科室' },
  ...{ submission: 'f'.repeat(16), draft: 'f'.repeat(16), file: 'f'.repeat(16), sample: 'f'.repeat(16) },
  ...{ id: 'f'.repeat(16), batch: '20260101-000000-ffffff', column: 'f'.repeat(24), section: '99', feed: 'cases' },
  ...{ upload: '00000000-0000-0000-0000-000000000000', rating: 'f'.repeat(16), signal: 'f'.repeat(16) },
  ...{ source: 'nobody', title: 'nothing', span: '2026-Q1', from: '2026-01', revision: '9', token: 'f'.repeat(16) },
  ...{ request: 'f'.repeat(16), login: 'nobody', grant: 'f'.repeat(16), objection: 'f'.repeat(16) },
};

/** The guard behind every route, and the services behind those it lets through, for each role. */
describe('rights of the roles', () => {
  const [engine] = testEngines();
  if (!engine) throw new Error('the embedded engine is always there');
  let hall: TestApplication;
  let routes: Route[];
  const tokens = new Map<RoleName, string>();

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-02-10 10:00:00', FILES);
    await hall.run('hall', 'add', HALL, '示例大厅');
    await hall.run('hall', 'add', 'other', '别的大厅');
    await hall.run('import', 'roster', 'roster.xlsx', '--hall', HALL, '--by', '王某');
    for (const role of ROLE_NAMES)
      tokens.set(role, await tokenFor(hall.app, role, { role, hall: HALL, units: UNITS[roleOf(role).scope] }));
    routes = routesOf(hall.app);
  }, 120_000);
  afterAll(() => hall.stop());

  const table = parse(readFileSync(TABLE, 'utf8')) as Readonly<Record<string, Row>>;

  const call = async ({ method, path }: Route, role: RoleName, where = HALL): Promise<string> => {
    const { status, body } = await request(hall.app.getHttpServer())
      [method](filled(path, { ...NOWHERE, hall: where }))
      .set('authorization', `Bearer ${tokens.get(role) ?? ''}`)
      .send(method === 'get' ? undefined : {});
    if (status >= 500) throw new Error(`${nameOf({ method, path })} as ${role}: ${String(status)}`);
    return (body as { code?: string } | undefined)?.code ?? '';
  };

  const found = async (route: Route): Promise<Row> => {
    const row: Record<string, RoleName[]> = {};
    const unasked: RoleName[] = [];
    for (const role of ROLE_NAMES) {
      const within = Object.entries(roleOf(role).rights).find(([, rights]) =>
        (rights as readonly string[]).includes(route.permission ?? ''),
      )?.[0];
      const kept = (await call(route, role)) === 'access.not-found';
      if (within === undefined && !kept) unasked.push(role);
      if (within !== undefined) (row[kept ? 'kept-out' : within] ??= []).push(role);
    }
    const permission = route.permission ?? '';
    if (unasked.length === ROLE_NAMES.length) return { permission, anyone: 'all' };
    return { permission, ...row, ...(unasked.length > 0 ? { hall: unasked } : {}) };
  };

  it('stand in the table, for each route of the running application and no other', () => {
    expect(routes.length).toBeGreaterThan(100);
    expect(Object.keys(table)).toEqual(routes.map(nameOf));
  });

  it('are what the table says, by a call of every route as every role', async () => {
    const actual: Record<string, Row> = {};
    for (const route of routes) actual[nameOf(route)] = await found(route);
    expect(actual).toEqual(table);
  });

  it('end at the hall: whoever reaches a route here gets nothing of it in another hall, there or not', async () => {
    const reached: string[] = [];
    for (const route of routes.filter(({ path }) => path.includes(':hall') && !path.includes('/push/')))
      for (const role of rolesOf(table[nameOf(route)]))
        for (const elsewhere of ['other', 'nowhere'])
          if ((await call(route, role, elsewhere)) !== 'access.not-found') reached.push(`${role} ${nameOf(route)}`);
    expect(reached).toEqual([]);
  });
});

/** One role for each way of reaching a route. */
function rolesOf(row: Row | undefined): RoleName[] {
  if (!row || row.anyone === 'all') return ['assessment-office'];
  return Object.values(row).flatMap((roles) => (Array.isArray(roles) ? (roles.slice(0, 1) as RoleName[]) : []));
}
