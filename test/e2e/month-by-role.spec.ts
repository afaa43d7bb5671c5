import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { tokenFor } from 'test/support/accounts';
import { testEngines } from 'test/support/engines';
import { MonthHall, type Answered } from 'test/support/month-hall';

interface Line {
  line: string;
  printed: string;
  until: string | null;
  facts: string[];
  objection: { id: string; state: string } | null;
}
interface Provisional {
  result: { rank: number | null; score: string } | null;
  noticeUntil: string | null;
  lines: Line[];
}
interface Recorded {
  objection: { id: string; window: string };
  state: string;
  decisions: { kind: string; effect: { moved: unknown[] } }[];
  files: { name: string }[];
}
interface Effect {
  digest: string;
  moved: {
    subject: string;
    score: { before: string; after: string };
    rank: { before: number; after: number };
    gained: string[];
  }[];
}
interface Status {
  state: string;
  revision: number;
  version: number;
  noticeUntil?: string;
  openObjections: number;
  undecided: { outcome: string; names: string[] }[];
  deadlines: { submission: string; verification: string; reasons: string[] };
  next: { to: string; yours: boolean; missing: { condition: string }[] }[];
}
interface Lock {
  id: string;
  digest: string;
}
interface Mail {
  messages: { key: string; text: { zh: string }; due: string | null; settledAt: string | null }[];
}
interface Standings {
  standings: { type: string; subject: string; rank: number; score: string }[];
  outcomes: { code: string; members: { subject: string }[]; decide: { subject: string }[] }[];
}

const WINDOWS = ['A01', 'A02', 'A03', 'B01', 'B02', 'C01', 'C02'];
const schema = (name: string) =>
  new Ajv({ strict: false }).compile(JSON.parse(readFileSync(`docs/schemas/${name}.schema.json`, 'utf8')) as object);

/** January 2026 by role: found, notified, objected to, put on notice over the Spring Festival, locked by two, approved, reopened. */
describe.each(testEngines())('a month by role on $name', (engine) => {
  let month: MonthHall;
  const base = '/api/halls/test/periods/2026-01';
  const at = (id: string, what: string): string => `/api/halls/test/objections/${id}/${what}`;
  const tokens: Record<string, string> = {};
  const windowsOf = new Map<string, string>();
  let [first, second, third] = ['', '', ''];

  const who = (name: string): string => tokens[name] ?? '';
  const status = async (name = 'kao1'): Promise<Status> => (await month.get<Status>(who(name), `${base}/status`)).body;
  const move = async (name: string, to: string, more: object = {}): Promise<Answered<Status>> =>
    month.post<Status>(who(name), `${base}/moves`, { to, version: (await status()).version, ...more });
  const provisional = async (name: string, window: string): Promise<Provisional> =>
    (await month.get<Provisional>(who(name), `${base}/windows/${window}/provisional`)).body;
  const mail = async (name: string): Promise<Mail['messages']> =>
    (await month.get<Mail>(who(name), '/api/halls/test/messages?state=all')).body.messages;
  const effect = async (name: string, id: string, kind: string): Promise<Answered<Effect>> =>
    month.post<Effect>(who(name), at(id, 'effect'), { kind });
  const decide = (name: string, id: string, kind: string, shown: string): Promise<Answered<Recorded>> =>
    month.post<Recorded>(who(name), at(id, 'decisions'), { kind, reason: '查值班登记', shown });
  const deduction = async (window: string): Promise<Line> => {
    const found = (await provisional(window, window)).lines.find(({ printed }) => printed.startsWith('-'));
    if (!found) throw new Error(`no deduction on ${window}`);
    return found;
  };

  beforeAll(async () => {
    month = await MonthHall.open(engine, '2026-01-19 16:00:00');
    const show = await month.hall.run('roster', 'show', '2026-01', '--json');
    const ids = show.json<{ windows: { id: string }[] }>().windows.map(({ id }) => id);
    expect(ids).toHaveLength(WINDOWS.length);
    [first = '', second = '', third = ''] = ids;
    const office = { role: 'assessment-office', hall: 'test' } as const;
    for (const login of ['kao1', 'kao2', 'kao3']) tokens[login] = await tokenFor(month.hall.app, login, office);
    tokens.group = await tokenFor(month.hall.app, 'group', { role: 'leading-group', hall: 'test' });
    tokens.inspection = await tokenFor(month.hall.app, 'inspection', { role: 'discipline-inspection', hall: 'test' });
    for (const id of ids) {
      tokens[id] = await tokenFor(month.hall.app, id.toLowerCase(), {
        ...{ role: 'window-clerk', hall: 'test' },
        units: [id],
      });
      windowsOf.set(id, id);
    }
  });
  afterAll(() => month.stop());

  it('tells a window of what was found the same day, and only that window sees the line', async () => {
    const taken = await month.patrol([['2026-01-19', second]], 'kao2');
    expect(taken.err).toBe('');
    month.hall.setClock('2026-01-19 16:10:00');
    const told = await month.hall.run('jobs', 'run', 'finding-notices');
    expect([told.code, told.out]).toEqual([0, expect.stringContaining('可异议的扣分 1 项')]);
    expect(await mail(second)).toEqual([
      expect.objectContaining({
        key: expect.stringMatching(/^finding:patrol:/),
        due: '2026-01-21 17:30:00',
        text: expect.objectContaining({ zh: expect.stringContaining('窗口空岗') }),
      }),
    ]);
    expect(await mail(first)).toEqual([]);
    const own = await month.get(who(second), `${base}/windows/${second}/provisional`);
    expect([own.status, own.code]).toEqual([200, '']);
    const valid = schema('provisional');
    expect([valid(own.body), valid.errors]).toEqual([true, null]);
    expect(await month.get(who(first), `${base}/windows/${second}/provisional`)).toMatchObject({
      ...{ status: 404, code: 'scoring.subject-unknown' },
    });
    // The same job again tells nobody anything twice.
    month.hall.setClock('2026-01-19 16:20:00');
    await month.hall.run('jobs', 'run', 'finding-notices');
    expect(await mail(second)).toHaveLength(1);
  });

  let early = '';
  it('takes an objection to a finding up to the last second, with files, once, from that window', async () => {
    const { line } = await deduction(second);
    const ask = (window: string, of: string) =>
      month.post<Recorded>(who(window), `${base}/objections`, { window: of, line, reason: '当时在办事' });
    expect(await ask(first, second)).toMatchObject({ status: 404, code: 'scoring.objection-line-unknown' });
    expect(await ask(first, first)).toMatchObject({ status: 404, code: 'scoring.objection-line-unknown' });
    month.hall.setClock('2026-01-21 17:30:01');
    expect(await ask(second, second)).toMatchObject({ status: 409, code: 'submissions.objection-late' });
    month.hall.setClock('2026-01-21 17:30:00');
    const filed = await ask(second, second);
    expect(filed.status).toBe(201);
    expect(await ask(second, second)).toMatchObject({ status: 409, code: 'submissions.objection-twice' });
    early = filed.body.objection.id;
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
    expect((await month.attach(who(second), at(early, 'evidence'), pdf, '登记.pdf')).status).toBe(201);
    expect((await month.attach(who(first), at(early, 'evidence'), pdf, '登记.pdf')).status).toBe(404);
    expect((await month.get<Recorded>(who(second), `/api/halls/test/objections/${early}`)).body).toMatchObject({
      ...{ state: 'open', files: [{ name: '登记.pdf' }] },
    });
    expect((await month.get(who(first), `/api/halls/test/objections/${early}`)).status).toBe(404);
    expect((await mail('kao1')).map(({ key, settledAt }) => [key, settledAt])).toEqual([[`objection:${early}`, null]]);
  });

  it('is decided by somebody who did not find it, after the effect was shown', async () => {
    const { body, status: answered } = await effect('kao1', early, 'rejected');
    expect(answered).toBe(200);
    expect(body.moved).toEqual([]);
    expect(await effect(second, early, 'rejected')).toMatchObject({ status: 404 });
    expect(await decide('kao2', early, 'rejected', body.digest)).toMatchObject({
      ...{ status: 409, code: 'submissions.objection-own' },
    });
    expect(await decide('kao1', early, 'rejected', 'f'.repeat(64))).toMatchObject({
      ...{ status: 409, code: 'scoring.objection-effect-stale' },
    });
    expect(await decide('kao1', early, 'rejected', body.digest)).toMatchObject({
      ...{ status: 201, body: { state: 'rejected' } },
    });
    expect(await decide('kao3', early, 'rejected', body.digest)).toMatchObject({
      ...{ status: 409, code: 'submissions.objection-settled' },
    });
    expect((await mail(second)).map(({ key }) => key)).toContain(`objection-decided:${early}`);
    expect((await mail('kao1')).find(({ key }) => key === `objection:${early}`)?.settledAt).not.toBeNull();
  });

  it('goes on by its deadlines, and not before', async () => {
    const rows: [string, string][] = [
      ['2026-01-20', first],
      ['2026-01-22', third],
      ['2026-01-26', third],
    ];
    expect((await month.patrol(rows, 'kao2', '2026-01')).err).toBe('');
    month.hall.setClock('2026-02-01 00:10:00');
    await month.hall.run('jobs', 'run', 'month-states');
    expect((await status()).state).toBe('collecting');
    month.hall.setClock('2026-02-02 17:30:00');
    await month.hall.run('jobs', 'run', 'month-states');
    expect((await status()).state).toBe('collecting');
    month.hall.setClock('2026-02-02 17:40:00');
    await month.hall.run('jobs', 'run', 'month-states');
    expect((await status()).state).toBe('verifying');
    expect(await move('kao1', 'notice')).toMatchObject({ status: 409, code: 'calendar.move-needs' });
    month.hall.setClock('2026-02-12 10:00:00');
    expect(await month.post(who('kao1'), `${base}/moves`, { to: 'notice', version: 1 })).toMatchObject({
      ...{ status: 409, code: 'calendar.period-changed' },
    });
    expect(await move('inspection', 'notice')).toMatchObject({ status: 404 });
    expect(await move(first, 'notice')).toMatchObject({ status: 404 });
  });

  it('is on notice until the third working day, which lies behind the Spring Festival', async () => {
    const noticed = await move('kao1', 'notice');
    expect(noticed).toMatchObject({ status: 200, body: { state: 'notice', noticeUntil: '2026-02-24 17:30:00' } });
    const valid = schema('month-status');
    expect([valid(noticed.body), valid.errors]).toEqual([true, null]);
    for (const id of windowsOf.keys())
      expect((await mail(id)).map(({ key, due }) => [key, due])).toContainEqual([
        ...[`notice:2026-01:r1:${id}`, '2026-02-24 17:30:00'],
      ]);
    expect(await month.get(who(first), `${base}/standings`)).not.toMatchObject({ status: 200 });
    const { lines, noticeUntil } = await provisional(third, third);
    expect(noticeUntil).toBe('2026-02-24 17:30:00');
    expect(lines.filter(({ until }) => until === noticeUntil).length).toBeGreaterThan(0);
    const frozen = await month.patrol([['2026-01-23', third]], 'kao2');
    expect(frozen.code === 1 || frozen.json<{ accepted: number }>().accepted === 0).toBe(true);
  });

  it('an objection in the holiday changes the top five, by a ruling', async () => {
    month.hall.setClock('2026-02-18 20:00:00');
    const before = (await month.get<Standings>(who('kao1'), `${base}/standings`)).body;
    const { line } = await deduction(third);
    const ask = { window: third, line, reason: '当时由 B 岗在岗', evidence: ['值班登记 2026-01-22'] };
    const filed = await month.post<Recorded>(who(third), `${base}/objections`, ask);
    expect(filed.status).toBe(201);
    const { id } = filed.body.objection;
    month.hall.setClock('2026-02-24 09:00:00');
    const shown = await effect('kao3', id, 'upheld');
    const valid = schema('objection-effect');
    expect([valid(shown.body), valid.errors]).toEqual([true, null]);
    expect(shown.body.moved.find(({ subject }) => subject === third)).toMatchObject({
      ...{ score: { before: '96.00', after: '98.00' }, rank: { before: 6, after: 4 } },
    });
    const decided = await decide('kao3', id, 'upheld', shown.body.digest);
    expect(decided).toMatchObject({ status: 201, body: { state: 'upheld' } });
    const after = (await month.get<Standings>(who('kao1'), `${base}/standings`)).body;
    const top = ({ outcomes }: Standings) => outcomes.find(({ code }) => code === '00.1');
    expect(top(after)).not.toEqual(top(before));
    expect((await provisional(third, third)).result).toMatchObject({ score: '98.00', rank: null });
  });

  let request: Lock;
  it('is locked by two people on what both have seen, after the time to object', async () => {
    const lock = async (name: string): Promise<Answered<Lock>> =>
      month.post<Lock>(who(name), `${base}/locks`, { version: (await status()).version });
    expect(await lock('kao1')).toMatchObject({ status: 409, code: 'calendar.move-needs' });
    month.hall.setClock('2026-02-24 17:30:01');
    expect(await move('kao1', 'closed')).toMatchObject({ status: 409, code: 'scoring.two-persons' });
    const asked = await lock('kao1');
    expect(asked.status).toBe(201);
    request = asked.body;
    expect(await lock('kao2')).toMatchObject({ status: 409, code: 'scoring.lock-waiting' });
    const confirm = (name: string, digest: string): Promise<Answered<Status>> =>
      month.post<Status>(who(name), `${base}/locks/${request.id}/confirmation`, { digest });
    expect(await confirm('kao1', request.digest)).toMatchObject({ status: 409, code: 'scoring.lock-own' });
    expect(await confirm('kao2', 'f'.repeat(64))).toMatchObject({ status: 409, code: 'scoring.lock-stale' });
    expect(await confirm(third, request.digest)).toMatchObject({ status: 404 });
    const both = await Promise.all([confirm('kao2', request.digest), confirm('kao3', request.digest)]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    expect(await status()).toMatchObject({ state: 'closed', revision: 1 });
  });

  it('states who stayed silent, and takes no objection any more', async () => {
    const list = await month.get<{ silences: { window: string; until: string }[] }>(
      who('inspection'),
      `${base}/objections`,
    );
    const valid = schema('objections');
    expect([valid(list.body), valid.errors]).toEqual([true, null]);
    expect(list.body.silences.map(({ window }) => window)).toEqual(
      [...windowsOf.keys()].filter((id) => id !== second && id !== third).sort(),
    );
    const own = await month.get<typeof list.body>(who(first), `${base}/objections`);
    expect(own.body.silences).toEqual([expect.objectContaining({ window: first, until: '2026-02-24 17:30:00' })]);
    const late = { window: first, line: '0'.repeat(16), reason: '晚了' };
    expect(await month.post(who(first), `${base}/objections`, late)).toMatchObject({
      ...{ status: 409, code: 'scoring.objections-over' },
    });
  });

  it('is returned with a reason or approved with opinion, minutes and the edge decided by name', async () => {
    const { undecided } = await status();
    const tied = undecided.find(({ outcome }) => outcome === '00.1')?.names ?? [];
    expect(tied).toHaveLength(3);
    const approval = { opinion: '同意', minutes: '涟政考纪〔2026〕2号' };
    expect(await move('kao1', 'approved', approval)).toMatchObject({ status: 404 });
    expect(await move('group', 'approved', approval)).toMatchObject({ status: 409, code: 'calendar.move-needs' });
    expect(await move('group', 'verifying', { reason: ' ' })).toMatchObject({ code: 'calendar.move-needs' });
    const say = (subject: string, verdict: string) =>
      month.post(who('group'), `${base}/outcome-decisions`, {
        ...{ outcome: '00.1', subject, verdict, reason: '按办件量', minutes: approval.minutes },
      });
    for (const name of tied.slice(0, 2)) expect((await say(name, 'take')).status).toBe(201);
    expect(await say(tied[2] ?? '', 'take')).toMatchObject({ status: 409, code: 'scoring.decision-too-many' });
    for (const name of tied.slice(2)) expect((await say(name, 'spare')).status).toBe(201);
    expect(await move('group', 'approved', { opinion: '同意' })).toMatchObject({ code: 'calendar.move-needs' });
    expect(await move('group', 'approved', approval)).toMatchObject({ status: 200, body: { state: 'approved' } });
    const { outcomes } = (await month.get<Standings>(who('group'), `${base}/standings`)).body;
    const top = outcomes.find(({ code }) => code === '00.1');
    expect(top?.members).toHaveLength(5);
    expect(top?.decide).toEqual([]);
  });

  it('is published, and every window is told', async () => {
    expect(await move('group', 'published')).toMatchObject({ status: 409, code: 'calendar.move-unknown' });
    expect(await move('kao1', 'published')).toMatchObject({ status: 200, body: { state: 'published' } });
    expect((await mail(first)).map(({ key }) => key)).toContain(`published:2026-01:r1:${first}`);
    const verified = (await month.hall.run('verify', '2026-01', '--from-rows', '--json')).json();
    expect(verified).toMatchObject({
      ...{ sealIntact: true, recomputed: true, resultIntact: true, fromRows: true },
      approval: { intact: true, recomputed: true },
    });
    const open = (await mail('kao1')).filter(({ key, settledAt }) => key.startsWith('month-') && settledAt === null);
    expect(open).toEqual([]);
  });

  it('is opened again by the group alone, with a reason, as revision 2, and the difference is explained', async () => {
    expect(await move('kao1', 'verifying', { reason: '漏录' })).toMatchObject({ status: 404 });
    expect(await move('group', 'verifying', { reason: '漏录一次巡查' })).toMatchObject({
      ...{ status: 200, body: { state: 'verifying', revision: 2 } },
    });
    expect((await month.patrol([['2026-01-28', second]], 'kao2')).json()).toMatchObject({ accepted: 1 });
    month.hall.setClock('2026-02-25 09:00:00');
    expect((await move('kao1', 'notice')).status).toBe(200);
    month.hall.setClock('2026-03-02 18:00:00');
    const asked = await month.post<Lock>(who('kao2'), `${base}/locks`, { version: (await status()).version });
    const { id, digest } = asked.body;
    expect((await month.post(who('kao1'), `${base}/locks/${id}/confirmation`, { digest })).status).toBe(200);
    const diff = await month.get(who('inspection'), `${base}/revision-diff`);
    const valid = schema('revision-diff');
    expect([valid(diff.body), valid.errors]).toEqual([true, null]);
    expect(diff.body).toMatchObject({
      ...{ from: 1, to: 2, bookChanged: false },
      reopened: [{ by: 'group', reason: '漏录一次巡查' }],
      facts: { added: [expect.stringMatching(/^patrol:/)], removed: [], changed: [], rulings: [] },
    });
    const { moved } = diff.body as { moved: { subject: string; by: { item: string; change: string }[] }[] };
    expect(moved.find(({ subject }) => subject === second)).toMatchObject({ by: [{ item: '01.07', change: '-2' }] });
    for (const revision of ['1', '2'])
      expect((await month.hall.run('verify', '2026-01', '--from-rows', '--revision', revision)).code).toBe(0);
    expect((await month.get(who(first), `${base}/revision-diff`)).status).not.toBe(200);
  });

  it('left a record of every move, and the chain holds', async () => {
    const trail = await month.hall.run('audit', 'verify');
    expect(trail.err).toBe('');
    expect(trail.code).toBe(0);
    const kinds = new Set<string>();
    for (const action of ['month', 'objection', 'outcome']) {
      const page = await month.get<{ items: { action: string }[] }>(
        ...([who('inspection'), `/api/halls/test/audit?action=${action}&limit=200`] as const),
      );
      page.body.items.forEach((one) => kinds.add(one.action));
    }
    expect([...kinds].sort()).toEqual(
      [
        ...['month.lock-ask', 'month.lock-confirmed', 'month.move', 'month.score', 'month.seal', 'outcome.decide'],
        ...['objection.decide', 'objection.file', 'objection.silence'],
      ].sort(),
    );
  });

  it('tells the deadlines of a month whose first working day lies behind a long holiday', async () => {
    month.hall.setClock('2026-05-01 00:10:00');
    await month.hall.run('score', '2026-04', '--by', '录入员');
    const { body } = await month.get<Status>(who('kao1'), '/api/halls/test/periods/2026-04/status');
    expect(body.deadlines).toMatchObject({ submission: '2026-05-06 17:30:00', verification: '2026-05-07 17:30:00' });
    expect(body.deadlines.reasons.length).toBeGreaterThan(0);
  });
});
