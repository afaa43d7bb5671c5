import { addDays, dayNumber, daysBetween, fromDayNumber, weekday, type CivilDate } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import type { HolidayNotice } from './notice';
import { dayReason } from './wording';

/** What a day is in the official calendar and, where a notice speaks about it, the number of that notice. */
export type StatutoryDay =
  | { readonly kind: 'holiday'; readonly working: false; readonly name: string; readonly notice: string }
  | { readonly kind: 'make-up'; readonly working: true; readonly notice: string }
  | { readonly kind: 'weekend'; readonly working: false }
  | { readonly kind: 'weekday'; readonly working: true };

const WEEKEND: StatutoryDay = { kind: 'weekend', working: false };
const WEEKDAY: StatutoryDay = { kind: 'weekday', working: true };
/** From this day of December on the next year's notice may speak (New Year 2019 moved 29 December 2018). */
const YEAR_END = '12-20';

/**
 * The statutory working days: Monday to Friday, changed by the holiday notices. Deadlines and case clocks count these;
 * whether the hall is open is another question and another type (`OpenDays`).
 */
export class StatutoryCalendar {
  private readonly days = new Map<CivilDate, StatutoryDay>();
  private readonly years = new Set<number>();

  /** @param notices in any order; for a day the one with the highest year and sequence wins. */
  constructor(readonly notices: readonly HolidayNotice[]) {
    const inOrder = [...notices].sort((a, b) => a.year - b.year || a.sequence - b.sequence);
    for (const notice of inOrder) this.apply(notice);
  }

  private apply(notice: HolidayNotice): void {
    this.years.add(notice.year);
    for (const date of notice.withdrawn ?? []) this.days.delete(date);
    for (const { name, from, to } of notice.holidays)
      for (const date of daysBetween(from, to))
        this.days.set(date, { kind: 'holiday', working: false, name, notice: notice.number });
    for (const date of notice.makeUpWorkdays)
      this.days.set(date, { kind: 'make-up', working: true, notice: notice.number });
  }

  /** What the day is; in a year without a notice the plain weekend rule answers. */
  day(date: CivilDate): StatutoryDay {
    return this.days.get(date) ?? (weekday(date) > 5 ? WEEKEND : WEEKDAY);
  }

  isWorkingDay(date: CivilDate): boolean {
    return this.day(date).working;
  }

  /** Why the day is a working day or not, for people: weekday, holiday name, make-up day, number of the notice. */
  reason(date: CivilDate, language: Language = 'zh'): string {
    return dayReason(date, this.day(date), this.knows(date), language);
  }

  /** Whether the notice of that year is there. */
  known(year: number): boolean {
    return this.years.has(year);
  }

  /** Whether no notice that is still to come can change the day: late December also needs the next year's notice. */
  knows(date: CivilDate): boolean {
    const year = Number(date.slice(0, 4));
    if (this.days.has(date)) return true;
    return this.known(year) && (date.slice(5) < YEAR_END || this.known(year + 1));
  }

  /** The day itself when it is a working day, otherwise the first working day after it. */
  workingDayOnOrAfter(date: CivilDate): CivilDate {
    return this.isWorkingDay(date) ? date : this.nextWorkingDay(date);
  }

  /** The first working day after the day. */
  nextWorkingDay(date: CivilDate): CivilDate {
    return this.addWorkingDays(date, 1);
  }

  /**
   * The n-th working day after (n > 0) or before (n < 0) the day, which itself does not count; the day itself for 0.
   * So "within five working days of the month" is `addWorkingDays(lastDay(month), 5)`.
   */
  addWorkingDays(date: CivilDate, count: number): CivilDate {
    const step = Math.sign(count);
    let [day, left] = [dayNumber(date), Math.abs(count)];
    while (left > 0) {
      day += step;
      if (this.isWorkingDay(fromDayNumber(day))) left--;
    }
    return step === 0 ? date : fromDayNumber(day);
  }

  /** How many working days lie between two days, both counted; 0 when `to` is before `from`. */
  countWorkingDays(from: CivilDate, to: CivilDate): number {
    return daysBetween(from, to).filter((date) => this.isWorkingDay(date)).length;
  }

  /** The days from `from` up to the first working day on or after it, that one not included. */
  restDaysFrom(from: CivilDate): CivilDate[] {
    return daysBetween(from, addDays(this.workingDayOnOrAfter(from), -1));
  }
}
