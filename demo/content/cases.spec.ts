import { dayNumber } from 'src/common/civil-date';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { judgeCase, type CaseVerdict } from 'src/modules/cases/case-clock';
import { WorkingDayCounter } from 'src/modules/cases/working-day-counter';
import { demoHall, type DemoHall } from 'demo/hall/hall';
import { at } from 'demo/hall/months';
import { levelIn, planOf } from 'demo/hall/plans';
import { existsOn } from 'demo/hall/windows';
import { casesOf, shares, type DemoCase } from './cases';

const days = new WorkingDayCounter(new StatutoryCalendar(shippedNotices));

function judge(one: DemoCase, asOf: string): CaseVerdict {
  const known = (time: string | null | undefined): string | null => (time && time <= asOf ? time : null);
  return judgeCase(
    {
      accepted: known(one.accepted),
      finished: known(one.finished),
      promiseDays: one.item.promise,
      type: one.item.promise === 0 ? 'instant' : 'promised',
      standing: one.withdrawn ? 'withdrawn' : known(one.finished) ? 'finished' : 'open',
      stopFrom: known(one.special?.[0]),
      stopTo: known(one.special?.[1]),
      correctionFrom: known(one.correction?.[0]),
      correctionTo: known(one.correction?.[1]),
    },
    days,
    asOf,
  );
}

describe.each([
  ['2026-11-22', 60_000],
  ['2026-03-15', 12_000],
  ['2024-02-29', 12_000],
  ['2027-01-05', 12_000],
  ['2026-11-01', 12_000],
  ['2026-11-02', 12_000],
] as const)('today %s, %s cases', (today, total) => {
  const hall = demoHall({ today, seed: 'spec', cases: total });
  const cases = casesOf(hall);

  it('has as many cases as asked for, with numbers of their own', () => {
    expect(cases.flat()).toHaveLength(total);
    expect(new Set(cases.flat().map(({ no }) => no)).size).toBe(total);
    expect(cases.flat().every(({ no }) => /^9900\d{12}$/.test(no))).toBe(true);
  });

  it('accepts nothing before its month, after yesterday, or where the window is not there', () => {
    for (const [place, list] of cases.entries()) {
      const { from, asOf } = at(hall.months.told, place);
      const wrong = list.filter(({ accepted }) => accepted !== null && (accepted < from || accepted > asOf));
      expect(wrong).toEqual([]);
    }
    const closed = cases.flat().filter(({ window, accepted }) => accepted && !existsOn(window, accepted.slice(0, 10)));
    expect(closed).toEqual([]);
  });

  it('lets only the planned cases end late, by the real clock', () => {
    const late = new Map<string, number>();
    for (const one of cases.flat()) {
      const { result } = judge(one, '2099-12-31 23:59:59');
      if (result !== 'late') continue;
      const key = `${one.window.code} ${one.month}`;
      late.set(key, (late.get(key) ?? 0) + 1);
    }
    expect(late.size).toBeGreaterThan(20);
    for (const [key, count] of late) {
      const [code = '', month = ''] = key.split(' ');
      const window = at(
        hall.windows.filter((one) => one.code === code),
        0,
      );
      expect(count).toBeLessThanOrEqual(planOf(hall.seed, window, at(hall.months.months, Number(month))).overdue);
    }
  });
});

describe('the cases of 2026-11-22', () => {
  const hall = demoHall({ today: '2026-11-22', seed: 'spec' });
  const cases = casesOf(hall);

  it('hold pauses, corrections, withdrawn ones, evenings and rest days', () => {
    const all = cases.flat();
    const count = (of: (one: DemoCase) => boolean): number => all.filter(of).length;
    expect(count(({ special }) => special !== null)).toBeGreaterThan(20);
    expect(count(({ correction, accepted }) => correction !== null && accepted !== null)).toBeGreaterThan(20);
    expect(count(({ accepted }) => accepted === null)).toBeGreaterThan(5);
    expect(count(({ withdrawn }) => withdrawn)).toBeGreaterThan(5);
    expect(count(({ accepted }) => accepted !== null && accepted.slice(11) > '17:30')).toBeGreaterThan(100);
    const resting = all.filter(
      ({ accepted }) => accepted !== null && !days.isWorking(dayNumber(accepted.slice(0, 10))),
    );
    expect(resting.length).toBeGreaterThan(10);
  });

  it('come at every window but the one without cases', () => {
    const codes = new Set(cases.flat().map(({ window }) => window.code));
    expect(hall.windows.map(({ code }) => code).filter((code) => !codes.has(code))).toEqual(['E10']);
  });

  it.each([0, 1, 2, 3])('are the same at the windows made to be level in month %s', (month) => {
    const { top, bottom } = levelIn(month);
    for (const [a = '', b = ''] of [top, bottom])
      expect(seen(hall, cases, a, month)).toEqual(seen(hall, cases, b, month));
  });
});

/** What the clock makes of the window's cases that were open in the month or ended in it, in order. */
function seen(hall: DemoHall, cases: readonly DemoCase[][], code: string, month: number): unknown[] {
  const { from, asOf } = at(hall.months.months, month);
  const counts = ({ window, accepted, finished, withdrawn }: DemoCase): boolean =>
    // What was withdrawn or never accepted is in no rate.
    window.code === code && !withdrawn && accepted !== null && accepted <= asOf && (finished ?? '9') >= from;
  return cases
    .flat()
    .filter(counts)
    .map((one) => [one.accepted, one.finished, judge(one, asOf)]);
}

describe('shares', () => {
  it.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [7, [0, 2, 1], [0, 5, 2]],
    [0, [3, 4], [0, 0]],
    [5, [0, 0], [5, 0]],
  ])('splits %s by %j into %j', (total, weights, parts) => {
    expect(shares(total, weights)).toEqual(parts);
  });
});
