import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import request from 'supertest';
import { openApplication, type Ran, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const HEAD = '办件编号,窗口名称,受理时间,承诺时限(工作日),法定时限(工作日),办结时间,办件类型,办件状态';

const schemaOf = (name: string): object =>
  JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'schemas', `${name}.schema.json`), 'utf8')) as object;

/** What the office reads about the cases of a month, by command line and HTTP, before and after it is closed. */
describe.each(testEngines())('cases of a month on $name', (engine) => {
  let hall: TestApplication;
  let folder: string;

  const row = (no: string, accepted: string, finished: string, promise = '5'): string =>
    `${no},税务窗口,${accepted},${promise},20,${finished},承诺件,${finished === '' ? '办理中' : '办结'}`;
  const take = async (name: string, rows: readonly string[]): Promise<Ran> => {
    const file = join(folder, name);
    writeFileSync(file, [HEAD, ...rows].join('\n'));
    const ran = await hall.run('import', 'cases', file, '--json', '--by', '王某');
    expect([ran.err, ran.code]).toEqual(['', 0]);
    return ran;
  };
  const api = (path: string): request.Test => request(hall.app.getHttpServer()).get(`/api/halls/test/periods/${path}`);

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-02-02 10:00:00', FILES);
    folder = mkdtempSync(join(tmpdir(), 'baifen-e2e-cases-'));
    await hall.run('hall', 'add', 'test', '示例大厅');
    await hall.run('import', 'roster', 'roster.xlsx', '--by', '王某');
    await hall.run('rules', 'publish', 'lianshui-2026', '--by', '王某');
    await take('january.csv', [
      row('3299992600009001', '2026-01-05 09:00:00', '2026-01-07 10:00:00'),
      row('3299992600009002', '2026-01-05 09:30:00', '2026-01-14 10:00:00'),
      row('3299992600009003', '2026-01-28 09:30:00', ''),
      row('3299992600009004', '2026-01-06 09:30:00', '2026-01-06 09:30:20'),
      row('3299992600009005', '2026-01-06 09:30:00', '2026-01-07 09:30:20', ''),
    ]);
  });
  afterAll(async () => {
    await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers after the published schemas, the same by command line and HTTP', async () => {
    const list = ['--window', '税务窗口', '--measure', 'cases.overdue', '--basis', 'due'];
    const asked: readonly (readonly [string, readonly string[], string])[] = [
      ['cases-statistics', ['statistics', '2026-01'], 'statistics'],
      ['cases-list', ['list', '2026-01', ...list], '?window=A02&measure=cases.overdue&basis=due'],
      ['cases-findings', ['findings', '2026-01'], 'findings'],
    ];
    for (const [schema, argv, path] of asked) {
      const valid = new Ajv({ allErrors: true, strict: false }).compile(schemaOf(schema));
      const answer = (await hall.run('cases', ...argv, '--json')).json();
      expect([schema, valid(answer), valid.errors]).toEqual([schema, true, null]);
      expect(valid({ ...answer, more: 1 })).toBe(false);
      const place = path.startsWith('?') ? `cases${path}` : `cases/${path}`;
      expect((await api(`2026-01/${place}`).expect(200)).body).toEqual(answer);
    }
  });

  it('shows every rate with numerator, denominator and basis, and what is in none of them', async () => {
    const ran = await hall.run('cases', 'statistics', '2026-01', '--window', 'A02');
    expect(ran.out).toContain('66.7% (2/3)');
    expect(ran.out).toContain('按时率以当月到期的为基数');
    expect(ran.out).toContain('另有 1 件时限无法计算或不知道窗口');
    const { total } = (await hall.run('cases', 'statistics', '2026-01', '--json')).json<{ total: object }>();
    expect(total).toMatchObject({
      ...{ accepted: 4, finished: 3, due: 3, overdue: 1, carriedIn: 0, carriedOut: 1 },
      onTime: { of: 2, over: 3, basis: 'due' },
      promiseSpeedUp: { of: 45, over: 60, basis: 'finished' },
      averageDays: { of: 9, over: 3, basis: 'finished' },
      carryOver: { of: 1, over: 4, basis: '-' },
    });
  });

  it('lists the cases behind a number with both due days, and the findings for a person', async () => {
    const list = await hall.run(
      'cases',
      'list',
      '2026-01',
      '--window',
      'A02',
      '--measure',
      'cases.overdue',
      '--basis',
      'due',
    );
    expect(list.out).toContain('3299992600009002');
    expect(list.out).toContain('共 1 件，合计 1。');
    const found = await hall.run('cases', 'findings', '2026-01');
    expect(found.out).toContain('受理、办结都在 2026-01-06 09:30');
    expect(found.out).toContain('共 2 条线索，供人工核对；不是事实，不产生任何扣分。');
    const some = await hall.run('cases', 'findings', '2026-01', '--kind', 'unjudged', '--json');
    expect(some.json<{ counts: object }>().counts).toEqual({ unjudged: 1 });
  });

  it('refuses a slip with what to do', async () => {
    const told = async (...argv: string[]): Promise<string> => {
      const ran = await hall.run('cases', ...argv);
      expect(ran.code).toBe(1);
      return ran.err;
    };
    expect(await told('statistics', '2026-01', '--window', 'Z99')).toContain('没有窗口“Z99”');
    expect(await told('findings', '2026-01', '--kind', 'x')).toContain('没有“x”这一类线索');
    expect(await told('findings', '2026-01', '--opening', '8')).toContain('“8”不是时间');
    expect(await told('list', '2026-01', '--window', 'A02', '--measure', 'cases.x', '--basis', 'due')).toContain(
      '没有指标',
    );
    expect(await told('corrections', '2026-01')).toContain('还没有锁定过');
    expect((await api('2026-01/cases/corrections').expect(404)).body).toMatchObject({
      code: 'cases.month-never-closed',
    });
    await api('2026-01/cases?window=A02&measure=x&basis=due').expect(400);
  });

  it('takes a bare date as the end of that day, and says so', async () => {
    const ran = await hall.run('cases', 'statistics', '2026-01', '--as-of', '2026-01-06', '--json');
    expect(ran.json()).toMatchObject({ asOf: '2026-01-06 23:59:59', total: { finished: 1 } });
    expect(ran.err).toContain('按当日结束（2026-01-06 23:59:59）计算');
  });

  it('proposes corrections of a closed month and leaves the month as it was sealed', async () => {
    hall.setClock('2026-02-10 10:00:00');
    expect((await hall.run('score', '2026-01', '--by', '王某')).err).toBe('');
    const override = ['--override', 'coverage-complete', '--reason', '来源未接入'];
    const closed = await hall.run('close', '2026-01', '--by', '王某', '--json', ...override);
    expect(closed.err).toBe('');
    const statistics = (await hall.run('cases', 'statistics', '2026-01', '--json')).json();
    expect(statistics).toMatchObject({ sealed: true, asOf: '2026-02-10 10:00:00' });

    hall.setClock('2026-02-11 09:00:00');
    const late = (
      await take('late.csv', [
        row('3299992600009002', '2026-01-05 09:30:00', '2026-01-09 10:00:00'),
        row('3299992600009006', '2026-01-20 09:30:00', '2026-01-30 10:00:00'),
      ])
    ).json<{ accepted: number; skipped: number; batch: string | null }>();
    expect(late).toMatchObject({ accepted: 0, skipped: 2, batch: expect.any(String) });
    const items = join(folder, 'items.csv');
    writeFileSync(items, '事项编码,审批窗口编号,承诺时限\nI1,B01,3');
    expect((await hall.run('import', 'items', items, '--by', '王某')).err).toBe('');

    const answer = (await hall.run('cases', 'corrections', '2026-01', '--json')).json<{
      corrections: { case: string; kind: string; charges: unknown[]; batch: string; line: number }[];
    }>();
    const valid = new Ajv({ allErrors: true, strict: false }).compile(schemaOf('cases-corrections'));
    expect([valid(answer), valid.errors]).toEqual([true, null]);
    expect(
      answer.corrections.map(({ case: no, kind, charges, batch, line }) => [no, kind, charges, batch, line]),
    ).toEqual([
      [
        '3299992600009002',
        'corrected',
        [{ fact: 'case.overdue', before: { window: 'A02', workingDays: 2 }, after: null }],
        late.batch,
        2,
      ],
      [
        '3299992600009006',
        'late',
        [{ fact: 'case.overdue', before: null, after: { window: 'A02', workingDays: 3 } }],
        late.batch,
        3,
      ],
    ]);
    expect((await api('2026-01/cases/corrections').expect(200)).body).toEqual(answer);
    expect((await hall.run('cases', 'corrections', '2026-01')).out).toContain(
      '共 2 条更正建议，已锁定的 2026-01 没有改变',
    );
    expect((await hall.run('cases', 'statistics', '2026-01', '--json')).json()).toEqual(statistics);
    const verified = await hall.run('verify', '2026-01', '--from-rows', '--json');
    expect(verified.json()).toMatchObject({ sealIntact: true, recomputed: true, resultIntact: true, fromRows: true });
  });
});
