import request from 'supertest';
import { serve } from 'src/main';
import { LOCAL_ACCESS, Settings } from 'src/config/settings.dto';
import { RightsService } from 'src/modules/identity';
import { account, PASSWORD, signIn, tokenFor } from 'test/support/accounts';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

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
