import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createSmtp, type AddressInfo } from 'node:net';
import { cliActor } from 'src/common/actor';
import { hallTime, instantOf } from 'src/common/clock';
import type { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { MessagesService, OutboxService, type Post } from 'src/modules/messages';
import { MailService } from 'src/modules/messages/outgoing/mail.service';
import { Outgoing } from 'src/modules/messages/outgoing/outgoing.service';
import { WebhookService } from 'src/modules/messages/outgoing/webhook.service';
import { testEngines } from 'test/support/engines';

interface Mail {
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** A relay that takes mail, or turns a recipient away. */
async function relay(mails: Mail[]) {
  const server = createSmtp((socket) => {
    let [heard, from, to, data] = ['', '', '', false];
    socket.on('error', () => undefined);
    socket.write('220 relay\r\n');
    socket.on('data', (piece: Buffer) => {
      heard += piece.toString('utf8');
      for (
        let end = heard.indexOf(data ? '\r\n.\r\n' : '\r\n');
        end >= 0;
        end = heard.indexOf(data ? '\r\n.\r\n' : '\r\n')
      ) {
        const line = heard.slice(0, end);
        heard = heard.slice(end + (data ? 5 : 2));
        if (data) {
          mails.push({ from, to, text: line });
          data = false;
          socket.write('250 taken\r\n');
        } else if (line.startsWith('EHLO')) socket.write('250-relay\r\n250 SIZE 1000000\r\n');
        else if (line.startsWith('MAIL')) {
          from = line;
          socket.write('250 ok\r\n');
        } else if (line.startsWith('RCPT')) {
          to = line;
          socket.write(line.includes('nobody@') ? '550 no such mailbox\r\n' : '250 ok\r\n');
        } else if (line === 'DATA') {
          data = true;
          socket.write('354 go on\r\n');
        } else socket.end('221 bye\r\n');
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { port: (server.address() as AddressInfo).port, close: () => new Promise((done) => server.close(done)) };
}

interface Called {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

async function listener(calls: Called[], status: () => number) {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString('utf8')));
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      response.writeHead(status(), { location: 'http://example.org/' }).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { port: (server.address() as AddressInfo).port, close: () => new Promise((done) => server.close(done)) };
}

const SECRET = 'a secret of the hall';

describe.each(testEngines())('messages that leave, on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let messages: MessagesService;
  let outbox: OutboxService;
  let other: OutboxService;
  let mails: Mail[];
  let calls: Called[];
  let status: number;
  let close: () => Promise<unknown>;
  let ports: { smtp: number; http: number };
  const outgoing = new Outgoing();
  const clock = { time: '2026-03-25 08:00:00', now: () => instantOf(clock.time) };

  beforeEach(async () => {
    [mails, calls, status, clock.time] = [[], [], 200, '2026-03-25 08:00:00'];
    ({ database, drop } = await engine.open());
    const [smtp, http] = [await relay(mails), await listener(calls, () => status)];
    close = () => Promise.all([smtp.close(), http.close()]);
    ports = { smtp: smtp.port, http: http.port };
    outgoing.environment = {
      ...{ BAIFEN_SMTP_URL: `smtp://127.0.0.1:${String(smtp.port)}`, BAIFEN_MAIL_FROM: 'baifen@hall.example' },
      ...{ BAIFEN_WEBHOOK_SECRET: SECRET, BAIFEN_OUTGOING_HOSTS: `127.0.0.1:${String(http.port)}` },
      BAIFEN_OUTGOING_INTERNAL: `127.0.0.1:${String(http.port)}`,
    };
    messages = new MessagesService(clock);
    const audit = new AuditService(clock);
    const make = () =>
      new OutboxService(database, clock, audit, new MailService(outgoing), new WebhookService(outgoing));
    [outbox, other] = [make(), make()];
  });
  afterEach(async () => {
    await close();
    await drop();
  });

  const route = (name: string, channel: 'mail' | 'webhook', target: string, window: string) =>
    outbox.declare(cliActor('王某'), {
      ...{ hall: 'h1', name, channel, target, enabled: true },
      grants: [{ permission: 'submission:declare', hall: 'h1', within: 'window', units: [window] }],
    });
  const hook = (): string => `http://127.0.0.1:${String(ports.http)}/in`;
  const post = (window: string): Promise<string> => {
    const message: Post = {
      ...{ hall: 'h1', kind: 'todo', key: `report:${window}`, to: { permission: 'submission:declare', window } },
      said: { key: 'report.due', parameters: { month: '2026-03', until: '4月1日 17:30' } },
      due: '2026-04-01 17:30:00',
    };
    return database.write((manager) => messages.post(manager, message));
  };

  it('leave only where a route was declared, and only what its grants may see', async () => {
    await post('A00');
    await route('a01', 'mail', 'a01@hall.example', 'A01');
    await post('A01');
    await post('A02');
    expect(await outbox.deliver()).toEqual({ sent: 1, failed: 0 });
    const [mail] = mails;
    expect([mails.length, mail?.from, mail?.to]).toEqual([
      ...[1, 'MAIL FROM:<baifen@hall.example>', 'RCPT TO:<a01@hall.example>'],
    ]);
    const [head = '', body = ''] = mail?.text.split('\r\n\r\n') ?? [];
    expect(head).toMatch(/^Subject: =\?utf-8\?B\?/m);
    expect(Buffer.from(body, 'base64').toString('utf8')).toContain('请报送2026-03考核事项，截止4月1日 17:30。');
    expect(await outbox.deliver()).toEqual({ sent: 0, failed: 0 });
  });

  it('are signed, with the time, so that the receiver can tell them from forged and repeated ones', async () => {
    await route('hook', 'webhook', hook(), 'A01');
    const id = await post('A01');
    expect(await outbox.deliver()).toEqual({ sent: 1, failed: 0 });
    const [{ headers, body } = { headers: {}, body: '' }] = calls;
    const stamp = String(headers['x-baifen-timestamp']);
    const right = createHmac('sha256', SECRET).update(`${stamp}.${body}`).digest('hex');
    expect(headers['x-baifen-signature']).toBe(`sha256=${right}`);
    expect(JSON.parse(body)).toMatchObject({ id, kind: 'todo', to: { window: 'A01' } });
    expect(Number(stamp) * 1000).toBe(clock.now());
  });

  it('are tried again later and later, then given up, with each try in the history', async () => {
    status = 503;
    await route('hook', 'webhook', hook(), 'A01');
    await post('A01');
    const waits: number[] = [];
    for (let minute = 0; minute < 2000; minute++) {
      const before = calls.length;
      await outbox.deliver();
      if (calls.length > before) waits.push(minute);
      clock.time = hallTime(clock.now() + 60_000);
      if (waits.length === 6) break;
      // Nothing is due in between: jump to the minute before the next try.
      const next = [1, 6, 36, 156, 876][waits.length - 1] ?? 0;
      if (minute + 1 < next - 1) {
        clock.time = hallTime(clock.now() + (next - 2 - minute) * 60_000);
        minute = next - 2;
      }
    }
    expect(waits).toEqual([0, 1, 6, 36, 156, 876]);
    clock.time = hallTime(clock.now() + 7 * 86_400_000);
    expect(await outbox.deliver()).toEqual({ sent: 0, failed: 0 });
    const history = await outbox.attempts('h1');
    expect(history.map(({ attempt, fault }) => `${String(attempt)} ${fault}`)).toEqual(
      [6, 5, 4, 3, 2, 1].map((attempt) => `${String(attempt)} answered 503`),
    );
  });

  it('go to no host that is not named, to no inner address that is not allowed, and follow no redirection', async () => {
    const faultOf = async (): Promise<string> => {
      await outbox.deliver();
      const [last] = await outbox.attempts('h1');
      clock.time = hallTime(clock.now() + 86_400_000);
      return last?.fault ?? '';
    };
    await route('hook', 'webhook', hook(), 'A01');
    await post('A01');
    const allowed = outgoing.environment;
    outgoing.environment = { ...allowed, BAIFEN_OUTGOING_HOSTS: 'other.example' };
    expect(await faultOf()).toMatch(/is not in BAIFEN_OUTGOING_HOSTS/);
    outgoing.environment = { ...allowed, BAIFEN_OUTGOING_INTERNAL: '' };
    expect(await faultOf()).toMatch(/not allowed/);
    outgoing.environment = { ...allowed, BAIFEN_WEBHOOK_SECRET: 'short' };
    expect(await faultOf()).toMatch(/BAIFEN_WEBHOOK_SECRET/);
    expect(calls).toHaveLength(0);
    [outgoing.environment, status] = [allowed, 302];
    expect(await faultOf()).toBe('answered 302');
    expect(calls).toHaveLength(1);
  });

  it('tell what the relay said, and wait while mail is off', async () => {
    await route('lost', 'mail', 'nobody@hall.example', 'A01');
    await post('A01');
    expect(await outbox.deliver()).toEqual({ sent: 0, failed: 1 });
    expect((await outbox.attempts('h1'))[0]?.fault).toBe('the relay answered 550 no such mailbox');
    outgoing.environment = {};
    clock.time = '2026-03-25 08:05:00';
    expect(await outbox.deliver()).toEqual({ sent: 0, failed: 1 });
    expect(mails).toHaveLength(0);
  });

  it('leave once, whatever number of processes send', async () => {
    await route('hook', 'webhook', hook(), 'A01');
    await post('A01');
    const both = await Promise.all([outbox.deliver(), other.deliver()]);
    expect(both.map(({ sent }) => sent).sort()).toEqual([0, 1]);
    expect(calls).toHaveLength(1);
  });

  it('need a right target', async () => {
    await expect(route('x', 'mail', 'a@b.c>\r\nDATA', 'A01')).rejects.toMatchObject({ code: 'messages.route-invalid' });
    await expect(route('x', 'webhook', 'file:///etc/passwd', 'A01')).rejects.toMatchObject({
      code: 'messages.route-invalid',
    });
  });
});
