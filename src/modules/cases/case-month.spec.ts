import fc from 'fast-check';
import { addDays, addMonths, firstDay, lastDay } from 'src/common/civil-date';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { MEASURES } from 'src/modules/rules/measures';
import { judgeCase } from './case-clock';
import { CASE_MEASURES, CaseMonth, type CaseBasis, type CaseMeasure, type Judged } from './case-month';
import { statisticsOf } from './case-statistics';
import type { CaseState } from './case-state';
import { Catalogue, completed, promiseOf, windowsFor, type CatalogueItem } from './items/catalogue';
import { WorkingDayCounter } from './working-day-counter';

const days = new WorkingDayCounter(new StatutoryCalendar(shippedNotices));
const PERIOD = '2026-03';
const ASOF = '2026-06-30 18:00:00';

const plain: CaseState = {
  no: '1',
  itemCode: null,
  itemName: null,
  window: 'A',
  handler: null,
  accepted: '2026-03-02 09:00:00',
  finished: '2026-03-04 10:00:00',
  promiseDays: 5,
  legalDays: 20,
  type: 'promised',
  standing: 'finished',
  stopFrom: null,
  stopTo: null,
  correctionFrom: null,
  correctionTo: null,
  corrections: null,
  full: true,
};

const entry: CatalogueItem = {
  code: 'I1',
  name: null,
  department: null,
  accepting: 'A',
  approving: 'B',
  type: 'promised',
  promiseDays: 3,
  legalDays: 10,
  online: null,
  from: null,
  to: null,
};

const day = fc.integer({ min: 0, max: 120 }).map((n) => addDays('2026-01-20', n));
const clock = fc.constantFrom('09:00:00', '16:59:30', '17:45:00');
const state = fc
  .record({
    window: fc.constantFrom('A', 'B', null),
    accepted: fc.tuple(day, clock).map((parts) => parts.join(' ')),
    took: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 4 }),
    promiseDays: fc.option(fc.integer({ min: 0, max: 25 }), { freq: 8 }),
    legalDays: fc.option(fc.integer({ min: 0, max: 30 }), { freq: 4 }),
    itemCode: fc.constantFrom('I1', 'I2', null),
    standing: fc.constantFrom('open', 'withdrawn', 'unknown'),
  })
  .map(({ took, accepted, ...rest }): CaseState => {
    const finished = took === null ? null : `${addDays(accepted.slice(0, 10), took)} 18:00:00`;
    return {
      ...plain,
      ...rest,
      accepted,
      finished,
      standing: finished === null ? rest.standing : 'finished',
    };
  });

const catalogue = new Catalogue([entry]);
function judged(listed: CaseState): Judged {
  const item = catalogue.itemOf(listed);
  const full = completed(listed, item);
  return { state: full, verdict: judgeCase(full, days, ASOF), windows: windowsFor(listed, item) };
}

function monthOf(states: readonly CaseState[], period = PERIOD): CaseMonth {
  const month = new CaseMonth(period, ['A', 'B']);
  for (const one of states) month.add(judged(one));
  return month;
}

const sum = (month: CaseMonth, measure: CaseMeasure, basis: CaseBasis): number =>
  month.windowIds.reduce((total, window) => total + month.value(window, measure, basis), 0);

describe('a month of cases', () => {
  it('keeps its books: carried in and accepted, less finished, is carried out', () => {
    const placed = state.map((one) => ({ ...one, window: 'A', itemCode: null }));
    fc.assert(
      fc.property(fc.array(placed, { maxLength: 40 }), (states) => {
        const month = monthOf(states);
        const [carried, accepted, finished] = [
          sum(month, 'cases.carried-in', '-'),
          sum(month, 'cases.accepted', 'accepted'),
          sum(month, 'cases.finished', 'finished'),
        ];
        expect(sum(month, 'cases.carried-out', '-')).toBe(carried + accepted - finished);
        expect(sum(month, 'cases.on-hand', '-')).toBe(carried + accepted);
        expect(sum(monthOf(states, addMonths(PERIOD, 1)), 'cases.carried-in', '-')).toBe(
          sum(month, 'cases.carried-out', '-'),
        );
      }),
    );
  });

  it('has no part greater than its whole, whatever the catalogue says', () => {
    fc.assert(
      fc.property(fc.array(state, { maxLength: 40 }), (states) => {
        const month = monthOf(states);
        for (const measure of CASE_MEASURES) {
          const { bases, partOf = [] } = MEASURES[measure] as {
            bases: readonly CaseBasis[];
            partOf?: readonly CaseMeasure[];
          };
          for (const basis of bases)
            for (const whole of partOf.filter((one) => (MEASURES[one].bases as readonly string[]).includes(basis)))
              for (const window of month.windowIds)
                expect(month.value(window, measure, basis)).toBeLessThanOrEqual(month.value(window, whole, basis));
        }
      }),
    );
  });

  it('is the same in whatever order the cases come, and the sum of its windows', () => {
    fc.assert(
      fc.property(fc.array(state, { maxLength: 25 }), (states) => {
        const [one, other] = [monthOf(states), monthOf([...states].reverse())];
        expect(one.tallies()).toEqual(other.tallies());
        const { windows, total } = statisticsOf(one, 0);
        expect(total.due).toBe(windows.reduce((all, { due }) => all + due, 0));
        expect(total.onTime.of + total.overdue).toBeLessThanOrEqual(total.due);
      }),
    );
  });

  it('reads speed-up off the legal limit, never below nothing and never without a limit', () => {
    const month = monthOf([
      plain,
      { ...plain, no: '2', legalDays: null },
      { ...plain, no: '3', legalDays: 1, promiseDays: 5 },
    ]);
    expect([
      month.value('A', 'cases.days-legal', 'finished'),
      month.value('A', 'cases.days-cut', 'finished'),
      month.value('A', 'cases.days-saved', 'finished'),
      month.value('A', 'cases.days-used', 'finished'),
    ]).toEqual([26, 15, 18, 6]);
  });

  it('counts on the spot what was promised so and ended the same day', () => {
    const instant: CaseState = { ...plain, type: 'instant', promiseDays: 0, finished: '2026-03-02 16:00:00' };
    const slow: CaseState = { ...instant, no: '2', finished: '2026-03-03 09:00:00' };
    const quick: CaseState = { ...plain, no: '3', finished: '2026-03-02 16:00:00' };
    const month = monthOf([instant, slow, quick]);
    expect(month.value('A', 'cases.on-the-spot', 'finished')).toBe(1);
    expect(month.value('A', 'cases.same-day', 'finished')).toBe(2);
    expect(month.value('A', 'cases.instant-finished', 'finished')).toBe(2);
  });

  it('begins and ends with its days', () => {
    const edge = monthOf([
      { ...plain, accepted: `${firstDay(PERIOD)} 00:00:00` },
      { ...plain, no: '2', accepted: '2026-02-28 23:59:59', finished: `${lastDay(PERIOD)} 23:59:59` },
      { ...plain, no: '3', accepted: `${lastDay(PERIOD)} 10:00:00`, finished: '2026-04-01 00:00:00' },
    ]);
    expect(
      ['cases.carried-in', 'cases.carried-out', 'cases.on-hand'].map((one) => sum(edge, one as CaseMeasure, '-')),
    ).toEqual([1, 1, 3]);
    expect(edge.value('A', 'cases.carried-finished', 'finished')).toBe(1);
  });
});

describe('the catalogue', () => {
  const dated = new Catalogue([
    { ...entry, approving: 'B', from: '2026-01-01', to: null },
    { ...entry, approving: 'C', from: '2026-03-10', to: '2026-03-20' },
    { ...entry, approving: 'D', from: null, to: '2025-12-31' },
  ]);

  it('answers by day: the entry that began last, and the one before when that is over', () => {
    const on = (date: string): string | null | undefined => dated.find('I1', date)?.approving;
    expect(['2025-06-01', '2026-01-01', '2026-03-09', '2026-03-10', '2026-03-20', '2026-03-21'].map(on)).toEqual([
      'D',
      'B',
      'B',
      'C',
      'C',
      'B',
    ]);
    expect(dated.find('I2', '2026-03-10')).toBeUndefined();
  });

  it('is asked for the day of acceptance', () => {
    const late = { ...plain, itemCode: 'I1', accepted: '2026-03-09 09:00:00', finished: '2026-03-12 09:00:00' };
    expect(dated.itemOf(late)?.approving).toBe('B');
    expect(dated.itemOf({ ...late, accepted: null })?.approving).toBe('C');
  });

  it('fills in what the list leaves open and keeps what it says', () => {
    const open = { ...plain, promiseDays: null, legalDays: null, type: null };
    expect(completed(open, entry)).toMatchObject({ promiseDays: 3, legalDays: 10, type: 'promised' });
    expect(completed(plain, entry)).toBe(plain);
    expect(completed(open, undefined)).toBe(open);
    expect(completed({ ...open, type: 'instant' }, entry).promiseDays).toBe(0);
    expect(promiseOf({ ...entry, promiseDays: null, type: 'instant' })).toBe(0);
    expect(promiseOf({ ...entry, promiseDays: null })).toBeNull();
  });

  it.each([
    ['list and catalogue', 'X', entry, ['X', 'B', 'B']],
    ['catalogue alone', null, entry, ['A', 'B', 'B']],
    ['an accepting window only', null, { ...entry, approving: null }, ['A', 'A', 'A']],
    ['an accepting window beside the list', 'X', { ...entry, approving: null }, ['X', 'X', 'X']],
    ['no catalogue', 'X', undefined, ['X', 'X', 'X']],
  ] as const)('places a case by %s', (_, window, item, expected) => {
    const { accepted, handled, charged } = windowsFor({ ...plain, window }, item);
    expect([accepted, handled, charged]).toEqual(expected);
  });
});
