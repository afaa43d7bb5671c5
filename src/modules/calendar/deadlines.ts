import {
  addDays,
  addMonths,
  daysBetween,
  firstDay,
  lastDay,
  type CivilDate,
  type CivilTime,
  type Period,
} from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { numberOutOfRange, timeOfDayUnreadable } from './refusals';
import type { StatutoryCalendar } from './working-days';
import { dayText, dayWithWeekday, postponementReason, targetText } from './wording';

/**
 * Source: Lianshui county's assessment rules: windows report by the 1st, scoring departments by the 3rd of the month
 * after the assessed one, both postponed over holidays. The gap is this product's: without it both deadlines fall on
 * one day after a long holiday, and the departments would have no time to verify.
 */
const SUBMISSION_DAY = 1;
const VERIFICATION_DAY = 3;
export const DEFAULT_GAP = 1;
export const LARGEST_GAP = 20;

/** The answer of `calendar deadlines` for one month; docs/schemas/calendar-deadlines.schema.json describes it. */
export interface MonthDeadlines {
  readonly period: Period;
  readonly submission: {
    /** The 1st of the following month. */
    readonly nominal: CivilDate;
    readonly date: CivilDate;
    /** Why `date` is not `nominal`; empty when it is. */
    readonly reason: string;
  };
  readonly verification: {
    /** The 3rd of the following month. */
    readonly nominal: CivilDate;
    /** The 3rd postponed to a working day, as the rule says, without the gap. */
    readonly ruleDate: CivilDate;
    /** The day that counts: not before `ruleDate` and at least `gap` working days after the submission deadline. */
    readonly date: CivilDate;
    readonly reason: string;
  };
  /** False when a day between nominal and final dates lies in a year without a holiday notice (weekend rule). */
  readonly calendarKnown: boolean;
}

export interface DeadlineOptions {
  /** Working days between the two deadlines, 0 to 20; 1 by default. */
  readonly gap?: number;
  /** Language of the reasons; Chinese by default. */
  readonly language?: Language;
}

/** Both deadlines of an assessed month. Throws the refusal `calendar.number-out-of-range` for a bad gap. */
export function deadlinesOf(
  calendar: StatutoryCalendar,
  period: Period,
  options: DeadlineOptions = {},
): MonthDeadlines {
  const { gap = DEFAULT_GAP, language = 'zh' } = options;
  if (!Number.isInteger(gap) || gap < 0 || gap > LARGEST_GAP)
    throw numberOutOfRange({ name: 'gap', text: String(gap), min: 0, max: LARGEST_GAP });
  const first = firstDay(addMonths(period, 1));
  const nominal = addDays(first, SUBMISSION_DAY - 1);
  const verificationNominal = addDays(first, VERIFICATION_DAY - 1);
  const submitted = calendar.workingDayOnOrAfter(nominal);
  const ruleDate = calendar.workingDayOnOrAfter(verificationNominal);
  const earliest = calendar.addWorkingDays(submitted, gap);
  const date = earliest > ruleDate ? earliest : ruleDate;
  const reasons = [postponementReason(calendar, verificationNominal, language)];
  if (date > ruleDate) reasons.push(gapReason(calendar, submitted, gap, date, language));
  return {
    period,
    submission: { nominal, date: submitted, reason: postponementReason(calendar, nominal, language) },
    verification: {
      nominal: verificationNominal,
      ruleDate,
      date,
      reason: reasons.filter((reason) => reason !== '').join(language === 'zh' ? '；' : '; '),
    },
    calendarKnown: daysBetween(nominal, date).every((day) => calendar.knows(day)),
  };
}

function gapReason(
  calendar: StatutoryCalendar,
  submitted: CivilDate,
  gap: number,
  date: CivilDate,
  language: Language,
): string {
  const [from, to] = [dayWithWeekday(submitted, language), targetText(calendar, date, language)];
  return language === 'zh'
    ? `与报送截止${from}至少间隔${gap}个工作日，定为${to}`
    : `at least ${gap} working day${gap === 1 ? '' : 's'} after the submission deadline ${from}: ${to}`;
}

/** The n-th working day after the month: "within five working days of the end of the month" (sub-centres). */
export function nthWorkingDayAfter(calendar: StatutoryCalendar, period: Period, count: number): CivilDate {
  if (!Number.isInteger(count) || count < 1 || count > 60)
    throw numberOutOfRange({ name: 'n', text: String(count), min: 1, max: 60 });
  return calendar.addWorkingDays(lastDay(period), count);
}

/** What follows the deadlines when pre-publication takes `noticeDays` working days. */
export interface MonthPlan {
  readonly notice: { readonly from: CivilDate; readonly to: CivilDate };
  readonly review: CivilDate;
  readonly publication: CivilDate;
}

/** Pre-publication starts on the working day after verification; review and publication take one working day each. */
export function monthPlan(calendar: StatutoryCalendar, verified: CivilDate, noticeDays = 2): MonthPlan {
  const to = calendar.addWorkingDays(verified, noticeDays);
  return {
    notice: { from: calendar.nextWorkingDay(verified), to },
    review: calendar.addWorkingDays(to, 1),
    publication: calendar.addWorkingDays(to, 2),
  };
}

/** When the office closes: `HH:MM`, and other times in seasons given as `MM-DD` to `MM-DD` (may cross New Year). */
export interface DeadlineHours {
  readonly time: string;
  readonly seasons: readonly { readonly from: string; readonly to: string; readonly time: string }[];
}

export const DEFAULT_HOURS: DeadlineHours = { time: '17:30', seasons: [] };

/** The absolute time at which a deadline of that day ends. Throws `calendar.time-of-day` for a bad setting. */
export function deadlineTime(date: CivilDate, hours: DeadlineHours = DEFAULT_HOURS): CivilTime {
  const day = date.slice(5);
  const season = hours.seasons.find(({ from, to }) =>
    from <= to ? day >= from && day <= to : day >= from || day <= to,
  );
  const time = season?.time ?? hours.time;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw timeOfDayUnreadable({ text: time });
  return `${date} ${time}:00`;
}

/**
 * The end of a span of n working days that begins after the day, which itself does not count: at `17:30:00` a paper is in
 * time, a millisecond later it is late. Without a time of day the whole day counts.
 */
export function workingSpanEnd(calendar: StatutoryCalendar, day: CivilDate, count: number, time?: string): CivilTime {
  const last = calendar.addWorkingDays(day, count);
  return time === undefined ? `${last} 23:59:59` : `${last} ${time}:00`;
}

/** Whether a moment with milliseconds (`2026-10-09 17:30:00.001`) is past the end of a span. */
export function isPast(moment: string, end: CivilTime): boolean {
  return moment > (end.endsWith('23:59:59') ? `${end}.999` : `${end}.000`);
}

/** `10月9日 17:30` or `9 Oct 17:30`. */
export function deadlineText(time: CivilTime, language: Language = 'zh'): string {
  return `${dayText(time.slice(0, 10), language)} ${time.slice(11, 16)}`;
}
