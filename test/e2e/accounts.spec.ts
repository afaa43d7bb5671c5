import { join } from 'node:path';
import { DEMO_HALL } from 'demo/accounts';
import request from 'supertest';
import { serve } from 'src/main';
import { LOCAL_ACCESS, Settings } from 'src/config/settings.dto';
import { RightsService } from 'src/modules/identity';
import { ROLE_NAMES } from 'src/modules/identity/rights/roles';

import { account, PASSWORD, signIn, tokenFor, tokenOf } from 'test/support/accounts';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');

describe.each(testEngines())('accounts on $name', (engine) => {
  let hall: TestApplication;
  const server = (): never => hall.app.getHttpServer() as never;
  const get = (path: string): request.Test => request(server()).get(path);
  const codeOf = ({ body }: request.Response): string => (body as { code: string }).code;

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-02-20 10:00:00', __dirname);
    await hall.run('hall', 'add', 'test', '示例大厅');
    await hall.run('hall', 'add', 'other', '别的大厅');
  }, 60_000);
  afterAll(() => hall.stop());

  it('are not asked for while there are none', async () => {
    await get('/api/halls/test/periods').expect(200);
  });

  it('are asked for from the first one on, and a right in one hall is none in another', async () => {
    const token = await tokenFor(hall.app, 'office', { role: 'assessment-office', hall: 'test' });
    expect(codeOf(await get('/api/halls/test/periods').expect(401))).toBe('identity.sign-in-needed');
    expect(codeOf(await get('/api/halls/test/periods').set('authorization', 'Bearer nonsense').expect(401))).toBe(
      'identity.token-invalid',
    );
    const mine = (path: string): request.Test => get(path).set('authorization', `Bearer ${token}`);
    await mine('/api/halls/test/periods').expect(200);
    expect(codeOf(await mine('/api/halls/other/periods').expect(404))).toBe('access.not-found');
    expect(codeOf(await mine('/api/halls/nowhere/periods').expect(404))).toBe('access.not-found');
    expect(codeOf(await mine('/api/halls/test/audit').expect(404))).toBe('access.not-found');
    await mine('/api/halls/test/messages').expect(200);
    expect(codeOf(await mine('/api/halls/other/messages').expect(404))).toBe('access.not-found');
    expect(codeOf(await mine('/api/halls/nowhere/messages').expect(404))).toBe('access.not-found');
  });

  it('sign in with a password, change nothing from a foreign page, and are out at once when a role is taken', async () => {
    await account(hall.app, 'head', [{ role: 'window-head', hall: 'test', units: ['A01'] }], { password: PASSWORD });
    expect(
      codeOf(
        await request(server()).post('/api/session').send({ login: 'head', password: 'wrong-password-1' }).expect(401),
      ),
    ).toBe('identity.sign-in-wrong');
    const cookie = await signIn(server(), 'head');
    expect(codeOf(await get('/api/halls/test/imports').set('cookie', cookie).expect(404))).toBe('access.not-found');
    const me = await get('/api/me').set('cookie', cookie).expect(200);
    expect(me.body).toMatchObject({ login: 'head' });
    expect(codeOf(await request(server()).delete('/api/session').set('cookie', cookie).expect(403))).toBe(
      'identity.header-missing',
    );
    const [role] = await hall.app.get(RightsService, { strict: false }).rolesOf('head');
    expect((await hall.run('user', 'revoke', role?.id ?? '', '--reason', '调岗', '--by', '安全员')).err).toBe('');
    await get('/api/me').set('cookie', cookie).expect(401);
  });
});

describe.each(testEngines())('accounts over HTTP on $name', (engine) => {
  let hall: TestApplication;
  const tokens = new Map<string, string>();
  type Told = Record<string, unknown> & { code?: string; password?: string; id?: string };
  const call = async (
    who: string,
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object,
  ): Promise<[number, Told]> => {
    const test = request(hall.app.getHttpServer())[method](`/api/accounts${path}`);
    const { status, body: told } = await test.set('authorization', `Bearer ${tokens.get(who) ?? ''}`).send(body);
    return [status, told as Told];
  };
  const codeOf = ([status, { code }]: [number, Told]): [number, string | undefined] => [status, code];

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-02-20 10:00:00', __dirname);
    await hall.run('hall', 'add', 'test', '示例大厅');
    await hall.run('hall', 'add', 'other', '别的大厅');
    const administrators = ['system-administrator', 'security-administrator', 'audit-administrator'] as const;
    for (const role of [...administrators, 'assessment-office'] as const) {
      const login = role === 'assessment-office' ? 'office' : role;
      await account(hall.app, login, [{ role }], { hall: 'test' });
      tokens.set(login, await tokenOf(hall.app, login));
    }
    await account(hall.app, 'foreign', [], { hall: 'other' });
  }, 60_000);
  afterAll(() => hall.stop());

  it('one makes accounts, another gives roles, neither does the other, and neither sees a score', async () => {
    const asked = { login: '07001', name: '王某', hall: 'test' };
    const [status, made] = await call('system-administrator', 'post', '', asked);
    expect([status, made.mustChange, String(made.password).length > 9]).toEqual([201, true, true]);
    const role = { role: 'window-clerk', hall: 'test', units: ['A01'], reason: '岗位安排' };
    expect(codeOf(await call('system-administrator', 'post', '/07001/roles', role))).toEqual([404, 'access.not-found']);
    expect(codeOf(await call('security-administrator', 'post', '', asked))).toEqual([404, 'access.not-found']);
    expect((await call('security-administrator', 'post', '/07001/roles', role))[0]).toBe(201);
    expect(codeOf(await call('security-administrator', 'post', '/07001/roles', role))).toEqual([
      409,
      'identity.role-held',
    ]);
    expect(
      codeOf(
        await call('security-administrator', 'post', '/security-administrator/roles', { ...role, units: ['A01'] }),
      ),
    ).toEqual([403, 'identity.not-to-yourself']);
    const third = { role: 'audit-administrator', hall: 'test', reason: '兼任' };
    expect(codeOf(await call('security-administrator', 'post', '/system-administrator/roles', third))).toEqual([
      409,
      'identity.roles-apart',
    ]);
    expect(codeOf(await call('office', 'get', ''))).toEqual([404, 'access.not-found']);
    const [, listed] = await call('audit-administrator', 'get', '/07001');
    expect(listed).toMatchObject({ login: '07001', roles: [{ role: 'window-clerk', units: ['A01'] }] });
    expect(JSON.stringify(listed)).not.toContain('password"');
  });

  it('a new role, a new password and being disabled end the sessions of the person at once', async () => {
    const server = hall.app.getHttpServer() as never;
    await account(hall.app, 'clerk', [{ role: 'window-clerk', hall: 'test', units: ['A01'] }], {
      hall: 'test',
      password: PASSWORD,
    });
    const me = async (cookie: string): Promise<number> =>
      (await request(server).get('/api/me').set('cookie', cookie)).status;
    const [, { roles }] = (await call('audit-administrator', 'get', '/clerk')) as [number, { roles: { id: string }[] }];
    const changes = [
      ['security-administrator', 'post', `/clerk/roles/${roles[0]?.id ?? ''}/revocation`, { reason: '调岗' }],
      ['security-administrator', 'post', '/clerk/roles', { role: 'centre-leader', hall: 'test', reason: '任命' }],
      ['system-administrator', 'put', '/clerk/state', { state: 'disabled', reason: '退休' }],
    ] as const;
    for (const [who, method, path, body] of changes) {
      const cookie = await signIn(server, 'clerk');
      expect(await me(cookie)).toBe(200);
      expect([path, (await call(who, method, path, body))[0]]).toEqual([
        path,
        method === 'post' && path.endsWith('roles') ? 201 : 200,
      ]);
      expect([path, await me(cookie)]).toEqual([path, 401]);
    }
    expect((await call('system-administrator', 'put', '/clerk/state', { state: 'active', reason: '返聘' }))[0]).toBe(
      200,
    );
    const cookie = await signIn(server, 'clerk');
    const [status, { password }] = await call('system-administrator', 'post', '/clerk/password');
    expect([status, await me(cookie)]).toEqual([200, 401]);
    expect(await me(await signIn(server, 'clerk', password))).toBe(200);
    expect((await call('system-administrator', 'post', '/clerk/unlocking'))[0]).toBe(200);
  });

  it('tokens of others are seen and ended, never made; what belongs to another hall is not there', async () => {
    const path = '/office/tokens';
    const [, tokensOf] = (await call('system-administrator', 'get', path)) as unknown as [number, { id: string }[]];
    expect((await call('system-administrator', 'post', path, { name: 'x', until: '2026-12-31' }))[0]).toBe(404);
    const [token] = tokensOf;
    expect(codeOf(await call('system-administrator', 'delete', `/clerk/tokens/${token?.id ?? ''}`))).toEqual([
      404,
      'identity.token-unknown',
    ]);
    expect((await call('system-administrator', 'delete', `${path}/${token?.id ?? ''}`))[0]).toBe(200);
    expect((await call('office', 'get', ''))[0]).toBe(401);
    const role = { role: 'centre-leader', hall: 'test', reason: '试' };
    const plain = ([status, body]: [number, Told], login: string): string =>
      `${String(status)} ${JSON.stringify({ ...body, requestId: '' }).replaceAll(login, '*')}`;
    for (const [who, method, rest, body] of [
      ['system-administrator', 'get', '', undefined],
      ['system-administrator', 'post', '/password', {}],
      ['system-administrator', 'put', '/state', { state: 'disabled', reason: '试' }],
      ['system-administrator', 'get', '/tokens', undefined],
      ['security-administrator', 'post', '/roles', role],
    ] as const)
      expect(plain(await call(who, method, `/foreign${rest}`, body), 'foreign')).toBe(
        plain(await call(who, method, `/nobody${rest}`, body), 'nobody'),
      );
    const [, list] = (await call('system-administrator', 'get', '')) as unknown as [number, { login: string }[]];
    expect(list.map(({ login }) => login)).not.toContain('foreign');
    const beyond = { login: 'everywhere', name: '某', hall: '*' };
    expect(codeOf(await call('system-administrator', 'post', '', beyond))).toEqual([404, 'access.not-found']);
  });
});

it('demo accounts are made for the demo hall alone, one per role, with passwords that work once printed', async () => {
  const [engine] = testEngines();
  if (!engine) throw new Error('the embedded engine is always there');
  const hall = await openApplication(engine, '2026-02-20 10:00:00', FILES);
  await hall.run('hall', 'add', 'demo', '别的大厅');
  expect((await hall.run('demo', 'accounts')).err).toContain('只有演示大厅');
  await hall.stop();
  const demo = await openApplication(engine, '2026-02-20 10:00:00', FILES);
  await demo.run('hall', 'add', DEMO_HALL.id, DEMO_HALL.name);
  await demo.run('import', 'roster', 'roster.xlsx', '--by', '王某');
  await demo.run('rules', 'publish', 'lianshui-2026', '--by', '王某');
  const printed = async (): Promise<{ login: string; password: string }[]> =>
    (await demo.run('demo', 'accounts', '--json')).json();
  const first = await printed();
  expect(first.map(({ login }) => login)).toEqual(ROLE_NAMES);
  const accounts = await printed();
  const server = demo.app.getHttpServer() as never;
  for (const { login, password } of accounts) {
    const cookie = await signIn(server, login, password);
    const me = await request(server).get('/api/me').set('cookie', cookie).expect(200);
    expect(me.body).toMatchObject({ login, mustChange: false });
  }
  await request(server).post('/api/session').send({ login: first[0]?.login, password: first[0]?.password }).expect(401);
  await demo.run('user', 'add', '07001', '--name', '王某', '--everywhere');
  expect((await demo.run('demo', 'accounts')).err).toContain('正式账号（07001）');
  await demo.stop();
});

it('a server without accounts does not listen for other machines', async () => {
  const [engine] = testEngines();
  const { settings, drop } = (await engine?.open()) ?? {};
  const { dataDir = '' } = settings ?? {};
  const open = new Settings(undefined, `${dataDir}-open`, undefined, '0.0.0.0', 0, 'zh');
  await expect(serve(open)).rejects.toMatchObject({ code: 'config.no-accounts' });
  for (const access of [
    { ...LOCAL_ACCESS, proxies: ['loopback'] },
    { ...LOCAL_ACCESS, hosts: ['kaohe.example.gov.cn'] },
  ]) {
    const behind = new Settings(
      undefined,
      `${dataDir}-open`,
      undefined,
      '127.0.0.1',
      0,
      'zh',
      undefined,
      180,
      undefined,
      access,
    );
    await expect(serve(behind)).rejects.toMatchObject({ code: 'config.no-accounts' });
  }
  await drop?.();
  expect(LOCAL_ACCESS.hosts).toEqual([]);
});
