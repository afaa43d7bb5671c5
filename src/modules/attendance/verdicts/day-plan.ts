import { dayNumber, type CivilDate, type CivilTime } from 'src/common/civil-date';
import type { Half } from 'src/modules/attendance/leave';
import { minutesOf, type HalfHours, type HoursEntry } from 'src/modules/attendance/schedule';

/** One moment at which a punch is expected. Minutes since midnight of the attendance day. */
export interface Check {
  readonly half: Half;
  readonly way: 'in' | 'out';
  readonly at: number;
  /** A punch between these is meant for this check; others go to the nearest. */
  readonly from: number;
  readonly to: number;
  /** A punch here may show who is late, but none is asked for. */
  readonly optional?: true;
}

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
  const am = morning === undefined ? [] : checksOf('am', morning);
  const pm = afternoon === undefined ? [] : checksOf('pm', afternoon);
  const halves = [...(morning ? (['am'] as const) : []), ...(afternoon ? (['pm'] as const) : [])];
  if (!morning || !afternoon) return { once: true, checks: [...am, ...pm], halves };
  if ((entry.punches ?? 4) === 4) return { once: false, checks: [...am, ...pm], halves };
  const noon = { end: minutesOf(morning.end), start: minutesOf(afternoon.start) };
  return { once: true, checks: [...am.slice(0, 1), ...pm.slice(1)], noon, halves };
}

/** What is left of a plan when leave covers a half: the other half keeps its checks. */
export function planBesideLeave(entry: HoursEntry, leave: ReadonlySet<Half>): DayPlan {
  const whole = planOf(entry);
  if (leave.size === 0) return whole;
  const { morning, afternoon } = entry;
  const rest: HoursEntry = {
    ...(morning && !leave.has('am') ? { morning } : {}),
    ...(afternoon && !leave.has('pm') ? { afternoon } : {}),
  };
  if (rest.morning ?? rest.afternoon) {
    const { checks, halves } = planOf(rest);
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

function checksOf(half: Half, hours: HalfHours): Check[] {
  return [
    check(half, 'in', minutesOf(hours.start), hours.arrive),
    check(half, 'out', minutesOf(hours.end), hours.leave),
  ];
}

function check(half: Half, way: 'in' | 'out', at: number, span?: readonly [string, string]): Check {
  return { half, way, at, from: span ? minutesOf(span[0]) : at, to: span ? minutesOf(span[1]) : at };
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
