import * as fc from 'fast-check';
import { addDays, daysBetween } from 'src/common/civil-date';
import { openRuleOf, type PostedAt, type Schedule } from 'src/modules/attendance/schedule';
import { OpenDays } from 'src/modules/calendar/open-days';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { hoursText } from './day-plan';
import { hoursOfDays } from './hours-of-day';

const calendar = new StatutoryCalendar(shippedNotices);
const day = (end: string): Schedule['hours'][number] => ({
  punches: 2,
  morning: { start: '08:30', end: '12:00' },
  afternoon: { start: '14:00', end },
});
const plain: Schedule = {
  name: '作息',
  open: { base: 'statutory', saturdays: [2] },
  hours: [
    { days: [6], morning: { start: '09:00', end: '11:30' } },
    { days: [5], ...day('17:00') },
    { days: [1, 2, 3, 4], ...day('17:30') },
  ],
};

/** The hours of each date, as text; `-` for a day off. */
function hours(schedule: Schedule, dates: readonly string[], id = '1', at?: PostedAt): string[] {
  const openDays = new OpenDays(calendar, openRuleOf(schedule));
  const hoursOn = hoursOfDays(schedule, openDays, { id, postedAt: () => at });
  return dates.map((date) => {
    const entry = hoursOn(date);
    return entry === undefined ? '-' : `${entry.name ?? ''}${hoursText(entry).replace('08:30-12:00,14:00-', '~')}`;
  });
}

describe('make-up days and followed days', () => {
  // 2026-02-14 and 2026-02-28 are make-up Saturdays, 2026-01-04 a make-up Sunday; 2026-01-10 is a Saturday service.
  const dates = ['2026-01-04', '2026-01-10', '2026-02-14', '2026-02-28', '2026-02-13'];

  it('has the hours of the weekday that the schedule names, and the Saturday service its own', () => {
    expect(hours({ ...plain, makeUpAs: 5 }, dates)).toEqual(['~17:00', '09:00-11:30', '~17:00', '~17:00', '~17:00']);
  });

  it('without a word has the hours of the entry that names the day, failing that Monday’s', () => {
    expect(hours(plain, dates)).toEqual(['~17:30', '09:00-11:30', '09:00-11:30', '09:00-11:30', '~17:00']);
  });

  it('follows another weekday on one date', () => {
    const follow = [
      { date: '2026-02-13', as: 4 },
      { date: '2026-02-14', as: 3 },
    ];
    expect(hours({ ...plain, makeUpAs: 5, follow }, dates.slice(2))).toEqual(['~17:30', '~17:00', '~17:30']);
  });

  it('follows nothing on a day on which the hall is closed', () => {
    expect(hours({ ...plain, follow: [{ date: '2026-01-03', as: 1 }] }, ['2026-01-03'])).toEqual(['-']);
  });
});

describe('groups', () => {
  const night = { shift: { start: '19:30', end: '次日07:30' } };
  const schedule: Schedule = {
    ...plain,
    groups: [
      { name: '夜班', people: ['0717'], everyDay: true, hours: [night] },
      { name: 'C01 综合岗', windows: ['C01'], posts: ['综合受理'], hours: [day('16:00')] },
      { name: '导办', posts: ['导办'], hours: [day('18:00')] },
      { name: 'C01', windows: ['C01'], hours: [day('19:00')] },
    ],
  };
  const monday = ['2026-03-02'];

  it.each([
    ['0717', { window: 'C01', post: '导办' }, '19:30-次日07:30'],
    ['1', { window: 'C01', post: '综合受理' }, '~16:00'],
    ['1', { window: 'D01', post: '综合受理' }, '~17:30'],
    ['1', { window: 'C01', post: '导办' }, '~18:00'],
    ['1', { window: null, post: '导办' }, '~18:00'],
    ['1', { window: 'C01', post: '' }, '~19:00'],
    ['1', undefined, '~17:30'],
  ] as const)('%s at %j', (id, at, expected) => {
    expect(hours(schedule, monday, id, at)).toEqual([expected]);
  });
});

describe('duties', () => {
  const noon = { shift: { start: '08:30', end: '15:00' } };

  it('change the hours of named people on named days, also when the hall is closed', () => {
    const schedule: Schedule = {
      ...plain,
      duties: [{ name: '值班', hours: noon, on: [{ dates: ['2026-03-03', '2026-03-08'], people: ['1', '2'] }] }],
    };
    const dates = ['2026-03-02', '2026-03-03', '2026-03-08'];
    expect(hours(schedule, dates)).toEqual(['~17:30', '值班08:30-15:00', '值班08:30-15:00']);
    expect(hours(schedule, dates, '3')).toEqual(['~17:30', '~17:30', '-']);
  });

  it('turn by the week, Monday to Sunday, whatever day the rota begins', () => {
    const rota = { from: '2026-03-04', days: [1, 3, 5], turn: 'week', teams: [['1'], ['2'], []] } as const;
    const schedule: Schedule = { ...plain, duties: [{ name: '值班', hours: noon, rota }] };
    const dates = daysBetween('2026-03-02', '2026-03-31');
    const own = (id: string): string[] =>
      dates.filter((_, index) => hours(schedule, dates, id)[index]?.includes('值班'));
    expect(own('1')).toEqual(['2026-03-04', '2026-03-06', '2026-03-23', '2026-03-25', '2026-03-27']);
    expect(own('2')).toEqual(['2026-03-09', '2026-03-11', '2026-03-13', '2026-03-30']);
  });

  it('turn by the open day: a holiday moves the turn on to the next open day', () => {
    const rota = { from: '2026-04-01', to: '2026-04-09', turn: 'day', teams: [['1'], ['2']] } as const;
    const schedule: Schedule = { ...plain, duties: [{ name: '值班', hours: noon, rota }] };
    const dates = daysBetween('2026-03-31', '2026-04-12');
    const own = (id: string): string[] =>
      dates.filter((_, index) => hours(schedule, dates, id)[index]?.includes('值班'));
    // 4 to 6 April is 清明; on the 10th the rota is over.
    expect(own('1')).toEqual(['2026-04-01', '2026-04-03', '2026-04-08']);
    expect(own('2')).toEqual(['2026-04-02', '2026-04-07', '2026-04-09']);
  });

  it('law: a day of the rota belongs to exactly one team, in whatever order the days are asked', () => {
    const dates = daysBetween('2026-03-01', '2026-05-31');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('day' as const, 'week' as const),
        fc.integer({ min: 0, max: 20 }),
        fc.boolean(),
        (count, turn, later, everyDay) => {
          const teams = Array.from({ length: count }, (_, index) => [String(index)]);
          const rota = { from: addDays('2026-03-01', later), turn, teams };
          const schedule: Schedule = { ...plain, duties: [{ name: '值班', hours: noon, rota, everyDay }] };
          const on = teams.map(([id]) => hours(schedule, dates, id).map((text) => (text.startsWith('值班') ? 1 : 0)));
          const backwards = hours(schedule, [...dates].reverse(), '0').reverse();
          expect(backwards).toEqual(hours(schedule, dates, '0'));
          const openDays = new OpenDays(calendar, openRuleOf(schedule));
          dates.forEach((date, index) => {
            const expected = date >= rota.from && (everyDay || openDays.isOpen(date)) ? 1 : 0;
            expect(on.reduce((sum, days) => sum + (days[index] ?? 0), 0)).toBe(expected);
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
