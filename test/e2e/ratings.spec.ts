import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import request from 'supertest';
import { openFile } from 'src/modules/intake/files/open.process';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const SCHEMAS = join(__dirname, '..', '..', 'docs', 'schemas');
const MONTH = '2026-01';
const SHEET = '办件及好差评';

interface Listed {
  readonly rating: string;
  readonly case: string | null;
  readonly grade: string;
  readonly why: string;
  readonly counts: boolean;
}
interface Explained {
  readonly score: string;
  readonly lines: readonly {
    readonly item?: string;
    readonly kind: string;
    readonly state: string;
    readonly scale4: number;
    readonly ruling?: string;
    readonly facts: readonly string[];
    readonly sentence: string;
  }[];
}

/** Ratings of a month from the list to the sheet and the bulletin, by command line and over HTTP. */
describe.each(testEngines())('ratings of a month on $name', (engine) => {
  let hall: TestApplication;
  let out: string;
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-02-10 10:00:00', FILES);
    out = mkdtempSync(join(tmpdir(), 'baifen-ratings-e2e-'));
    const complete = ['--complete-from', '2026-01-01', '--complete-to', '2026-01-31', '--by', '王某'];
    const cases = join(out, 'cases.csv');
    const head = '办件编号,窗口名称,受理时间,承诺时限(工作日),办结时间,办件类型,办件状态';
    // Nobody can tell what became of the second and third.
    writeFileSync(
      cases,
      [
        head,
        '3299992600001010,税务窗口,2026-01-05 09:00:00,5,2026-01-06 10:00:00,承诺件,办结',
        '3299992600009992,税务窗口,2026-01-05 09:00:00,5,,承诺件,转外网X9',
        '3299992600009993,税务窗口,2026-01-06 09:00:00,5,,承诺件,转外网X9',
      ].join('\n'),
    );
    // Five within four minutes: worth a look.
    const burst = join(out, 'burst.csv');
    const minutes = [0, 1, 2, 3, 4].map(
      (minute) => `32993100000000${String(minute)},A02,满意,2026-01-20 10:0${String(minute)}:00`,
    );
    writeFileSync(burst, ['办件编号,窗口编号,满意度,评价时间', ...minutes].join('\n'));
    for (const argv of [
      ['hall', 'add', 'test', '示例大厅'],
      ['import', 'roster', 'roster.xlsx', '--by', '王某'],
      ['rules', 'publish', 'lianshui-2026', '--by', '王某'],
      ['import', 'cases', cases, ...complete],
      ['import', 'ratings', 'ratings-extended.utf8bom.csv', '--good-rows', ...complete],
      ['import', 'ratings', burst, ...complete],
    ])
      expect([argv[1], (await hall.run(...argv)).err]).toEqual([argv[1], '']);
  });
  afterAll(async () => {
    await hall.stop();
    rmSync(out, { recursive: true, force: true });
  });

  const server = (): ReturnType<typeof request> => request(hall.app.getHttpServer());
  const get = async (path: string, schema: string, language = 'zh'): Promise<object> => {
    const { body } = await server().get(`/api/halls/test/${path}`).set('accept-language', language).expect(200);
    return held(schema, body as object);
  };
  const post = async (path: string, schema: string, body: object): Promise<object> => {
    const { body: said } = await server().post(`/api/halls/test/${path}`).send(body).expect(201);
    return held(schema, said as object);
  };
  const refused = async (path: string, body: object, status: number, code: string): Promise<unknown> => {
    const { body: said } = await server().post(`/api/halls/test/${path}`).send(body).expect(status);
    expect(said).toEqual({
      code,
      message: expect.any(String),
      details: expect.any(Object),
      requestId: expect.any(String),
    });
    return (said as { message: unknown }).message;
  };
  const told = async (schema: string, ...argv: string[]): Promise<object> => {
    const { err, ...ran } = await hall.run(...argv, '--json');
    expect(err).toBe('');
    return held(schema, ran.json());
  };
  /** The answer itself, once it has the published form. */
  function held<T extends object>(schema: string, answer: T): T {
    const valid =
      ajv.getSchema(`https://baifen.example/schemas/${schema}.schema.json`) ??
      ajv.compile(JSON.parse(readFileSync(join(SCHEMAS, `${schema}.schema.json`), 'utf8')) as object);
    expect([schema, valid(answer), valid.errors]).toEqual([schema, true, null]);
    return answer;
  }
  const listed = async (): Promise<readonly Listed[]> =>
    ((await told('ratings-list', 'ratings', 'show', MONTH, '--window', 'A01')) as { ratings: Listed[] }).ratings;
  const bad = async (): Promise<Listed> => {
    const [one] = (await listed()).filter(({ grade }) => grade === 'very-dissatisfied');
    if (!one) throw new Error('the sample has a bad rating of A01');
    return one;
  };
  const explained = async (language: string): Promise<Explained> =>
    (await hall.run('explain', MONTH, 'A01', '--json', '--lang', language)).json<Explained>();

  it('answers the same over HTTP as on the command line, after the published schemas', async () => {
    const asOf = '2026-01-31 18:00:00';
    for (const [schema, path, ...argv] of [
      ['ratings-counts', `periods/${MONTH}/ratings`, 'show', MONTH],
      ['ratings-list', `periods/${MONTH}/ratings/windows/A01`, 'show', MONTH, '--window', 'A01'],
      ['ratings-due', 'ratings/due', 'due'],
      ['ratings-signals', `periods/${MONTH}/ratings/signals`, 'signals', MONTH],
      ['ratings-appeals', `periods/${MONTH}/ratings/appeals`, 'appeals', MONTH],
    ] as const) {
      const answer = await told(schema, 'ratings', ...argv, '--as-of', asOf);
      expect(answer).toMatchObject({ hall: 'test', asOf });
      expect(await get(`${path}?asOf=${encodeURIComponent(asOf)}`, schema)).toEqual(answer);
    }
    expect(await get('ratings/limits', 'ratings-limits')).toEqual(
      await told('ratings-limits', 'ratings', 'limits', 'list'),
    );
    expect(await get(`periods/${MONTH}/ratings`, 'ratings-counts')).toMatchObject({ asOf: '2026-02-10 10:00:00' });
  });

  it('sets the days of the steps, and lists by day what is due by them', async () => {
    const days = { from: '2026-01', verifyDays: 5, rectifyDays: 15, callbackDays: 4 };
    const body = { ...days, reason: '示政办〔2026〕1号' };
    expect(await post('ratings/limits', 'ratings-limits-set', body)).toMatchObject({
      hall: 'test',
      ...days,
      revision: 1,
    });
    const set = ['--from', '2026-01', '--verify', '5', '--rectify', '15', '--callback', '5'];
    expect(
      await told('ratings-limits-set', 'ratings', 'limits', 'set', ...set, '--reason', '更正', '--by', '李某'),
    ).toMatchObject({ revision: 2 });
    expect(await get('ratings/limits', 'ratings-limits')).toMatchObject({
      current: { callbackDays: 5, sample: false },
    });
    expect(await refused('ratings/limits', { ...body, verifyDays: '5' }, 400, 'http.bad-request')).toBe(
      '请求内容有误：核实期限（verifyDays）应为 1 到 30 的整数（工作日）。请改正后重新提交。',
    );
    const due = await get('ratings/due?until=2026-02-15&window=A01', 'ratings-due');
    expect(due).toMatchObject({
      overdue: 2,
      days: [
        {
          due: '2026-01-16',
          past: true,
          steps: [
            { step: 'verification', window: 'A01', case: '3299992600001010', overdue: true, workingDaysLate: 17 },
            { step: 'callback', window: 'A01', case: '3299992600001010', overdue: true, workingDaysLate: 17 },
          ],
        },
      ],
    });
    expect((await hall.run('ratings', 'due')).out).toContain('已超期 17 个工作日');
  });

  it('records a call, which is then due no more', async () => {
    const { rating } = await bad();
    const body = { outcome: 'reached', on: '2026-02-09', note: '已致歉，电话13800001234' };
    expect(await post(`ratings/${rating}/callbacks`, 'ratings-callback', body)).toMatchObject({
      ...{ seq: 1, on: '2026-02-09', outcome: 'reached', note: '已致歉，电话138****1234', due: '2026-01-16' },
    });
    expect(
      await told('ratings-callback', 'ratings', 'callback', rating, '--outcome', 'declined', '--by', '李某'),
    ).toMatchObject({ seq: 2, on: '2026-02-10', note: '' });
    expect(await get('ratings/due?window=A01', 'ratings-due')).toMatchObject({ overdue: 1 });
    await refused(`ratings/${rating}/callbacks`, { ...body, on: '2026-02-11' }, 400, 'ratings.callback-day');
  });

  it('takes a judgement of a finding, kept with who saw it', async () => {
    const { signals } = (await get(`periods/${MONTH}/ratings/signals`, 'ratings-signals')) as {
      signals: { id: string; judgement: unknown }[];
    };
    const [first] = signals;
    expect(first?.judgement).toBeNull();
    const path = `periods/${MONTH}/ratings/signals/${first?.id ?? ''}/judgements`;
    const body = { decision: 'watching', reason: '已调取监控' };
    expect(await post(path, 'ratings-judgement', body)).toMatchObject({ seq: 1, decision: 'watching', by: 'cli:http' });
    const argv = [
      'ratings',
      'judge',
      MONTH,
      first?.id ?? '',
      '--decision',
      'unfounded',
      '--reason',
      '咨询',
      '--by',
      '王某',
    ];
    expect(await told('ratings-judgement', ...argv)).toMatchObject({ seq: 2 });
    expect(await get(`periods/${MONTH}/ratings/signals`, 'ratings-signals', 'en')).toMatchObject({
      signals: expect.arrayContaining([
        expect.objectContaining({
          id: first?.id,
          judgement: expect.objectContaining({ decision: 'unfounded', by: 'cli:王某' }),
        }),
      ]),
    });
    await refused(path, { ...body, decision: 'guilty' }, 400, 'http.bad-request');
    expect(await refused(path, { decision: 'founded' }, 400, 'http.bad-request')).toBe(
      '请求内容有误：请写明理由（reason），300 字以内。请改正后重新提交。',
    );
    await refused(path.replace(first?.id ?? '', '0'.repeat(16)), body, 404, 'ratings.signal-unknown');
  });

  it('files, withdraws and decides an appeal', async () => {
    const { rating } = await bad();
    const path = `ratings/${rating}/appeals`;
    const said = { reason: '评价对象不是本窗口' };
    expect(await post(path, 'ratings-appeal', said)).toMatchObject({
      seq: 1,
      kind: 'filed',
      months: [MONTH],
      sealed: [],
    });
    expect((await bad()).why).toContain('cli:http 于 2026-02-10 提出申诉，尚未认定');
    expect(await post(`${path}/withdrawal`, 'ratings-appeal', said)).toMatchObject({ seq: 2, kind: 'withdrawn' });
    await refused(`${path}/withdrawal`, said, 409, 'ratings.appeal-not-filed');
    await refused(`${path}/decision`, { ...said, kind: 'filed' }, 400, 'http.bad-request');
    await refused(`${path}/decision`, { ...said, kind: 'mistaken', reason: ' ' }, 400, 'http.bad-request');
    await refused('ratings/00000000/appeals', said, 404, 'ratings.rating-unknown');
    const elsewhere = await server().post(`/api/halls/nowhere/${path}`).send(said).expect(404);
    expect(elsewhere.body).toMatchObject({ code: 'organisation.hall-missing' });
    const filed = await told(
      'ratings-appeal',
      'ratings',
      'appeal',
      rating,
      '--kind',
      'filed',
      '--reason',
      '再报',
      '--by',
      '赵某',
    );
    expect(filed).toMatchObject({ seq: 3 });
    expect((await hall.run('score', MONTH, '--by', '王某')).err).toBe('');
    const before = (await explained('zh')).lines.filter(({ item }) => item === '04.02');
    expect(before.map(({ state, ruling }) => [state, ruling ?? null])).toEqual([['pending', null]]);
    const decided = { kind: 'malicious', reason: '群众来电说明点错' };
    expect(await post(`${path}/decision`, 'ratings-appeal', decided)).toMatchObject({ seq: 4, kind: 'malicious' });
    expect(await get(`periods/${MONTH}/ratings/appeals`, 'ratings-appeals')).toMatchObject({
      appeals: [{ rating, window: 'A01', standing: 'excluded', records: [{}, {}, {}, { kind: 'malicious' }] }],
    });
  });

  it('shows the excluded rating on the sheet, void, with the reason; numbers say what they were', async () => {
    const { rating } = await bad();
    expect((await hall.run('score', MONTH, '--by', '王某')).err).toBe('');
    const zh = await explained('zh');
    const own = zh.lines.filter(({ facts }) => facts.some((fact) => fact.startsWith(`rating:${rating}`)));
    expect(own.map(({ item, kind, state, scale4, ruling }) => [item, kind, state, scale4, ruling])).toEqual([
      ['04.02', 'note', 'suppressed', 0, `appeal:${rating}:4`],
    ]);
    const clause = '（04.02 经核实有效的差评每件扣1分，每月最多扣5分；误评、恶意差评除外）';
    expect(own[0]?.sentence).toBe(
      `04.02 有效差评：1月9日，褚砚秋，经裁定appeal:${rating}:4撤销：恶意差评，群众来电说明点错，非常不满意，不计分${clause}。`,
    );
    const rate = zh.lines.find(({ item }) => item === '04.01');
    expect(rate?.ruling).toBe('appeals:ratings.active:rated:A01');
    expect(rate?.sentence).toMatch(
      new RegExp(`^04\\.01 .*：主动评价数（按评价日）由\\d+更正为\\d+（评价申诉成立，${rating}（群众来电说明点错））`),
    );
    const en = await explained('en');
    const sentences = en.lines.map(({ sentence }) => sentence);
    expect(sentences).toContainEqual(
      expect.stringContaining(`void by ruling appeal:${rating}:4: malicious rating, 群众来电说明点错`),
    );
    expect(sentences).toContainEqual(
      expect.stringMatching(
        /active ratings by day of rating corrected from \d+ to \d+ \(appeals against ratings upheld/,
      ),
    );
    expect((await hall.run('explain', MONTH, 'A01')).out).toContain('恶意差评，群众来电说明点错');
  });

  it('seals the rulings with the month, and proves them from the rows', async () => {
    const aside = ['--override', 'coverage-complete', '--reason', '只试好差评'];
    // An appeal nobody decided holds the month: named, and set aside only by somebody's name and reason.
    const open = (await listed()).find(({ grade }) => grade === 'very-satisfied')?.rating ?? '';
    await post(`ratings/${open}/appeals`, 'ratings-appeal', { reason: '点错' });
    const held = await hall.run('close', MONTH, '--by', '王某', ...aside);
    expect([held.code, held.err]).toEqual([1, expect.stringContaining(`还没有认定：${open}。`)]);
    const status = (await hall.run('month', 'show', MONTH, '--json')).json<{ next: { missing: object[] }[] }>();
    expect(status.next.flatMap(({ missing }) => missing)).toContainEqual(
      expect.objectContaining({ condition: 'no-open-appeal', overridable: true }),
    );
    const both = ['--override', 'coverage-complete', 'no-open-appeal', '--reason', '只试好差评'];
    const closed = await hall.run('close', MONTH, '--by', '王某', ...both, '--json');
    expect(closed.json()).toMatchObject({
      overrides: expect.arrayContaining([expect.objectContaining({ condition: 'no-open-appeal' })]),
    });
    const verified = { sealIntact: true, recomputed: true, resultIntact: true, fromRows: true, rowsDifference: null };
    expect((await hall.run('verify', MONTH, '--from-rows', '--json')).json()).toMatchObject(verified);
    const { rating } = await bad();
    const decision = { kind: 'restored', reason: '复核' };
    await refused(`ratings/${rating}/appeals/decision`, decision, 409, 'calendar.period-frozen');
    await refused(`ratings/${rating}/callbacks`, { outcome: 'reached' }, 409, 'calendar.period-frozen');
    // Reopened and decided otherwise: the first revision still proves itself by what was decided then.
    hall.setClock('2026-02-11 10:00:00');
    expect((await hall.run('reopen', MONTH, '--by', '王某', '--reason', '复核申诉')).code).toBe(0);
    await post(`ratings/${rating}/appeals/decision`, 'ratings-appeal', decision);
    expect((await hall.run('score', MONTH, '--by', '王某')).err).toBe('');
    const [now] = (await explained('zh')).lines.filter(({ item }) => item === '04.02');
    expect([now?.state, now?.ruling]).toEqual(['pending', undefined]);
    for (const argv of [[], ['--revision', '1']])
      expect((await hall.run('verify', MONTH, '--from-rows', '--json', ...argv)).json()).toMatchObject(verified);
  });

  it('prints what the office must know about the data, from the sealed month, in both languages', async () => {
    const notes = async (language: string, sheet: string): Promise<string[]> => {
      const folder = join(out, language);
      const argv = ['bulletin', MONTH, '--revision', '1', '--out', folder, '--lang', language];
      expect((await hall.run(...argv)).err).toBe('');
      const book = await openFile(join(folder, readdirSync(folder)[0] ?? ''));
      const found = book.sheets.find(({ name }) => name === sheet);
      if (!found) throw new Error(`no sheet ${sheet}`);
      const texts: string[] = [];
      for await (const group of book.rows(found))
        for (const row of group)
          if ('cells' in row) {
            const [first] = row.cells;
            if (typeof first === 'string' && /^(?:注：|　　|\d\. )/.test(first)) texts.push(first);
          }
      return texts;
    };
    expect(await notes('zh', SHEET)).toEqual([
      expect.stringMatching(/^注：1\. /),
      '　　2. 另有2件办件因状态、时限或窗口不明而无法判断，未计入以上各数，请核对办件清单。',
      '　　3. 收到评价27条，经申诉排除1条（恶意差评1条），有效评价26条，其中默认评价2条；好评率、差评、有效差评、已整改按有效评价计。',
    ]);
    expect(await notes('en', 'Cases and ratings')).toEqual([
      expect.stringMatching(/^1\. Instant and same-day/),
      '2. Not in any figure above: 2 cases whose state, limit or window is unclear. Check the list of cases.',
      '3. Ratings collected: 27, 1 excluded on appeal (1 malicious); valid: 26, 2 of them by default. Satisfied, bad, valid bad and rectified are of the valid ones.',
    ]);
  });
});
