import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { testEngines } from 'test/support/engines';
import { openPulledHall, type PulledHall } from 'test/support/pulled';

const CERTIFICATES = join(__dirname, '..', 'fixtures', 'connectors');
const pem = (name: string): string => readFileSync(join(CERTIFICATES, name), 'utf8');
const PUNCH = { 工号: '07001', 打卡时间: '2026-02-02 08:20:00' };

/** Systems behind TLS: their certificates are checked for issuer, time and name; secrets go to nobody else. */
describe.each(testEngines())('a source pulled over https on $name', (engine) => {
  let pulled: PulledHall;
  let answering: (request: IncomingMessage, response: ServerResponse) => void;
  let heard: IncomingMessage['headers'][];
  const servers = new Map<string, Server>();

  const listening = async (name: string): Promise<number> => {
    const server = createServer({ key: pem(`${name}.key`), cert: pem(`${name}.pem`) }, (request, response) => {
      heard.push(request.headers);
      answering(request, response);
    });
    servers.set(name, server);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const settingsFor = (port: number, change: object = {}): object => {
    const host = `dc.example:${String(port)}`;
    return { url: `https://${host}/punches`, hosts: [host], internal: [host], tls: { ca: pem('ca.pem') }, ...change };
  };

  beforeAll(async () => {
    pulled = await openPulledHall(engine, '2026-02-10 10:00:00');
    pulled.outside.resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  });
  beforeEach(() => {
    heard = [];
    pulled.paused.length = 0;
    answering = (_request, response) => response.end(JSON.stringify([PUNCH]));
  });
  afterAll(async () => {
    for (const server of servers.values()) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    await pulled.stop();
  });

  it('is taken when its certificate is of the declared authority and for its name', async () => {
    const run = await pulled.pullOnce('tls', 'http-pull', settingsFor(await listening('server')));
    expect(run).toMatchObject({ state: 'done', accepted: 1 });
    expect(heard[0]?.host).toMatch(/^dc\.example:\d+$/);
  });

  it.each([
    ['other', {}, '发给别的名称'],
    ['expired', {}, '已过期'],
    ['server', { tls: undefined }, '受信任的机构'],
    ['server', { tls: { name: 'third.example' } }, '受信任的机构'],
    ['server', { tls: { ca: pem('ca.pem'), name: 'third.example' } }, '发给别的名称'],
  ])('is refused at once, unasked and with a sentence: certificate %s, declared %j', async (name, change, words) => {
    process.env.BAIFEN_SOURCE_TLS = 'geheim-4711';
    const settings = settingsFor(await listening(name), { credential: { env: 'BAIFEN_SOURCE_TLS' }, ...change });
    const run = await pulled.pullOnce('tls', 'http-pull', settings);
    delete process.env.BAIFEN_SOURCE_TLS;
    expect(run).toMatchObject({ state: 'refused', report: { zh: expect.stringContaining(words) } });
    expect([heard, pulled.paused]).toEqual([[], []]);
  });

  it('may show a certificate for the name that is declared', async () => {
    const tls = { ca: pem('ca.pem'), name: 'other.example' };
    const run = await pulled.pullOnce('tls', 'http-pull', settingsFor(await listening('other'), { tls }));
    expect(run).toMatchObject({ state: 'done', repeats: 1 });
  });

  it('is not followed to plain http, nor asked at an address it was not checked for', async () => {
    const port = await listening('server');
    answering = (_request, response) =>
      response.writeHead(302, { location: `http://dc.example:${String(port)}/x` }).end();
    const moved = await pulled.pullOnce('tls', 'http-pull', settingsFor(port));
    expect(moved).toMatchObject({ state: 'refused', report: { zh: expect.stringContaining('不允许访问') } });
    answering = (_request, response) => response.end(JSON.stringify({ list: [], next: 'https://10.0.0.1/x' }));
    const paging = { by: 'next', field: 'next' };
    const next = await pulled.pullOnce('tls', 'http-pull', settingsFor(port, { items: 'list', paging }));
    expect(next).toMatchObject({ state: 'refused', report: { zh: expect.stringContaining('不允许访问') } });
    expect(heard).toHaveLength(2);
  });

  it('is asked again after 503 and 429, as late as the other side says: in seconds or by a date', async () => {
    const port = await listening('server');
    let times = 0;
    answering = (_request, response) => {
      times++;
      if (times === 1) response.writeHead(503, { 'retry-after': '9' }).end();
      else if (times === 2)
        response.writeHead(429, { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }).end();
      else response.end(JSON.stringify([PUNCH]));
    };
    expect(await pulled.pullOnce('tls', 'http-pull', settingsFor(port))).toMatchObject({ state: 'done', repeats: 1 });
    expect(pulled.paused).toEqual([9000, 60_000]);
  });

  it('is refused when declared with what is no certificate, or with TLS for plain http', async () => {
    const bad = settingsFor(1, { tls: { ca: 'abc' } });
    await expect(pulled.declare('bad', 'http-pull', bad)).rejects.toThrow(/不是证书/);
    const plain = settingsFor(1, { url: 'http://dc.example:1/x' });
    await expect(pulled.declare('bad', 'http-pull', plain)).rejects.toThrow(/只用于 https/);
  });
});
