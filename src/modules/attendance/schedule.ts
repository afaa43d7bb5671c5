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
  /** 中午值班 with an arrival and a departure of its own; belongs to the morning. */
  readonly noon?: HalfHours;
  /** 延时服务 with an arrival and a departure of its own; belongs to the afternoon, may end after midnight. */
  readonly evening?: HalfHours;
}

/**
 * People who work other hours than the hall: those named, or whoever holds one of the posts at one of the windows that
 * day (only windows: everybody there; only posts: at every window).
 */
export interface HoursGroup {
  readonly name: string;
  /** Staff numbers. */
  readonly people?: readonly string[];
  /** Window codes of the roster. */
  readonly windows?: readonly string[];
  /** 岗位 as the roster names them. */
  readonly posts?: readonly string[];
  readonly hours: readonly HoursEntry[];
  /** Also on days on which the hall is closed (night watch). */
  readonly everyDay?: boolean;
}

/** A roster of turns: the teams follow each other by the day or by the week. */
export interface Rota {
  /** First day of the first team. */
  readonly from: CivilDate;
  readonly to?: CivilDate;
  /** 1 Monday … 7 Sunday. Absent: every day. */
  readonly days?: readonly number[];
  /** `day`: each open day of `days` is the next team's; `week`: each week, Monday to Sunday. */
  readonly turn: 'day' | 'week';
  /** Staff numbers of each team. */
  readonly teams: readonly (readonly string[])[];
}

/** Named people have other hours on named days: 中午值班, 延时服务, 周末值班. The first duty of the list that fits counts. */
export interface Duty {
  readonly name: string;
  /** Instead of the hours of the day. */
  readonly hours: Omit<HoursEntry, 'name' | 'season' | 'days'>;
  /** On these days the hall may also be closed. */
  readonly on?: readonly { readonly dates: readonly CivilDate[]; readonly people: readonly string[] }[];
  readonly rota?: Rota;
  /** The rota also turns on days on which the hall is closed. */
  readonly everyDay?: boolean;
}

/** A day that has the hours of a weekday, such as a make-up Sunday that stands for a Friday. */
export interface FollowedDay {
  readonly date: CivilDate;
  /** 1 Monday … 7 Sunday. */
  readonly as: number;
  readonly reason?: string;
}

export interface Exemption {
  /** Staff number. */
  readonly person: string;
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  readonly reason?: string;
}

export interface SlipRules {
  readonly proof?: 'required' | 'optional';
  readonly approval?: 'required' | 'optional';
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
  /**
   * Weekday whose hours hold on make-up Saturdays and Sundays. Absent: those of the entry that names the day, failing
   * that Monday's.
   */
  readonly makeUpAs?: number;
  readonly follow?: readonly FollowedDay[];
  readonly open: Pick<OpenDaysRule, 'base'> & Partial<OpenDaysRule>;
  readonly hours: readonly HoursEntry[];
  readonly groups?: readonly HoursGroup[];
  readonly duties?: readonly Duty[];
  /** Which make-up slips (补卡单) count. Default: those with a proof and somebody who approved them. */
  readonly slips?: SlipRules;
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

/** Where somebody is posted on a day. */
export interface PostedAt {
  readonly window: string | null;
  readonly post: string;
}

/** The first group of the list that names the person or the post held that day. */
export function groupOf(schedule: Schedule, person: string, at?: PostedAt): HoursGroup | undefined {
  return schedule.groups?.find(({ people, windows, posts }) => {
    if (people?.includes(person)) return true;
    if (at === undefined || (windows === undefined && posts === undefined)) return false;
    return (windows?.includes(at.window ?? '') ?? true) && (posts?.includes(at.post) ?? true);
  });
}

export function isExempt(schedule: Schedule, person: string, date: CivilDate): boolean {
  return (schedule.exempt ?? []).some(
    (exemption) => exemption.person === person && (exemption.from ?? date) <= date && date <= (exemption.to ?? date),
  );
}

/**
 * The hours of a day on which somebody has to work; undefined when no entry names it. `follow` names the weekday of a
 * date; a make-up day has the hours of `makeUpAs`. A weekend day that no entry names has them too, or Monday's.
 */
export function hoursOn(
  schedule: Pick<Schedule, 'makeUpAs' | 'follow'>,
  hours: readonly HoursEntry[],
  { date, makeUp }: { date: CivilDate; makeUp: boolean },
): HoursEntry | undefined {
  const entryFor = (day: number): HoursEntry | undefined =>
    hours.find((entry) => inSeason(entry, date) && (entry.days === undefined || entry.days.includes(day)));
  const followed = schedule.follow?.find((one) => one.date === date)?.as;
  if (followed !== undefined) return entryFor(followed);
  if (makeUp && schedule.makeUpAs !== undefined) return entryFor(schedule.makeUpAs);
  const day = weekday(date);
  return entryFor(day) ?? (day < 6 ? undefined : entryFor(schedule.makeUpAs ?? 1));
}

export function inSeason({ season }: HoursEntry, date: CivilDate): boolean {
  if (season === undefined) return true;
  const day = date.slice(5);
  return season.from <= season.to ? season.from <= day && day <= season.to : day >= season.from || day <= season.to;
}
