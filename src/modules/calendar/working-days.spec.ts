import * as fc from 'fast-check';
import { addDays, daysBetween, fromDayNumber, dayNumber } from 'src/common/civil-date';
import { shippedNotices } from './shipped-notices';
import { StatutoryCalendar } from './working-days';

const calendar = new StatutoryCalendar(shippedNotices);
const day = fc.integer({ min: dayNumber('2019-01-01'), max: dayNumber('2027-12-31') }).map(fromDayNumber);

/** Year, days off named by notices, make-up workdays, working days in all; counted from an independent data set. */
const YEARS: readonly (readonly [number, number, number, number])[] = [
  [2019, 22, 6, 250],
  [2020, 30, 6, 249],
  [2021, 31, 7, 250],
  [2022, 32, 7, 249],
  [2023, 26, 7, 249],
  [2024, 28, 8, 251],
  [2025, 28, 5, 248],
  [2026, 33, 6, 248],
];

/** Every make-up workday, month-day. */
const MAKE_UP: Readonly<Record<number, string>> = {
  2018: '12-29',
  2019: '02-02 02-03 04-28 05-05 09-29 10-12',
  2020: '01-19 04-26 05-09 06-28 09-27 10-10',
  2021: '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
  2022: '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
  2023: '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
  2024: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  2025: '01-26 02-08 04-27 09-28 10-11',
  2026: '01-04 02-14 02-28 05-09 09-20 10-10',
};

/** Every Monday to Friday that is off, month-day. */
const WEEKDAYS_OFF: Readonly<Record<number, string>> = {
  2018: '12-31',
  2019: '01-01 02-04 02-05 02-06 02-07 02-08 04-05 05-01 05-02 05-03 06-07 09-13 10-01 10-02 10-03 10-04 10-07',
  2020: '01-01 01-24 01-27 01-28 01-29 01-30 01-31 04-06 05-01 05-04 05-05 06-25 06-26 10-01 10-02 10-05 10-06 10-07 10-08',
  2021: '01-01 02-11 02-12 02-15 02-16 02-17 04-05 05-03 05-04 05-05 06-14 09-20 09-21 10-01 10-04 10-05 10-06 10-07',
  2022: '01-03 01-31 02-01 02-02 02-03 02-04 04-04 04-05 05-02 05-03 05-04 06-03 09-12 10-03 10-04 10-05 10-06 10-07',
  2023: '01-02 01-23 01-24 01-25 01-26 01-27 04-05 05-01 05-02 05-03 06-22 06-23 09-29 10-02 10-03 10-04 10-05 10-06',
  2024: '01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07',
  2025: '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
  2026: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
};

const daysOf = (year: number): string[] =>
  year === 2018 ? daysBetween('2018-12-20', '2018-12-31') : daysBetween(`${year}-01-01`, `${year}-12-31`);

describe('StatutoryCalendar', () => {
  it.each(YEARS)('%d: %d days off, %d make-up workdays, %d working days', (year, off, makeUp, working) => {
    const kinds = daysOf(year).map((date) => calendar.day(date).kind);
    expect(kinds.filter((kind) => kind === 'holiday')).toHaveLength(off);
    expect(kinds.filter((kind) => kind === 'make-up')).toHaveLength(makeUp);
    expect(calendar.countWorkingDays(`${year}-01-01`, `${year}-12-31`)).toBe(working);
  });

  it.each(Object.keys(MAKE_UP).map(Number))('%d: exactly these days differ from the weekend rule', (year) => {
    const isWeekend = (date: string): boolean => new Date(`${date}T00:00:00Z`).getUTCDay() % 6 === 0;
    const text = (dates: string[]): string => dates.map((date) => date.slice(5)).join(' ');
    expect(text(daysOf(year).filter((d) => isWeekend(d) && calendar.isWorkingDay(d)))).toBe(MAKE_UP[year]);
    expect(text(daysOf(year).filter((d) => !isWeekend(d) && !calendar.isWorkingDay(d)))).toBe(WEEKDAYS_OFF[year]);
  });

  it('lets the later notice win and names it', () => {
    expect(calendar.reason('2019-05-01')).toBe('周三，劳动节放假（国办发明电〔2019〕3号）');
    expect(calendar.reason('2019-05-05')).toBe('周日，调休上班（国办发明电〔2019〕3号）');
    expect(calendar.reason('2020-01-30')).toBe('周四，春节放假（国办发明电〔2019〕16号）');
    expect(calendar.reason('2020-01-31')).toBe('周五，春节放假（国办发明电〔2020〕1号）');
    // Was a make-up workday until the extension.
    expect(calendar.reason('2020-02-01')).toBe('周六，春节放假（国办发明电〔2020〕1号）');
    expect(calendar.isWorkingDay('2020-02-03')).toBe(true);
    const before = new StatutoryCalendar(shippedNotices.filter((notice) => notice.sequence === 1));
    expect(before.reason('2020-02-01')).toBe('周六，调休上班（国办发明电〔2019〕16号）');
    expect(before.isWorkingDay('2019-05-02')).toBe(true);
  });

  it('does not depend on the order in which notices are given', () => {
    const reversed = new StatutoryCalendar([...shippedNotices].reverse());
    for (const date of daysBetween('2018-12-20', '2027-01-10')) expect(reversed.day(date)).toEqual(calendar.day(date));
  });

  it('gives reasons in English', () => {
    expect(calendar.reason('2026-02-17', 'en')).toBe('Tuesday, Spring Festival holiday (国办发明电〔2025〕7号)');
    expect(calendar.reason('2025-10-06', 'en')).toBe(
      'Monday, National Day and Mid-Autumn Festival holiday (国办发明电〔2024〕12号)',
    );
    expect(calendar.reason('2026-01-04', 'en')).toBe('Sunday, make-up workday (国办发明电〔2025〕7号)');
    expect(calendar.reason('2026-03-07', 'en')).toBe('Saturday, weekend');
    expect(calendar.reason('2026-03-09', 'en')).toBe('Monday');
  });

  it('says so when a year has no notice', () => {
    expect([2018, 2019, 2026, 2027].map((year) => calendar.known(year))).toEqual([false, true, true, false]);
    expect(calendar.reason('2027-01-01')).toBe('周五（尚无放假通知，按周末规则）');
    expect(calendar.reason('2027-01-02')).toBe('周六，周末（尚无放假通知，按周末规则）');
    // The notice for 2027 may still take in the last days of 2026.
    expect([calendar.knows('2026-12-19'), calendar.knows('2026-12-31')]).toEqual([true, false]);
    expect(calendar.knows('2025-12-31')).toBe(true);
    expect(calendar.knows('2018-12-29')).toBe(true);
  });

  it('takes withdrawn days back to the weekend rule', () => {
    const withdrawing = {
      year: 2026,
      number: '样例',
      title: '样例',
      issued: '2026-04-01',
      sequence: 2,
      holidays: [],
      makeUpWorkdays: [],
      withdrawn: ['2026-05-04', '2026-05-09'],
    };
    const changed = new StatutoryCalendar([...shippedNotices, withdrawing]);
    expect([changed.isWorkingDay('2026-05-04'), changed.isWorkingDay('2026-05-09')]).toEqual([true, false]);
    expect(changed.isWorkingDay('2026-05-05')).toBe(false);
  });

  it('counts from and to, nothing when they are reversed', () => {
    expect(calendar.countWorkingDays('2026-09-30', '2026-10-10')).toBe(4);
    expect(calendar.countWorkingDays('2026-10-10', '2026-10-10')).toBe(1);
    expect(calendar.countWorkingDays('2026-10-10', '2026-10-09')).toBe(0);
    expect(calendar.addWorkingDays('2026-10-09', -2)).toBe('2026-09-30');
    expect(calendar.addWorkingDays('2026-10-03', 0)).toBe('2026-10-03');
  });

  it('adds and counts consistently', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (date, count) => {
        const later = calendar.addWorkingDays(date, count);
        expect(calendar.isWorkingDay(later)).toBe(true);
        expect(calendar.countWorkingDays(addDays(date, 1), later)).toBe(count);
        expect(calendar.addWorkingDays(later, -count) <= date || calendar.isWorkingDay(date)).toBe(true);
        const onOrAfter = calendar.workingDayOnOrAfter(date);
        expect(calendar.addWorkingDays(addDays(date, -1), 1)).toBe(onOrAfter);
        expect(calendar.restDaysFrom(date).every((rest) => !calendar.isWorkingDay(rest))).toBe(true);
      }),
    );
  });
});
