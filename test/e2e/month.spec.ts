import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import request from 'supertest';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const NOW = '2026-02-10 10:00:00';

const schemaOf = (name: string): object =>
  JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'schemas', `${name}.schema.json`), 'utf8')) as object;

interface Answer {
  accepted: number;
  repeats: number;
  rejected: number;
  sameAs: string | null;
}
interface Skipped extends Answer {
  skipped: number;
  skippedRows: { line: number; code: string; text: string }[];
}
interface Standings {
  sealed: boolean;
  standings: {
    type: string;
    subject: string;
    rank: number | null;
    score: string;
    base: string;
    bonus: string;
    deduction: string;
    adjustment: string;
  }[];
  blocked: { source: string }[];
  digests: { seal: string; facts: string };
}
interface Explained {
  sum: string;
  score: string;
  lines: { charge: string; scale4: number; sentence: string; facts: string[] }[];
}

/** January 2026 of the sample hall, from its files to the verified seal, by the commands a clerk types. */
describe.each(testEngines())('a month on $name', (engine) => {
  let hall: TestApplication;
  let out: string;
  const complete = ['--complete-from', '2026-01-01', '--complete-to', '2026-01-31'];

  beforeAll(async () => {
    hall = await openApplication(engine, NOW, FILES);
    out = mkdtempSync(join(tmpdir(), 'baifen-out-'));
  });
  afterAll(async () => {
    await hall.stop();
    rmSync(out, { recursive: true, force: true });
  });

  const api = (path: string): request.Test => request(hall.app.getHttpServer()).get(path);

  it('says what is missing before there is anything', async () => {
    const told = await hall.run('score', '2026-01');
    expect(told.code).toBe(1);
    expect(told.err).toMatch(/大厅/);
  });

  it('takes the roster, the book and the schedule', async () => {
    expect((await hall.run('hall', 'add', 'test', '示例大厅')).code).toBe(0);
    const roster = await hall.run('import', 'roster', 'roster.xlsx', '--json', '--by', '王某');
    expect(roster.json<Answer>()).toMatchObject({ accepted: 38, rejected: 0 });
    expect((await hall.run('rules', 'publish', 'lianshui-2026', '--by', '王某')).code).toBe(0);
    const schedule = await hall.run(
      'attendance',
      'schedule',
      'add',
      'lianshui',
      '--from',
      '2026-01-01',
      '--by',
      '王某',
    );
    expect(schedule.err).toBe('');
    expect(schedule.code).toBe(0);
  });

  it('takes the files of the month, and the same files again add nothing', async () => {
    const files = [
      ['punches', 'text-date-weekday-time.xlsx', ...complete],
      ['leave', 'leave-register.xlsx', '--good-rows', ...complete],
      ['cases', 'cases.utf8.csv', '--good-rows', '--as-of', '2026-01-31 18:00:00', ...complete],
      ['ratings', 'ratings-extended.utf8bom.csv', '--good-rows', ...complete],
      ['patrol', 'patrol.utf8bom.csv', '--good-rows', ...complete],
    ];
    for (const file of files) {
      const first = await hall.run('import', ...file, '--json', '--by', '王某');
      expect(first.err).toBe('');
      const { accepted } = first.json<Answer>();
      expect(accepted).toBeGreaterThan(0);
      const again = (await hall.run('import', ...file, '--json', '--by', '王某')).json<Answer>();
      expect(again).toMatchObject({ accepted: 0 });
      expect(again.sameAs).not.toBeNull();
    }
  });

  it('scores, and every sheet is the sum of its lines', async () => {
    const told = await hall.run('score', '2026-01', '--json', '--by', '王某');
    expect(told.err).toBe('');
    const { standings, sealed } = told.json<Standings>();
    expect(sealed).toBe(false);
    const windows = standings.filter((one) => one.type === 'window');
    expect(windows.length).toBe(7);
    for (const { subject, score, base, bonus, deduction, adjustment } of windows) {
      const cents = (text: string): number => Math.round(Number(text) * 100);
      expect(cents(base) + cents(bonus) - cents(deduction) + cents(adjustment)).toBe(cents(score));
      const sheet = (await hall.run('explain', '2026-01', subject, '--json')).json<Explained>();
      expect(sheet.score).toBe(score);
      expect(sheet.lines.every((line) => line.sentence.length > 5)).toBe(true);
    }
  });

  it('names the late cases behind a deduction', async () => {
    const all = await api('/api/halls/test/periods/2026-01/lines').expect(200);
    const lines = all.body as { item: string; facts: string[]; subject: string }[];
    const overdue = lines.filter((line) => line.item === '02.01' && line.facts.length > 0);
    expect(overdue.length).toBeGreaterThan(0);
  });

  it('does not close before the deadline, or while a source is silent', async () => {
    const early = await openApplication(engine, '2026-01-31 12:00:00', FILES);
    await early.run('hall', 'add', 'test', '示例大厅');
    const told = await early.run('close', '2026-01', '--by', '王某');
    expect(told.code).toBe(1);
    expect(told.err).toContain('核实截止时间未到');
    await early.stop();
  });

  it('closes with a seal, refuses to score again, and verifies', async () => {
    const blocked = (await hall.run('standings', '2026-01', '--json'))
      .json<Standings>()
      .blocked.map(({ source }) => source);
    for (const source of new Set(blocked)) {
      const waived = await hall.run('coverage', '2026-01', '--waive', source, '--by', '李某', '--reason', '来源未接入');
      expect(waived.code).toBe(0);
    }
    const closed = await hall.run('close', '2026-01', '--by', '王某', '--json');
    expect(closed.err).toBe('');
    expect(closed.json<Standings>()).toMatchObject({ sealed: true });
    expect((await hall.run('score', '2026-01')).code).toBe(1);
    const verified = await hall.run('verify', '2026-01', '--from-rows', '--json');
    expect(verified.code).toBe(0);
    expect(verified.json()).toMatchObject({ sealIntact: true, recomputed: true, resultIntact: true, fromRows: true });
  });

  it('refuses facts for a closed month without writing in part', async () => {
    const before = (await hall.run('import', 'patrol', 'patrol.utf8bom.csv', '--dry-run', '--json')).json<Answer>();
    const told = await hall.run('import', 'punches', 'late-punches.csv', '--by', '王某');
    expect(told.code).toBe(1);
    expect(told.err).toContain('2026-01 已锁定，本行不计入');
    expect((await hall.run('import', 'patrol', 'patrol.utf8bom.csv', '--dry-run', '--json')).json<Answer>()).toEqual(
      before,
    );
  });

  it('takes the rows of the next month beside those of a closed one, which are told and left out', async () => {
    hall.setClock('2026-02-10 10:05:00');
    const punches = join(out, 'punches.csv');
    writeFileSync(punches, '工号,打卡时间\n07001,2026-01-30 08:01:00\n07001,2026-02-02 08:20:00');
    const taken = (await hall.run('import', 'punches', punches, '--json', '--by', '王某')).json<Skipped>();
    expect(taken).toMatchObject({ accepted: 1, skipped: 1, rejected: 0 });
    expect(taken.skippedRows).toMatchObject([
      { line: 2, code: 'month-frozen', text: expect.stringContaining('2026-01 已锁定') },
    ]);
    const cases = join(out, 'cases.csv');
    const head = '办件编号,窗口名称,受理时间,承诺时限(工作日),办结时间,办件类型,办件状态';
    const row = (no: string, accepted: string, finished: string): string =>
      `${no},税务窗口,${accepted},5,${finished},承诺件,办结`;
    writeFileSync(
      cases,
      [
        head,
        row('3299992600009991', '2026-01-28 09:00:00', '2026-02-03 10:00:00'),
        row('3299992600009992', '2026-02-04 09:00:00', '2026-02-05 10:00:00'),
        row('3299992600009993', '2026-01-05 09:00:00', '2026-01-06 10:00:00'),
      ].join('\n'),
    );
    const carried = (await hall.run('import', 'cases', cases, '--json', '--by', '王某')).json<Skipped>();
    expect(carried).toMatchObject({ accepted: 2, skipped: 1, rejected: 0 });
    expect(carried.skippedRows).toMatchObject([{ line: 4, code: 'month-frozen' }]);
  });

  it('writes the bulletin', async () => {
    const told = await hall.run('bulletin', '2026-01', '--out', out, '--json');
    expect(told.err).toBe('');
    expect(readdirSync(out).filter((name) => name.endsWith('.xlsx'))).toHaveLength(1);
  });

  it('reopens as revision 2 and keeps revision 1', async () => {
    hall.setClock('2026-02-11 10:00:00');
    expect((await hall.run('reopen', '2026-01', '--by', '王某', '--reason', ' ')).code).toBe(1);
    expect((await hall.run('reopen', '2026-01', '--by', '王某', '--reason', '更正巡查')).code).toBe(0);
    expect((await hall.run('score', '2026-01', '--by', '王某')).code).toBe(0);
    expect((await hall.run('verify', '2026-01', '--revision', '1')).code).toBe(0);
    const { body } = await api('/api/halls/test/periods/2026-01/revisions').expect(200);
    expect(
      (body as { runs: { revision: number; sealed: number }[] }).runs.map(({ revision, sealed }) => [revision, sealed]),
    ).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });

  it('proves an earlier revision from the rows as they were known then', async () => {
    const punches = join(out, 'late.csv');
    writeFileSync(punches, '工号,打卡时间\n07001,2026-01-30 08:01:00\n07001,2026-01-30 17:41:00');
    const late = (await hall.run('import', 'punches', punches, '--json', '--by', '王某')).json<Skipped>();
    expect(late).toMatchObject({ accepted: 2, skipped: 0 });
    const patrol = join(out, 'patrol.csv');
    writeFileSync(patrol, '巡查日期,午别,巡查时间,窗口名称,巡查情况\n2026-01-29,上午,09:40,税务窗口,空岗');
    expect((await hall.run('import', 'patrol', patrol, '--json', '--by', '王某')).json<Skipped>().accepted).toBe(1);
    expect((await hall.run('close', '2026-01', '--by', '王某')).err).toBe('');
    const verified = async (...more: string[]): Promise<unknown> =>
      (await hall.run('verify', '2026-01', '--from-rows', '--json', ...more)).json();
    expect(await verified('--revision', '1')).toMatchObject({ revision: 1, fromRows: true, rowsDifference: null });
    expect(await verified()).toMatchObject({ revision: 2, fromRows: true, rowsDifference: null });
    // Not the same months by chance: the rows that came later are facts of the second revision alone.
    const facts = await Promise.all(
      ['1', '2'].map((revision) => hall.run('standings', '2026-01', '--revision', revision, '--json')),
    );
    const [first, second] = facts.map((ran) => ran.json<Standings>().digests.facts);
    expect(first).not.toEqual(second);
  });

  it('answers after the published schemas', async () => {
    const ajv = new Ajv({ allErrors: true, strict: false });
    ajv.addSchema(schemaOf('evaluation'));
    const answers: readonly (readonly [string, ...string[]])[] = [
      ['standings', 'standings', '2026-01'],
      ['explanation', 'explain', '2026-01', 'A01'],
      ['verification', 'verify', '2026-01', '--from-rows'],
      ['coverage', 'coverage', '2026-01'],
      ['rollup', 'rollup', '2026-Q1'],
      ['calendar-days', 'calendar', 'days', '2026-02'],
      ['calendar-nth', 'calendar', 'nth-working-day', '2026-02', '5'],
    ];
    for (const [name, ...argv] of answers) {
      const valid = ajv.compile(schemaOf(name));
      const answer = (await hall.run(...argv, '--json')).json();
      expect([name, valid(answer), valid.errors]).toEqual([name, true, null]);
      expect(valid({ ...answer, more: 1 })).toBe(false);
    }
  });

  it('tells a slip with what was perhaps meant', async () => {
    const told = async (...argv: string[]): Promise<string> => {
      const ran = await hall.run(...argv);
      expect(ran.code).toBe(1);
      return ran.err;
    };
    const { standings } = (await hall.run('standings', '2026-01', '--json')).json<{ standings: { name: string }[] }>();
    const name = standings[0]?.name ?? '';
    expect(await told('explain', '2026-01', name.slice(0, -1))).toContain(`您要找的可能是：${name}`);
    expect(await told('bulletin', '2026-01', '--out', out, '--revision', '9')).toContain('没有第 9 版，现有第 1、2 版');
    expect(await told('verify', '2026-01', '--revision', '9')).toContain('没有第 9 版，现有第 1、2 版');
    expect(await told('standings', '2026-01', '--revision', 'x')).toContain('“x”不是版次');
    expect(await told('score', '2026-03', '--by', '王某')).toContain('2026-03 还没有开始');
    const waiver = ['coverage', '2026-01', '--waive', 'cases', '--by', '李某', '--reason', '无'];
    expect(await told(...waiver, '--window', 'Z99')).toContain('没有编号为“Z99”的窗口');
  });

  it('lets a person say whose key it is', async () => {
    const { staff } = (await hall.run('roster', 'show', '2026-01', '--json')).json<{ staff: { id: string }[] }>();
    const [first] = staff;
    const confirm = (...more: string[]): ReturnType<typeof hall.run> =>
      hall.run('roster', 'confirm', 'N-77', first?.id ?? '', '--by', '王某', ...more);
    expect(await confirm()).toMatchObject({ code: 0, out: expect.stringContaining('已确认') });
    expect((await confirm('--source', 'card')).err).toContain('来源只能是 pin');
    expect((await hall.run('roster', 'confirm', 'N-77', '没有', '--by', '王某')).code).toBe(1);
  });

  it('answers over HTTP in one error shape', async () => {
    const health = await api('/health').expect(200);
    expect(health.body).toMatchObject({ status: 'up', time: '2026-02-11 10:00:00' });
    await api('/api/halls/test/periods').expect(200);
    await api('/api/halls/test/periods/2026-01/standings').expect(200);
    const bad = await api('/api/halls/test/periods/2026-13/standings').expect(400);
    expect(bad.body).toEqual({
      code: 'http.bad-request',
      message: '请求内容有误：月份应写成 2026-03 的样子。请改正后重新提交。',
      details: expect.any(Object),
      requestId: expect.any(String),
    });
    const english = await api('/api/halls/test/periods/2026-01/standings?revision=0')
      .set('accept-language', 'en')
      .expect(400);
    expect((english.body as { message: string }).message).toContain('revision must be a whole number from 1 on');
    const missing = await api('/api/halls/test/periods/2026-02/standings').expect(404);
    expect(missing.body).toMatchObject({ code: 'scoring.month-not-scored' });
    const elsewhere = await api('/api/halls/nowhere/periods').expect(404);
    expect(elsewhere.body).toMatchObject({ code: 'organisation.hall-missing' });
    const nowhere = await api('/api/nothing').expect(404);
    expect(nowhere.body).toMatchObject({ code: 'http.404' });
    await request(hall.app.getHttpServer() as never)
      .post('/internal/commands')
      .send({ argv: ['jobs'], cwd: '/', language: 'zh' })
      .expect(401);
  });
});
