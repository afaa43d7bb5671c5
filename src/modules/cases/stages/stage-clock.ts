import { dayNumber, type CivilDate, type CivilTime } from 'src/common/civil-date';
import { CLOCK_SETTINGS, startDay, stoppedDays, stopsOf, type ClockSettings } from 'src/modules/cases/case-clock';
import { dayOfTime, type CaseState } from 'src/modules/cases/case-state';
import type { WorkingDayCounter } from 'src/modules/cases/working-day-counter';
import type { CaseStage } from './stage';

export interface StageVerdict {
  readonly result: 'on time' | 'late' | 'open' | 'open, overdue' | 'open, clock stopped' | 'unknown' | 'outside';
  /** Last day on which ending is on time; null where no clock runs or it stands. */
  readonly due: CivilDate | null;
  /** Working days over the due day; 0 when not late. */
  readonly over: number;
}

const NONE = { due: null, over: 0 } as const;

/**
 * Judges a stage as it stood at `asOf`, by the rules of the whole case: its first day does not count, begun after hours or
 * on a rest day it begins on the next working day, and while the clock of the case stands (特别程序, 补正) its own stands.
 * A stage without end of a case that has ended ended with it. Stages of cases outside every rate are not judged.
 */
export function judgeStage(
  stage: CaseStage,
  state: CaseState | undefined,
  days: WorkingDayCounter,
  asOf: CivilTime,
  settings: ClockSettings = CLOCK_SETTINGS,
): StageVerdict {
  if (state && state.standing !== 'open' && state.standing !== 'finished') return { result: 'outside', ...NONE };
  const { promiseDays } = stage;
  if (promiseDays === null) return { result: 'unknown', ...NONE };
  const start = startDay(stage.begun, days, settings);
  const ended = stage.ended ?? state?.finished ?? null;
  const end = ended === null ? null : dayNumber(dayOfTime(ended));
  const stops = state ? stopsOf(closedWith(state), start, end) : [];
  if (end === null && stops.some(({ to }) => to === null)) return { result: 'open, clock stopped', ...NONE };
  const due = days.after(start, promiseDays + stoppedDays(stops, days));
  const until = end ?? dayNumber(dayOfTime(asOf));
  const over = until > due ? days.between(due, until) : 0;
  const late = until > due;
  const result = end === null ? (late ? 'open, overdue' : 'open') : late ? 'late' : 'on time';
  return { result, due: days.dateOf(due), over };
}

/** A stop without end ended with its case. */
function closedWith(state: CaseState): CaseState {
  const { finished } = state;
  if (finished === null) return state;
  return { ...state, stopTo: state.stopTo ?? finished, correctionTo: state.correctionTo ?? finished };
}
