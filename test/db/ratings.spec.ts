import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONSOLE } from 'src/common/actor';
import type { Database } from 'src/config/database.service';
import { PeriodService } from 'src/modules/calendar';
import { RatingsService } from 'src/modules/ratings';
import { CurrentRatings } from 'src/modules/ratings/current-ratings.service';
import { AppealsService } from 'src/modules/ratings/handling/appeals.service';
import { CallbacksService } from 'src/modules/ratings/handling/callbacks.service';
import { LimitsService } from 'src/modules/ratings/handling/limits.service';
import { HandlingRecords } from 'src/modules/ratings/handling/records.service';
import { JudgementsService } from 'src/modules/ratings/shown/judgements.service';
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

const TABLES = [
  ...['rating', 'rating_appeal', 'rating_callback', 'rating_judgement', 'rating_limits', 'period', 'source_coverage'],
];

describe.each(testEngines())('ratings on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let sample: SampleHall;
  let ratings: RatingsService;
  let appeals: AppealsService;
  let callbacks: CallbacksService;
  let judgements: JudgementsService;
  let periods: PeriodService;
  let limits: LimitsService;
  let lists: RatingLists;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baifen-ratings-'));
    ({ database, drop } = await engine.open());
    sample = await SampleHall.open(database);
    const { notices, organisation, coverage } = sample;
    const records = new HandlingRecords();
    const current = new CurrentRatings(database, records);
    periods = new PeriodService(database);
    limits = new LimitsService(database, periods);
    ratings = new RatingsService(database, notices, organisation, coverage, current, limits);
    lists = new RatingLists(current, limits, notices, organisation);
    appeals = new AppealsService(database, current, records, periods, notices, limits, organisation);
    callbacks = new CallbacksService(database, current, periods, notices, limits);
    judgements = new JudgementsService(database, current);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await drop();
  });
  beforeEach(() =>
    database.write(async (manager) => {
      for (const table of TABLES) await manager.query(`DELETE FROM ${table} WHERE hall = ?`, [sample.hall]);
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
  /** As the engine counts them: rulings applied. */
  const ruled = async (period = '2026-01', asOf = ASOF): Promise<Fact[]> => {
    const given = await ratings.factsOf(sample.hall, period, asOf);
    const rulings = new Map(given.rulings.map((one) => [one.fact, one]));
    return given.facts.flatMap((fact): Fact[] => {
      const ruling = rulings.get(fact.id);
      if (fact.kind === 'occurrence') return ruling === undefined ? [fact] : [];
      return [{ ...fact, value: ruling?.amend?.value ?? fact.value }];
    });
  };
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
      appeals.record(sample.hall, rating, { kind, reason, by: { id: 'cli:王某', name: '王某' }, at });
    const row = (no: number, grade: string, rest = '某人,,是,是,,,'): string =>
      `3299000${String(no)},A02,${grade},2026-01-05 10:00:00,${rest}`;
    const state = (month: string, to: string) =>
      database.write(async (manager) => {
        await periods.ensure(sample.hall, month, '2026-01-01 08:00:00');
        await manager.query('UPDATE period SET state = ? WHERE hall = ? AND month = ?', [to, sample.hall, month]);
      });
    const counts = async (asOf = ASOF) => (await ratings.ratingStatistics(sample.hall, '2026-01', asOf)).total;

    it('takes an excluded rating out of every number and fact, keeps it apart, and takes it back again', async () => {
      const late = '某人,13800001234,是,否,属实,2026-01-06,';
      write('appeal.csv', [row(1, '非常不满意', late), row(2, '不满意'), row(3, '满意'), row(4, '非常满意')]);
      await sample.take('ratings', join(folder, 'appeal.csv'));
      const [before, sheet] = [await facts(), await counts()];
      expect(await ruled()).toEqual(before);
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
        ...{ at: '2026-01-31 09:00:00', months: ['2026-01'], sealed: [] },
      });
      // The facts stand as they were; rulings say what became of them.
      expect(await facts()).toEqual(before);
      const { rulings } = await ratings.factsOf(sample.hall, '2026-01', ASOF);
      const short = key.slice(0, 16);
      expect(rulings.filter(({ decision }) => decision === 'void')).toEqual(
        ['', ':no-callback', ':rectification-overdue'].map((what) => ({
          id: `appeal:${short}:1${what}`,
          fact: `rating:${short}${what === '' ? ':bad' : what}`,
          ...{ decision: 'void', ground: 'rating-malicious', reason: '查实，来电138****1234', by: 'cli:王某' },
        })),
      );
      expect(rulings.filter(({ decision }) => decision === 'amend')).toHaveLength(8);
      expect(rulings.every(({ id }, index) => index === 0 || (rulings[index - 1]?.id ?? '') < id)).toBe(true);
      const after = await ruled();
      expect(after.filter((fact) => fact.kind === 'occurrence').map(({ labels }) => labels?.case)).toEqual([
        '32990002',
      ]);
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
      const rows = await ratings.rowsOf(sample.hall, '2026-01', query);
      expect(rows.map(({ state, excluded }) => [state.caseNo, excluded?.kind ?? null]).sort()).toEqual([
        ['32990001', 'malicious'],
        ...['32990002', '32990003', '32990004'].map((no) => [no, null]),
      ]);
      // As it was known before the decision.
      expect(await ruled('2026-01', '2026-01-31 08:59:59')).toEqual(before);
      expect(await decide(key, 'restored', '2026-01-31 09:30:00', '复核后恢复')).toMatchObject({
        seq: 2,
        kind: 'restored',
      });
      expect(await ruled()).toEqual(before);
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

    it('changes the open months in which the rating counts; a sealed one stays, and nothing is decided when all are', async () => {
      write('sealed.csv', [row(7, '不满意', '某人,,是,是,属实,2026-02-03,')]);
      await sample.take('ratings', join(folder, 'sealed.csv'));
      const key = await keyOf('32990007');
      for (const month of ['2026-01', '2026-02']) await state(month, 'closed');
      await expect(decide(key, 'mistaken', '2026-02-04 09:00:00')).rejects.toMatchObject({
        code: 'calendar.period-frozen',
        details: { month: '2026-01' },
      });
      expect(await database.read.query('SELECT seq FROM rating_appeal WHERE hall = ?', [sample.hall])).toEqual([]);
      await state('2026-02', 'verifying');
      const sealedAt = '2026-02-03 18:00:00';
      const january = await ratings.factsOf(sample.hall, '2026-01', sealedAt);
      expect(await decide(key, 'mistaken', '2026-02-04 09:00:00')).toMatchObject({
        months: ['2026-01', '2026-02'],
        sealed: ['2026-01'],
      });
      // As it was sealed, and so it is proved from the rows.
      expect(await ratings.factsOf(sample.hall, '2026-01', sealedAt)).toEqual(january);
      const { rulings } = await ratings.factsOf(sample.hall, '2026-02', '2026-02-28 18:00:00');
      expect(rulings.map(({ id }) => id)).toEqual([
        `appeal:${key.slice(0, 16)}:1`,
        ...['active', 'bad-valid', 'bad', 'collected'].map((measure) => `appeals:ratings.${measure}:verified:A02`),
      ]);
    });

    it('are filed, withdrawn and rejected without changing a number, sealed month or not', async () => {
      write('filed.csv', [row(11, '不满意')]);
      await sample.take('ratings', join(folder, 'filed.csv'));
      const key = await keyOf('329900011');
      const before = await ratings.factsOf(sample.hall, '2026-01', ASOF);
      expect(await decide(key, 'filed')).toMatchObject({ seq: 1, kind: 'filed', months: ['2026-01'], sealed: [] });
      await expect(decide(key, 'filed')).rejects.toMatchObject({ code: 'ratings.appeal-open' });
      expect(await ratings.factsOf(sample.hall, '2026-01', ASOF)).toEqual(before);
      const how = { asOf: ASOF, language: 'en' as const };
      const { ratings: listed } = await lists.ofWindow(CONSOLE, sample.hall, '2026-01', 'A02', how);
      expect(listed).toMatchObject([{ counts: true, appeal: { kind: 'filed', by: 'cli:王某' } }]);
      expect(await decide(key, 'withdrawn')).toMatchObject({ seq: 2 });
      await expect(decide(key, 'rejected')).rejects.toMatchObject({ code: 'ratings.appeal-not-filed' });
      await state('2026-01', 'closed');
      expect(await decide(key, 'filed')).toMatchObject({ seq: 3, sealed: ['2026-01'] });
      await expect(decide(key, 'mistaken')).rejects.toMatchObject({ code: 'calendar.period-frozen' });
      expect(await decide(key, 'rejected')).toMatchObject({ seq: 4 });
      expect(await appeals.ofMonth(CONSOLE, sample.hall, '2026-02', ASOF)).toEqual([]);
      const [appealed, ...others] = await appeals.ofMonth(CONSOLE, sample.hall, '2026-01', ASOF);
      expect(others).toEqual([]);
      expect(appealed).toMatchObject({
        rating: key.slice(0, 16),
        window: 'A02',
        case: '329900011',
        standing: 'counts',
      });
      expect(appealed?.records.map(({ seq, kind }) => [seq, kind])).toEqual([
        [1, 'filed'],
        [2, 'withdrawn'],
        [3, 'filed'],
        [4, 'rejected'],
      ]);
      expect(await appeals.ofMonth(CONSOLE, sample.hall, '2026-01', '2026-01-31 08:59:59')).toEqual([]);
    });

    it('are still decided in pre-publication, which takes rulings but no facts', async () => {
      write('notice.csv', [row(12, '不满意', '某人,,是,否,,,')]);
      await sample.take('ratings', join(folder, 'notice.csv'));
      const key = await keyOf('329900012');
      await state('2026-01', 'notice');
      const call = { on: '2026-01-06', outcome: 'reached', note: '', by: { id: 'cli:王某', name: '王某' }, at: ASOF };
      await expect(callbacks.record(sample.hall, key, call)).rejects.toMatchObject({ code: 'calendar.period-frozen' });
      expect(await decide(key, 'mistaken')).toMatchObject({ seq: 1, months: ['2026-01'] });
      expect((await ratings.factsOf(sample.hall, '2026-01', ASOF)).rulings.map(({ id }) => id)).toContain(
        `appeal:${key.slice(0, 16)}:1`,
      );
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

    it('waits for a close under way, and is refused once the month is sealed', async () => {
      write('close.csv', [row(13, '不满意')]);
      await sample.take('ratings', join(folder, 'close.csv'));
      const key = await keyOf('329900013');
      await periods.ensure(sample.hall, '2026-01', '2026-01-01 08:00:00');
      let closed = (): void => undefined;
      let release = (): void => undefined;
      const changed = new Promise<void>((resolve) => (closed = resolve));
      const held = new Promise<void>((resolve) => (release = resolve));
      const closing = database.write(async (manager) => {
        await manager.query("UPDATE period SET state = 'closed' WHERE hall = ? AND month = '2026-01'", [sample.hall]);
        closed();
        await held;
      });
      await changed;
      const late = decide(key, 'mistaken').then(
        () => 'decided',
        (error: unknown) => error,
      );
      release();
      await closing;
      expect(await late).toMatchObject({ code: 'calendar.period-frozen' });
      expect(await database.read.query('SELECT seq FROM rating_appeal WHERE hall = ?', [sample.hall])).toEqual([]);
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

  describe('callbacks', () => {
    const rating = (no: number, called = '否'): string =>
      `3299200${String(no)},A02,不满意,2026-01-05 10:00:00,某人,13800001234,否,${called},,,`;
    const take = async (...rows: string[]): Promise<void> => {
      write('calls.csv', rows);
      await sample.take('ratings', join(folder, 'calls.csv'));
    };
    const keyOf = async (caseNo: string): Promise<string> => {
      const [row] = await database.read.query<{ k: string }[]>('SELECT rating_key AS k FROM rating WHERE case_no = ?', [
        caseNo,
      ]);
      return row?.k ?? '';
    };
    const call = (key: string, on: string, outcome: string, at = '2026-01-31 10:00:00') =>
      callbacks.record(sample.hall, key, {
        on,
        outcome,
        note: '来电13800001234',
        by: { id: 'cli:李某', name: '李某' },
        at,
      });
    const missed = async (asOf?: string): Promise<number> =>
      (await occurrences('2026-01', asOf)).filter(({ type }) => type === 'rating.no-callback').length;
    const late = async (): Promise<number> =>
      (await ratings.ratingStatistics(sample.hall, '2026-01', ASOF)).total.overdue.callback;

    it('made in time or late take the place of what the list says, from their recording on', async () => {
      await take(rating(1), rating(2));
      expect([await missed(), await late()]).toEqual([2, 2]);
      expect(await call(await keyOf('32992001'), '2026-01-12', 'reached')).toEqual({
        ...{ hall: sample.hall, rating: await keyOf('32992001'), seq: 1, on: '2026-01-12', outcome: 'reached' },
        ...{ note: '来电138****1234', by: 'cli:李某', at: '2026-01-31 10:00:00', due: '2026-01-12' },
      });
      expect([await missed(), await late()]).toEqual([1, 1]);
      expect(await missed('2026-01-31 09:59:59')).toBe(2);
      // After the due day: called back, but late.
      await call(await keyOf('32992002'), '2026-01-20', 'declined');
      expect([await missed(), await late()]).toEqual([0, 1]);
    });

    it('that reached nobody leave it to be made; of several records the last one counts', async () => {
      await take(rating(3, '是'));
      const key = await keyOf('32992003');
      expect(await missed()).toBe(0);
      await call(key, '2026-01-07', 'unreached');
      expect(await missed()).toBe(1);
      expect(await call(key, '2026-01-08', 'reached', '2026-01-31 10:00:01')).toMatchObject({ seq: 2 });
      expect(await missed()).toBe(0);
    });

    it('are refused for good, default and anonymous ratings, on impossible days and in other words', async () => {
      await take(rating(4), '32992005,A02,满意,2026-01-05 10:00:00,某人,13800001234,,,,,');
      const key = await keyOf('32992004');
      await expect(call(await keyOf('32992005'), '2026-01-06', 'reached')).rejects.toMatchObject({
        code: 'ratings.callback-nobody',
      });
      for (const day of ['2026-01-04', '2026-02-01', '2026-01-32'])
        await expect(call(key, day, 'reached')).rejects.toMatchObject({ code: 'ratings.callback-day' });
      await expect(call(key, '2026-01-06', 'busy')).rejects.toMatchObject({ code: 'ratings.callback-outcome' });
      const nobody = { on: '2026-01-06', outcome: 'reached', note: '', by: { id: 'cli:', name: ' ' }, at: ASOF };
      await expect(callbacks.record(sample.hall, key, nobody)).rejects.toMatchObject({
        code: 'ratings.callback-incomplete',
      });
      expect(await missed()).toBe(1);
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
      await appeals.record(sample.hall, key?.k ?? '', { kind: 'mistaken', ...decision });
      const how = { asOf: ASOF, language: 'zh' as const };
      const { window, ratings: listed } = await lists.ofWindow(CONSOLE, sample.hall, '2026-01', 'Ａ01', how);
      expect(window.id).toBe('A01');
      expect(await lists.ofWindow(CONSOLE, sample.hall, '2026-01', window.name, how)).toMatchObject({
        window,
        ratings: listed,
      });
      const { statistics, windows } = await lists.counts(CONSOLE, sample.hall, '2026-01', ASOF);
      const counts = statistics.windows.find((row) => row.window === 'A01');
      expect(windows.find(({ id }) => id === 'A01')).toEqual(window);
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
      await expect(lists.ofWindow(CONSOLE, sample.hall, '2026-01', 'Z99', how)).rejects.toMatchObject({
        code: 'ratings.window-unknown',
      });
    });

    it('show what stands out, with the ratings it rests on', async () => {
      const at = (minute: number): string =>
        `3299100${String(minute)},A02,非常满意,2026-01-05 10:0${String(minute)}:00,某人,13800001234,,,,,`;
      write('burst.csv', [0, 1, 2, 3, 4].map(at));
      await sample.take('ratings', join(folder, 'burst.csv'));
      const { signals, looked } = await judgements.signals(CONSOLE, sample.hall, '2026-01', ASOF);
      expect(looked).toEqual({ ratings: 5, withoutTime: 0, withoutContact: 0 });
      expect(signals).toMatchObject([
        { kind: 'burst-window', subject: 'A02', from: '2026-01-05 10:00:00', to: '2026-01-05 10:04:00', good: 5 },
        { kind: 'same-contact', subject: '138****1234', windows: ['A02'], good: 5 },
      ]);
      const shown = await lists.ofWindow(CONSOLE, sample.hall, '2026-01', 'A02', { asOf: ASOF, language: 'zh' });
      expect(signals[0]?.ratings).toEqual(shown.ratings.map(({ rating }) => rating));
      expect((await judgements.signals(CONSOLE, sample.hall, '2026-01', '2026-01-05 10:03:00')).signals).toEqual([]);
      expect((await occurrences()).length).toBe(0);
      const [burst] = signals;
      const by = { id: 'cli:李某', name: '李某' };
      const said = { decision: 'unfounded', reason: '集中发证日，来电13800001234', by, at: ASOF };
      const judge = (signal: string, more: Partial<typeof said> = {}) =>
        judgements.judge(sample.hall, '2026-01', signal, { ...said, ...more });
      expect(burst?.judgement).toBeNull();
      expect(await judge(burst?.id ?? '')).toMatchObject({ seq: 1, reason: '集中发证日，来电138****1234', by: by.id });
      const seen = async () => (await judgements.signals(CONSOLE, sample.hall, '2026-01', ASOF)).signals[0]?.judgement;
      expect(await seen()).toMatchObject({ decision: 'unfounded', outdated: false });
      expect(await judge(burst?.id ?? '', { decision: 'founded' })).toMatchObject({ seq: 2 });
      write('more.csv', [at(5).replace('10:05:00', '10:04:30')]);
      await sample.take('ratings', join(folder, 'more.csv'));
      expect(await seen()).toMatchObject({ decision: 'founded', seq: 2, outdated: true });
      await expect(judge('0'.repeat(16))).rejects.toMatchObject({ code: 'ratings.signal-unknown' });
      await expect(judge(burst?.id ?? '', { decision: 'guilty' })).rejects.toMatchObject({
        code: 'ratings.judgement-decision',
      });
      await expect(judge(burst?.id ?? '', { reason: ' ' })).rejects.toMatchObject({ code: 'ratings.judgement-reason' });
      // Nothing is scored, whatever was found.
      const scored = await ratings.factsOf(sample.hall, '2026-01', ASOF);
      expect([scored.rulings, scored.facts.filter(({ kind }) => kind === 'occurrence')]).toEqual([[], []]);
    });

    it('show what is due, of months before too, and until when', async () => {
      const ticket = (no: number, day: string, rest: string): string =>
        `3299300${String(no)},A02,不满意,${day} 10:00:00,${rest}`;
      write('due.csv', [
        ticket(1, '2025-11-03', '某人,,是,是,属实,2025-11-04,'),
        ticket(2, '2026-01-29', '匿名,,,,,,'),
        ticket(3, '2024-11-03', '匿名,,,,,,'),
      ]);
      await sample.take('ratings', join(folder, 'due.csv'));
      const due = await lists.due(CONSOLE, sample.hall, { asOf: ASOF, until: '2026-02-14' });
      expect(due).toMatchObject({ hall: sample.hall, asOf: ASOF, until: '2026-02-14', overdue: 1 });
      expect(due.days.map(({ due: day, steps }) => [day, ...steps.map((one) => [one.step, one.case])])).toEqual([
        ['2025-11-25', ['rectification', '32993001']],
        ['2026-02-05', ['verification', '32993002']],
      ]);
      const none = await lists.due(CONSOLE, sample.hall, { asOf: ASOF, until: '2026-02-14', window: 'A01' });
      expect(none.days).toEqual([]);
      await expect(
        lists.due(CONSOLE, sample.hall, { asOf: ASOF, until: '2026-02-14', window: 'Z99' }),
      ).rejects.toMatchObject({
        code: 'ratings.window-unknown',
      });
    });
  });
});
