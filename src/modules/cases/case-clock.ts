import { dayNumber, type CivilDate, type CivilTime } from 'src/common/civil-date';
import { dayOfTime, type CaseState } from './case-state';
import type { WorkingDayCounter } from './working-day-counter';

/** What a hall may set about the clock. */
export interface ClockSettings {
  /** Accepted after this minute counts as accepted on the next working day, `HH:MM`. */
  readonly closing: string;
}

export const CLOCK_SETTINGS: ClockSettings = { closing: '17:30' };

/**
 * How a case stands. `outside`: withdrawn, refused at intake, void or test; `not accepted`: no time of acceptance;
 * `unknown`: the row does not say enough to run the clock, or says it in a word nobody knows. These three are in no rate.
 */
export type CaseResult =
  'on time' | 'late' | 'open' | 'open, overdue' | 'open, clock stopped' | 'not accepted' | 'outside' | 'unknown';

export interface CaseVerdict {
  readonly result: CaseResult;
  /** Last day on which finishing is on time; null while the clock stands and where there is no clock. */
  readonly due: CivilDate | null;
  /** The due day as it was before the clock ever stood: what the applicant was promised at acceptance. Null without a clock. */
  readonly planned: CivilDate | null;
  /** Working days on which the clock stood. */
  readonly paused: number;
  /** A promise above 0: the cases over which early and speed-up rates are taken. */
  readonly promised: boolean;
  /** Finished not later than the day the clock began; false while open. */
  readonly sameDay: boolean;
  /** A promised case finished before its due day. */
  readonly early: boolean;
  /** Working days used, pauses taken off; null while open. */
  readonly used: number | null;
  /** Working days over the due day, up to the end or the as-of day; 0 when not overdue. */
  readonly over: number;
}

type Timed = Pick<
  CaseState,
  | 'accepted'
  | 'finished'
  | 'promiseDays'
  | 'type'
  | 'standing'
  | 'stopFrom'
  | 'stopTo'
  | 'correctionFrom'
  | 'correctionTo'
>;

/** What says when the clock of a case stood. */
export type Stopped = Pick<Timed, 'accepted' | 'stopFrom' | 'stopTo' | 'correctionFrom' | 'correctionTo'>;

const NO_CLOCK = {
  due: null,
  planned: null,
  paused: 0,
  promised: false,
  sameDay: false,
  early: false,
  used: null,
  over: 0,
} as const;

/**
 * Judges a case as it stood at `asOf`. The day of acceptance does not count; accepted after hours or on a rest day the
 * case counts as accepted on the next working day. Due: so many working days later as were promised and as the clock
 * stood, end of day. Source: assessment-rules §5, formats §7.
 */
export function judgeCase(
  state: Timed,
  days: WorkingDayCounter,
  asOf: CivilTime,
  settings: ClockSettings = CLOCK_SETTINGS,
): CaseVerdict {
  if (state.standing === 'unknown') return { result: 'unknown', ...NO_CLOCK };
  if (state.standing !== 'open' && state.standing !== 'finished') return { result: 'outside', ...NO_CLOCK };
  const { accepted, finished } = state;
  if (accepted === null) return { result: finished === null ? 'not accepted' : 'unknown', ...NO_CLOCK };
  const promise = state.promiseDays ?? (state.type === 'instant' ? 0 : null);
  if (promise === null || (state.standing === 'finished' && finished === null))
    return { result: 'unknown', ...NO_CLOCK };

  const start = startDay(accepted, days, settings);
  const end = finished === null ? null : dayNumber(dayOfTime(finished));
  const promised = promise > 0;
  const stops = stopsOf(state, start, end);
  const paused = stoppedDays(stops, days);
  const planned = days.dateOf(days.after(start, promise));
  if (end === null && stops.some((stop) => stop.to === null))
    return { ...NO_CLOCK, result: 'open, clock stopped', planned, paused, promised };

  const due = days.after(start, promise + paused);
  const until = end ?? dayNumber(dayOfTime(asOf));
  const over = until > due ? days.between(due, until) : 0;
  const common = { due: days.dateOf(due), planned, paused, promised, over };
  if (end === null) return { ...NO_CLOCK, ...common, result: until > due ? 'open, overdue' : 'open' };
  return {
    ...common,
    result: end > due ? 'late' : 'on time',
    sameDay: end <= start,
    early: promised && end < due,
    used: Math.max(0, days.between(start, end) - paused),
  };
}

/** The day on which the clock begins: the day itself, the next working day after hours and on rest days. */
export function startDay(accepted: string, days: WorkingDayCounter, settings: ClockSettings): number {
  const day = dayNumber(dayOfTime(accepted));
  const late = accepted.length > 10 && accepted.slice(11, 16) > settings.closing;
  return late || !days.isWorking(day) ? days.after(day, 1) : day;
}

/** A stretch after `from` up to and including `to`; null: not over yet. */
export interface Stop {
  readonly from: number;
  readonly to: number | null;
}

/** The stops between two days. A correction asked for before acceptance is none; what is open ends with the case. */
export function stopsOf(state: Stopped, start: number, end: number | null): Stop[] {
  const { accepted, stopFrom, stopTo, correctionFrom, correctionTo } = state;
  const stops: Stop[] = [];
  const add = (from: string, to: string | null): void => {
    const last = to === null ? end : Math.min(dayNumber(dayOfTime(to)), end ?? Infinity);
    stops.push({ from: Math.max(start, dayNumber(dayOfTime(from))), to: last });
  };
  if (stopFrom !== null) add(stopFrom, stopTo);
  if (correctionFrom !== null && accepted !== null && correctionFrom > accepted) add(correctionFrom, correctionTo);
  return stops.sort((a, b) => a.from - b.from);
}

/** Working days in the stops, a day in two stops counted once. `stops` in order of `from`. */
export function stoppedDays(stops: readonly Stop[], days: WorkingDayCounter): number {
  let count = 0;
  let counted = -Infinity;
  for (const { from, to } of stops) {
    if (to === null) continue;
    count += days.between(Math.max(from, counted), to);
    counted = Math.max(counted, to);
  }
  return count;
}
