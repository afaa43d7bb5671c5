import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import * as fc from 'fast-check';
import { cliActor, type Actor } from 'src/common/actor';
import { instantOf } from 'src/common/clock';
import { allows, type Grant, type Permission } from 'src/common/permission';
import type { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { MailboxService, MessagesService, type Address, type Post } from 'src/modules/messages';
import { testEngines } from 'test/support/engines';

const isPage = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync('docs/schemas/messages.schema.json', 'utf8')) as object,
);
const NEWEST = { order: 'newest', limit: 200 } as const;
const PERMISSIONS = ['submission:declare', 'submission:verify', 'book:acknowledge'] as const;

const grant = (permission: Permission, within: Grant['within'], units: string[] = [], hall = 'h1'): Grant => ({
  ...{ permission, hall, within, units },
});
const account = (id: string, ...grants: Grant[]): Actor => ({ id: `user:${id}`, name: id, grants });
const post = (key: string, to: Address, over: Partial<Post> = {}): Post => ({
  ...{ hall: 'h1', kind: 'todo', key, to },
  said: { key: 'report.due', parameters: { month: '2026-03', until: '4月1日 17:30' } },
  due: '2026-04-01 17:30:00',
  period: '2026-03',
  subject: 'month:2026-03',
  ...over,
});

describe.each(testEngines())('messages on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let messages: MessagesService;
  let mailbox: MailboxService;
  const clock = { time: '2026-03-25 08:00:00', now: () => instantOf(clock.time) };

  beforeEach(async () => {
    clock.time = '2026-03-25 08:00:00';
    ({ database, drop } = await engine.open());
    messages = new MessagesService(clock);
    mailbox = new MailboxService(database, clock, new AuditService(clock));
  });
  afterEach(() => drop());

  const send = (...posts: Post[]): Promise<string[]> => database.write((manager) => messages.postAll(manager, posts));
  const keysOf = async (actor: Actor, state: 'open' | 'all' = 'open'): Promise<string[]> =>
    (await mailbox.list(actor, { hall: 'h1', state }, NEWEST)).messages.map(({ key }) => key).sort();

  it('follow the grants at the time of reading, not those at the time of posting', async () => {
    await send(
      post('report:A01', { permission: 'submission:declare', window: 'A01' }),
      post('report:A02', { permission: 'submission:declare', window: 'A02' }),
      post('verify:综合科', { permission: 'submission:verify', scoredBy: '综合科' }),
      post('other hall', { permission: 'submission:declare', window: 'A01' }, { hall: 'h2' }),
    );
    const clerk = account('li', grant('submission:declare', 'window', ['A01']));
    expect(await keysOf(clerk)).toEqual(['report:A01']);
    expect(await keysOf(account('li', grant('submission:declare', 'window', ['A02'])))).toEqual(['report:A02']);
    expect(await keysOf(account('li', grant('submission:verify', 'items', ['综合科'])))).toEqual(['verify:综合科']);
    expect(await keysOf(account('li', grant('submission:declare', 'hall')))).toEqual(['report:A01', 'report:A02']);
    expect(await keysOf(account('li', grant('submission:declare', 'hall', [], 'h2')))).toEqual([]);
    expect(await keysOf(account('nobody'))).toEqual([]);
    const everywhere = account('li', grant('submission:declare', 'window', ['A01'], '*'));
    expect(await mailbox.count(everywhere)).toEqual({ todo: 2, overdue: 0, unread: 0 });
  });

  it('show exactly what the grants allow, whatever the grants and addresses', async () => {
    const units = ['u1', 'u2'];
    const unit = fc.constantFrom(...units);
    const address = fc.record(
      {
        ...{ permission: fc.constantFrom(...PERMISSIONS), window: unit, department: unit, scoredBy: unit, staff: unit },
      },
      { requiredKeys: ['permission'] },
    );
    const grants = fc.array(
      fc.record({
        permission: fc.constantFrom(...PERMISSIONS),
        hall: fc.constantFrom('h1', 'h2', '*'),
        within: fc.constantFrom<Grant['within']>('hall', 'published', 'window', 'department', 'items', 'self'),
        units: fc.subarray(units),
      }),
      { maxLength: 6 },
    );
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(address, { minLength: 1, maxLength: 8 }), grants, async (addresses, given) => {
        const mark = `r${String(++round)}:`;
        const posts = addresses.map((to, index) => post(`${mark}${String(index)}`, to));
        await send(...posts);
        const actor = account('x', ...given);
        const seen = (await keysOf(actor)).filter((key) => key.startsWith(mark));
        const right = posts.filter(({ to: { permission, ...place } }) =>
          allows(actor, permission, { hall: 'h1', ...place }),
        );
        expect(seen).toEqual(right.map(({ key }) => key).sort());
      }),
      { numRuns: 20 },
    );
  });

  it('are one however often they are posted, and open anew once settled', async () => {
    const clerk = account('li', grant('submission:declare', 'window', ['A01']));
    const to = { permission: 'submission:declare', window: 'A01' } as const;
    const [first] = await send(post('report:A01', to));
    expect(await Promise.all([send(post('report:A01', to)), send(post('report:A01', to))])).toEqual([[first], [first]]);
    expect(await mailbox.count(clerk)).toEqual({ todo: 1, overdue: 0, unread: 0 });
    clock.time = '2026-04-01 17:30:01';
    expect(await mailbox.count(clerk)).toEqual({ todo: 1, overdue: 1, unread: 0 });
    expect(await database.write((manager) => messages.settle(manager, 'h1', 'report:A01', clerk))).toBe(true);
    expect(await database.write((manager) => messages.settle(manager, 'h1', 'report:A01', clerk))).toBe(false);
    expect(await mailbox.count(clerk)).toEqual({ todo: 0, overdue: 0, unread: 0 });
    const [again] = await send(post('report:A01', to));
    expect(again).not.toBe(first);
    expect(await keysOf(clerk, 'all')).toEqual(['report:A01', 'report:A01']);
  });

  it('are gone with the business that is rolled back', async () => {
    const failing = database.write(async (manager) => {
      await messages.post(manager, post('report:A01', { permission: 'submission:declare', window: 'A01' }));
      throw new Error('the business fails');
    });
    await expect(failing).rejects.toThrow('the business fails');
    expect(await keysOf(cliActor('console'), 'all')).toEqual([]);
  });

  it('are read per account, and what is not yours cannot be marked', async () => {
    const to = { permission: 'book:acknowledge', window: 'A01' } as const;
    const said = { key: 'month.published', parameters: { month: '2026-02' } } as const;
    const [id = ''] = await send(post('published:2026-02', to, { kind: 'notice', said }));
    const [clerk, head] = ['li', 'wang'].map((name) => account(name, grant('book:acknowledge', 'window', ['A01'])));
    const stranger = account('sun', grant('book:acknowledge', 'window', ['A02']));
    if (!clerk || !head) throw new Error('two accounts');
    await mailbox.read(clerk, 'h1', [id, id]);
    await mailbox.read(clerk, 'h1', [id]);
    expect([await mailbox.count(clerk), await mailbox.count(head)]).toMatchObject([{ unread: 0 }, { unread: 1 }]);
    await expect(mailbox.read(stranger, 'h1', [id])).rejects.toMatchObject({ code: 'messages.unknown' });
    await expect(mailbox.read(head, 'h1', ['0'.repeat(24), id])).rejects.toMatchObject({ code: 'messages.unknown' });
    expect(await mailbox.count(head)).toMatchObject({ unread: 1 });
    const { messages: seen } = await mailbox.list(clerk, { hall: 'h1', state: 'all' }, NEWEST);
    expect(seen).toMatchObject([{ readAt: clock.time, text: { zh: '2026-02考核情况通报已发布。' } }]);
  });

  it('come page by page in the order of due times, none twice and none left out', async () => {
    const posts = Array.from({ length: 25 }, (_, index) => {
      const due = index % 3 === 0 ? undefined : `2026-04-0${String(1 + (index % 5))} 17:30:00`;
      const to = { permission: 'submission:declare', window: 'A01' } as const;
      const { due: usual, ...plain } = post(`k${String(index)}`, to);
      expect(usual).toBeDefined();
      return due === undefined ? plain : { ...plain, due };
    });
    await send(...posts);
    for (const order of ['due', 'newest'] as const) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await mailbox.list(
          cliActor('console'),
          { hall: 'h1', state: 'open' },
          { order, limit: 7, ...(after === null ? {} : { after }) },
        );
        const answer = { count: await mailbox.count(cliActor('console'), { hall: 'h1' }), ...page };
        if (!isPage(answer)) throw new Error(JSON.stringify(isPage.errors));
        seen.push(...page.messages.map(({ due, key }) => `${due ?? '9999-12-31'} ${key}`));
        after = page.next;
      } while (after !== null);
      expect(seen.map((one) => one.split(' ').at(-1)).sort()).toEqual(posts.map(({ key }) => key).sort());
      if (order === 'due')
        expect(seen.map((one) => one.slice(0, 10))).toEqual(seen.map((one) => one.slice(0, 10)).sort());
    }
  });
});
