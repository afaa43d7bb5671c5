import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const BOOK = readFileSync(
  join(__dirname, '..', '..', 'src', 'modules', 'rules', 'books', 'lianshui-2026.yaml'),
  'utf8',
);
/** What people hand in counts; of what arrives by itself only attendance is connected, and silent. */
const HANDED_IN_ONLY = BOOK.replace(/ {2}- (documents|declarations|entries|platform)\n/g, '').replace(
  'notConnected:\n',
  'notConnected:\n  - leave\n  - patrol\n  - cases\n  - ratings\n',
);

interface Recorded {
  submission: { id: string };
  state: string;
}
interface Standings {
  standings: { type: string; subject: string; score: string; bonus: string; deduction: string }[];
  blocked: { source: string }[];
}
interface Explained {
  lines: { item?: string; state: string; printed: string; sentence: string; evidence?: string[] }[];
}

/** January 2026 of the sample hall: windows declare, the office enters and verifies, over HTTP, to the verified seal. */
describe.each(testEngines())('a month of submissions on $name', (engine) => {
  let hall: TestApplication;
  const folder = mkdtempSync(join(tmpdir(), 'baifen-submissions-'));

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-01-20 10:00:00', FILES);
    writeFileSync(join(folder, 'book.yaml'), HANDED_IN_ONLY);
    await hall.run('hall', 'add', 'test', '示例大厅');
    await hall.run('import', 'roster', 'roster.xlsx', '--by', '王某');
    expect((await hall.run('rules', 'publish', join(folder, 'book.yaml'), '--by', '王某')).err).toBe('');
  });
  afterAll(async () => {
    await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const month = '/api/halls/test/periods/2026-01';
  const get = (path: string): request.Test => request(hall.app.getHttpServer()).get(path);
  const post = (path: string, body: object): request.Test => request(hall.app.getHttpServer()).post(path).send(body);
  const praise = {
    item: '13.01',
    window: 'A01',
    date: '2026-01-15',
    labels: { level: '县', event: '文明窗口' },
    evidence: ['涟政发〔2026〕3号'],
  };
  let first: string;

  it('says what can be handed in', async () => {
    const { body } = await get(`${month}/submission-items`);
    expect(body).toContainEqual(expect.objectContaining({ item: '13.01', evidence: '红头文件', connected: true }));
  });

  it('takes what windows declare and the office enters; a wrong one is told in full and leaves nothing', async () => {
    const wrong = await post(`${month}/submissions`, { ...praise, window: 'A1', labels: { level: '村' } });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({
      code: 'submissions.draft-faulty',
      details: { faults: [{ field: 'window' }, { field: 'level' }, { field: 'event' }] },
    });
    const taken = await post(`${month}/declarations`, praise);
    expect([taken.status, (taken.body as Recorded).state]).toEqual([201, 'pending']);
    first = (taken.body as Recorded).submission.id;
    const again = await post(`${month}/submissions`, praise);
    expect([again.status, (again.body as { code: string }).code]).toEqual([409, 'submissions.entered-twice']);
    const decided = {
      item: '00.9',
      window: 'B01',
      date: '2026-01-16',
      points: '-1.5',
      labels: { document: '纪要1号' },
      text: '专项检查',
      evidence: ['纪要1号'],
    };
    expect((await post(`${month}/submissions`, decided)).status).toBe(201);
    const numbers = await post(`${month}/submissions`, { ...decided, points: 1 });
    expect(numbers.status).toBe(400);
    expect(((await get(`${month}/submissions`)).body as Recorded[]).map(({ state }) => state)).toEqual([
      'pending',
      'pending',
    ]);
  });

  it('counts what was verified, by somebody else where the points are large', async () => {
    const [, second] = (await get(`${month}/submissions`)).body as Recorded[];
    const decide = (id: string, body: object) => post(`/api/halls/test/submissions/${id}/decisions`, body);
    const own = await decide(second?.submission.id ?? '', { decision: 'verified' });
    expect([own.status, (own.body as { code: string }).code]).toEqual([409, 'submissions.second-person']);
    expect((await hall.run('declare', 'verify', second?.submission.id ?? '', '--by', '李某')).err).toBe('');
    expect((await decide(first, { decision: 'verified' })).status).toBe(200);
    const unknown = await decide('ffffffffffff', { decision: 'verified' });
    expect(unknown.status).toBe(404);
  });

  it('takes a list of items; rows that are wrong say why, the same list adds nothing, what was typed is not doubled', async () => {
    const rows = [
      '项目编码,窗口编号,日期,级别,事项,凭证,分值,事由',
      '13.02,B02,2026-01-12,,锦旗,照片1.jpg,,',
      '锦旗、表扬信,B02,2026年1月13日,,表扬信,原件,,',
      '13.01,A01,2026-01-15,县级,文明窗口,涟政发〔2026〕3号,,',
      '13.01,A09,2026-01-15,村,文明窗口,,,',
      '01.01,A01,2026-01-15,,,,,',
    ];
    const file = join(folder, 'items.csv');
    writeFileSync(file, rows.join('\n'));
    interface Taken {
      accepted: number;
      repeats: number;
      rejects: { line: number; code: string; cause: string }[];
    }
    const words = ['import', 'submissions', file, '--json', '--by', '王某'];
    const held = await hall.run(...words);
    expect([held.code, held.json<Taken>().rejects.length]).toEqual([1, 3]);
    expect(held.err).toContain('“items.csv”第 4 行');
    const first = (await hall.run(...words, '--good-rows')).json<Taken>();
    expect(first.accepted).toBe(2);
    expect(first.rejects.map(({ line, code }) => [line, code])).toEqual([
      [4, 'entered-twice'],
      [5, 'draft-window'],
      [6, 'item-unknown'],
    ]);
    expect(first.rejects[1]?.cause).toMatch(/^当月花名册没有窗口“A09”.*；级别“村”没有对应的分值/);
    const again = (await hall.run(...words, '--good-rows')).json<Taken>();
    expect(again.accepted).toBe(0);
    const listed = (await get(`${month}/submissions`)).body as Recorded[];
    expect(listed).toHaveLength(4);
    for (const { submission } of listed.slice(2))
      expect(
        (await post(`/api/halls/test/submissions/${submission.id}/decisions`, { decision: 'verified' })).status,
      ).toBe(200);
  });

  it('takes the numbers of a month that no system delivers: typed, by list, corrected', async () => {
    const online = { item: '08.01', window: 'A01', date: '2026-01-19', evidence: ['平台截图'] };
    const wrong = await post(`${month}/submissions`, {
      ...online,
      amounts: { 'cases.online': '101', 'cases.online-able': '100' },
    });
    expect([wrong.status, (wrong.body as { message: string }).message]).toEqual([
      400,
      expect.stringContaining('网上办理件数不能大于可网办件数') as string,
    ]);
    const words = ['declare', 'add', '2026-01', '08.01', '--window', 'A01', '--date', '2026-01-19', '--by', '王某'];
    const fields = ['--field', '网上办理件数=80', '--field', '可网办件数=100', '--evidence', '平台截图'];
    expect((await hall.run(...words, ...fields)).err).toBe('');
    const again = await hall.run(...words.with(7, '2026-01-20'), ...fields);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('--again') as string]);
    const file = join(folder, 'numbers.csv');
    writeFileSync(
      file,
      '项目编码,窗口编号,日期,可网办件数,网上办理件数,凭证\n08.01,B02,2026-01-19,50,30,平台截图\n网办率,B01,2026-01-19,50,10,',
    );
    const taken = await hall.run('import', 'submissions', file, '--json', '--by', '王某');
    expect([taken.err, taken.json<{ accepted: number }>().accepted]).toEqual(['', 2]);
    const listed = await hall.run('declare', 'list', '2026-01');
    expect(listed.out).toContain('网上办理件数 80；可网办件数 100');
  });

  it('waits for the reports and for the office to say that nothing is left out', async () => {
    hall.setClock('2026-02-02 09:00:00');
    const told = (await hall.run('score', '2026-01', '--json', '--by', '王某')).json<Standings>();
    expect([...new Set(told.blocked.map(({ source }) => source))].sort()).toEqual([
      'attendance',
      'declarations',
      'documents',
      'entries',
      'platform',
    ]);
    // A source that is silent for good is let pass by name, as those that come by files are.
    const waived = await hall.run(
      'coverage',
      '2026-01',
      '--waive',
      'entries',
      '--by',
      '李某',
      '--reason',
      '本月无',
      '--json',
    );
    expect(waived.json<{ sources: { source: string }[] }>().sources.map(({ source }) => source)).toContain('documents');
    await hall.run('coverage', '2026-01', '--waive', 'punches', '--by', '李某', '--reason', '考勤机尚未接入');
    for (const source of ['documents', 'entries', 'platform'])
      expect((await post(`${month}/complete-sources`, { source })).status).toBe(201);
    const receipt = await post(`${month}/reports/A01`, {});
    expect(receipt.body).toMatchObject({ standing: 'in-time', report: { receipt: '202601-A01' } });
    hall.setClock('2026-02-02 17:30:01');
    expect((await post(`${month}/reports/A02`, {})).body).toMatchObject({ standing: 'late' });
    const extended = await post(`${month}/reports/B01/extensions`, { until: '2026-02-03 12:00', reason: '停电' });
    expect(extended.body).toMatchObject({ standing: 'open', until: '2026-02-03 12:00:00' });
  });

  it('scores, closes and proves the month', async () => {
    hall.setClock('2026-02-10 10:00:00');
    const scored = (await hall.run('score', '2026-01', '--json', '--by', '王某')).json<Standings>();
    expect(scored.blocked).toEqual([]);
    const scoreOf = (window: string) =>
      scored.standings.find(({ type, subject }) => type === 'window' && subject === window)?.score;
    // Everybody: no proxy service (03.01, −0.3), no article (06.01, −0.2). A01: +0.5. A02: late, −0.3. B01: −1.5 decided; its
    // report never came, but had been extended. B02: no report, −1, two letters of thanks, +0.4. Online (08.01): A01 80%, +0.6;
    // B02 60%, +0.3; B01 has no evidence for its number.
    expect([scoreOf('A01'), scoreOf('A02'), scoreOf('B01'), scoreOf('B02')]).toEqual([
      '100.60',
      '99.20',
      '98.00',
      '99.20',
    ]);
    const { lines } = (await get(`${month}/sheets/A01`)).body as Explained;
    expect(lines.find(({ item }) => item === '13.01')).toMatchObject({
      printed: '0.50',
      evidence: ['涟政发〔2026〕3号'],
    });
    expect((await hall.run('close', '2026-01', '--by', '王某')).err).toBe('');
    expect((await hall.run('verify', '2026-01', '--from-rows')).code).toBe(0);
    const late = await post(`${month}/submissions`, { ...praise, date: '2026-01-17' });
    expect([late.status, (late.body as { code: string }).code]).toEqual([409, 'calendar.period-frozen']);
  });
});
