import { createServer, type ServerResponse } from 'node:http';
import { createServer as createSocketServer, type AddressInfo } from 'node:net';
import { Outside } from 'src/modules/intake/connectors/outside.service';
import { Asking, PULL_LIMITS } from './asking.service';
import { PullFull } from './pull-fault';
import { PullSettings } from './pull-settings.dto';

/** Another system that is slow, endless or large; its limits are made small, its answers are real. */
describe('asking for a page', () => {
  let answer: (response: ServerResponse) => void;
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    answer(response);
  });
  let paused = 0;
  const pause = (): Promise<void> => {
    paused++;
    return Promise.resolve();
  };
  const outside = Object.assign(new Outside(), { pause, random: () => 0 });
  let url: URL;

  beforeAll(async () => {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    url = new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  });
  beforeEach(() => {
    [asked, paused] = [0, 0];
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const asking = (limits: Partial<typeof PULL_LIMITS>): Asking => {
    const settings = Object.assign(new PullSettings(), { url: url.href, hosts: [url.host], internal: [url.host] });
    return new Asking(settings, outside, {}, { ...PULL_LIMITS, ...limits });
  };

  it('ends when no answer comes, after three tries', async () => {
    answer = () => undefined;
    await expect(asking({ requestMs: 40 }).page(url)).rejects.toMatchObject({
      why: { zh: '对方没有在规定时间内答复' },
    });
    expect(paused).toBe(2);
  });

  it('ends when an answer begins and never comes to its end', async () => {
    answer = (response) => void response.write('[');
    await expect(asking({ requestMs: 40 }).page(url)).rejects.toMatchObject({ name: 'PullFault', passing: true });
    expect(paused).toBe(2);
  });

  it('ends when an answer comes a byte at a time and never to its end', async () => {
    answer = (response) => {
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(timer));
    };
    await expect(asking({ requestMs: 200 }).page(url)).rejects.toMatchObject({ passing: true });
    expect([asked, paused]).toEqual([3, 2]);
  });

  it('ends when the head of an answer comes a byte at a time', async () => {
    const slow = createSocketServer((socket) => {
      const timer = setInterval(() => socket.write('X'), 5);
      socket.on('close', () => clearInterval(timer)).on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\nX-');
    });
    await new Promise<void>((resolve) => void slow.listen(0, '127.0.0.1', resolve));
    const at = new URL(`http://127.0.0.1:${String((slow.address() as AddressInfo).port)}/`);
    const settings = Object.assign(new PullSettings(), { url: at.href, hosts: [at.host], internal: [at.host] });
    const one = new Asking(settings, outside, {}, { ...PULL_LIMITS, requestMs: 200 });
    await expect(one.page(at)).rejects.toMatchObject({ why: { zh: '对方没有在规定时间内答复' } });
    await new Promise((resolve) => slow.close(resolve));
  });

  it('begins no new try after the time of the whole pull', async () => {
    answer = () => undefined;
    await expect(asking({ pullMs: 40 }).page(url)).rejects.toMatchObject({ name: 'PullFault' });
    expect(paused).toBe(0);
  });

  it('stops reading an answer without an end at the size of a page, and does not try again', async () => {
    answer = (response) => {
      const more = (): void => {
        while (response.write('x'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    };
    await expect(asking({ pageBytes: 100_000 }).page(url)).rejects.toMatchObject({ name: 'PullFault', passing: false });
    expect(asked).toBe(1);
  });

  it('counts the bytes of all pages against the size of a pull', async () => {
    answer = (response) => void response.end('["四十"]');
    const one = asking({ bytes: 15 });
    expect(await one.page(url)).toBe('["四十"]');
    expect(one.bytes).toBe(10);
    await expect(one.page(url)).rejects.toBeInstanceOf(PullFull);
  });

  it('reads GB18030 where it is said', async () => {
    answer = (response) => {
      response.setHeader('content-type', 'application/json; charset=GBK');
      response.end(Buffer.from([0x5b, 0x22, 0xd6, 0xd0, 0x22, 0x5d]));
    };
    expect(await asking({}).page(url)).toBe('["中"]');
  });
});
