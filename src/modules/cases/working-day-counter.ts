import { dayNumber, fromDayNumber, type CivilDate } from 'src/common/civil-date';
import type { StatutoryCalendar } from 'src/modules/calendar/working-days';

/**
 * Statutory working days as numbers, remembered: a month has tens of thousands of cases but only a few hundred days.
 * Days are whole days since 1970-01-01, as `dayNumber` gives them.
 */
export class WorkingDayCounter {
  private readonly known = new Map<number, boolean>();
  private readonly dates = new Map<number, CivilDate>();

  constructor(private readonly calendar: Pick<StatutoryCalendar, 'isWorkingDay'>) {}

  isWorking(day: number): boolean {
    const known = this.known.get(day);
    if (known !== undefined) return known;
    const working = this.calendar.isWorkingDay(fromDayNumber(day));
    this.known.set(day, working);
    return working;
  }

  dateOf(day: number): CivilDate {
    let date = this.dates.get(day);
    if (date === undefined) this.dates.set(day, (date = fromDayNumber(day)));
    return date;
  }

  /** The n-th working day after the day, which itself does not count; the day itself for 0. */
  after(day: number, count: number): number {
    let last = day;
    for (let left = count; left > 0;) if (this.isWorking(++last)) left--;
    return last;
  }

  /**
   * For promises of 0, 1, 2 … working days: the first day of acceptance with which a case whose clock never stood can be due on
   * `day` or later, accepted after hours included.
   */
  firstDue(day: number, promises: number): number[] {
    const first: number[] = [];
    let accepted = day;
    for (let promise = 0; promise < promises; promise++) {
      while (this.after(accepted - 1, promise + 1) >= day) accepted--;
      first.push(accepted);
    }
    return first;
  }

  /** Working days after `from` up to and including `to`; 0 when `to` is not after `from`. */
  between(from: number, to: number): number {
    let count = 0;
    for (let day = from + 1; day <= to; day++) if (this.isWorking(day)) count++;
    return count;
  }

  /** The same for civil dates. */
  betweenDates(from: CivilDate, to: CivilDate): number {
    return this.between(dayNumber(from), dayNumber(to));
  }
}
