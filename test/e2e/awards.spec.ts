import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import request from 'supertest';
import type { MonthFacts } from 'src/modules/rules/facts';
import { checkBook } from 'src/modules/rules';
import { Database } from 'src/config/database.service';
import { digestOf } from 'src/common/canonical';
import { PeriodService } from 'src/modules/calendar';
import { JobsService } from 'src/modules/jobs';
import { compile } from 'src/modules/scoring/engine/compile';
import { evaluate } from 'src/modules/scoring/engine/order';
import { RunStore } from 'src/modules/scoring/run-store.service';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const BOOK = `book: awards-test
title: 评优测试办法
from: 2026-01
subjects:
  window: { base: 100 }
sections:
  - { code: "1", name: 业务办理 }
ranking:
  window: {}
items:
  - code: "1.1"
    name: 超时办结
    section: "1"
    kind: deduction
    count: { facts: [{ type: case.overdue }] }
    shape: { kind: per-unit, points: 1 }
outcomes:
  - { code: "00.1", name: 当月第一名, kind: top, n: 1, minimumGroup: 1, ties: decide }
  - code: "00.2"
    name: 当月末位
    kind: bottom
    n: 1
    minimumGroup: 1
    effects:
      - { lose: eligibility, who: window, length: quarter }
rollups:
  quarter:
    method: mean
    candidates: { outcome: "00.1", n: 2, keys: [count, score] }
`;

const ajv = new Ajv({ allErrors: true });
const schema = (name: string) =>
  ajv.compile(JSON.parse(readFileSync(`docs/schemas/${name}.schema.json`, 'utf8')) as object);
const isProposals = schema('award-proposals');
const isHonours = schema('honours');
const isLedger = schema('eligibility');

interface Title {
  title: { code: string };
  candidates: {
    subject: { id: string };
    proposed: string;
    eligible: boolean;
    decision: string | null;
    count: number;
  }[];
  holders: { id: string }[];
}
interface Proposals {
  missing: string[];
  titles: Title[];
}
interface Honour {
  id: string;
  subject: { id: string };
  verdict: string;
  proposed: string;
  from: string | null;
}
interface Loss {
  id: string;
  subject: { id: string };
  lifted: { reason: string } | null;
}

/** A first quarter: sealed months propose, the leading group decides, a reopened month and minutes change the ledger. */
describe.each(testEngines())('awards on $name', (engine) => {
  let hall: TestApplication;
  let folder: string;
  const { book } = checkBook(BOOK);
  if (!book) throw new Error('the book is right');

  /** Seals a month as the closing does, from overdue cases per window. */
  const seal = async (month: string, overdue: Record<string, number>, revision = 1): Promise<void> => {
    const facts: MonthFacts = {
      period: month,
      subjects: { windows: Object.keys(overdue).map((id) => ({ id, name: id })), staff: [] },
      facts: Object.entries(overdue).flatMap(([window, times]) =>
        Array.from({ length: times }, (_, at) => ({
          ...{ kind: 'occurrence' as const, id: `${window}${String(at)}`, type: 'case.overdue' as const },
          ...{ date: `${month}-02`, window },
        })),
      ),
      coverage: [{ source: '*', from: `${month}-01`, to: `${month}-31` }],
    };
    const evaluation = evaluate(compile(book), facts);
    const run = {
      ...{ id: `test:${month}:r${String(revision)}`, hall: 'test', month, revision, sealed: 1, computedBy: '王某' },
      ...{ computedAt: `${month}-28 10:00:00`, engine: evaluation.engine, book: book.book, bookDigest: '' },
      ...{ factsDigest: digestOf(facts), resultDigest: digestOf(evaluation), sealDigest: '', blocked: 0, remark: '' },
    };
    const store = hall.app.get(RunStore, { strict: false });
    await hall.app.get(Database).write((manager) => store.write(manager, run, { evaluation, statistics: {} as never }));
  };
  const get = async <T>(path: string): Promise<T> =>
    (await request(hall.app.getHttpServer()).get(`/api/halls/test/${path}`).expect(200)).body as T;
  const post = (path: string, body: object): request.Test =>
    request(hall.app.getHttpServer()).post(`/api/halls/test/${path}`).send(body);
  const titleIn = (answer: Proposals, wanted: string): Title => {
    if (!isProposals(answer)) throw new Error(JSON.stringify(isProposals.errors));
    const found = answer.titles.find(({ title: { code } }) => code === wanted);
    if (!found) throw new Error(`no title ${wanted}`);
    return found;
  };
  const flag = async (month: string): Promise<Title> =>
    titleIn(await get<Proposals>(`award-spans/${month}/proposals`), 'rotating-flag');
  const shown = ({ candidates }: Title): string[] =>
    candidates.map(({ subject, proposed, eligible }) => `${subject.id} ${proposed}${eligible ? '' : ' barred'}`);
  const minutes = { minutes: '纪要1号', decidedOn: '2026-04-07' };
  const window = (id: string) => ({ type: 'window', id });

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-04-08 10:00:00', FILES);
    folder = mkdtempSync(join(tmpdir(), 'baifen-awards-'));
    writeFileSync(join(folder, 'book.yaml'), BOOK);
    await hall.run('hall', 'add', 'test', '示例大厅');
    expect((await hall.run('import', 'roster', 'roster.xlsx', '--by', '王某')).code).toBe(0);
    expect((await hall.run('rules', 'publish', join(folder, 'book.yaml'), '--by', '王某')).err).toBe('');
    await seal('2026-01', { A01: 0, A02: 1, B01: 2, B02: 5 });
    await seal('2026-02', { A01: 0, A02: 0, B01: 2, B02: 1 });
  });
  afterAll(async () => {
    await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('proposes candidates only, and decides nothing while a month is open', async () => {
    expect(shown(await flag('2026-01'))).toEqual(['A01 chosen']);
    expect(shown(await flag('2026-02'))).toEqual(['A01 tied', 'A02 tied']);
    const early = await post('award-spans/2026-Q1/decisions', {
      ...{ title: '红旗窗口', ...minutes, verdicts: [{ subject: window('A01'), verdict: 'granted' }] },
    }).expect(409);
    expect(early.body).toMatchObject({ code: 'awards.months-open', details: { months: ['2026-03'] } });
    await seal('2026-03', { A01: 1, A02: 0, B01: 2, B02: 3 });
    const quarter = titleIn(await get<Proposals>('award-spans/2026-Q1/proposals'), 'red-flag-quarter');
    expect(shown(quarter)).toEqual(['A01 chosen', 'A02 chosen']);
  });

  it('takes the losses of sealed months into the ledger once, and bars by them with the reason', async () => {
    await hall.app.get(JobsService).runNow('awards');
    const ledger = (await hall.run('awards', 'eligibility', '--take', '--json')).json<Loss[]>();
    if (!isLedger(ledger)) throw new Error(JSON.stringify(isLedger.errors));
    expect(ledger.map(({ subject, lifted }) => `${subject.id} ${lifted === null ? '—' : lifted.reason}`)).toEqual([
      ...['B02 —', 'B01 —', 'B02 —'],
    ]);
    const told = await post('award-spans/2026-Q1/decisions', {
      ...{ title: 'red-flag-quarter', ...minutes },
      verdicts: [{ subject: window('B02'), verdict: 'granted', reason: '进步明显' }],
    }).expect(409);
    expect(told.body).toMatchObject({
      code: 'awards.decision-faulty',
      details: { faults: [{ kind: 'not-eligible' }] },
    });
    expect((told.body as { message: string }).message).toContain('因“当月末位”取消评优评先资格');
  });

  it('puts finished proposals before the leading group', async () => {
    const open = await get<{ messages: { key: string; text: { zh: string } }[] }>('messages?kind=todo');
    const proposals = open.messages.map(({ key }) => key).filter((key) => key.startsWith('award:'));
    expect(proposals.sort()).toEqual(['award:red-flag-quarter:2026-Q1', 'award:rotating-flag:2026-03']);
  });

  it('lifts what a reopened month no longer takes, and what the minutes lift', async () => {
    await seal('2026-02', { A01: 0, A02: 0, B01: 0, B02: 1 }, 2);
    const ledger = (await hall.run('awards', 'eligibility', '--take', '--json')).json<Loss[]>();
    expect(ledger.map(({ subject, lifted }) => `${subject.id} ${lifted?.reason ?? '—'}`)).toEqual([
      ...['B02 —', 'B01 第2版结果已无此项', 'B02 —', 'B02 —'],
    ]);
    const word = { minutes: '纪要2号', reason: '异议成立' };
    for (const { id, lifted } of ledger) if (lifted === null) await post(`eligibility/${id}/lifting`, word).expect(201);
    const again = await post(`eligibility/${ledger[0]?.id ?? ''}/lifting`, word).expect(404);
    expect(again.body).toMatchObject({ code: 'awards.loss-unknown' });
    expect(
      (await hall.run('awards', 'eligibility', '--take', '--json')).json<Loss[]>().every(({ lifted }) => lifted),
    ).toBe(true);
  });

  it('records the decision actually taken, all of it or nothing, with its reason where it departs', async () => {
    const decide = (...verdicts: object[]) =>
      post('award-spans/2026-Q1/decisions', { title: 'red-flag-quarter', ...minutes, verdicts });
    const granted = { subject: window('A01'), verdict: 'granted' };
    const refused = await decide(granted, { subject: window('A02'), verdict: 'declined' }).expect(409);
    expect(refused.body).toMatchObject({
      details: { faults: [{ kind: 'departs', subject: 'A02', proposed: 'chosen' }] },
    });
    expect(await get('awards')).toEqual([]);
    const made = await decide(granted, { subject: window('A02'), verdict: 'declined', reason: '正在整改' }).expect(201);
    if (!isHonours(made.body)) throw new Error(JSON.stringify(isHonours.errors));
    expect(made.body).toMatchObject([{ verdict: 'granted', proposed: 'chosen' }, { verdict: 'declined' }]);
    expect((await decide(granted).expect(409)).body).toMatchObject({ details: { faults: [{ kind: 'decided' }] } });
    const { titles } = await get<Proposals>('award-spans/2026-Q1/proposals');
    expect(titles[0]?.candidates.map(({ decision }) => decision)).toEqual(['granted', 'declined']);
  });

  it('takes back what was granted, and may then grant it anew', async () => {
    const [first] = (await get<Honour[]>('awards')).filter(({ verdict }) => verdict === 'granted');
    const word = { ...minutes, reason: '材料不实' };
    const made = await post(`awards/${first?.id ?? ''}/revocation`, word).expect(201);
    expect(made.body).toMatchObject({ verdict: 'revoked', reason: '材料不实' });
    await post(`awards/${first?.id ?? ''}/revocation`, word).expect(404);
    const again = [
      'awards',
      'decide',
      '2026-Q1',
      '红旗窗口',
      '--grant',
      'A01',
      '--minutes',
      '纪要3号',
      '--on',
      '2026-04-08',
    ];
    expect((await hall.run(...again, '--by', '王某', '--json')).json<Honour[]>()).toMatchObject([
      { verdict: 'granted' },
    ]);
  });

  it('hands a rotating flag over from its holder', async () => {
    const decide = async (month: string, grant: string, reason = ''): Promise<Honour[]> => {
      const flags = [
        '--grant',
        grant,
        '--minutes',
        '纪要4号',
        '--on',
        '2026-04-08',
        '--by',
        '王某',
        '--reason',
        reason,
      ];
      const ran = await hall.run('awards', 'decide', month, '流动红旗', ...flags, '--json');
      expect(ran.err).toBe('');
      return ran.json<Honour[]>();
    };
    expect(await decide('2026-01', 'A01')).toMatchObject([{ from: null, proposed: 'chosen' }]);
    expect(await decide('2026-02', 'A02', '抽签')).toMatchObject([{ from: 'A01', proposed: 'tied' }]);
    expect((await flag('2026-03')).holders).toEqual([window('A02')]);
    expect(await decide('2026-03', 'A02')).toMatchObject([{ from: null }]);
  });

  it('lets a hall name its own titles, and keeps what was given under one that is retired', async () => {
    const flags = [
      '--name',
      '党员先锋岗',
      '--staff',
      '--span',
      'year',
      '--places',
      '3',
      '--reason',
      '支部决定',
      '--by',
      '王某',
    ];
    expect((await hall.run('awards', 'title', 'pioneer', ...flags)).err).toBe('');
    expect((await hall.run('awards', 'retire', 'rotating-flag', '--reason', '停办', '--by', '王某')).err).toBe('');
    const titles = await get<{ code: string; sample: boolean }[]>('award-titles');
    expect(titles.find(({ code }) => code === 'pioneer')).toMatchObject({ sample: false });
    expect(titles.some(({ code }) => code === 'rotating-flag')).toBe(false);
    expect((await get<{ title: string }[]>('awards')).filter(({ title }) => title === 'rotating-flag')).toHaveLength(3);
  });

  it('tells who entered the same loss before, also when two enter it at once', async () => {
    const lost = { scope: 'eligibility', subject: window('B01'), period: '2026-03', length: 'month' };
    const word = { minutes: '纪要7号', reason: '通报批评' };
    const both = await Promise.all([1, 2].map(() => post('eligibility', { ...lost, ...word })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = both.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'awards.suspended-already', details: { subject: 'B01' } });
    expect((refused?.body as { message: string }).message).toContain('按 纪要7号 取消');
    // Another length is another loss; a lifted one may be entered anew.
    await post('eligibility', { ...lost, length: 'year', ...word }).expect(201);
    const { id } = both.find(({ status }) => status === 201)?.body as Loss;
    await post(`eligibility/${id}/lifting`, word).expect(201);
    const again = await post('eligibility', { ...lost, ...word }).expect(201);
    expect((again.body as Loss).id).not.toBe(id);
    for (const { id: open, lifted } of await get<Loss[]>('eligibility'))
      if (lifted === null) await post(`eligibility/${open}/lifting`, word).expect(201);
  });

  it('marks what comes from a month that is being corrected, and decides nothing on it', async () => {
    await seal('2026-03', { A01: 1, A02: 0, B01: 2, B02: 4 }, 2);
    await hall.run('awards', 'eligibility', '--take');
    const periods = hall.app.get(PeriodService, { strict: false });
    await periods.ensure('test', '2026-03', '2026-04-01 09:00:00');
    expect(await get<Proposals>('award-spans/2026-Q1/proposals')).toMatchObject({
      ...{ missing: ['2026-03'], reopened: ['2026-03'] },
    });
    const ledger = await get<(Loss & { period: string; revision: number; reopened: boolean })[]>('eligibility');
    if (!isLedger(ledger)) throw new Error(JSON.stringify(isLedger.errors));
    expect(ledger.some(({ reopened }) => reopened)).toBe(true);
    for (const { period, revision, reopened } of ledger) expect(reopened).toBe(period === '2026-03' && revision > 0);
    expect((await hall.run('awards', 'eligibility')).out).toContain('当月正在更正');
    const body = { title: '示范岗', ...minutes, verdicts: [{ subject: window('B01'), verdict: 'granted' }] };
    expect((await post('award-spans/2026-Q1/decisions', body).expect(409)).body).toMatchObject({
      code: 'awards.months-open',
    });
    await hall.app
      .get(Database)
      .write((manager) => manager.update('period', { hall: 'test', month: '2026-03' }, { state: 'closed' }));
    expect(await get<Proposals>('award-spans/2026-Q1/proposals')).toMatchObject({ missing: [], reopened: [] });
  });

  it('keeps one of two decisions made at the same moment', async () => {
    const title = {
      name: '季度之星',
      subject: 'window',
      span: 'quarter',
      source: { kind: 'nomination' },
      reason: '新设',
    };
    await request(hall.app.getHttpServer()).put('/api/halls/test/award-titles/star').send(title).expect(200);
    const body = { title: 'star', ...minutes, verdicts: [{ subject: window('B01'), verdict: 'granted' }] };
    const both = await Promise.all([1, 2].map(() => post('award-spans/2026-Q1/decisions', body)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await get<{ title: string }[]>('awards')).filter((one) => one.title === 'star')).toHaveLength(1);
  });
});
