import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'src/config/database.service';
import { PeriodService } from 'src/modules/calendar';
import { RatingsService } from 'src/modules/ratings';
import { CurrentRatings } from 'src/modules/ratings/current-ratings.service';
import { AppealsService } from 'src/modules/ratings/handling/appeals.service';
import { LimitsService } from 'src/modules/ratings/handling/limits.service';
import { RatingLists } from 'src/modules/ratings/shown/lists.service';
import { RATING_MEASURES } from 'src/modules/ratings/rating-month';
import type { Fact, Occurrence, Tally } from 'src/modules/rules/facts';
import expected from 'test/fixtures/ratings/expected.json';
import { testEngines } from 'test/support/engines';
import { fixture } from 'test/support/feed-driver';
import { SampleHall } from 'test/support/sample-hall';

const extended = expected['ratings-extended.utf8bom.csv'];
const ASOF = '2026-01-31 18:00:00';
const HEAD = '办件编号,窗口编号,满意度,评价时间,评价人员,联系方式,是否回复,是否回访,核实结论,核实时间,整改完成时间';

describe.each(testEngines())('ratings on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let sample: SampleHall;
  let ratings: RatingsService;
  let appeals: AppealsService;
  let periods: PeriodService;
  let limits: LimitsService;
  let lists: RatingLists;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baifen-ratings-'));
    ({ database, drop } = await engine.open());
    sample = await SampleHall.open(database);
    const { notices, organisation, coverage } = sample;
    const current = new CurrentRatings(database);
    periods = new PeriodService(database);
    limits = new LimitsService(database, periods);
    ratings = new RatingsService(database, notices, organisation, coverage, current, limits);
    lists = new RatingLists(current, limits, notices, organisation);
    appeals = new AppealsService(database, current, periods, notices, limits);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await drop();
  });
  beforeEach(() =>
    database.write(async (manager) => {
      for (const table of ['rating', 'rating_appeal', 'rating_limits', 'period', 'source_coverage'])
        await manager.query(`DELETE FROM ${table} WHERE hall = ?`, [sample.hall]);
      await manager.query("DELETE FROM import_batch WHERE hall = ? AND feed = 'ratings'", [sample.hall]);
    }),
  );

  const write = (name: string, rows: readonly string[]): string => {
    writeFileSync(join(folder, name), [HEAD, ...rows].join('\n'));
    return join(folder, name);
  };
  const facts = async (period = '2026-01', asOf = ASOF): Promise<readonly Fact[]> =>
    (await ratings.factsOf(sample.hall, period, asOf)).facts;
  const occurrences = async (period?: string, asOf?: string): Promise<Occurrence[]> =>
    (await facts(period, asOf)).filter((fact) => fact.kind === 'occurrence');
  const tally = (all: readonly Fact[], measure: string, basis: string, window?: string): number =>
    all
      .filter((fact): fact is Tally => fact.kind === 'tally' && fact.measure === measure && fact.basis === basis)
      .filter(({ subject }) => window === undefined || subject === window)
      .reduce((sum, { value }) => sum + Number(value), 0);

  it('counts the sample as the expected reading says, and adds nothing the second time', async () => {
    expect(await sample.take('ratings', fixture('ratings/ratings-extended.utf8bom.csv'))).toMatchObject({
      accepted: 22,
    });
    expect(await sample.take('ratings', fixture('ratings/ratings-extended.xlsx'))).toMatchObject({ accepted: 0 });
    const all = await facts();
    expect({
      distinct: tally(all, 'ratings.collected', 'rated'),
      default: tally(all, 'ratings.default', 'rated'),
      active: tally(all, 'ratings.active', 'rated'),
      bad: tally(all, 'ratings.bad', 'rated'),
    }).toEqual({ distinct: extended.distinct, default: extended.default, active: extended.active, bad: extended.bad });
    expect(tally(all, 'ratings.bad-valid', 'rated', 'B01')).toBe(1);
    expect(tally(all, 'ratings.bad', 'verified')).toBe(2);
    expect(tally(all, 'ratings.collected', 'verified')).toBe(extended.distinct - 2);
  });

  it('gives every window every measure with both bases, zeros too', async () => {
    const all = await facts();
    expect(all).toHaveLength(7 * RATING_MEASURES.length * 2);
    expect(all.every((fact) => fact.kind === 'tally' && fact.value === 0)).toBe(true);
  });

  it('names bad ratings with their verification and what was not done about them', async () => {
    await sample.take('ratings', fixture('ratings/ratings-extended.utf8bom.csv'));
    const found = (await occurrences()).map(({ type, date, window, verified, labels }) => [
      type,
      date,
      window,
      verified ?? null,
      labels?.case ?? null,
    ]);
    expect(found.sort()).toEqual(
      [
        ['rating.bad', '2026-01-05', 'A02', 'pending', null],
        ['rating.bad', '2026-01-07', 'B01', 'yes', '3299992600001006'],
        ['rating.bad', '2026-01-09', 'A01', 'pending', '3299992600001010'],
        ['rating.bad', '2026-01-16', 'B01', 'no', '3299992600001009'],
        ['rating.no-callback', '2026-01-12', 'A02', null, null],
        ['rating.no-callback', '2026-01-16', 'A01', null, '3299992600001010'],
      ].sort(),
    );
  });

  it.each([
    ['as they came', ['asked.csv', 'verified.csv']],
    ['the later state first', ['verified.csv', 'asked.csv']],
  ])('updates a bad rating by what a later list says about it, %s', async (_, order) => {
    const rating = '32990001,A02,不满意,2026-01-05 10:00:00,某人,13800001234';
    write('asked.csv', [`${rating},否,否,,,`]);
    write('verified.csv', [`${rating},是,是,属实,2026-02-03,2026-02-04`]);
    for (const name of order) await sample.take('ratings', join(folder, name));
    expect(tally(await facts(), 'ratings.bad', 'rated')).toBe(1);
    const february = await facts('2026-02', '2026-02-28 18:00:00');
    expect(tally(february, 'ratings.bad-valid', 'verified', 'A02')).toBe(1);
    expect(tally(february, 'ratings.bad', 'rated')).toBe(0);
    expect(february.filter((fact) => fact.kind === 'occurrence')).toMatchObject([
      { type: 'rating.bad', date: '2026-01-05', dates: { verified: '2026-02-03' }, verified: 'yes' },
    ]);
    const [stored] = await database.read.query<{ contact: string }[]>('SELECT DISTINCT contact FROM rating');
    expect(stored).toEqual({ contact: '138****1234' });
  });

  it('says by how many working days a rectification is late, and only for ratings found true', async () => {
    const rating = (no: number, verdict: string, fixed: string): string =>
      `3299000${no},A02,不满意,2026-01-05 10:00:00,某人,,是,是,${verdict},2026-01-06,${fixed}`;
    write('late.csv', [
      rating(1, '属实', '2026-01-27'),
      rating(2, '属实', '2026-01-28'),
      rating(3, '属实', ''),
      rating(4, '不属实', ''),
    ]);
    await sample.take('ratings', join(folder, 'late.csv'));
    const late = (await occurrences()).filter(({ type }) => type === 'rating.rectification-overdue');
    expect(late.map(({ labels, date, amounts }) => [labels?.case, date, amounts?.workingDays]).sort()).toEqual([
      ['32990002', '2026-01-27', 1],
      ['32990003', '2026-01-27', 3],
    ]);
  });

  it('lists the ratings behind a number, counts the bulletin’s sheet and the cases named', async () => {
    await sample.take('ratings', fixture('ratings/ratings-extended.utf8bom.csv'));
    const query = { window: 'B01', measure: 'ratings.bad', basis: 'rated', asOf: ASOF };
    const rows = await ratings.rowsOf(sample.hall, '2026-01', query);
    expect(rows.map(({ state, line }) => [state.caseNo, line])).toEqual([
      ['3299992600001006', 7],
      ['3299992600001009', 10],
    ]);
    await expect(ratings.rowsOf(sample.hall, '2026-01', { ...query, measure: 'cases.due' })).rejects.toMatchObject({
      code: 'ratings.measure-unknown',
    });
    const { total, windows } = await ratings.ratingStatistics(sample.hall, '2026-01', ASOF);
    expect(total).toMatchObject({
      collected: 22,
      excluded: { mistaken: 0, malicious: 0 },
      valid: 22,
      active: 20,
      default: 2,
      satisfied: { of: 18, over: 22 },
      bad: 4,
      ticketed: 4,
      verified: 2,
      badValid: 1,
      badPending: 2,
      rectified: 1,
      rectifiedOnTime: 1,
      overdue: { verification: 2, rectification: 0, callback: 2 },
      withoutCase: extended.without_case,
      ratedAgain: extended.cases_rated_more_than_once,
    });
    expect(windows.find(({ window }) => window === 'D01')).toMatchObject({
      collected: 0,
      satisfied: { of: 0, over: 0 },
    });
    expect(await ratings.caseNumbers(sample.hall, '2026-01')).toContain('32999926999999');
  });

  it('takes a file without time into the month named, and calls that month complete', async () => {
    const gradeCodes = { '5': '非常满意', '4': '满意', '3': '基本满意', '2': '不满意', '1': '非常不满意' };
    await sample.take('ratings', fixture('ratings/ratings-narrow-code.gb18030.csv'), {
      options: { gradeCodes, period: '2026-01' },
    });
    const { facts: all, coverage } = await ratings.factsOf(sample.hall, '2026-01', ASOF);
    expect(tally(all, 'ratings.collected', 'rated')).toBe(22);
    expect(coverage).toEqual([{ source: 'ratings', from: '2026-01-01', to: '2026-01-31' }]);
  });

  describe('appeals', () => {
    const keyOf = async (caseNo: string): Promise<string> => {
      const [row] = await database.read.query<{ k: string }[]>('SELECT rating_key AS k FROM rating WHERE case_no = ?', [
        caseNo,
      ]);
      return row?.k ?? '';
    };
    const decide = (rating: string, kind: string, at = '2026-01-31 09:00:00', reason = '群众来电说明点错') =>
      appeals.decide(sample.hall, rating, { kind, reason, by: { id: 'cli:王某', name: '王某' }, at });
    const row = (no: number, grade: string, rest = '某人,,是,是,,,'): string =>
      `3299000${String(no)},A02,${grade},2026-01-05 10:00:00,${rest}`;
    const counts = async (asOf = ASOF) => (await ratings.ratingStatistics(sample.hall, '2026-01', asOf)).total;

    it('takes an excluded rating out of every number and fact, keeps it apart, and takes it back again', async () => {
      const late = '某人,13800001234,是,否,属实,2026-01-06,';
      write('appeal.csv', [row(1, '非常不满意', late), row(2, '不满意'), row(3, '满意'), row(4, '非常满意')]);
      await sample.take('ratings', join(folder, 'appeal.csv'));
      const [before, sheet] = [await facts(), await counts()];
      expect(sheet).toMatchObject({ collected: 4, valid: 4, bad: 2, ticketed: 2, verified: 1, badValid: 1 });
      expect(await occurrences()).toHaveLength(4);
      const key = await keyOf('32990001');
      const made = await decide(`rating:${key.slice(0, 16)}:bad`, 'malicious', undefined, '查实，来电13800001234');
      expect(made).toEqual({
        ...{
          hall: sample.hall,
          rating: key,
          seq: 1,
          kind: 'malicious',
          reason: '查实，来电138****1234',
          by: 'cli:王某',
        },
        ...{ at: '2026-01-31 09:00:00', months: ['2026-01'] },
      });
      expect((await occurrences()).map(({ labels }) => labels?.case)).toEqual(['32990002']);
      const after = await facts();
      for (const [measure, number] of [
        ['ratings.collected', 3],
        ['ratings.active', 3],
        ['ratings.satisfied', 2],
        ['ratings.bad', 1],
        ['ratings.bad-valid', 0],
      ] as const)
        expect([measure, tally(after, measure, 'rated', 'A02')]).toEqual([measure, number]);
      expect(tally(after, 'ratings.bad', 'verified', 'A02')).toBe(0);
      expect(await counts()).toMatchObject({
        ...{ collected: 4, excluded: { mistaken: 0, malicious: 1 }, valid: 3, active: 3 },
        ...{ satisfied: { of: 2, over: 3 }, bad: 1, ticketed: 1, verified: 0, badValid: 0, rectified: 0 },
        overdue: { verification: 1, rectification: 0, callback: 0 },
      });
      const query = { window: 'A02', measure: 'ratings.collected', basis: 'rated', asOf: ASOF };
      expect(await ratings.rowsOf(sample.hall, '2026-01', query)).toHaveLength(3);
      // As it was known before the decision.
      expect(await facts('2026-01', '2026-01-31 08:59:59')).toEqual(before);
      expect(await decide(key, 'restored', '2026-01-31 09:30:00', '复核后恢复')).toMatchObject({
        seq: 2,
        kind: 'restored',
      });
      expect(await facts()).toEqual(before);
      expect(await counts()).toEqual(sheet);
    });

    it('holds when the batch is undone and the list taken in again', async () => {
      write('again.csv', [row(5, '不满意')]);
      const { batch } = await sample.take('ratings', join(folder, 'again.csv'));
      await decide(await keyOf('32990005'), 'mistaken');
      const by = { actor: { id: 'cli:office', name: 'office' }, at: '2026-02-01 10:00:00' };
      await sample.intake.undo(sample.hall, batch ?? '', by);
      expect(await counts()).toMatchObject({ collected: 0, excluded: { mistaken: 0 } });
      write('again.csv', [row(5, '不满意'), row(6, '满意')]);
      await sample.take('ratings', join(folder, 'again.csv'));
      expect(await counts()).toMatchObject({ collected: 2, excluded: { mistaken: 1 }, valid: 1, bad: 0 });
    });

    it('is refused while a month in which the rating counts is sealed', async () => {
      write('sealed.csv', [row(7, '不满意', '某人,,是,是,属实,2026-02-03,')]);
      await sample.take('ratings', join(folder, 'sealed.csv'));
      const key = await keyOf('32990007');
      const state = (month: string, to: string) =>
        database.write(async (manager) => {
          await periods.ensure(sample.hall, month, '2026-01-01 08:00:00');
          await manager.query('UPDATE period SET state = ? WHERE hall = ? AND month = ?', [to, sample.hall, month]);
        });
      for (const month of ['2026-01', '2026-02']) {
        await state(month, 'closed');
        await expect(decide(key, 'mistaken', '2026-02-04 09:00:00')).rejects.toMatchObject({
          code: 'calendar.period-frozen',
          details: { month },
        });
        await state(month, 'verifying');
      }
      expect(await database.read.query('SELECT seq FROM rating_appeal WHERE hall = ?', [sample.hall])).toEqual([]);
      expect((await decide(key, 'mistaken', '2026-02-04 09:00:00')).months).toEqual(['2026-01', '2026-02']);
    });

    it('says what is wrong with a decision that cannot be recorded', async () => {
      write('wrong.csv', [row(8, '不满意'), row(9, '满意')]);
      await sample.take('ratings', join(folder, 'wrong.csv'));
      const [bad, good] = [await keyOf('32990008'), await keyOf('32990009')];
      const code = (one: string) => ({ code: `ratings.${one}` });
      await expect(decide('12345', 'mistaken')).rejects.toMatchObject(code('key-invalid'));
      await expect(decide('0'.repeat(32), 'mistaken')).rejects.toMatchObject(code('rating-unknown'));
      await expect(decide(bad, 'other')).rejects.toMatchObject(code('appeal-kind'));
      await expect(decide(bad, 'mistaken', undefined, ' ')).rejects.toMatchObject(code('appeal-reason'));
      await expect(decide(bad, 'mistaken', undefined, '长'.repeat(301))).rejects.toMatchObject(
        code('appeal-reason-long'),
      );
      await expect(decide(bad, 'restored')).rejects.toMatchObject(code('appeal-nothing-to-restore'));
      await expect(decide(good, 'malicious')).rejects.toMatchObject(code('appeal-not-bad'));
      await decide(good.slice(0, 8).toUpperCase(), 'mistaken');
      await expect(decide(good, 'mistaken')).rejects.toMatchObject(code('appeal-repeated'));
    });

    it('lets one of two deciders at the same moment win, and tells the other', async () => {
      write('race.csv', [row(10, '不满意')]);
      await sample.take('ratings', join(folder, 'race.csv'));
      const key = await keyOf('329900010');
      const both = await Promise.allSettled([decide(key, 'mistaken'), decide(key, 'mistaken')]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'ratings.appeal-repeated' },
      });
    });
  });

  describe('limits', () => {
    const days = (verifyDays: number, rectifyDays: number, callbackDays: number) => ({
      ...{ verifyDays, rectifyDays, callbackDays },
    });
    const set = (
      from: string,
      all: ReturnType<typeof days>,
      at = '2026-01-10 09:00:00',
      reason = '示政办〔2026〕1号',
    ) => limits.set(sample.hall, from, all, { reason, by: { id: 'cli:李某', name: '李某' }, at });

    it('of the hall move the due days from their month on, and are not known before they were set', async () => {
      const late = '某人,,是,是,属实,2026-01-06,2026-01-20';
      write('limits.csv', [`32990001,A02,不满意,2026-01-05 10:00:00,${late}`]);
      await sample.take('ratings', join(folder, 'limits.csv'));
      const overdue = async (asOf?: string): Promise<unknown[]> =>
        (await occurrences('2026-01', asOf))
          .filter(({ type }) => type === 'rating.rectification-overdue')
          .map(({ date, amounts }) => [date, amounts?.workingDays]);
      expect(await overdue()).toEqual([]);
      await set('2026-02', days(1, 1, 1));
      expect(await overdue()).toEqual([]);
      expect(await set('2026-01', days(5, 8, 5))).toEqual({
        ...{ from: '2026-01', revision: 1, verifyDays: 5, rectifyDays: 8, callbackDays: 5 },
        ...{ reason: '示政办〔2026〕1号', by: 'cli:李某', at: '2026-01-10 09:00:00' },
      });
      expect(await overdue()).toEqual([['2026-01-16', 2]]);
      expect((await ratings.ratingStatistics(sample.hall, '2026-01', ASOF)).total).toMatchObject({
        ...{ rectified: 1, rectifiedOnTime: 0, overdue: { verification: 0, rectification: 1, callback: 0 } },
      });
      expect(await set('2026-01', days(5, 10, 5), '2026-01-20 09:00:00')).toMatchObject({ revision: 2 });
      expect(await overdue()).toEqual([]);
      // The second revision was not known on the 19th; the rating was not put right until the 20th.
      expect(await limits.inForce(sample.hall, '2026-01-19 09:00:00')).toMatchObject([
        { from: '2026-01', rectifyDays: 8 },
        { from: '2026-02', rectifyDays: 1 },
      ]);
    });

    it('are refused for a frozen month, out of range and without a basis', async () => {
      await periods.ensure(sample.hall, '2026-03', '2026-01-01 08:00:00');
      await database.write((manager) =>
        manager.query("UPDATE period SET state = 'closed' WHERE hall = ? AND month = '2026-03'", [sample.hall]),
      );
      await expect(set('2026-02', days(5, 5, 5))).rejects.toMatchObject({
        code: 'calendar.period-frozen',
        details: { month: '2026-03' },
      });
      await expect(set('2026-04', days(5, 31, 5))).rejects.toMatchObject({
        code: 'ratings.limit-invalid',
        details: { option: '--rectify', value: '31' },
      });
      await expect(set('2026-04', days(Number('五'), 5, 5))).rejects.toMatchObject({ code: 'ratings.limit-invalid' });
      await expect(set('2026-04', days(5, 5, 5), undefined, ' ')).rejects.toMatchObject({
        code: 'ratings.limits-reason',
      });
      expect(await limits.inForce(sample.hall, ASOF)).toEqual([]);
      await set('2026-04', days(5, 30, 5));
    });
  });

  describe('lists', () => {
    it('tell a window which of its ratings count and why, by code or by name', async () => {
      await sample.take('ratings', fixture('ratings/ratings-extended.utf8bom.csv'));
      const [key] = await database.read.query<{ k: string }[]>(
        "SELECT rating_key AS k FROM rating WHERE case_no = '3299992600001010' AND grade IN ('dissatisfied', 'very-dissatisfied')",
      );
      const decision = { reason: '点错', by: { id: 'cli:王某', name: '王某' }, at: '2026-01-31 09:00:00' };
      await appeals.decide(sample.hall, key?.k ?? '', { kind: 'mistaken', ...decision });
      const how = { asOf: ASOF, language: 'zh' as const };
      const { window, ratings: listed } = await lists.ofWindow(sample.hall, '2026-01', 'Ａ01', how);
      expect(window.id).toBe('A01');
      expect(await lists.ofWindow(sample.hall, '2026-01', window.name, how)).toEqual({ window, ratings: listed });
      const { statistics, names } = await lists.counts(sample.hall, '2026-01', ASOF);
      const counts = statistics.windows.find((row) => row.window === 'A01');
      expect(names.get('A01')).toBe(window.name);
      expect(counts).toMatchObject({ excluded: { mistaken: 1, malicious: 0 } });
      expect([listed.length, listed.filter((one) => one.counts).length]).toEqual([counts?.collected, counts?.valid]);
      expect(listed.filter((one) => !one.counts)).toMatchObject([
        {
          case: '3299992600001010',
          standing: 'excluded',
          why: '不计入：2026-01-31 由 cli:王某 认定为误评，理由：点错',
          measures: { rated: [], verified: [] },
        },
      ]);
      // The list's raters (白某, 万某) and contacts are nowhere.
      expect(JSON.stringify(listed)).not.toMatch(/白某|万某|1\d\d\*{4}/);
      await expect(lists.ofWindow(sample.hall, '2026-01', 'Z99', how)).rejects.toMatchObject({
        code: 'ratings.window-unknown',
      });
    });

    it('show what stands out, with the ratings it rests on', async () => {
      const at = (minute: number): string =>
        `3299100${String(minute)},A02,非常满意,2026-01-05 10:0${String(minute)}:00,某人,13800001234,,,,,`;
      write('burst.csv', [0, 1, 2, 3, 4].map(at));
      await sample.take('ratings', join(folder, 'burst.csv'));
      const { signals, looked } = await lists.signals(sample.hall, '2026-01', ASOF);
      expect(looked).toEqual({ ratings: 5, withoutTime: 0, withoutContact: 0 });
      expect(signals).toMatchObject([
        { kind: 'burst-window', subject: 'A02', from: '2026-01-05 10:00:00', to: '2026-01-05 10:04:00', good: 5 },
        { kind: 'same-contact', subject: '138****1234', windows: ['A02'], good: 5 },
      ]);
      const shown = await lists.ofWindow(sample.hall, '2026-01', 'A02', { asOf: ASOF, language: 'zh' });
      expect(signals[0]?.ratings).toEqual(shown.ratings.map(({ rating }) => rating));
      expect((await lists.signals(sample.hall, '2026-01', '2026-01-05 10:03:00')).signals).toEqual([]);
      expect((await occurrences()).length).toBe(0);
    });
  });
});
