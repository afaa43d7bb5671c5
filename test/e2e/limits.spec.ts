import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { account, PASSWORD, signIn, tokenFor } from 'test/support/accounts';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const LIMITS = { account: 6, token: 8, address: 10 };

describe.each(testEngines())('requests too many on $name', (engine) => {
  let hall: TestApplication;
  let app: NestExpressApplication;
  const server = (): never => app.getHttpServer() as never;

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-03-02 09:00:15', __dirname, { rates: LIMITS, cheapPasswords: true });
    ({ app } = hall);
  });
  afterAll(() => hall.stop());

  it('are not counted as long as there are no accounts', async () => {
    for (let at = 0; at < 15; at++) await request(server()).get('/api/halls').expect(200);
  });

  it('of a token are refused with a time to come back, and let in the minute after', async () => {
    const token = await tokenFor(app, 'pusher', { role: 'system-administrator' });
    const ask = (): request.Test => request(server()).get('/api/me').set('authorization', `Bearer ${token}`);
    for (let at = 0; at < LIMITS.token; at++) await ask().expect(200);
    const refused = await ask().expect(429);
    expect(refused.headers['retry-after']).toBe('45');
    expect(refused.body).toMatchObject({ code: 'http.too-many-requests', details: { limit: 8, seconds: 45 } });
    expect((refused.body as { message: string }).message).toContain('请 45 秒后再试');
    hall.setClock('2026-03-02 09:01:00');
    await ask().expect(200);
  });

  it('of a browser do not stop the tokens of the same account, nor other accounts', async () => {
    await account(app, 'clerk', [{ role: 'system-administrator' }], { password: PASSWORD });
    const cookie = await signIn(server(), 'clerk');
    const ask = (): request.Test => request(server()).get('/api/me').set('cookie', cookie);
    for (let at = 0; at < LIMITS.account; at++) await ask().expect(200);
    await ask().expect(429);
    const token = await tokenFor(app, 'other', { role: 'system-administrator' });
    await request(server()).get('/api/me').set('authorization', `Bearer ${token}`).expect(200);
  });

  it('of a guesser are refused by address, with 429 instead of 401', async () => {
    hall.setClock('2026-03-02 09:02:00');
    const guess = (at: number): request.Test =>
      request(server())
        .get('/api/me')
        .set('authorization', `Bearer bft_${String(at)}`);
    for (let at = 0; at < LIMITS.address; at++) await guess(at).expect(401);
    await guess(99).expect(429);
    // Signing in comes from the same address; who has an account already is not stopped.
    await request(server()).post('/api/session').send({ login: 'clerk', password: PASSWORD }).expect(429);
  });

  it('never stop the look at the health', async () => {
    for (let at = 0; at < 3 * LIMITS.address; at++) await request(server()).get('/health').expect(200);
  });
});

describe.each(testEngines())('metrics on $name', (engine) => {
  let hall: TestApplication;
  const server = (): never => hall.app.getHttpServer() as never;
  const value = (text: string, name: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')
        .at(-1),
    );

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-03-02 09:00:00', __dirname, { proxies: ['127.0.0.1'] });
  });
  afterAll(() => hall.stop());

  it('count requests by route and status, never by what was asked for', async () => {
    await request(server()).get('/health').expect(200);
    await request(server()).get('/api/halls/no-such-hall/periods').expect(404);
    await request(server()).get('/api/halls/another/periods').expect(404);
    await request(server()).get('/secret/person').expect(404);
    const { text, headers } = await request(server()).get('/metrics').expect(200);
    expect(headers['content-type']).toMatch(/^text\/plain;.*version=0\.0\.4/);
    expect(value(text, 'baifen_http_requests_total{method="GET",route="/health",status="200"}')).toBe(1);
    const periods = 'method="GET",route="/api/halls/:hall/periods"';
    expect(value(text, `baifen_http_requests_total{${periods},status="404"}`)).toBe(2);
    expect(value(text, 'baifen_http_requests_total{method="GET",route="other",status="404"}')).toBe(1);
    expect(value(text, `baifen_http_request_seconds_count{${periods}}`)).toBe(2);
    expect(text).not.toMatch(/no-such-hall|person/);
  });

  it('tell of jobs, database and process', async () => {
    await hall.run('jobs', 'run', 'prune-requests');
    const { text } = await request(server()).get('/metrics').expect(200);
    expect(value(text, 'baifen_job_runs{job="prune-requests",state="done"}')).toBe(1);
    expect(value(text, 'baifen_job_last_success_timestamp_seconds{job="prune-requests"}')).toBe(
      Date.parse('2026-03-02T09:00:00+08:00') / 1000,
    );
    const connections = ['busy', 'idle'].map((state) => value(text, `baifen_database_connections{state="${state}"}`));
    expect((connections[0] ?? 0) + (connections[1] ?? 0)).toBeGreaterThan(0);
    expect(value(text, 'baifen_database_waiting')).toBe(0);
    expect(value(text, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  });

  it('are for programs on this machine, or for who may read operations', async () => {
    const reader = await tokenFor(hall.app, 'keeper', { role: 'system-administrator' });
    const other = await tokenFor(hall.app, 'auditor', { role: 'audit-administrator' });
    const ask = (headers: Record<string, string>): request.Test => request(server()).get('/metrics').set(headers);
    await ask({}).expect(200);
    await ask({ 'x-forwarded-for': '10.0.0.9' }).expect(401);
    await ask({ forwarded: 'for=10.0.0.9' }).expect(401);
    await ask({ authorization: `Bearer ${reader}`, 'x-forwarded-for': '10.0.0.9' }).expect(200);
    await ask({ authorization: `Bearer ${other}` }).expect(404);
    await ask({ authorization: 'Bearer bft_wrong' }).expect(401);
  });
});
