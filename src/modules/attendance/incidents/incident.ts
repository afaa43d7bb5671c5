import { addDays, daysBetween, parseCivilDate, periodOf, type CivilDate, type Period } from 'src/common/civil-date';
import type { Coverage } from 'src/modules/rules/facts';
import { PeopleIndex } from 'src/modules/organisation/people';
import { postingOn, staffOn } from 'src/modules/organisation/presence';
import type { Roster } from 'src/modules/organisation/roster';

/** How the office names the people of an incident; several ways add up. */
export interface IncidentScope {
  readonly everybody?: boolean;
  /** Staff numbers. */
  readonly people?: readonly string[];
  /** Codes of windows: everybody posted there in the time. */
  readonly windows?: readonly string[];
  /** Clocks: everybody whose key is on them, or who punched there lately. */
  readonly devices?: readonly string[];
}

/** A device failure as recorded. */
export interface Incident {
  readonly id: string;
  /** Half days `2026-03-12 am` or instants `2026-03-12 08:00:00`, both ends included. */
  readonly from: string;
  readonly to: string;
  /** First attendance day that it may change: that of a night shift may be the day before `from`. */
  readonly firstDay: CivilDate;
  readonly scope: IncidentScope;
  /** Staff numbers, in order. */
  readonly people: readonly string[];
  readonly reason: string;
  readonly evidence: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
  /** Null while it holds. */
  readonly reversed: { readonly reason: string; readonly by: string; readonly at: string } | null;
}

/** What is asked for: a date, perhaps a half of it, or two ends. */
export interface SpanAsked {
  readonly date?: string;
  readonly half?: string;
  readonly from?: string;
  readonly to?: string;
}

const LONGEST_DAYS = 31;
const INSTANT = /^(\d{4}-\d{2}-\d{2})[ T]((?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?$/;

/** Both ends of the time as kept; undefined when it is no time, runs backwards or is longer than a month. */
export function spanOf({ date, half, from, to }: SpanAsked): Pick<Incident, 'from' | 'to'> | undefined {
  if (date !== undefined) {
    if (from !== undefined || to !== undefined || parseCivilDate(date) === undefined) return undefined;
    if (half === undefined) return { from: `${date} am`, to: `${date} pm` };
    return half === 'am' || half === 'pm' ? { from: `${date} ${half}`, to: `${date} ${half}` } : undefined;
  }
  if (half !== undefined) return undefined;
  const [start, end] = [instantIn(from), instantIn(to)];
  if (start === undefined || end === undefined || end < start) return undefined;
  return addDays(start.slice(0, 10), LONGEST_DAYS) < end.slice(0, 10) ? undefined : { from: start, to: end };
}

function instantIn(text: string | undefined): string | undefined {
  const [, date = '', time = ''] = INSTANT.exec(text?.trim() ?? '') ?? [];
  return parseCivilDate(date) === undefined ? undefined : `${date} ${time}:00`;
}

/** The attendance day before counts as well where a night shift may end in the time. */
export function firstDayOf(from: string): CivilDate {
  const date = from.slice(0, 10);
  return / [ap]m$/.test(from) ? date : addDays(date, -1);
}

export function daysOf({ from, to }: Pick<Incident, 'from' | 'to'>): CivilDate[] {
  return daysBetween(from.slice(0, 10), to.slice(0, 10));
}

export function monthsOf({ firstDay, to }: Pick<Incident, 'firstDay' | 'to'>): Period[] {
  return [...new Set(daysBetween(firstDay, to.slice(0, 10)).map(periodOf))];
}

/** A punch on one of the clocks. */
export interface PunchOnDevice {
  readonly source: 'staff-number' | 'pin' | 'userId' | 'phone';
  readonly person: string;
  readonly date: CivilDate;
  readonly device: string;
}

/** The staff numbers an incident names, in order, and what the roster does not know. */
export function peopleOf(
  scope: IncidentScope,
  { roster, days, punches }: { roster: Roster; days: readonly CivilDate[]; punches: readonly PunchOnDevice[] },
): { people: string[]; unknown: string[] } {
  const index = new PeopleIndex(roster);
  const { people = [], windows = [], devices = [] } = scope;
  const unknown = [
    ...people.filter((id) => index.person(id) === undefined),
    ...windows.filter((code) => index.windowByCode(code).kind !== 'unique'),
  ];
  const posted = roster.staff.filter((staff) => days.some((day) => postingOn(staff, day) !== undefined));
  const named = new Set<string>(people);
  if (scope.everybody === true) for (const { id } of posted) named.add(id);
  for (const window of windows)
    for (const day of days) for (const { id } of staffOn(roster, window, day)) named.add(id);
  for (const { id, keys } of posted)
    if (keys.some(({ device }) => device !== undefined && devices.includes(device))) named.add(id);
  for (const { source, person, date, device } of punches) {
    const found = index.byKey(source, person, { date, ...(source === 'pin' ? { device } : {}) });
    if (found.kind === 'unique' && posted.includes(found.value)) named.add(found.value.id);
  }
  return { people: [...named].sort(), unknown };
}

/**
 * What the incidents say about coverage: why nothing more can be known of these days. A failure of whole days is itself
 * all that will ever be known about a window whose people it all names; of other days it only tells why.
 */
export function coverageOf(
  incidents: readonly Incident[],
  { roster, judged, stated }: { roster: Roster; judged: readonly CivilDate[]; stated: readonly Coverage[] },
): Coverage[] {
  const isStated = (window: string, day: CivilDate): boolean =>
    stated.some(
      ({ source, from, to, windows }) =>
        source === 'attendance' && from <= day && day <= to && windows?.includes(window) !== false,
    );
  return incidents.flatMap((incident) => {
    const reason = `考勤设备故障（${incident.id}）：${incident.reason}`;
    const concerns = (day: CivilDate, window: string): boolean => {
      const staff = staffOn(roster, window, day).map(({ id }) => id);
      if (!staff.some((id) => incident.people.includes(id))) return false;
      const closes = isWholeDay(incident, day) && staff.every((id) => incident.people.includes(id));
      return closes || isStated(window, day);
    };
    return daysOf(incident)
      .filter((day) => judged.includes(day))
      .map((day) => ({ day, windows: roster.windows.map(({ id }) => id).filter((window) => concerns(day, window)) }))
      .filter(({ windows }) => windows.length > 0)
      .map(({ day, windows }) => ({ source: 'attendance', from: day, to: day, windows, reason }));
  });
}

/** Only half days are sure to be whole: which clock times a half has is the schedule's affair. */
function isWholeDay({ from, to }: Pick<Incident, 'from' | 'to'>, day: CivilDate): boolean {
  return / [ap]m$/.test(from) && from <= `${day} am` && `${day} pm` <= to;
}
