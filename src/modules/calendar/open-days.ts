import { weekday, type CivilDate } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import type { StatutoryCalendar } from './working-days';
import { dayReason, weekdayName } from './wording';

/** Saturdays on which the hall opens: none, every one, or the first, third … of the month. */
export type SaturdayPattern = 'none' | 'every' | readonly number[];

/** A day on which the hall decided otherwise, for example 办公系统升级 or 便民服务日. */
export interface OpenDayException {
  readonly date: CivilDate;
  readonly open: boolean;
  readonly reason: string;
}

export interface OpenDaysRule {
  /** `statutory`: the official working days; `weekdays`: Monday to Friday whatever the notices say. */
  readonly base: 'statutory' | 'weekdays';
  readonly saturdays: SaturdayPattern;
  /** The last exception of a day wins; exceptions win over everything else. */
  readonly exceptions: readonly OpenDayException[];
}

/**
 * The days on which the hall is open: attendance is judged against these. Deadlines and case clocks never use them:
 * they count the working days of `StatutoryCalendar`.
 */
export class OpenDays {
  private readonly exceptions: ReadonlyMap<CivilDate, OpenDayException>;

  constructor(
    private readonly calendar: StatutoryCalendar,
    private readonly rule: OpenDaysRule,
  ) {
    this.exceptions = new Map(rule.exceptions.map((exception) => [exception.date, exception]));
  }

  isOpen(date: CivilDate): boolean {
    return this.exceptions.get(date)?.open ?? (this.isBaseDay(date) || this.isOpenSaturday(date));
  }

  /** A Saturday or Sunday on which people work for a day of a holiday (调休上班). */
  isMakeUpDay(date: CivilDate): boolean {
    return this.rule.base === 'statutory' && this.calendar.day(date).kind === 'make-up';
  }

  /** Why the hall is open or closed on that day, for people. */
  openReason(date: CivilDate, language: Language = 'zh'): string {
    const name = weekdayName(date, language);
    const exception = this.exceptions.get(date);
    if (exception) {
      const state = language === 'zh' ? (exception.open ? '开放' : '停止服务') : exception.open ? 'open' : 'closed';
      return language === 'zh' ? `${name}，${state}：${exception.reason}` : `${name}, ${state}: ${exception.reason}`;
    }
    if (!this.isBaseDay(date) && this.isOpenSaturday(date))
      return language === 'zh' ? `${name}，周六延时服务` : `${name}, Saturday service`;
    if (this.rule.base === 'weekdays') return name;
    return dayReason(date, this.calendar.day(date), this.calendar.knows(date), language);
  }

  private isBaseDay(date: CivilDate): boolean {
    return this.rule.base === 'statutory' ? this.calendar.isWorkingDay(date) : weekday(date) <= 5;
  }

  private isOpenSaturday(date: CivilDate): boolean {
    const { base, saturdays } = this.rule;
    if (weekday(date) !== 6 || saturdays === 'none') return false;
    // A Saturday inside a public holiday stays closed unless the hall ignores the notices or says otherwise by date.
    if (base === 'statutory' && this.calendar.day(date).kind === 'holiday') return false;
    return saturdays === 'every' || saturdays.includes(Math.ceil(Number(date.slice(8, 10)) / 7));
  }
}
