import { dayNumber, firstDay, type CivilDate, type Period } from 'src/common/civil-date';
import type { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { isBad, type RatingState } from 'src/modules/ratings/rating-state';

/** Limits a hall may set, in statutory working days. */
export interface RatingLimits {
  /** A bad rating is verified within these days of being given. */
  readonly verifyDays: number;
  /** One found true is put right within these days of its verification. */
  readonly rectifyDays: number;
  /** One with a name or contact is called back within these days of being given. */
  readonly callbackDays: number;
}

/**
 * What holds until the hall sets its own. A sample: 5 working days were seen in several places, 15 in one, and no national
 * figure (assessment-rules §4); which of the steps they bind is this product's reading.
 */
export const SAMPLE_LIMITS: RatingLimits = { verifyDays: 5, rectifyDays: 15, callbackDays: 5 };

/** Limits and since when they hold; `from` null: the sample, which nobody has confirmed. */
export interface DatedLimits extends RatingLimits {
  readonly from: Period | null;
}

/** A limit lies in this range; what begins in a month is then due within the two months after it. */
export const LARGEST_LIMIT = 30;

/** The limits that hold for a step beginning on the day. `sets` in order of their months, one for each. */
export function limitsOn(sets: readonly DatedLimits[], day: CivilDate): DatedLimits {
  return sets.findLast(({ from }) => from === null || firstDay(from) <= day) ?? { ...SAMPLE_LIMITS, from: null };
}

/** One step of the handling of a bad rating. */
export interface Deadline {
  /** The whole day is in time. */
  readonly due: CivilDate;
  /** Null: the list does not say. */
  readonly done: boolean | null;
  readonly doneOn: CivilDate | null;
  readonly overdue: boolean;
  /** After the due day up to the step, or up to today; 0 when only rest days lie between. */
  readonly workingDaysLate: number;
}

export interface Deadlines {
  readonly verification: Deadline;
  /** Null while it was not found true. */
  readonly rectification: Deadline | null;
  /** Null: the rater left neither name nor contact. */
  readonly callback: Deadline | null;
}

/** A bad rating becomes a ticket 工单 of whoever it names; what the system gave by default does not. */
export function isTicket({ grade, isDefault, window, staff }: RatingState): boolean {
  return isBad(grade) && !isDefault && (window !== null || staff.length > 0);
}

/** The steps of a ticket and when each is due, by the limits of the day it begins; null for what is no ticket. */
export function deadlinesOf(
  state: RatingState,
  today: CivilDate,
  calendar: StatutoryCalendar,
  sets: readonly DatedLimits[],
): Deadlines | null {
  if (!isTicket(state)) return null;
  const { ratedOn, verifiedOn, foundTrue, realName, calledBack, calledBackOn = null } = state;
  const step = (
    from: CivilDate,
    limit: keyof RatingLimits,
    done: boolean | null,
    doneOn: CivilDate | null,
  ): Deadline => {
    const due = calendar.addWorkingDays(from, limitsOn(sets, from)[limit]);
    // What the list leaves open is not known to be undone.
    const overdue = done === null ? false : (doneOn ?? (done ? due : today)) > due;
    const until = doneOn !== null && doneOn < today ? doneOn : today;
    const late = overdue && dayNumber(until) > dayNumber(due) ? calendar.countWorkingDays(due, until) - 1 : 0;
    return { due, done, doneOn, overdue, workingDaysLate: late };
  };
  const rectifiedOn = state.rectifiedAt?.slice(0, 10) ?? null;
  return {
    verification: step(ratedOn, 'verifyDays', foundTrue !== null, verifiedOn),
    // From the verification on: a late verification is not the window's delay.
    rectification:
      foundTrue === true ? step(verifiedOn ?? ratedOn, 'rectifyDays', rectifiedOn !== null, rectifiedOn) : null,
    callback: realName ? step(ratedOn, 'callbackDays', calledBack, calledBackOn) : null,
  };
}
