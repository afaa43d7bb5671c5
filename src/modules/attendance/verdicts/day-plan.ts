import { dayNumber, type CivilDate, type CivilTime } from 'src/common/civil-date';
import type { Half } from 'src/modules/attendance/leave';
import { minutesOf, type HalfHours, type HoursEntry } from 'src/modules/attendance/schedule';

/** One moment at which a punch is expected. Minutes since midnight of the attendance day. */
export interface Check {
  readonly half: Half;
  readonly way: 'in' | 'out';
  /** Of a duty beside the half: 中午值班 or 延时服务. */
  readonly session?: Session;
  readonly at: number;
  /** A punch between these is meant for this check; others go to the nearest. */
  readonly from: number;
  readonly to: number;
  /** A punch here may show who is late, but none is asked for. */
  readonly optional?: true;
}

export type Session = 'noon' | 'evening';

/** What a day asks of a person. `once`: in and out once a day, the first mark and the last decide. */
export interface DayPlan {
  readonly once: boolean;
  readonly checks: readonly Check[];
  /** With `once` and two halves: the end of the morning and the start of the afternoon. */
  readonly noon?: { readonly end: number; readonly start: number };
  readonly halves: readonly Half[];
}

export function planOf(entry: HoursEntry): DayPlan {
  const { morning, afternoon, shift } = entry;
  if (shift) {
    const [start, end] = [minutesOf(shift.start), minutesOf(shift.end)];
    const checks = [check('am', 'in', start), check('pm', 'out', end)];
    return { once: true, checks, halves: ['am', 'pm'] };
  }
  const once = (entry.punches ?? (morning && afternoon ? 4 : 2)) !== 4;
  const am = halfChecks('am', [morning, entry.noon], once ? undefined : 'noon');
  const pm = halfChecks('pm', [afternoon, entry.evening], once ? undefined : 'evening');
  const checks = [...am, ...pm];
  const halves = [...(am.length > 0 ? (['am'] as const) : []), ...(pm.length > 0 ? (['pm'] as const) : [])];
  if (!once) return { once, checks, halves };
  const ends = checks.filter((_, index) => index === 0 || index === checks.length - 1);
  const [lunch, back] = [am.at(-1), pm[0]];
  if (!lunch || !back) return { once, checks: ends, halves };
  return { once, checks: ends, noon: { end: lunch.at, start: back.at }, halves };
}

/** What is left of a plan when leave covers a half: the other half keeps its checks. */
export function planBesideLeave(entry: HoursEntry, leave: ReadonlySet<Half>): DayPlan {
  const whole = planOf(entry);
  if (leave.size === 0) return whole;
  const { morning, afternoon, noon, evening } = entry;
  const rest: HoursEntry = {
    ...(morning && !leave.has('am') ? { morning } : {}),
    ...(afternoon && !leave.has('pm') ? { afternoon } : {}),
    ...(noon && !leave.has('am') ? { noon } : {}),
    ...(evening && !leave.has('pm') ? { evening } : {}),
  };
  if (Object.keys(rest).length > 0) {
    const { checks, halves } = planOf({ ...rest, punches: whole.once ? 2 : 4 });
    if (!whole.once) return { once: false, checks, halves };
    // Once a day: the leave stands for its own end of the day, at noon nobody has to punch.
    return { once: true, halves, checks: checks.map((one) => (atNoon(one) ? { ...one, optional: true } : one)) };
  }
  const halves = whole.halves.filter((half) => !leave.has(half));
  return { once: whole.once, halves, checks: whole.checks.filter(({ half }) => !leave.has(half)) };
}

function atNoon({ half, way }: Check): boolean {
  return (half === 'am') === (way === 'out');
}

/** A duty that begins when the half ends is one stretch of work with it, unless the schedule names spans for punching. */
function halfChecks(
  half: Half,
  [own, more]: readonly (HalfHours | undefined)[],
  session: Session | undefined,
): Check[] {
  const checks = [...sessionChecks(half, own), ...sessionChecks(half, more, session)];
  const joined = own?.end === more?.start && own?.leave === undefined && more?.arrive === undefined;
  return joined ? checks.filter((_, index) => index === 0 || index === checks.length - 1) : checks;
}

function sessionChecks(half: Half, hours: HalfHours | undefined, session?: Session): Check[] {
  if (hours === undefined) return [];
  const of = session === undefined ? {} : { session };
  return [
    { ...check(half, 'in', minutesOf(hours.start), hours.arrive), ...of },
    { ...check(half, 'out', minutesOf(hours.end), hours.leave), ...of },
  ];
}

function check(half: Half, way: 'in' | 'out', at: number, span?: readonly [string, string]): Check {
  return { half, way, at, from: span ? minutesOf(span[0]) : at, to: span ? minutesOf(span[1]) : at };
}

/** The hours as people write them: `08:30-12:00,14:00-17:30`. */
export function hoursText({ morning, noon, afternoon, evening, shift }: HoursEntry): string {
  return [morning, noon, afternoon, evening, shift]
    .flatMap((hours) => (hours === undefined ? [] : [`${hours.start}-${hours.end}`]))
    .join(',');
}

/** Minutes between a mark and the span in which it is expected; 0 inside. */
export function distance(minute: number, { from, to }: Check): number {
  return minute < from ? from - minute : minute > to ? minute - to : 0;
}

/** The nearest check; of two at the same distance the earlier. */
export function nearest(minute: number, checks: readonly Check[]): Check | undefined {
  return checks.reduce<Check | undefined>(
    (best, one) => (best === undefined || distance(minute, one) < distance(minute, best) ? one : best),
    undefined,
  );
}

/** Whole minutes between midnight of a day and an instant; seconds are dropped: 08:30:59 is 08:30. */
export function minuteOn(date: CivilDate, at: CivilTime): number {
  const day = at.slice(0, 10);
  const days = day === date ? 0 : dayNumber(day) - dayNumber(date);
  return days * 1440 + Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16));
}
