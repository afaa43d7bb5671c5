import { weekday, type CivilDate } from 'src/common/civil-date';
import type { OpenDaysRule } from 'src/modules/calendar/open-days';

/** A clock text `08:30`, or `次日07:30` for the end of a shift that crosses midnight. */
export type ClockText = string;

/** One half of the day. `arrive` and `leave`: from when to when a punch is meant for that end; default: the time itself. */
export interface HalfHours {
  readonly start: ClockText;
  readonly end: ClockText;
  readonly arrive?: readonly [ClockText, ClockText];
  readonly leave?: readonly [ClockText, ClockText];
}

/** Working hours for a season and some weekdays. The first entry of the list that fits a day counts. */
export interface HoursEntry {
  readonly name?: string;
  /** `MM-DD`, both included; may run over New Year. Absent: the whole year. */
  readonly season?: { readonly from: string; readonly to: string };
  /** 1 Monday … 7 Sunday. Absent: every day. */
  readonly days?: readonly number[];
  /** 4: in and out for each half; 2: in and out once a day. Default 4 with two halves, else 2. */
  readonly punches?: 2 | 4;
  readonly morning?: HalfHours;
  readonly afternoon?: HalfHours;
  /** One shift without noon, also over midnight. Instead of morning and afternoon. */
  readonly shift?: { readonly start: ClockText; readonly end: ClockText };
}

/** People who work other hours than the hall. */
export interface HoursGroup {
  readonly name: string;
  /** Staff numbers. */
  readonly people: readonly string[];
  readonly hours: readonly HoursEntry[];
  /** Also on days on which the hall is closed (night watch). */
  readonly everyDay?: boolean;
}

export interface Exemption {
  /** Staff number. */
  readonly person: string;
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  readonly reason?: string;
}

/** The schedule of a hall; language and meaning in `docs/attendance.md`, shape in `docs/schemas/schedule.schema.json`. */
export interface Schedule {
  readonly name: string;
  /** Sample values that no office has confirmed: 示例 is printed wherever they are used. */
  readonly sample?: boolean;
  /** Minutes that are no fault. Default 0. */
  readonly grace?: number;
  /** Late or early by more minutes makes the half day absent. Absent: never, the rule book decides. */
  readonly absentAfter?: number;
  /** With two punches a day: marks this close together are one mark. Default 30. */
  readonly repeatWithin?: number;
  /** Until then a punch belongs to the day before. Default 04:00. */
  readonly dayCut?: ClockText;
  /** Weekday whose hours hold on a make-up Saturday or Sunday that no entry names. Default 1, Monday. */
  readonly makeUpAs?: number;
  readonly open: Pick<OpenDaysRule, 'base'> & Partial<OpenDaysRule>;
  readonly hours: readonly HoursEntry[];
  readonly groups?: readonly HoursGroup[];
  readonly exempt?: readonly Exemption[];
}

/** Minutes since midnight of the attendance day; above 1440 on the next day. */
export function minutesOf(clock: ClockText): number {
  const known = minutesKnown.get(clock);
  if (known !== undefined) return known;
  const next = clock.startsWith('次日');
  const [hour = '', minute = ''] = clock.replace(/^次日\s*/, '').split(':');
  const minutes = Number(hour) * 60 + Number(minute) + (next ? 1440 : 0);
  if (minutesKnown.size < MOST_CLOCKS) minutesKnown.set(clock, minutes);
  return minutes;
}

/** A schedule has a dozen of them, asked for every person and day of a month. */
const minutesKnown = new Map<ClockText, number>();
const MOST_CLOCKS = 500;

export function openRuleOf({ open }: Schedule): OpenDaysRule {
  return { base: open.base, saturdays: open.saturdays ?? 'none', exceptions: open.exceptions ?? [] };
}

export function groupOf(schedule: Schedule, person: string): HoursGroup | undefined {
  return schedule.groups?.find(({ people }) => people.includes(person));
}

export function isExempt(schedule: Schedule, person: string, date: CivilDate): boolean {
  return (schedule.exempt ?? []).some(
    (exemption) => exemption.person === person && (exemption.from ?? date) <= date && date <= (exemption.to ?? date),
  );
}

/**
 * The hours of a day on which somebody has to work; undefined when no entry names it. A weekend day on which the hall is
 * open and which no entry names has the hours of `makeUpAs`.
 */
export function hoursOn(
  { hours, makeUpAs = 1 }: Pick<Schedule, 'makeUpAs'> & { hours: readonly HoursEntry[] },
  date: CivilDate,
): HoursEntry | undefined {
  const day = weekday(date);
  const own = hours.find((entry) => inSeason(entry, date) && (entry.days === undefined || entry.days.includes(day)));
  if (own !== undefined || day < 6) return own;
  return hours.find((entry) => inSeason(entry, date) && entry.days?.includes(makeUpAs));
}

export function inSeason({ season }: HoursEntry, date: CivilDate): boolean {
  if (season === undefined) return true;
  const day = date.slice(5);
  return season.from <= season.to ? season.from <= day && day <= season.to : day >= season.from || day <= season.to;
}
