import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALWAYS, dayNumber } from 'src/common/civil-date';
import type { Database } from 'src/config/database.service';
import { CasesService } from 'src/modules/cases';
import { judgeCase } from 'src/modules/cases/case-clock';
import { CASE_MEASURES } from 'src/modules/cases/case-month';
import { CurrentCasesService } from 'src/modules/cases/current-cases.service';
import { ItemsService } from 'src/modules/cases/items/items.service';
import { JudgingService } from 'src/modules/cases/judging.service';
import { StagesService } from 'src/modules/cases/stages/stages.service';
import { WorkingDayCounter } from 'src/modules/cases/working-day-counter';
import type { Fact, Occurrence, Tally } from 'src/modules/rules/facts';
import { MEASURES } from 'src/modules/rules/measures';
import expected from 'test/fixtures/cases/expected.json';
import { testEngines } from 'test/support/engines';
import { fixture } from 'test/support/feed-driver';
import { SampleHall } from 'test/support/sample-hall';

const list = expected['cases.utf8.csv'];
const ASOF = list.as_of;
const HEAD =
  '办件编号,事项名称,窗口名称,受理人员,受理时间,承诺时限,法定时限,办结时间,办件类型,办件状态,补正告知,补正受理,补正次数';

describe.each(testEngines())('cases on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let sample: SampleHall;
  let cases: CasesService;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baifen-cases-'));
    ({ database, drop } = await engine.open());
    sample = await SampleHall.open(database);
    const { notices, organisation, coverage } = sample;
    const [current, stages] = [new CurrentCasesService(database), new StagesService(database)];
    const judging = new JudgingService(current, notices, coverage, new ItemsService(database), stages);
    cases = new CasesService(current, judging, stages, organisation, coverage);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await drop();
  });
  beforeEach(() =>
    database.write(async (manager) => {
      for (const table of ['case_state', 'source_coverage'])
        await manager.query(`DELETE FROM ${table} WHERE hall = ?`, [sample.hall]);
      await manager.query("DELETE FROM import_batch WHERE hall = ? AND feed = 'cases'", [sample.hall]);
    }),
  );

  const write = (name: string, rows: readonly string[]): string => {
    writeFileSync(join(folder, name), [HEAD, ...rows].join('\n'));
    return join(folder, name);
  };
  const facts = async (period = '2026-01', asOf = ASOF): Promise<readonly Fact[]> =>
    (await cases.factsOf(sample.hall, period, asOf)).facts;
  const occurrences = async (period?: string, asOf?: string): Promise<Occurrence[]> =>
    (await facts(period, asOf)).filter((fact) => fact.kind === 'occurrence');
  const tally = (all: readonly Fact[], measure: string, basis: string, window?: string): number =>
    all
      .filter((fact): fact is Tally => fact.kind === 'tally' && fact.measure === measure && fact.basis === basis)
      .filter(({ subject }) => window === undefined || subject === window)
      .reduce((sum, { value }) => sum + Number(value), 0);

  it('adds nothing the second time, in whatever format', async () => {
    const options = { asOf: ASOF };
    expect(await sample.take('cases', fixture('cases/cases.utf8.csv'), { options })).toMatchObject({
      ...{ accepted: list.cases, records: 28, repeats: 1, skipped: 1 },
    });
    for (const file of ['cases.utf8.csv', 'cases.gb18030.csv', 'cases.xlsx', 'cases.jsonl'])
      expect(await sample.take('cases', fixture(`cases/${file}`), { options })).toMatchObject({
        accepted: 0,
        records: 28,
      });
  });

  it('counts a case once, whatever states of it a file holds and whichever of them is new', async () => {
    const open = (no: string): string => `${no},甲,税务窗口,,2026-01-05 09:00:00,3,10,,承诺件,办理中,,,`;
    const done = (no: string): string =>
      `${no},甲,税务窗口,,2026-01-05 09:00:00,3,10,2026-01-06 09:00:00,承诺件,已办结,,,`;
    const stopped = (no: string): string => open(no).replace('办理中', '特别程序中');
    await sample.take('cases', write('known.csv', [open('1'), open('2'), open('3')]));
    const both = write('both.csv', [
      ...[open('1'), done('1'), open('2'), stopped('2'), done('2'), open('3'), open('4'), done('4'), done('5')],
    ]);
    const counts = { records: 5, accepted: 4, repeats: 1, skipped: 4 };
    expect(await sample.take('cases', both, { dryRun: true })).toMatchObject({ ...counts, batch: null });
    const answer = await sample.take('cases', both);
    expect(answer).toMatchObject(counts);
    const [stored] = await database.read.query<{ n: string }[]>(
      'SELECT COUNT(*) AS n FROM case_state WHERE hall = ? AND batch = ?',
      [sample.hall, answer.batch],
    );
    expect(Number(stored?.n)).toBe(6);
    expect(tally(await facts(), 'cases.finished', 'finished')).toBe(4);
    expect(await sample.take('cases', both)).toMatchObject({ accepted: 0, records: 5, repeats: 5, skipped: 4 });
  });

  it('counts the sample as the expected reading says', async () => {
    await sample.take('cases', fixture('cases/cases.utf8.csv'), { options: { asOf: ASOF } });
    const all = await facts();
    expect(tally(all, 'cases.finished', 'finished')).toBe(list.finished);
    expect(tally(all, 'cases.same-day', 'finished')).toBe(list.same_day);
    expect(tally(all, 'cases.early', 'finished')).toBe(list.early);
    expect(tally(all, 'ratings.ratable', 'rated')).toBe(list.finished);
    const due = list.list.filter((one) => one.due?.startsWith('2026-01'));
    expect(tally(all, 'cases.due', 'due')).toBe(due.length);
    expect(tally(all, 'cases.on-time', 'due')).toBe(due.filter(({ state }) => state === 'on time').length);
    const late = list.list.filter(({ state }) => state === 'late' || state === 'open, overdue');
    expect(tally(all, 'cases.overdue', 'due')).toBe(late.length);
    expect((await occurrences()).map(({ labels }) => labels?.case).sort()).toEqual(late.map(({ no }) => no).sort());
    const used = list.list.map((one) => one.working_days_used ?? 0).reduce((sum, days) => sum + days, 0);
    const instantTookADay = 1;
    expect(tally(all, 'cases.days-used', 'finished')).toBe(used - instantTookADay);
  });

  it('leaves out of a month only what ended before and cannot fall due in it', async () => {
    const days = new WorkingDayCounter(sample.notices.calendar());
    const rows = Array.from({ length: 31 }, (_, day) => `2026-01-${String(day + 1).padStart(2, '0')}`).flatMap((day) =>
      [0, 1, 5, 20, 70].flatMap((promise) =>
        ['09:00', '18:10'].map((time) => {
          const at = `${day} ${time}:00`;
          const odd = promise === 1 && time === '18:10' ? `,${at},${day} 19:00:00,1` : ',,,';
          return `${day}-${String(promise)}-${time},甲,税务窗口,,${at},${String(promise)},90,${day} 20:00:00,承诺件,已办结${odd}`;
        }),
      ),
    );
    await sample.take('cases', write('before.csv', rows));
    const current = new CurrentCasesService(database);
    const numbers = async (firstDue?: readonly string[]): Promise<Map<string, string | null>> => {
      const found = new Map<string, string | null>();
      for await (const page of current.ofMonth(sample.hall, '2026-02', ALWAYS, firstDue))
        for (const { state } of page) found.set(state.no, judgeCase(state, days, ASOF).due);
      return found;
    };
    const [all, read] = [
      await numbers(),
      await numbers(days.firstDue(dayNumber('2026-02-01'), 61).map((day) => days.dateOf(day))),
    ];
    expect([...all].filter(([no, due]) => due !== null && due >= '2026-02-01' && !read.has(no))).toEqual([]);
    expect([...read].filter(([no]) => !all.has(no))).toEqual([]);
    const instant = [...read.keys()].filter((no) => no.includes('-0-'));
    expect([all.size > read.size, instant]).toEqual([
      true,
      // Taken in after hours on the last working day, or on the rest days behind it.
      ['2026-01-30-0-09:00', '2026-01-30-0-18:10', '2026-01-31-0-09:00', '2026-01-31-0-18:10'],
    ]);
  });

  it('gives every window every measure with every basis, zeros too', async () => {
    const all = (await facts()).filter((fact): fact is Tally => fact.kind === 'tally');
    const kinds = CASE_MEASURES.reduce((sum, measure) => sum + MEASURES[measure].bases.length, 0) + 1;
    expect(all).toHaveLength(7 * kinds);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.every(({ value }) => value === 0)).toBe(true);
    expect(all.filter(({ subject }) => subject === 'D01')).toHaveLength(kinds);
  });

  it('names an overdue case with its days, window and handler', async () => {
    await sample.take('cases', fixture('cases/cases.utf8.csv'), { options: { asOf: ASOF } });
    const late = (await occurrences()).find(({ labels }) => labels?.case === '3299992600001006');
    expect(late).toEqual({
      kind: 'occurrence',
      id: 'case:3299992600001006:overdue',
      type: 'case.overdue',
      date: '2026-01-06',
      dates: { due: '2026-01-06', finish: '2026-01-07' },
      window: 'B01',
      staff: ['07008'],
      amounts: { workingDays: 1 },
      labels: { case: '3299992600001006', caseType: 'promised' },
      text: '不动产抵押权登记',
    });
  });

  it.each([
    ['open first', ['open.csv', 'done.csv']],
    ['finished first', ['done.csv', 'open.csv']],
  ])('lets the finished state win, %s', async (_, order) => {
    write('open.csv', ['32990001,甲,税务窗口,屠向晚,2026-01-05 09:00:00,3,10,,承诺件,办理中,,,']);
    write('done.csv', ['32990001,甲,税务窗口,屠向晚,2026-01-05 09:00:00,3,10,2026-01-07 09:00:00,承诺件,已办结,,,']);
    for (const name of order) await sample.take('cases', join(folder, name));
    const all = await facts();
    expect([tally(all, 'cases.accepted', 'accepted', 'A02'), tally(all, 'cases.early', 'finished', 'A02')]).toEqual([
      1, 1,
    ]);
    expect(await occurrences()).toEqual([]);
  });

  it('lets the later file win between two open states, and an export list replace nothing', async () => {
    write('one.csv', ['32990002,甲,税务窗口,,2026-01-05 09:00:00,3,10,,承诺件,办理中,,,']);
    write('two.csv', ['32990002,甲,医保窗口,,2026-01-05 09:00:00,3,10,,承诺件,办理中,,,']);
    writeFileSync(
      join(folder, 'export.csv'),
      '办件编号,事项名称,窗口名称,受理时间,办件状态\n32990002,甲,税务窗口,2026-01-05 09:00:00,办理中',
    );
    for (const name of ['one.csv', 'two.csv', 'export.csv']) await sample.take('cases', join(folder, name));
    expect((await occurrences()).map(({ window, amounts }) => [window, amounts])).toEqual([
      ['C02', { workingDays: 16 }],
    ]);
  });

  it('brings the earlier state back when the later batch is undone', async () => {
    write('first.csv', ['32990003,甲,税务窗口,,2026-01-05 09:00:00,3,10,,承诺件,办理中,,,']);
    write('then.csv', ['32990003,甲,税务窗口,,2026-01-05 09:00:00,3,10,2026-01-06 09:00:00,承诺件,已办结,,,']);
    await sample.take('cases', join(folder, 'first.csv'));
    const { batch } = await sample.take('cases', join(folder, 'then.csv'));
    expect(tally(await facts(), 'cases.overdue', 'due')).toBe(0);
    await sample.intake.undo(sample.hall, batch ?? '', { actor: { id: 'cli:office', name: 'office' }, at: ASOF });
    expect(tally(await facts(), 'cases.overdue', 'due')).toBe(1);
  });

  it('judges an open case no later than the lists are complete, and knows no end after the as-of time', async () => {
    write('late.csv', [
      '32990004,甲,税务窗口,,2026-01-26 09:00:00,3,10,,承诺件,办理中,,,',
      '32990005,甲,税务窗口,,2026-01-05 09:00:00,3,10,2026-01-12 09:00:00,承诺件,已办结,,,',
    ]);
    await sample.take('cases', join(folder, 'late.csv'), { complete: { from: '2026-01-01', to: '2026-01-29' } });
    expect((await occurrences()).map(({ labels, amounts }) => [labels?.case, amounts])).toEqual([
      ['32990005', { workingDays: 2 }],
    ]);
    expect((await occurrences('2026-01', '2026-01-09 18:00:00')).map(({ amounts }) => amounts)).toEqual([
      { workingDays: 1 },
    ]);
    const { coverage } = await cases.factsOf(sample.hall, '2026-01', ASOF);
    expect(coverage).toEqual([{ source: 'cases', from: '2026-01-01', to: '2026-01-29' }]);
  });

  it('keeps what is withdrawn, refused, void or a test outside every number', async () => {
    const states = ['申请人撤回', '不予受理', '作废', '测试'];
    write(
      'out.csv',
      states.map((state, n) => `3299001${n},甲,税务窗口,,2026-01-05 09:00:00,3,10,,承诺件,${state},,,`),
    );
    await sample.take('cases', join(folder, 'out.csv'));
    const all = await facts();
    expect(all.filter((fact) => fact.kind === 'tally' && fact.value !== 0)).toEqual([]);
    expect(all.filter((fact) => fact.kind === 'occurrence')).toEqual([]);
  });

  it('names second corrections: by the count of the list, or by two notices on different days', async () => {
    write('a.csv', [
      '32990021,甲,税务窗口,屠向晚,2026-01-05 09:00:00,9,10,,承诺件,补正中,2026-01-06 09:00:00,2026-01-07 09:00:00,2',
      '32990022,甲,医保窗口,,2026-01-05 09:00:00,9,10,,承诺件,补正中,2026-01-06 09:00:00,2026-01-07 09:00:00,',
      '32990023,甲,医保窗口,,,9,10,,承诺件,补正中,2026-01-20 09:00:00,,1',
    ]);
    write('b.csv', ['32990022,甲,医保窗口,,2026-01-05 09:00:00,9,10,,承诺件,补正中,2026-01-12 09:00:00,,']);
    for (const name of ['a.csv', 'b.csv']) await sample.take('cases', join(folder, name));
    const corrections = (await occurrences()).filter(({ type }) => type === 'case.repeat-correction');
    const found = corrections.map(({ id, date, window, staff }) => [id, date, window, staff]);
    expect(found).toEqual([
      ['case:32990021:repeat-correction', '2026-01-06', 'A02', ['07005']],
      ['case:32990022:repeat-correction', '2026-01-12', 'C02', undefined],
    ]);
  });

  it('lists the cases behind a number, and refuses a number it does not have', async () => {
    await sample.take('cases', fixture('cases/cases.utf8.csv'), { options: { asOf: ASOF } });
    const query = { window: 'B01', measure: 'cases.overdue', basis: 'due', asOf: ASOF };
    const rows = await cases.rowsOf(sample.hall, '2026-01', query);
    expect(rows.map(({ state, value, line }) => [state.no, value, line])).toEqual([
      ['3299992600001006', 1, 7],
      ['3299992600001009', 1, 10],
    ]);
    await expect(cases.rowsOf(sample.hall, '2026-01', { ...query, basis: 'rated' })).rejects.toMatchObject({
      code: 'cases.measure-unknown',
    });
  });

  it('gives the bulletin numerators, denominators and the basis', async () => {
    await sample.take('cases', fixture('cases/cases.utf8.csv'), { options: { asOf: ASOF } });
    const { total, windows, unjudged } = await cases.caseStatistics(sample.hall, '2026-01', ASOF);
    expect(unjudged).toBe(0);
    expect(total).toEqual({
      window: null,
      accepted: 24,
      finished: 23,
      due: 24,
      overdue: 7,
      instant: { of: 6, over: 23, basis: 'finished' },
      sameDay: { of: 6, over: 23, basis: 'finished' },
      onTime: { of: 17, over: 24, basis: 'due' },
      early: { of: 6, over: 17, basis: 'finished' },
      onTheSpot: { of: 5, over: 23, basis: 'finished' },
      promiseSpeedUp: { of: 411, over: 505, basis: 'finished' },
      actualSpeedUp: { of: 420, over: 505, basis: 'finished' },
      averageDays: { of: 85, over: 17, basis: 'finished' },
      carryOver: { of: 3, over: 26, basis: '-' },
      carriedIn: 2,
      carriedOut: 3,
    });
    expect(windows.find(({ window }) => window === 'D01')).toMatchObject({ finished: 0, sameDay: { of: 0, over: 0 } });
  });

  it('counts beside the rates the cases no clock can judge', async () => {
    const row = (no: string, rest: string): string => `${no},甲,税务窗口,,${rest},,,`;
    await sample.take(
      'cases',
      write('unknown.csv', [
        row('1', '2026-01-05 09:00:00,3,10,,承诺件,乱写的'),
        row('2', '2026-01-05 09:00:00,,10,,承诺件,办理中'),
        row('3', ',3,10,2026-01-06 09:00:00,承诺件,已办结'),
        row('4', '2026-01-05 09:00:00,3,10,2026-01-06 09:00:00,承诺件,已办结'),
      ]),
    );
    const { total, unjudged } = await cases.caseStatistics(sample.hall, '2026-01', ASOF);
    expect({ ...total, unjudged }).toMatchObject({ accepted: 1, finished: 1, due: 1, overdue: 0, unjudged: 3 });
    expect(await occurrences()).toEqual([]);
    expect((await cases.caseStatistics(sample.hall, '2026-02', '2026-02-28 18:00:00')).unjudged).toBe(0);
  });

  it('says which numbers belong to no case', async () => {
    await sample.take('cases', fixture('cases/cases.utf8.csv'), { options: { asOf: ASOF } });
    expect(await cases.unknownNumbers(sample.hall, ['3299992600001001', '32999926999999'])).toEqual(['32999926999999']);
  });

  it('tells the numbers by which ratings are checked, and nothing while there is no case', async () => {
    expect(await cases.numbersKnown(sample.hall)).toBeUndefined();
    await sample.take('cases', fixture('cases/cases.utf8.csv'), { options: { asOf: ASOF } });
    const known = await cases.numbersKnown(sample.hall);
    expect([...(known ?? [])].sort()).toEqual(list.list.map(({ no }) => no).sort());
    expect(await new CurrentCasesService(database).numbers(sample.hall, list.cases - 1)).toBeUndefined();
  });

  it('reads a month in pages without losing a case', async () => {
    const rows = Array.from(
      { length: 5003 },
      (_, n) =>
        `4${String(n).padStart(9, '0')},甲,税务窗口,,2026-01-05 09:00:00,0,10,2026-01-05 10:00:00,即办件,已办结,,,`,
    );
    await sample.take('cases', write('many.csv', rows));
    expect(tally(await facts(), 'cases.same-day', 'finished', 'A02')).toBe(5003);
  });
});
