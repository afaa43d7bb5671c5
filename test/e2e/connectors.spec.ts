import { hash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { Settings } from 'src/config/settings.dto';
import { Database } from 'src/config/database.service';
import { RunsService } from 'src/modules/intake/connectors/runs.service';
import { Outside } from 'src/modules/intake/connectors/outside.service';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const line = (person: string, at: string): string => JSON.stringify({ 工号: person, 打卡时间: at });
const MONDAY = [line('07001', '2026-02-02 08:20:00'), line('07001', '2026-02-02 17:40:00')].join('\n');

interface Answer {
  code?: string;
  message?: string;
  covers: { from: string; to: string } | null;
  import: { accepted: number; repeats: number; rejected: number; batch: string | null; rejects: object[] } | null;
}
interface RunShown {
  state: string;
  accepted: number;
  repeats: number;
  rejected: number;
  batch: string | null;
  watermark: string | null;
  covers: { from: string; to: string } | null;
  report: { zh: string };
}

/** Devices that send: the token, the key, what is refused, what is called complete. */
describe.each(testEngines())('a pushing source on $name', (engine) => {
  let hall: TestApplication;
  let folder: string;
  let token: string;
  const paused: number[] = [];

  const declare = async (name: string, settings: object): Promise<string> => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(settings));
    const flags = ['--feed', 'punches', '--kind', 'push', '--settings', file, '--by', '王某', '--json'];
    return (await hall.run('source', 'add', name, ...flags)).json<{ token: string }>().token;
  };

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-02-10 10:00:00', FILES);
    folder = mkdtempSync(join(tmpdir(), 'baifen-push-'));
    await hall.run('hall', 'add', 'test', '示例大厅');
    await hall.run('import', 'roster', 'roster.xlsx', '--by', '王某');
    hall.app.get(Outside, { strict: false }).pause = (milliseconds) => {
      paused.push(milliseconds);
      return Promise.resolve();
    };
    token = await declare('clock1', { complete: { since: '2026-02-01' } });
  });
  afterAll(async () => {
    rmSync(hall.app.get(Settings).dataDir, { recursive: true, force: true });
    await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Sent {
    readonly key?: string;
    readonly token?: string;
    readonly type?: string;
    readonly source?: string;
    readonly query?: string;
  }
  const send = async (
    body: string | Buffer,
    sent: Sent,
  ): Promise<{ status: number; body: Answer; headers: Record<string, string> }> => {
    const path = `/api/halls/test/push/${encodeURIComponent(sent.source ?? 'clock1')}${sent.query ?? ''}`;
    const asked = request(hall.app.getHttpServer())
      .post(path)
      .set('authorization', `Bearer ${sent.token ?? token}`);
    if (sent.key !== undefined) asked.set('idempotency-key', sent.key);
    if (body.length === 0) return asked;
    return asked.set('content-type', sent.type ?? 'application/x-ndjson').send(body);
  };
  const stored = async (): Promise<number> =>
    Number((await hall.app.get(Database).read.query<{ n: string }[]>('SELECT COUNT(*) AS n FROM punch'))[0]?.n);
  const runs = async (name = 'clock1'): Promise<RunShown[]> =>
    (await hall.run('source', 'runs', name, '--json')).json<RunShown[]>();
  const missing = async (): Promise<string[]> => {
    const { sources } = (await hall.run('coverage', '2026-02', '--json')).json<{
      sources: { source: string; missing: string[] }[];
    }>();
    return sources.find(({ source }) => source === 'punches')?.missing ?? [];
  };

  it('is taken like a file, and the same key again gets the first answer and writes nothing', async () => {
    const first = await send(MONDAY, { key: 'k1' });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      source: 'clock1',
      covers: null,
      import: { accepted: 2, batch: expect.any(String) },
    });
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    const before = await stored();
    const again = await send(MONDAY, { key: 'k1' });
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    const otherKey = await send(MONDAY, { key: 'k2' });
    expect(otherKey.body.import).toMatchObject({ accepted: 0, repeats: 2, batch: null });
    expect(await stored()).toBe(before);
    expect(before).toBe(2);
    const delivered = join(hall.app.get(Settings).dataDir, 'delivered', 'test', 'clock1');
    expect(readdirSync(delivered).map((name) => readFileSync(join(delivered, name), 'utf8'))).toEqual([MONDAY]);
    const { body } = await request(hall.app.getHttpServer()).get('/api/halls/test/imports');
    expect(body).toContainEqual(expect.objectContaining({ id: first.body.import?.batch, actor: 'source:clock1' }));
  });

  it('refuses other content, and another statement, under a key it used', async () => {
    const other = await send(line('07001', '2026-02-03 08:20:00'), { key: 'k1' });
    expect([other.status, other.body.code]).toEqual([422, 'connectors.push-key-reused']);
    const statement = await send(MONDAY, { key: 'k1', query: '?completeUntil=2026-02-02' });
    expect([statement.status, statement.body.code]).toEqual([422, 'connectors.push-key-reused']);
    expect(await stored()).toBe(2);
  });

  it('tells an unknown source and a wrong token alike, slowly, and locks nobody out', async () => {
    paused.length = 0;
    const wrong = await send(MONDAY, { key: 'k3', token: `${token}x` });
    const unknown = await send(MONDAY, { key: 'k3', source: 'clock9' });
    const none = await send(MONDAY, { key: 'k3', token: '' });
    const plain = ({ status, body }: typeof wrong): object => ({ status, ...body, requestId: '' });
    expect(plain(wrong)).toEqual(plain(unknown));
    expect(plain(none)).toEqual(plain(unknown));
    expect(wrong.status).toBe(401);
    expect(paused).toEqual([1000, 1000, 1000]);
    expect((await send(MONDAY, { key: 'k3' })).status).toBe(200);
    expect(await runs('clock1')).toHaveLength(3);
  });

  it('keeps a refusal as the answer of its key', async () => {
    const bad = `${line('07001', '2026-02-31 08:00:00')}\n`;
    const first = await send(bad, { key: 'bad' });
    expect([first.status, first.body.code]).toEqual([400, 'intake.nothing-accepted']);
    const again = await send(bad, { key: 'bad' });
    expect(again.body).toMatchObject({ code: first.body.code, message: first.body.message });
    const told = expect.objectContaining({ zh: first.body.message });
    expect(await runs()).toContainEqual(expect.objectContaining({ state: 'refused', accepted: 0, report: told }));
  });

  it('takes CSV, names what it did not take, and gives two halves sent at once their places', async () => {
    const csv = ['工号,打卡时间', '07001,2026-02-04 08:20:00', '07001,2026-02-31 08:20:00'].join('\r\n');
    const taken = await send(csv, { key: 'csv', type: 'text/csv; charset=utf-8' });
    expect(taken.body.import).toMatchObject({ accepted: 1, rejected: 1 });
    expect(taken.body.import?.rejects).toHaveLength(1);
    const twins = await Promise.all(
      [1, 2, 3, 4].map(() => send(line('07001', '2026-02-05 08:20:00'), { key: 'twin' })),
    );
    const answered = twins.filter(({ status }) => status === 200);
    expect(answered.length).toBeGreaterThan(0);
    expect(new Set(answered.map(({ body }) => body.import?.batch)).size).toBe(1);
    expect(
      twins.filter(({ status }) => status !== 200).every(({ body }) => body.code === 'connectors.push-running'),
    ).toBe(true);
    expect(await stored()).toBe(4);
  });

  it.each<[string, string | Buffer, Sent, number, string]>([
    ['without a key', MONDAY, {}, 400, 'connectors.push-key-invalid'],
    ['with a key of blanks', MONDAY, { key: 'a b' }, 400, 'connectors.push-key-invalid'],
    ['of nothing', '', { key: 'e1' }, 400, 'connectors.push-empty'],
    ['of JSON as one document', '[]', { key: 'e2', type: 'application/json' }, 415, 'connectors.push-type'],
    [
      'of a workbook',
      readFileSync(join(FILES, 'roster.xlsx')),
      { key: 'e3', type: 'text/csv' },
      415,
      'connectors.push-type',
    ],
    ['of more than 5 MB', Buffer.alloc(5 * 1024 * 1024 + 1, 'a'), { key: 'e4' }, 413, 'connectors.push-too-large'],
    [
      'complete in the future',
      MONDAY,
      { key: 'e5', query: '?completeUntil=2026-02-11' },
      400,
      'connectors.push-complete',
    ],
    [
      'complete before it began',
      MONDAY,
      { key: 'e6', query: '?completeUntil=2026-01-31' },
      400,
      'connectors.push-complete',
    ],
    [
      'complete backwards',
      MONDAY,
      { key: 'e7', query: '?completeUntil=2026-02-02&completeFrom=2026-02-03' },
      400,
      'connectors.push-complete',
    ],
    ['complete on no day', MONDAY, { key: 'e8', query: '?completeUntil=soon' }, 400, 'http.bad-request'],
    ['with what nobody knows', MONDAY, { key: 'e9', query: '?x=1' }, 400, 'http.bad-request'],
  ])('refuses a push %s and writes nothing', async (_what, body, sent, status, code) => {
    const answer = await send(body, sent);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await stored()).toBe(4);
  });

  it('says until when it is complete, also when there was nothing to send', async () => {
    expect(await missing()).toHaveLength(28);
    const first = await send(line('07001', '2026-02-06 08:20:00'), { key: 'c1', query: '?completeUntil=2026-02-06' });
    expect(first.body.covers).toEqual({ from: '2026-02-01', to: '2026-02-06' });
    expect((await missing())[0]).toBe('2026-02-07');
    const silent = await send('', { key: 'c2', query: '?completeUntil=2026-02-08' });
    expect(silent.body).toEqual({ source: 'clock1', covers: { from: '2026-02-07', to: '2026-02-08' }, import: null });
    expect((await missing())[0]).toBe('2026-02-09');
    await hall.run('import', 'undo', String(first.body.import?.batch), '--by', '王某');
    expect((await missing()).slice(0, 7)).toEqual([1, 2, 3, 4, 5, 6, 9].map((day) => `2026-02-0${String(day)}`));
    const again = { key: 'c3', query: '?completeFrom=2026-02-01&completeUntil=2026-02-06' };
    await send(line('07001', '2026-02-06 08:20:00'), again);
    expect((await missing())[0]).toBe('2026-02-09');
    expect((await hall.run('source', 'list')).out).toContain('2026-02-08');
  });

  it('stands in the coverage by name, with who called which day complete, over HTTP as in the terminal', async () => {
    const path = '/api/halls/test/periods/2026-02/coverage';
    const { body } = (await request(hall.app.getHttpServer()).get(path)) as {
      body: { source: string; days: { day: string; by: string[] }[]; stated: object[]; declared: object[] }[];
    };
    const punches = body.find(({ source }) => source === 'punches');
    expect(punches?.days).toHaveLength(28);
    expect(punches?.days.slice(5, 9)).toEqual([
      ...[6, 7, 8].map((day) => ({ day: `2026-02-0${String(day)}`, by: ['source:clock1'] })),
      { day: '2026-02-09', by: [] },
    ]);
    const rest = Array.from({ length: 20 }, (_, index) => `2026-02-${String(index + 9).padStart(2, '0')}`);
    expect(punches?.declared).toEqual([
      { name: 'clock1', since: '2026-02-01', completeTo: '2026-02-08', missing: rest },
    ]);
    const stated = { scope: 'hall', from: '2026-02-07', to: '2026-02-08', by: 'source:clock1' };
    expect(punches?.stated).toContainEqual({ ...stated, at: '2026-02-10 10:00:00.000', batch: null });
    const { out } = await hall.run('coverage', '2026-02', '--days');
    expect(out).toMatch(/clock1\s+punches\s+2026-02-08\s+2026-02-09~2026-02-28/);
    expect(out).toMatch(/2026-02-08\s+来源 clock1\s+缺/);
    expect(out).toMatch(/2026-02-09\s+缺\s+缺/);
  });

  it('is taken again under its key when the server died over it or broke, and not while it is being taken', async () => {
    const body = line('07001', '2026-02-07 08:20:00');
    await send(body, { key: 'died' });
    const before = await stored();
    const set = (state: string, startedAt: string): Promise<unknown> =>
      hall.app
        .get(Database)
        .write((manager) =>
          manager.query('UPDATE connector_run SET state = ?, started_at = ?, answer = ? WHERE id = ?', [
            ...[state, startedAt, '', hash('sha256', 'died')],
          ]),
        );
    await set('running', '2026-02-10 09:55:00.000');
    expect((await send(body, { key: 'died' })).body.code).toBe('connectors.push-running');
    await set('running', '2026-02-10 09:49:00.000');
    const late = await send(body, { key: 'died' });
    expect([late.status, late.body.import]).toMatchObject([200, { accepted: 0, repeats: 1 }]);
    await set('failed', '2026-02-10 10:00:00.000');
    expect((await send(body, { key: 'died' })).status).toBe(200);
    expect(await stored()).toBe(before);
  });

  it('has rows, answer and history in one transaction: a server killed right after it leaves nothing to be told', async () => {
    const history = hall.app.get(RunsService, { strict: false });
    // The process is gone after the commit: whatever it would have written then is never written.
    const gone = jest.spyOn(history, 'end').mockImplementation(() => new Promise(() => undefined));
    const own = { source: 'cut', token: await declare('cut', { complete: { since: '2026-02-06' } }) };
    const answer = async (text: string, how: Sent): Promise<Answer> => (await send(text, { ...own, ...how })).body;
    const [body, sent] = [line('07001', '2026-02-06 12:34:56'), { key: 'cut', query: '?completeUntil=2026-02-06' }];
    const first = await answer(body, sent);
    const empty = await answer('', { key: 'cut-empty', query: '?completeUntil=2026-02-07' });
    const known = await answer(body, { key: 'cut-known', query: '?completeUntil=2026-02-08' });
    expect(gone).not.toHaveBeenCalled();
    gone.mockRestore();
    expect(first.import).toMatchObject({ accepted: 1, batch: expect.any(String) });
    expect([empty.covers, known.covers?.to, known.import?.repeats]).toEqual([
      { from: '2026-02-07', to: '2026-02-07' },
      '2026-02-08',
      1,
    ]);
    expect(await runs('cut')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ state: 'done', accepted: 1, repeats: 0, batch: first.import?.batch }),
        expect.objectContaining({ state: 'done', accepted: 0, covers: { from: '2026-02-07', to: '2026-02-07' } }),
        expect.objectContaining({ state: 'done', accepted: 0, repeats: 1, batch: null }),
      ]),
    );
    for (const [text, again, told] of [
      [body, sent, first],
      ['', { key: 'cut-empty', query: '?completeUntil=2026-02-07' }, empty],
    ] as const) {
      const repeated = await send(text, { ...own, ...again });
      expect([repeated.headers['idempotent-replayed'], repeated.body]).toEqual(['true', told]);
    }
  });

  it('speaks for its windows only, when it is declared so', async () => {
    const other = await declare('二楼', { complete: { since: '2026-02-01' }, windows: ['C07'] });
    const taken = await send('', { source: '二楼', token: other, key: 'w', query: '?completeUntil=2026-02-09' });
    expect(taken.body.covers).toEqual({ from: '2026-02-01', to: '2026-02-09' });
    expect((await missing())[0]).toBe('2026-02-09');
    const { sources } = (await hall.run('coverage', '2026-02', '--json')).json<{
      sources: { source: string; scopes: { scope: string; missing: string[] }[] }[];
    }>();
    const scope = sources.find(({ source }) => source === 'punches')?.scopes.find((one) => one.scope === 'C07');
    expect(scope?.missing[0]).toBe('2026-02-10');
  });

  it('is refused when it is disabled, and what broke off leaves nothing', async () => {
    const server = hall.app.getHttpServer() as Server;
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        const head = [
          ...['POST /api/halls/test/push/clock1 HTTP/1.1', 'host: 127.0.0.1', `authorization: Bearer ${token}`],
          ...['idempotency-key: broken', 'content-type: text/csv', 'content-length: 1000', '', '工号,打卡时间\r\n'],
        ];
        socket.write(head.join('\r\n'), () => socket.destroy());
      });
      socket.on('close', () => resolve());
      socket.on('error', reject);
    });
    const disabled = await hall.run('source', 'disable', 'clock1', '--by', '王某', '--json');
    expect(disabled.json()).toMatchObject({ enabled: false });
    const refused = await send(MONDAY, { key: 'late' });
    expect([refused.status, refused.body.code]).toEqual([403, 'connectors.source-disabled']);
    expect((await runs()).some(({ state }) => state === 'running' || state === 'failed')).toBe(false);
    expect(existsSync(join(hall.app.get(Settings).dataDir, 'delivered', 'test', 'clock9'))).toBe(false);
  });
});
