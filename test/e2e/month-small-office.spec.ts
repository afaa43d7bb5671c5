import { tokenFor } from 'test/support/accounts';
import { testEngines } from 'test/support/engines';
import { MonthHall, type Answered } from 'test/support/month-hall';

interface Status {
  state: string;
  version: number;
  office: { profile: string | null };
}
interface Provisional {
  lines: { line: string; printed: string }[];
}
interface Recorded {
  objection: { id: string };
  state: string;
  decisions: { effect: { passed?: string } | null }[];
}

/** An office of three: one person registers, decides and closes; what she passes over alone is kept and printed. */
describe.each(testEngines())('a month of a small office on $name', (engine) => {
  let month: MonthHall;
  const base = '/api/halls/test/periods/2026-01';
  let [office, window, group] = ['', '', ''];

  const status = async (): Promise<Status> => (await month.get<Status>(office, `${base}/status`)).body;
  const move = async (token: string, to: string, more: object = {}): Promise<Answered<Status>> =>
    month.post<Status>(token, `${base}/moves`, { to, version: (await status()).version, ...more });

  beforeAll(async () => {
    month = await MonthHall.open(engine, '2026-01-19 16:00:00');
    const small = await month.hall.run('user', 'profile', 'small', '--reason', '编制三人', '--by', '安全员');
    expect(small.err).toBe('');
    const roles = ['assessment-office', 'leading-group'] as const;
    office = await tokenFor(month.hall.app, 'zhu', ...roles.map((role) => ({ role, hall: 'test' })));
    window = await tokenFor(month.hall.app, 'chuang', { role: 'window-clerk', hall: 'test', units: ['A02'] });
    group = await tokenFor(month.hall.app, 'zu', { role: 'leading-group', hall: 'test' });
  });
  afterAll(() => month.stop());

  it('lets the one person decide on what she registered, and keeps that she did', async () => {
    expect((await month.patrol([['2026-01-19', 'A02']], 'zhu', '2026-01')).err).toBe('');
    const own = await month.get<Provisional>(window, `${base}/windows/A02/provisional`);
    const line = own.body.lines.find(({ printed }) => printed.startsWith('-'))?.line ?? '';
    const filed = await month.post<Recorded>(window, `${base}/objections`, { window: 'A02', line, reason: '在办事' });
    expect(filed.status).toBe(201);
    const at = `/api/halls/test/objections/${filed.body.objection.id}`;
    const decision = { kind: 'rejected', reason: '照片清楚' };
    const { digest } = (await month.post<{ digest: string }>(office, `${at}/effect`, { kind: 'rejected' })).body;
    const decided = await month.post<Recorded>(office, `${at}/decisions`, { ...decision, shown: digest });
    expect(decided).toMatchObject({ status: 201, body: { state: 'rejected' } });
    expect(decided.body.decisions.at(-1)?.effect?.passed).toBe('recorded');
  });

  it('does not close before the deadline, or with an objection open, or by somebody of another role', async () => {
    month.hall.setClock('2026-02-01 00:10:00');
    await month.hall.run('jobs', 'run', 'month-states');
    const early = await month.post(office, `${base}/moves`, { to: 'closed', version: (await status()).version });
    expect(early).toMatchObject({ status: 409, code: 'calendar.move-needs' });
    month.hall.setClock('2026-02-04 09:00:00');
    expect(await move(window, 'closed')).toMatchObject({ status: 404 });
    // The leading group alone cannot lock: it decides about what the office has locked.
    expect(await move(group, 'closed')).not.toMatchObject({ status: 200 });
    expect((await status()).office.profile).toBe('small');
  });

  it('closes alone; an import that races the close is in the sealed month or refused, never half in it', async () => {
    // The window that is last already: whichever is faster, no tie at an edge comes of it.
    const [closed, late] = await Promise.all([move(office, 'closed'), month.patrol([['2026-01-28', 'A02']], 'zhu')]);
    expect(closed).toMatchObject({ status: 200, body: { state: 'closed' } });
    const accepted = late.code === 0 ? late.json<{ accepted: number }>().accepted : 0;
    const verified = (await month.hall.run('verify', '2026-01', '--from-rows', '--json')).json();
    expect(verified).toMatchObject({ sealIntact: true, recomputed: true, fromRows: true });
    const sheet = await month.get<{ lines: { printed: string; facts: string[] }[] }>(office, `${base}/sheets/A02`);
    const charged = sheet.body.lines.filter(({ printed, facts }) => printed.startsWith('-') && facts.length > 0);
    expect(charged).toHaveLength(1 + accepted);
  });

  it('keeps what one person passed over, and prints it', async () => {
    const revisions = await month.get<{ runs: { remark: string }[] }>(office, `${base}/revisions`);
    const overrides = JSON.parse(revisions.body.runs.at(-1)?.remark ?? '[]') as { condition: string; by: string }[];
    expect(overrides.map(({ condition, by }) => [condition, by])).toEqual([
      ['second-person', 'zhu'],
      ['notice-period-over', 'zhu'],
    ]);
  });

  it('publishes with an opinion, and one of two publishers is told of the other', async () => {
    const { version } = await status();
    const ask = { to: 'published', version, opinion: '同意' };
    const both = await Promise.all([
      month.post(office, `${base}/moves`, ask),
      month.post(office, `${base}/moves`, ask),
    ]);
    expect(both.map(({ status: answered }) => answered).sort()).toEqual([200, 409]);
    expect(await status()).toMatchObject({ state: 'published', version: version + 1 });
    expect((await month.hall.run('verify', '2026-01')).code).toBe(0);
  });
});
