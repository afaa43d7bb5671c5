import type { CivilDate } from 'src/common/civil-date';
import type { Deadline, Deadlines } from 'src/modules/ratings/handling/deadlines';
import { SHORT_KEY, type Keyed } from 'src/modules/ratings/rating-month';
import type { Grade } from 'src/modules/ratings/rating-state';

export const STEPS = ['verification', 'rectification', 'callback'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_NAMES: Readonly<Record<Step, { readonly zh: string; readonly en: string }>> = {
  verification: { zh: '核实', en: 'verify' },
  rectification: { zh: '整改', en: 'put right' },
  callback: { zh: '回访', en: 'call back' },
};

/** A step of a bad rating that is still to be taken. */
export interface DueStep {
  readonly step: Step;
  readonly rating: string;
  readonly window: string | null;
  readonly staff: readonly string[];
  readonly case: string | null;
  readonly grade: Grade;
  readonly ratedOn: CivilDate;
  readonly overdue: boolean;
  readonly workingDaysLate: number;
  /** False: the list does not say whether it was done, so it is not called overdue. */
  readonly stated: boolean;
}

/** What falls due on one day; the whole day is in time. */
export interface DueDay {
  readonly due: CivilDate;
  readonly past: boolean;
  readonly steps: readonly DueStep[];
}

/**
 * Steps that are still to be taken and fall due up to `until`, by day, the longest overdue first. Excluded ratings are no
 * tickets. A callback of which the list does not say whether it was made is listed, too, until somebody says so.
 */
export function dueOf(
  ratings: readonly Keyed[],
  stepsOf: (rating: Keyed) => Deadlines | null,
  where: { readonly today: CivilDate; readonly until: CivilDate; readonly window?: string },
): DueDay[] {
  const days = new Map<CivilDate, DueStep[]>();
  for (const rating of ratings) {
    const { state, excluded } = rating;
    if (excluded !== null || (where.window !== undefined && state.window !== where.window)) continue;
    const steps = stepsOf(rating);
    for (const step of STEPS) {
      const deadline = steps?.[step];
      if (!deadline || deadline.done === true || deadline.due > where.until) continue;
      const list = days.get(deadline.due);
      const due = dueStep(step, rating, deadline);
      if (list) list.push(due);
      else days.set(deadline.due, [due]);
    }
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([due, steps]) => ({ due, past: due < where.today, steps }));
}

function dueStep(step: Step, { key, state }: Keyed, { overdue, workingDaysLate, done }: Deadline): DueStep {
  const { window, staff, caseNo, grade, ratedOn } = state;
  return {
    ...{ step, rating: key.slice(0, SHORT_KEY), window, staff, case: caseNo, grade, ratedOn },
    ...{ overdue, workingDaysLate, stated: done !== null },
  };
}
