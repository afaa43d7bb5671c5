import type { CivilDate } from 'src/common/civil-date';
import { halfKey } from 'src/modules/attendance/leave';
import { minuteOn, type Check, type DayPlan } from './day-plan';
import { missing, type Fault } from './verdict';

/**
 * A recorded device failure that concerns the person. Both ends are half days (`2026-03-12 am`) or instants, included.
 */
export interface Excuse {
  readonly incident: string;
  readonly from: string;
  readonly to: string;
  /** Days before it are not touched, although a night shift of theirs may end in the time. */
  readonly since?: CivilDate;
}

export interface ExcusedFault extends Fault {
  readonly incident: string;
}

/**
 * What is left of the faults of a day when some punches could not be made because the device had failed: those punches
 * count as made. An early departure stays, because a punch proves it; so does what lies outside the failure.
 */
export function withoutExcused(
  { date, plan, found }: { date: CivilDate; plan: DayPlan; found: readonly Fault[] },
  excuses: readonly Excuse[],
): { left: readonly Fault[]; excused: readonly ExcusedFault[] } {
  const failures = new Map(
    plan.checks.flatMap((check) => {
      const excuse = check.optional ? undefined : excuses.find((one) => covers(one, date, check));
      return excuse === undefined ? [] : [[check, excuse.incident] as const];
    }),
  );
  const [incident] = failures.values();
  if (incident === undefined) return { left: found, excused: [] };
  const left = found.flatMap((fault) => remaining(fault, plan, failures));
  const excused = found.filter((fault) => !left.includes(fault));
  return { left, excused: excused.map((fault) => ({ ...fault, incident })) };
}

/** The fault itself, what is left of it, or nothing. */
function remaining(fault: Fault, { once, checks, halves }: DayPlan, failed: ReadonlyMap<Check, string>): Fault[] {
  const { half, kind, way, session, reason } = fault;
  if (kind === 'early' || (reason === 'minutes' && way === 'out')) return [fault];
  if (reason === 'no-punch') {
    const asked = checks.filter((check) => check.half === half && !check.optional);
    const rest = asked.filter((check) => !failed.has(check));
    // In and out once a day: the punch that failed is the proof of presence that was missing.
    const nothingFailed = rest.length === asked.length && !(once && halves.length === 2);
    return nothingFailed || rest.length > 1 ? [fault] : rest.map(missing);
  }
  const [arrival, departure] = [checks[0], checks.at(-1)];
  const due = once
    ? way === 'in' || reason === 'arrived-after'
      ? arrival
      : departure
    : checks.find((check) => check.half === half && check.way === way && check.session === session);
  return due !== undefined && failed.has(due) ? [] : [fault];
}

/** Whether a punch was due during the failure. */
function covers({ from, to, since }: Excuse, date: CivilDate, check: Check): boolean {
  if (since !== undefined && date < since) return false;
  return compared(check, date, from) >= 0 && compared(check, date, to) <= 0;
}

/** Below zero when the check comes before the end of the failure. */
function compared({ half, at }: Check, date: CivilDate, end: string): number {
  if (!/ [ap]m$/.test(end)) return at - minuteOn(date, end);
  const own = halfKey(date, half);
  return own < end ? -1 : own > end ? 1 : 0;
}
