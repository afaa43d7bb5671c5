import {
  addDays,
  addMonths,
  daysBetween,
  firstDay,
  lastDay,
  parseCivilDate,
  periodOf,
  type CivilDate,
  type CivilTime,
  type Period,
} from 'src/common/civil-date';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';

/** A month of the demo; the running one ends on the day before today. */
export interface DemoMonth {
  readonly index: number;
  readonly period: Period;
  readonly from: CivilDate;
  /** Last day of which there is data. */
  readonly to: CivilDate;
  readonly closed: boolean;
  /** Days of the month on which the hall was open, up to `to`. */
  readonly openDays: readonly CivilDate[];
  /** When the lists of the month were exported: everything later is not known yet. */
  readonly asOf: CivilTime;
}

/** Three full months before the month of `today` and the running one, with the working days around them. */
export class DemoMonths {
  readonly months: readonly DemoMonth[];
  /** Days the demo hall works: the official calendar, make-up days included. */
  private readonly working: readonly CivilDate[];
  private readonly places: ReadonlyMap<CivilDate, number>;

  constructor(readonly today: CivilDate) {
    if (parseCivilDate(today) === undefined) throw new RangeError(`today must be a day as YYYY-MM-DD, not ${today}`);
    const calendar = new StatutoryCalendar(shippedNotices);
    const running = periodOf(today);
    const first = addMonths(running, -3);
    const span = daysBetween(addDays(firstDay(first), -40), addDays(today, 200));
    this.working = span.filter((date) => calendar.isWorkingDay(date));
    this.places = new Map(this.working.map((date, place) => [date, place]));
    this.months = [0, 1, 2, 3].map((index) => this.month(addMonths(first, index), index, running));
  }

  private month(period: Period, index: number, running: Period): DemoMonth {
    const closed = period < running;
    const from = firstDay(period);
    const to = closed ? lastDay(period) : addDays(this.today, -1);
    const openDays = this.working.filter((date) => date >= from && date <= to);
    return { index, period, from, to, closed, openDays, asOf: `${to} 23:59:59` };
  }

  /** Months with anything to tell: on the first days of a month the running one is still empty. */
  get told(): readonly DemoMonth[] {
    return this.months.filter(({ openDays }) => openDays.length > 0);
  }

  get last(): DemoMonth {
    return at(this.told, this.told.length - 1);
  }

  isWorking(date: CivilDate): boolean {
    return this.places.has(date);
  }

  /** The n-th working day after the day; for 0 the day itself or, on a rest day, the next working day. */
  after(date: CivilDate, count: number): CivilDate {
    let day = date;
    while (!this.places.has(day)) day = addDays(day, 1);
    // From a rest day the first working day is already one step.
    const steps = day === date || count === 0 ? count : count - 1;
    return at(this.working, (this.places.get(day) ?? 0) + steps);
  }

  /** A day around the middle of a month: the eleventh open day of a full month. */
  middle(month: number): CivilDate {
    const { period } = at(this.months, month);
    return this.after(`${period}-14`, 0);
  }
}

/** The element at a place that must exist. */
export function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`place ${index} of ${list.length}`);
  return value;
}
