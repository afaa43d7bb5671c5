import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from 'src/config/database.service';
import { Settings } from 'src/config/settings.dto';
import { Outside } from 'src/modules/intake/connectors/outside.service';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');

interface RunShown {
  id: string;
  state: string;
  pages: number;
  bytes: number;
  accepted: number;
  repeats: number;
  watermark: string | null;
  covers: { from: string; to: string } | null;
  report: { zh: string };
}
interface Punch {
  readonly 工号: string;
  readonly 打卡时间: string;
}
type Answering = (url: URL, request: IncomingMessage, response: ServerResponse) => void;

const punch = (time: string): Punch => ({ 工号: '07001', 打卡时间: `2026-02-${time}` });

/** Systems that are asked: pages, watermark, tries again, addresses. The other system is a server on this machine. */
describe.each(testEngines())('a pulled source on $name', (engine) => {
  let hall: TestApplication;
  let folder: string;
  let host: string;
  let outside: Outside;
  let answering: Answering;
  let asked: string[];
  let paused: number[];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answering(new URL(request.url ?? '', 'http://x'), request, response);
  });
  const json = (response: ServerResponse, value: unknown): void => {
    response.setHeader('content-type', 'application/json');
    response.end(typeof value === 'string' ? value : JSON.stringify(value));
  };
  /** Two rows a page, from the watermark on. */
  const serving =
    (rows: () => readonly Punch[]): Answering =>
    (url, _request, response) => {
      const since = url.searchParams.get('since') ?? '';
      const page = Number(url.searchParams.get('page'));
      const fitting = rows().filter((row) => row.打卡时间 >= since);
      json(response, { data: { list: fitting.slice(page * 2 - 2, page * 2) } });
    };

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-02-10 10:00:00', FILES);
    folder = mkdtempSync(join(tmpdir(), 'baifen-pull-'));
    await hall.run('hall', 'add', 'test', '示例大厅');
    await hall.run('import', 'roster', 'roster.xlsx', '--by', '王某');
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    outside = hall.app.get(Outside, { strict: false });
    outside.random = () => 0.5;
    outside.pause = (milliseconds) => {
      paused.push(milliseconds);
      return Promise.resolve();
    };
  });
  beforeEach(() => {
    [asked, paused] = [[], []];
    outside.resolve = (name) => Promise.resolve([{ address: name, family: 4 }]);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(hall.app.get(Settings).dataDir, { recursive: true, force: true });
    await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const declare = async (name: string, change: object = {}): Promise<void> => {
    const settings = {
      ...{ url: `http://${host}/punches`, hosts: [host], internal: [host], items: 'data.list' },
      ...{ paging: { by: 'page', param: 'page' }, watermark: { param: 'since', field: '打卡时间' } },
      ...change,
    };
    const file = join(folder, 'settings.json');
    writeFileSync(file, JSON.stringify(settings));
    const { code, err } = await hall.run(
      ...['source', 'add', name, '--feed', 'punches', '--kind', 'http-pull', '--settings', file, '--by', '王某'],
    );
    expect([code, err]).toEqual([0, '']);
  };
  const disable = (name: string): Promise<unknown> => hall.run('source', 'disable', name, '--by', '王某');
  const runs = async (name: string): Promise<RunShown[]> =>
    (await hall.run('source', 'runs', name, '--json')).json<RunShown[]>();
  const seen = new Set<string>();
  /** The job, and the delivery it made; the clock stands still, so that the newest is the one not seen before. */
  const pull = async (name: string): Promise<RunShown> => {
    const before = new Set([...seen, ...(await runs(name)).map(({ id }) => id)]);
    await hall.app.get(Database).write((manager) => manager.query("DELETE FROM job_run WHERE job = 'http-pull'"));
    expect((await hall.run('jobs', 'run', 'http-pull')).code).toBe(0);
    const [made, ...more] = (await runs(name)).filter(({ id }) => !before.has(id));
    expect(more).toEqual([]);
    return made ?? ({} as RunShown);
  };
  /** One pull of a source declared for it alone. */
  const pullOnce = async (name: string, change: object = {}): Promise<RunShown> => {
    await declare(name, change);
    const run = await pull(name);
    await disable(name);
    return run;
  };
  const stored = async (): Promise<number> =>
    Number((await hall.app.get(Database).read.query<{ n: string }[]>('SELECT COUNT(*) AS n FROM punch'))[0]?.n);
  const missing = async (): Promise<string | undefined> => {
    const { sources } = (await hall.run('coverage', '2026-02', '--json')).json<{
      sources: { source: string; missing: string[] }[];
    }>();
    return sources.find(({ source }) => source === 'punches')?.missing[0];
  };

  it('is read page by page, goes on from its watermark, and the same rows again add nothing', async () => {
    const rows = ['02 08:20:00', '02 17:40:00', '03 08:20:00'].map(punch);
    answering = serving(() => rows);
    await declare('dc');
    expect(await pull('dc')).toMatchObject({
      state: 'done',
      pages: 3,
      accepted: 3,
      repeats: 0,
      watermark: '2026-02-03 08:20:00',
    });
    expect(asked).toEqual(['/punches?page=1', '/punches?page=2', '/punches?page=3']);
    rows.push(punch('03 17:40:00'));
    expect(await pull('dc')).toMatchObject({
      state: 'done',
      accepted: 1,
      repeats: 1,
      watermark: '2026-02-03 17:40:00',
    });
    expect(asked[3]).toBe('/punches?since=2026-02-03+08%3A20%3A00&page=1');
    expect(await pull('dc')).toMatchObject({ accepted: 0, repeats: 1 });
    await disable('dc');
    await declare('dc');
    expect(await pull('dc')).toMatchObject({ accepted: 0, repeats: 4 });
    expect(await stored()).toBe(4);
  });

  it('that fails stands in the history, moves no watermark and never keeps another from its turn', async () => {
    const rows = [punch('04 08:20:00')];
    answering = (url, request, response) => {
      if (url.pathname !== '/broken') serving(() => rows)(url, request, response);
      else response.writeHead(503).end();
    };
    await declare('broken', { url: `http://${host}/broken` });
    const broken = pull('broken');
    expect(await broken).toMatchObject({
      state: 'refused',
      watermark: null,
      report: { zh: expect.stringContaining('HTTP 503') },
    });
    expect(paused).toEqual([1000, 4000]);
    expect(await runs('dc')).toContainEqual(expect.objectContaining({ accepted: 1, watermark: '2026-02-04 08:20:00' }));
    const jobs = (await hall.run('jobs', '--json')).json<{ history: { job: string; report: { counts: object } }[] }>();
    expect(jobs.history[0]).toMatchObject({ job: 'http-pull', report: { counts: { done: 1, failed: 1 } } });
    await disable('broken');
    await disable('dc');
  });

  it('is asked again when the trouble may pass, as long as the other side wants', async () => {
    let times = 0;
    const served = serving(() => [punch('05 08:20:00')]);
    answering = (url, request, response) => {
      if (++times === 1) response.writeHead(429, { 'retry-after': '7' }).end();
      else if (times === 2) request.socket.destroy();
      else served(url, request, response);
    };
    expect(await pullOnce('flaky')).toMatchObject({ state: 'done', accepted: 1 });
    expect(paused).toEqual([7000, 4000]);
  });

  it('sends the secret from the environment, and keeps and prints it nowhere', async () => {
    const secret = 'geheim-4711';
    const heard: unknown[] = [];
    answering = (_url, { headers }, response) => {
      heard.push(headers.authorization, headers['x-key']);
      response.writeHead(401).end();
    };
    const credential = { env: 'BAIFEN_SOURCE_TEST' };
    expect((await pullOnce('secret', { credential })).report.zh).toContain('BAIFEN_SOURCE_TEST');
    expect(asked).toEqual([]);
    process.env.BAIFEN_SOURCE_TEST = secret;
    const refused = await pullOnce('secret', { credential });
    expect(refused).toMatchObject({ state: 'refused', report: { zh: expect.stringContaining('HTTP 401') } });
    await pullOnce('secret', { credential: { ...credential, header: 'X-Key' } });
    expect(heard).toEqual([`Bearer ${secret}`, undefined, undefined, secret]);
    const { read } = hall.app.get(Database);
    const tables = await Promise.all(
      ['connector_source', 'connector_run', 'job_run'].map((table) => read.query(`SELECT * FROM ${table}`)),
    );
    expect(JSON.stringify(tables)).not.toContain(secret);
    expect((await hall.run('source', 'list', '--json')).out).not.toContain(secret);
    delete process.env.BAIFEN_SOURCE_TEST;
  });

  it.each<[string, string, object]>([
    ['it is not named as internal', '127.0.0.1', { internal: [] }],
    ['its public name leads inside', '127.0.0.1', { url: 'http://dc.example/x', hosts: ['dc.example'], internal: [] }],
    [
      'one of its addresses lies inside',
      '1.1.1.1,10.0.0.1',
      { url: 'http://dc.example/x', hosts: ['dc.example'], internal: [] },
    ],
    [
      'it is a metadata service',
      '169.254.169.254',
      { url: 'http://dc.example/x', hosts: ['dc.example'], internal: ['dc.example'] },
    ],
    ['it is mapped into IPv6', '::ffff:127.0.0.1', { url: 'http://dc.example/x', hosts: ['dc.example'], internal: [] }],
    ['it has no address', '', { url: 'http://dc.example/x', hosts: ['dc.example'], internal: [] }],
  ])('is not asked at all when %s', async (_what, addresses, change) => {
    answering = serving(() => []);
    outside.resolve = () =>
      Promise.resolve(
        addresses
          .split(',')
          .filter(Boolean)
          .map((address) => ({ address, family: 4 })),
      );
    const run = await pullOnce('inside', change);
    expect(run).toMatchObject({ state: 'refused', report: { zh: expect.stringContaining('不在允许的范围') } });
    expect([asked, paused]).toEqual([[], []]);
  });

  it('is reached at the address it resolved to, once for all pages', async () => {
    let resolved = 0;
    outside.resolve = () => Promise.resolve([{ address: resolved++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }]);
    const port = host.split(':')[1] ?? '';
    const named = `dc.example:${port}`;
    const hosts: unknown[] = [];
    const served = serving(() => [punch('05 17:40:00')]);
    answering = (url, request, response) => {
      hosts.push(request.headers.host);
      served(url, request, response);
    };
    expect(await pullOnce('named', { url: `http://${named}/x`, hosts: [named], internal: [named] })).toMatchObject({
      state: 'done',
      pages: 2,
    });
    expect(resolved).toBe(1);
    expect(hosts).toEqual([named, named]);
  });

  it.each<[string, string, string]>([
    ['to another host', 'http://10.0.0.1/', '转到了别的主机'],
    ['to another port', 'http://127.0.0.1:1/', '转到了别的主机'],
    ['to a file', 'file:///etc/passwd', '转到了别的主机'],
    ['in circles', '/punches?page=1', '转来转去'],
  ])('is not followed %s', async (_what, location, words) => {
    answering = (_url, _request, response) => response.writeHead(302, { location }).end();
    expect(await pullOnce('moved')).toMatchObject({ state: 'refused', report: { zh: expect.stringContaining(words) } });
  });

  it('is followed on its own host', async () => {
    const served = serving(() => [punch('06 08:20:00')]);
    answering = (url, request, response) => {
      if (url.pathname === '/punches') response.writeHead(307, { location: `/new${url.search}` }).end();
      else served(url, request, response);
    };
    expect(await pullOnce('moved')).toMatchObject({ state: 'done', accepted: 1 });
  });

  it.each<[string, unknown, object, string]>([
    ['no JSON', '<html>', {}, '不是 JSON'],
    ['no list', { data: { rows: [] } }, {}, '不是列表'],
    ['rows without the watermark', { data: { list: [{ 工号: '07001' }] } }, {}, '没有水位字段'],
    [
      'a next page on another host',
      { data: { list: [punch('06 08:20:00')] }, next: 'http://10.0.0.1/' },
      { paging: { by: 'next', field: 'next' } },
      '不允许访问',
    ],
    [
      'pages in circles',
      { data: { list: [punch('06 08:20:00')] }, next: '/punches' },
      { paging: { by: 'next', field: 'next' } },
      '绕回',
    ],
    ['more pages than allowed', { data: { list: [punch('06 08:20:00')] } }, { maxPages: 3 }, '上限'],
    ['nothing but wrong rows', { data: { list: [punch('31 08:20:00')] } }, { paging: undefined }, '没有一行可以导入'],
    ['a page of more than 8 MB', `[${' '.repeat(8 * 1024 * 1024)}]`, {}, '8 MB'],
    [
      'a promise about the future',
      { data: { list: [punch('06 08:20:00')] }, until: '2027-01-01' },
      { paging: undefined, complete: { since: '2026-02-01', field: 'until' } },
      '今天',
    ],
  ])('is refused with %s, and nothing is written', async (_what, page, change, words) => {
    const before = await stored();
    answering = (_url, _request, response) => json(response, page);
    const run = await pullOnce('odd', change);
    expect(run).toMatchObject({ state: 'refused', watermark: null, report: { zh: expect.stringContaining(words) } });
    expect(run.report.zh).toContain('。');
    expect(await stored()).toBe(before);
  });

  it('refuses what comes compressed or in no encoding', async () => {
    answering = (_url, _request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
    expect((await pullOnce('odd')).report.zh).toContain('压缩');
    answering = (_url, _request, response) => void response.end(Buffer.from([0x7b, 0xff]));
    expect((await pullOnce('odd')).report.zh).toContain('编码');
  });

  it('goes on at its limits only where the order of the rows makes that safe', async () => {
    const rows = ['07 08:20:00', '07 12:00:00', '07 13:30:00', '07 17:40:00', '09 08:20:00'].map(punch);
    answering = serving(() => rows);
    const watermark = { param: 'since', field: '打卡时间', ordered: true };
    await declare('much', { maxPages: 1, watermark, complete: { since: '2026-02-01', daysBehind: 1 } });
    expect(await pull('much')).toMatchObject({
      state: 'done',
      accepted: 2,
      covers: null,
      watermark: '2026-02-07 12:00:00',
    });
    expect(await pull('much')).toMatchObject({
      state: 'done',
      accepted: 1,
      covers: null,
      watermark: '2026-02-07 13:30:00',
    });
    await disable('much');
    rows.reverse();
    expect(await pullOnce('much', { maxPages: 1, watermark })).toMatchObject({ state: 'refused', watermark: null });
  });

  it('says until when it is complete, also when there was nothing new', async () => {
    expect(await missing()).toBe('2026-02-01');
    answering = serving(() => [punch('08 08:20:00')]);
    await declare('whole', { complete: { since: '2026-02-01', daysBehind: 3 } });
    expect((await pull('whole')).covers).toEqual({ from: '2026-02-01', to: '2026-02-07' });
    expect(await missing()).toBe('2026-02-08');
    expect((await pull('whole')).covers).toBeNull();
    await disable('whole');
    answering = serving(() => []);
    const silent = await pullOnce('whole', { complete: { since: '2026-02-01', daysBehind: 1 } });
    expect(silent).toMatchObject({ state: 'done', covers: { from: '2026-02-08', to: '2026-02-09' } });
    expect(await missing()).toBe('2026-02-10');
  });

  it('may say itself until when it is complete', async () => {
    answering = (_url, _request, response) => json(response, { data: { list: [] }, until: '2026-02-10 09:59:00' });
    const own = await pullOnce('own', { complete: { since: '2026-02-01', field: 'until' } });
    expect(own.covers).toEqual({ from: '2026-02-01', to: '2026-02-09' });
  });
});
