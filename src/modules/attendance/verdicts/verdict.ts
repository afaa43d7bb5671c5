import { distance, nearest, type Check, type DayPlan, type Session } from './day-plan';
import type { Half } from 'src/modules/attendance/leave';

export type Verdict =
  'present' | 'late' | 'early' | 'missing-punch' | 'absent' | 'excused' | 'leave' | 'rest' | 'exempt' | 'unknown';

export type FaultKind = 'late' | 'early' | 'missing-punch' | 'absent';

/** One thing that is wrong with a half day. `reason` says why a half day counts as absent. */
export interface Fault {
  readonly half: Half;
  readonly kind: FaultKind;
  /** Whole minutes of late and early; 0 otherwise. */
  readonly minutes: number;
  readonly way?: 'in' | 'out';
  /** Of 中午值班 or 延时服务 beside the half; absent: of the half itself. */
  readonly session?: Session;
  readonly reason?: 'no-punch' | 'arrived-after' | 'left-before' | 'minutes';
}

export interface Limits {
  readonly grace: number;
  readonly absentAfter: number | undefined;
  readonly repeatWithin: number;
  /** Minutes of the day that are left free (哺乳时间): the earliest late arrival or early departure uses them first. */
  readonly free?: number;
}

/**
 * The faults of one day. Four punches: each mark belongs to the nearest check, ties to the earlier. Once a day: the first
 * mark decides the morning, the last the afternoon; a single mark belongs to the nearest of both. A half in which nobody
 * was there at all is absent; one end missing is a missing punch.
 */
export function faultsOf(plan: DayPlan, minutes: readonly number[], limits: Limits): Fault[] {
  const sorted = [...minutes].sort((a, b) => a - b);
  const faults = plan.once ? onceADay(plan, sorted, limits) : eachCheck(plan, sorted);
  const settledFaults = lessFree(faults, limits.free ?? 0).flatMap((fault) => settled(fault, limits));
  // An absent half day is one fault; what else was wrong in it is part of it.
  return plan.halves.flatMap((half) => {
    const own = settledFaults.filter((fault) => fault.half === half);
    const gone = own.filter(({ kind }) => kind === 'absent').sort((a, b) => b.minutes - a.minutes);
    return gone.length > 0 ? gone.slice(0, 1) : own;
  });
}

function lessFree(faults: readonly Fault[], free: number): readonly Fault[] {
  if (free <= 0) return faults;
  let left = free;
  return faults.flatMap((fault) => {
    const used = Math.min(left, fault.minutes);
    left -= used;
    return used > 0 && used === fault.minutes ? [] : [{ ...fault, minutes: fault.minutes - used }];
  });
}

function eachCheck(plan: DayPlan, minutes: readonly number[]): Fault[] {
  const marks = new Map<Check, number>();
  for (const minute of minutes) {
    const check = nearest(minute, plan.checks);
    if (check === undefined) continue;
    const held = marks.get(check);
    // The first arrival and the last departure count.
    if (held === undefined || (check.way === 'out' && minute > held)) marks.set(check, minute);
  }
  return plan.halves.flatMap((half) => {
    const own = plan.checks.filter((check) => check.half === half);
    if (own.every((check) => !marks.has(check))) return [absent(half, 'no-punch')];
    return own.flatMap((check) => {
      const mark = marks.get(check);
      return mark === undefined ? [missing(check)] : deviation(check, mark);
    });
  });
}

function onceADay(plan: DayPlan, minutes: readonly number[], { repeatWithin }: Limits): Fault[] {
  const [arrival] = plan.checks;
  const departure = plan.checks.at(-1);
  const [first, last] = [minutes[0], minutes.at(-1)];
  if (arrival === undefined || departure === undefined) return [];
  if (first === undefined || last === undefined) {
    // Beside leave only one punch is asked for: without it that punch is missing, as the clock services count it.
    const asked = plan.checks.filter(({ optional }) => !optional);
    if (asked.length === 1) return asked.map(missing);
    return plan.halves.map((half) => absent(half, 'no-punch'));
  }
  if (arrival === departure) return deviation(arrival, arrival.way === 'in' ? first : last);
  const oneMark = last - first <= repeatWithin && nearest(first, plan.checks) === nearest(last, plan.checks);
  if (oneMark) {
    const own = distance(first, arrival) <= distance(first, departure) ? arrival : departure;
    const other = own === arrival ? departure : arrival;
    return [...deviation(own, own === arrival ? first : last), ...(other.optional ? [] : [missing(other)])];
  }
  if (plan.noon === undefined) return [...deviation(arrival, first), ...deviation(departure, last)];
  return [...morning(plan, first, last), ...afternoon(plan, first, last)];
}

/**
 * Whose first mark is at the start of the afternoon was absent in the morning, and may be late in the afternoon. A first
 * mark at noon shows somebody who was there and did not punch on arrival.
 */
function morning({ checks, noon }: DayPlan, first: number, last: number): Fault[] {
  const [arrival] = checks;
  if (arrival === undefined || noon === undefined) return [];
  if (first >= noon.end) return [atMorningEnd(first, noon) ? missing(arrival) : absent('am', 'arrived-after')];
  const left = noon.end - last;
  return [...deviation(arrival, first), ...(left > 0 ? [{ ...early('am', left), way: 'out' as const }] : [])];
}

/** Whose last mark is at noon was absent in the afternoon; at the start of the afternoon: there, without a departure. */
function afternoon({ checks, noon }: DayPlan, first: number, last: number): Fault[] {
  const departure = checks.at(-1);
  if (departure === undefined || noon === undefined) return [];
  if (last <= noon.start) return [atMorningEnd(last, noon) ? absent('pm', 'left-before') : missing(departure)];
  const came = first - noon.start;
  const late = { half: 'pm', kind: 'late', minutes: came, way: 'in' } as const;
  return [...(came > 0 ? [late] : []), ...deviation(departure, last)];
}

/** Nearer to the end of the morning than to the start of the afternoon; the middle is the earlier. */
function atMorningEnd(minute: number, { end, start }: { end: number; start: number }): boolean {
  return minute - end <= start - minute;
}

function deviation({ half, way, at, session }: Check, minute: number): Fault[] {
  const minutes = way === 'in' ? minute - at : at - minute;
  if (minutes <= 0) return [];
  const of = session === undefined ? {} : { session };
  return [way === 'in' ? { half, kind: 'late', minutes, way, ...of } : { ...early(half, minutes), way, ...of }];
}

function early(half: Half, minutes: number): Fault {
  return { half, kind: 'early', minutes };
}

/** The punch of a check is not there. */
export function missing({ half, way, session }: Check): Fault {
  return { half, kind: 'missing-punch', minutes: 0, way, ...(session && { session }) };
}

function absent(half: Half, reason: Fault['reason']): Fault {
  return { half, kind: 'absent', minutes: 0, ...(reason && { reason }) };
}

function settled(fault: Fault, { grace, absentAfter }: Limits): Fault[] {
  if (fault.kind !== 'late' && fault.kind !== 'early') return [fault];
  if (fault.minutes <= grace) return [];
  // Beside the half days nobody is absent for half a day.
  if (absentAfter === undefined || fault.minutes <= absentAfter || fault.session !== undefined) return [fault];
  return [{ ...fault, kind: 'absent', reason: 'minutes' }];
}

const GRAVITY: readonly FaultKind[] = ['absent', 'missing-punch', 'late', 'early'];

/** The word for a half day: its gravest fault, or present. */
export function verdictOf(half: Half, faults: readonly Fault[]): Extract<Verdict, FaultKind | 'present'> {
  const kinds = faults.filter((fault) => fault.half === half).map(({ kind }) => kind);
  return GRAVITY.find((kind) => kinds.includes(kind)) ?? 'present';
}

/** Ends of the day that only a correction (补卡) put in order: they were missing without it. */
export function repairedBy(
  plan: DayPlan,
  punches: readonly number[],
  faults: readonly Fault[],
  limits: Limits,
): Fault[] {
  const before = faultsOf(plan, punches, limits).flatMap((fault) =>
    fault.kind === 'missing-punch' ? [fault] : fault.kind === 'absent' ? missingEnds(plan, fault) : [],
  );
  const still = faults.flatMap((fault) => (fault.kind === 'absent' ? missingEnds(plan, fault) : [fault]));
  return before.filter(
    ({ half, way, session }) =>
      !still.some(
        (fault) =>
          fault.kind === 'missing-punch' && fault.half === half && fault.way === way && fault.session === session,
      ),
  );
}

function missingEnds(plan: DayPlan, { half, reason }: Fault): Fault[] {
  if (reason === 'minutes') return [];
  return plan.checks.filter((one) => one.half === half && !one.optional).map(missing);
}
