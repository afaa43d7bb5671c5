import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Outside } from 'src/modules/intake/connectors/outside.service';
import { PullSettings } from 'src/modules/intake/connectors/source-settings.dto';
import { Asking, PULL_LIMITS } from './asking.service';
import { PullFull } from './pull-fault';

/** Another system that is slow, endless or large; its limits are made small, its answers are real. */
describe('asking for a page', () => {
  let answer: (response: ServerResponse) => void;
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    answer(response);
  });
  const outside = Object.assign(new Outside(), { pause: () => Promise.resolve(), random: () => 0 });
  let url: URL;

  beforeAll(async () => {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    url = new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  });
  beforeEach(() => {
    asked = 0;
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
    expect(asked).toBe(3);
  });

  it('ends when an answer begins and never comes to its end', async () => {
    answer = (response) => void response.write('[');
    await expect(asking({ requestMs: 40 }).page(url)).rejects.toMatchObject({ name: 'PullFault', passing: true });
    expect(asked).toBe(3);
  });

  it('begins no new try after the time of the whole pull', async () => {
    answer = () => undefined;
    await expect(asking({ pullMs: 40 }).page(url)).rejects.toMatchObject({ name: 'PullFault' });
    expect(asked).toBe(1);
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
