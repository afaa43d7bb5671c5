import fc from 'fast-check';
import { addDays, daysBetween } from 'src/common/civil-date';
import { pair, posting, roster, window } from 'test/fixtures/organisation/lines';
import { gapsOf } from './gaps';
import { chiefsOn, personDays, postingOn, presenceOf, staffIn, staffOn, windowOfMostDays } from './presence';
import type { RosterStaff, RosterWindow } from './roster';
import type { PostingLine } from './statement';

const first = <T>(values: readonly T[]): T => values[0] as T;
const workdays = daysBetween('2026-01-05', '2026-01-30').filter((_, index) => index % 7 < 5);

describe('who was where', () => {
  const hall = roster([
    window('A01', '市场监管局窗口'),
    window('D01', '综合受理窗口'),
    posting('07016', 'D01', '2025-06-01..2026-01-18'),
    posting('07016', 'A01', '2026-01-19..'),
    posting('07001', 'A01', '2025-01-01..', { chief: true }),
    posting('717', null, '2025-01-01..', { branchLeader: true }),
  ]);

  it('on the last day here and the first day there', () => {
    const ids = (at: string, day: string): string[] => staffOn(hall, at, day).map(({ id }) => id);
    expect([ids('D01', '2026-01-18'), ids('A01', '2026-01-18')]).toEqual([['07016'], ['07001']]);
    expect([ids('D01', '2026-01-19'), ids('A01', '2026-01-19')]).toEqual([[], ['07001', '07016']]);
    expect(staffIn(hall, 'D01').map(({ id }) => id)).toEqual(['07016']);
    expect(chiefsOn(hall, 'A01', '2026-01-31')).toEqual(['07001']);
    expect(chiefsOn(hall, 'D01', '2026-01-10')).toEqual([]);
    expect(postingOn(first(hall.staff), '2024-12-31')).toBeUndefined();
  });

  it('counts the open days at each place', () => {
    expect(personDays(hall, workdays)).toEqual([
      { window: 'A01', staff: '07001', days: 20 },
      { window: 'D01', staff: '07016', days: 10 },
      { window: 'A01', staff: '07016', days: 10 },
      { window: null, staff: '717', days: 20 },
    ]);
  });

  it('goes with the window of most days; of equals with the later', () => {
    const mover = hall.staff.find(({ id }) => id === '07016') as RosterStaff;
    expect(windowOfMostDays(mover, workdays)).toBe('A01');
    expect(windowOfMostDays(mover, [...workdays].reverse())).toBe('A01');
    expect(windowOfMostDays(mover, workdays.slice(0, 15))).toBe('D01');
    expect(windowOfMostDays(mover, [])).toBeUndefined();
    expect(windowOfMostDays(hall.staff.find(({ id }) => id === '717') as RosterStaff, workdays)).toBeNull();
  });

  it('a window is present from its first to its last day', () => {
    const young = first<RosterWindow>(roster([window('A01', '税务窗口', '2026-01-30..')]).windows);
    expect(presenceOf(young, workdays)).toEqual({ days: 1, of: 20 });
  });
});

describe('what a window lacks', () => {
  it('nobody is not also named as no chief', () => {
    const hall = roster([
      window('A01', '税务窗口'),
      posting('1', 'A01', '2026-01-12..2026-01-16', { chief: true, side: 'B' }),
    ]);
    expect(gapsOf(hall, { from: '2026-01-01', to: '2026-01-31' })).toEqual([
      {
        window: 'A01',
        missing: 'anybody',
        spans: [
          { from: '2026-01-01', to: '2026-01-09' },
          { from: '2026-01-19', to: '2026-01-30' },
        ],
      },
    ]);
  });

  it('a pair is a B post too, for its days', () => {
    const hall = roster([
      window('A01', '税务窗口', '2026-01-01..'),
      posting('1', 'A01', '2026-01-01..', { chief: true }),
      posting('2', 'A01', '2026-01-01..'),
      pair('A01', '1', '2', '2026-01-01..2026-01-15'),
    ]);
    expect(gapsOf(hall)).toEqual([{ window: 'A01', missing: 'b-post', spans: [{ from: '2026-01-16', to: null }] }]);
  });

  it('rest days are no gap; a make-up Saturday is one where the hall is open', () => {
    const hall = roster([
      window('A01', '税务窗口', '2026-01-01..'),
      posting('1', 'A01', '2026-01-01..2026-01-16', { chief: true, side: 'B' }),
      posting('2', 'A01', '2026-01-19..', { chief: true, side: 'B' }),
    ]);
    expect(gapsOf(hall)).toEqual([]);
    expect(gapsOf(hall, { from: '2026-01-01', to: '2026-01-31' }, () => true)).toEqual([
      { window: 'A01', missing: 'anybody', spans: [{ from: '2026-01-17', to: '2026-01-18' }] },
    ]);
  });

  it('a closed window lacks nothing after its end', () => {
    const hall = roster([
      window('A01', '税务窗口', '2026-01-01..2026-01-16'),
      posting('1', 'A01', '2026-01-01..2026-01-16', { chief: true, side: 'B' }),
    ]);
    expect(gapsOf(hall)).toEqual([]);
  });
});

/** Postings of one person in a row, some touching, some with a break, the last perhaps open. */
const career = fc
  .array(
    fc.tuple(fc.constantFrom('A01', 'A02', null), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 4 })),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((stages) => {
    let from = '2025-12-25';
    return stages.map(([at, length, pause], index): PostingLine => {
      const to = addDays(from, length - 1);
      const open = index === stages.length - 1 && pause === 0;
      const line = posting('1', at, `${from}..${open ? '' : to}`);
      from = addDays(to, pause + 1);
      return line;
    });
  });

describe('laws', () => {
  it('person-days over all places are the open days on which the person was employed', () => {
    fc.assert(
      fc.property(career, (lines) => {
        const hall = roster(lines);
        const sum = personDays(hall, workdays).reduce((total, { days }) => total + days, 0);
        const employed = workdays.filter((day) =>
          lines.some(({ from, to }) => (from ?? '') <= day && (to === null || day <= to)),
        );
        expect(sum).toBe(employed.length);
      }),
    );
  });

  it('no place has more days than the one eligibility goes with', () => {
    fc.assert(
      fc.property(career, (lines) => {
        const hall = roster(lines);
        const days = personDays(hall, workdays);
        const person = hall.staff[0];
        const chosen = person && windowOfMostDays(person, workdays);
        const most = Math.max(0, ...days.map((entry) => entry.days));
        expect(days.find(({ window: at }) => at === chosen)?.days ?? 0).toBe(most);
      }),
    );
  });
});
