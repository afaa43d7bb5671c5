import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import request from 'supertest';
import { openFile } from 'src/modules/intake/files/open.process';
import { shownCell } from 'src/modules/intake/table/rows';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'opening');
const schemaOf = (name: string): object =>
  JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'schemas', `${name}.schema.json`), 'utf8')) as object;

interface Answer {
  accepted: number;
  rejected: number;
  batch: string | null;
  rejects: { line: number; code: string }[];
  warnings: { code: string; text: string }[];
}
interface Standings {
  imported?: string[];
  standings: { type: string; subject: string; rank: number | null; score: string }[];
  outcomes: { code: string; members: { subject: string; count?: number; imported?: string[] }[] }[];
  blocked: { source: string }[];
}
interface Imported {
  imported: true;
  verified: false;
  revision: number;
  note: { zh: string };
  standings: { subject: string; rank: number; score: string; deduction: string | null; outcomes: string[] }[];
}
interface Rolled {
  months: string[];
  imported: string[];
  missing: string[];
  rows: {
    subject: string;
    total: { printed: string };
    months: { period: string; score: string | null; imported?: true }[];
    deductions: object | null;
    counts: Record<string, number>;
    candidate: string | null;
  }[];
}

function valid(name: string, value: unknown): void {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema(schemaOf('evaluation'));
  const check = ajv.compile(schemaOf(name));
  expect({ errors: check(value) ? null : check.errors, name }).toEqual({ errors: null, name });
}

/** A hall that begins in April, with the results of January to March from the office's own tables. */
describe.each(testEngines())('a hall that begins in April on $name', (engine) => {
  let hall: TestApplication;
  let out: string;
  let first: string;

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-05-10 10:00:00', FILES);
    out = mkdtempSync(join(tmpdir(), 'baifen-opening-'));
    for (const words of [
      ['hall', 'add', 'test', '示例大厅'],
      ['import', 'roster', 'roster.xlsx'],
      ['rules', 'publish', 'book.yaml', '--by', '王某'],
    ])
      expect({ words, ...(await hall.run(...words)) }).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await hall.stop();
    rmSync(out, { recursive: true, force: true });
  });

  const imported = async (...words: string[]): Promise<Answer> =>
    (await hall.run('import', 'opening', ...words, '--json', '--by', '王某')).json<Answer>();

  it('takes January and March from a list, says that February is missing, and takes February from its own bulletin table', async () => {
    const list = await imported('january-and-march.csv');
    expect(list).toMatchObject({ accepted: 14, rejected: 0 });
    expect(list.warnings.map(({ code }) => code)).toEqual(['months-missing']);
    first = list.batch ?? '';
    expect(await imported('february.csv')).toMatchObject({ accepted: 7, rejected: 0, warnings: [] });
    hall.setClock('2026-05-10 10:00:01');
    expect(await imported('counters.csv')).toMatchObject({ accepted: 1, rejected: 0 });
    const again = await imported('counters.csv');
    expect(again).toMatchObject({ accepted: 0, batch: null });
    const told = await hall.run('opening', '--json');
    valid('opening', told.json());
    expect(told.json()).toMatchObject({
      months: [
        { month: '2026-01', windows: 7, counters: 1, revision: 1, superseded: false },
        { month: '2026-02', windows: 7, counters: 0, revision: 1 },
        { month: '2026-03', windows: 7 },
      ],
      missing: [],
    });
  });

  it('shows an imported month as imported and unverified', async () => {
    const told = await hall.run('standings', '2026-02', '--json');
    const answer = told.json<Imported>();
    valid('imported-month', answer);
    expect(answer).toMatchObject({ imported: true, verified: false, revision: 1 });
    expect(answer.standings[0]).toMatchObject({
      subject: 'A01',
      rank: 1,
      score: '101.00',
      deduction: null,
      outcomes: ['00.1'],
    });
    expect((await hall.run('standings', '2026-02')).out).toContain('本月数据由考核办导入，未经系统核算');
    const { body } = await request(hall.app.getHttpServer())
      .get('/api/halls/test/periods/2026-02/standings')
      .expect(200);
    expect(body).toEqual(answer);
    // Nobody scored it, so there is no sheet to explain.
    expect((await hall.run('explain', '2026-02', 'A01')).code).toBe(1);
  });

  it('counts the imported firsts for the third one, and says which months they are', async () => {
    const complete = ['--complete-from', '2026-04-01', '--complete-to', '2026-04-30'];
    expect((await hall.run('import', 'patrol', 'patrol.csv', ...complete)).code).toBe(0);
    const told = await hall.run('score', '2026-04', '--json');
    expect(told.err).toBe('');
    const result = told.json<Standings>();
    valid('standings', result);
    expect(result.imported).toEqual(['2026-01', '2026-02', '2026-03']);
    expect(result.standings[0]).toMatchObject({ subject: 'A02', rank: 1, score: '100.00' });
    // 空岗 three times, but two of the three points of the year went in January.
    expect(result.standings.find(({ subject }) => subject === 'D01')?.score).toBe('99.00');
    const three = result.outcomes.find(({ code }) => code === '00.3');
    expect(three?.members).toMatchObject([{ subject: 'A02', count: 3, imported: ['2026-01', '2026-03'] }]);
    expect((await hall.run('standings', '2026-04')).out).toContain(
      '2026-01、2026-02、2026-03 的数据由考核办导入，未经系统核算',
    );
  });

  it('seals April with what it used, and proves it from the seal and from the rows', async () => {
    hall.setClock('2026-05-10 10:10:00');
    const closed = await hall.run('close', '2026-04', '--by', '王某');
    expect(closed.err).toBe('');
    const verified = await hall.run('verify', '2026-04', '--from-rows', '--json');
    expect(verified.json()).toMatchObject({ sealIntact: true, recomputed: true, resultIntact: true, fromRows: true });
  });

  it('says on the bulletin what was imported', async () => {
    const told = await hall.run('bulletin', '2026-04', '--out', out, '--json');
    expect(told.err).toBe('');
    const text = await textOf(join(out, readdirSync(out)[0] ?? ''));
    expect(text).toContain('2026年1月、2026年2月、2026年3月的数据由考核办导入，未经系统核算');
    expect(text).toContain('年度红旗窗口候选（3次、含导入2次）');
  });

  it('writes the table of an imported month with the same words', async () => {
    const folder = join(out, 'february');
    const told = await hall.run('bulletin', '2026-02', '--out', folder, '--json');
    expect(told.err).toBe('');
    valid('bulletin-answer', told.json());
    expect(told.json()).toMatchObject({ state: 'imported' });
    expect(await textOf(join(folder, readdirSync(folder)[0] ?? ''))).toContain('本月数据由考核办导入，未经系统核算');
  });

  it('rolls up the quarter and the year, imported months marked, unknown deductions no key', async () => {
    const quarter = (await hall.run('rollup', '2026-Q1', '--json')).json<Rolled>();
    valid('rollup', quarter);
    expect(quarter).toMatchObject({
      months: ['2026-01', '2026-02', '2026-03'],
      imported: ['2026-01', '2026-02', '2026-03'],
      missing: [],
    });
    // (102 + 100.5 + 101) / 3, in the top two all three months.
    expect(quarter.rows[0]).toMatchObject({
      subject: 'A02',
      total: { printed: '101.17' },
      counts: { '00.1': 3 },
      candidate: 'chosen',
      deductions: null,
    });
    const year = (await hall.run('rollup', '2026', '--json')).json<Rolled>();
    expect(year.missing).toHaveLength(8);
    // (102 + 100.5 + 101 + 100) / 4
    expect(year.rows[0]).toMatchObject({
      subject: 'A02',
      total: { printed: '100.88' },
      counts: { '00.3': 1 },
      candidate: 'chosen',
    });
    expect(year.rows[0]?.months.slice(2, 4)).toEqual([
      { period: '2026-03', score: '101.00', imported: true },
      { period: '2026-04', score: '100.00' },
    ]);
    const shown = (await hall.run('rollup', '2026-Q1')).out;
    expect(shown).toContain('2026-01、2026-02、2026-03 的数据由考核办导入，未经系统核算');
    expect(shown).toContain('候选比较中不用扣分');
  });

  it('takes a corrected month as a new revision; what is sealed stays and still verifies', async () => {
    hall.setClock('2026-05-11 09:00:00');
    const corrected = join(out, 'january.csv');
    const lines = readFileSync(join(FILES, 'january-and-march.csv'), 'utf8').split('\n');
    const january = lines.filter((line) => line.startsWith('考核') || line.startsWith('2026年1月'));
    const swapped = january.map((line) =>
      line.startsWith('2026年1月,1,')
        ? '2026年1月,1,市场监管局窗口,100,4,1,103,'
        : line.startsWith('2026年1月,2,')
          ? '2026年1月,2,税务窗口,100,2.5,0.5,102,'
          : line,
    );
    writeFileSync(corrected, swapped.join('\n'));
    const answer = await imported(corrected);
    expect(answer).toMatchObject({ accepted: 7, rejected: 0 });
    expect((await hall.run('standings', '2026-01', '--json')).json<Imported>()).toMatchObject({
      revision: 2,
      standings: expect.arrayContaining([
        expect.objectContaining({ subject: 'A01', rank: 1, score: '103.00' }),
      ]) as unknown,
    });
    expect((await hall.run('verify', '2026-04', '--from-rows', '--json')).json()).toMatchObject({
      fromRows: true,
      recomputed: true,
    });
    // The batch the seal rests on cannot be taken away; the later one can.
    const undone = await hall.run('import', 'undo', first);
    expect(undone.code).toBe(1);
    expect(undone.err).toContain('2026-04');
    expect((await hall.run('import', 'undo', answer.batch ?? '')).code).toBe(0);
    expect((await hall.run('verify', '2026-04', '--from-rows')).code).toBe(0);
  });

  it('withdraws a month by name and reason', async () => {
    hall.setClock('2026-05-12 09:00:00');
    expect((await hall.run('opening', 'withdraw', '2026-03', '--by', '王某', '--reason', ' ')).code).toBe(1);
    expect((await hall.run('opening', 'withdraw', '2026-03', '--by', '王某', '--reason', '三月通报有误')).code).toBe(0);
    expect((await hall.run('opening', '--json')).json()).toMatchObject({ missing: ['2026-03'] });
    expect((await hall.run('standings', '2026-03')).code).toBe(1);
    expect((await hall.run('verify', '2026-04', '--from-rows')).code).toBe(0);
    const again = await request(hall.app.getHttpServer())
      .post('/api/halls/test/opening/2026-03/withdrawal')
      .send({ reason: '再次作废' })
      .expect(404);
    expect(again.body).toMatchObject({ code: 'opening.nothing-imported' });
  });

  it('refuses months this system closed', async () => {
    const april = join(out, 'april.csv');
    writeFileSync(april, '考核月份,名次,窗口名称\n2026-04,1,医保窗口');
    const told = await hall.run('import', 'opening', april);
    expect(told.code).toBe(1);
    expect(told.err).toContain('2026-04 已由本系统计分锁定');
  });
});

async function textOf(path: string): Promise<string> {
  const book = await openFile(path);
  const texts: string[] = [];
  for (const sheet of book.sheets)
    for await (const rows of book.rows(sheet))
      for (const row of rows) if ('cells' in row) texts.push(row.cells.map(shownCell).join('|'));
  book.close();
  return texts.join('\n');
}
