import { periodOf, type CivilDate, type CivilTime, type Period } from 'src/common/civil-date';
import type { StatutoryCalendar } from 'src/modules/calendar/working-days';
import type { Occurrence, Ruling, Tally } from 'src/modules/rules/facts';
import { MEASURES } from 'src/modules/rules/measures';
import type { AppealRecord, Exclusion } from './handling/appeal';
import { deadlinesOf, isTicket, type Deadline, type DatedLimits } from './handling/deadlines';
import { amendOf, voidOf, type TakenOut } from './handling/rulings';
import { GRADE_NAMES, isBad, type RatingState } from './rating-state';

/** `ratings.ratable` comes from the cases finished. */
export const RATING_MEASURES = [
  'ratings.collected',
  'ratings.active',
  'ratings.default',
  'ratings.satisfied',
  'ratings.bad',
  'ratings.bad-valid',
] as const;
export type RatingMeasure = (typeof RATING_MEASURES)[number];
export type RatingBasis = 'rated' | 'verified';

export function isRatingMeasure(measure: string, basis: string): measure is RatingMeasure {
  return (RATING_MEASURES as readonly string[]).includes(measure) && (basis === 'rated' || basis === 'verified');
}

/**
 * The day by which a rating belongs to a month: the day it was given, or verified. A good rating needs no verification;
 * a bad one that is not verified yet belongs to no month on that basis.
 */
export function dayOf(state: RatingState, basis: RatingBasis): CivilDate | null {
  return basis === 'rated' || !isBad(state.grade) ? state.ratedOn : state.verifiedOn;
}

/** What a rating adds to a measure: 1 or 0. Default ratings are counted apart and are never active. */
export function countsIn(state: RatingState, measure: RatingMeasure): boolean {
  const { grade, isDefault, foundTrue } = state;
  switch (measure) {
    case 'ratings.collected':
      return true;
    case 'ratings.active':
      return !isDefault;
    case 'ratings.default':
      return isDefault;
    case 'ratings.satisfied':
      return !isBad(grade);
    case 'ratings.bad':
      return isBad(grade);
    case 'ratings.bad-valid':
      return isBad(grade) && foundTrue === true;
  }
}

/** A rating, the key it is known by, and what was recorded about appeals against it. */
export interface Keyed {
  readonly key: string;
  readonly state: RatingState;
  /** By appeal taken out of every number; null: it stands. */
  readonly excluded: Exclusion | null;
  /** An appeal that nobody decided yet; it changes no number. */
  readonly open?: AppealRecord | null;
}

/** The part of the key that facts and lists name a rating by. */
export const SHORT_KEY = 16;

export interface Tallied {
  readonly facts: readonly Tally[];
  readonly rulings: readonly Ruling[];
}

interface Count {
  value: number;
  readonly out: TakenOut[];
}

/**
 * Every window × measure × basis, zeros included. The numbers are those of the lists; where an appeal took ratings out of
 * one, a ruling amends it, so that the sheet shows both.
 */
export function talliesOf(ratings: readonly Keyed[], windows: readonly string[], period: Period): Tallied {
  const counts = new Map<string, Count>();
  const subjects = new Set(windows);
  for (const { key, state, excluded } of ratings) {
    for (const basis of ['rated', 'verified'] as const) {
      const day = dayOf(state, basis);
      if (state.window === null || day === null || periodOf(day) !== period) continue;
      subjects.add(state.window);
      for (const measure of RATING_MEASURES) {
        if (!countsIn(state, measure)) continue;
        const place = `${state.window} ${measure} ${basis}`;
        let count = counts.get(place);
        if (count === undefined) counts.set(place, (count = { value: 0, out: [] }));
        count.value++;
        if (excluded !== null) count.out.push({ rating: key.slice(0, SHORT_KEY), excluded });
      }
    }
  }
  const rulings: Ruling[] = [];
  const facts = [...subjects].sort().flatMap((subject) =>
    RATING_MEASURES.flatMap((measure) =>
      MEASURES[measure].bases.map((basis): Tally => {
        const { value = 0, out = [] } = counts.get(`${subject} ${measure} ${basis}`) ?? {};
        const tally = tallyOf(measure, basis, subject, period, value);
        if (out.length > 0) rulings.push(amendOf(tally, out));
        return tally;
      }),
    ),
  );
  return { facts, rulings };
}

function tallyOf(measure: RatingMeasure, basis: string, subject: string, period: Period, value: number): Tally {
  return {
    kind: 'tally',
    id: `tally:${measure}:${basis}:${period}:${subject}`,
    measure,
    basis,
    subject,
    value,
    rows: `ratings?period=${period}&window=${subject}&measure=${measure}&basis=${basis}`,
  };
}

/**
 * What a bad rating is to the month: itself, its rectification overdue, its rater not called back. Of an excluded one as
 * it was on the day of that decision: nothing falls due any more.
 */
export function occurrencesOf(
  { key, state, excluded }: Keyed,
  asOf: CivilTime,
  calendar: StatutoryCalendar,
  limits: readonly DatedLimits[],
): Occurrence[] {
  if (!isTicket(state)) return [];
  const short = key.slice(0, SHORT_KEY);
  const facts: Occurrence[] = [badRating(short, state)];
  const until = excluded !== null && excluded.at < asOf ? excluded.at : asOf;
  const steps = deadlinesOf(state, until.slice(0, 10), calendar, limits);
  if (steps?.rectification?.overdue === true) facts.push(rectificationOverdue(short, state, steps.rectification));
  // A blank cell says nothing: only a stated 否 is a callback that was not made; one made late was made.
  if (steps?.callback?.overdue === true && steps.callback.done !== true) {
    const { due } = steps.callback;
    facts.push({ ...common(state), id: `rating:${short}:no-callback`, type: 'rating.no-callback', date: due });
  }
  return facts;
}

/** What an appeal that was upheld makes of these facts of the rating. */
export function rulingsOn(facts: readonly Occurrence[], { key, excluded }: Keyed): Ruling[] {
  if (excluded === null) return [];
  return facts.map((fact) => voidOf(fact, { rating: key.slice(0, SHORT_KEY), excluded }));
}

/** Whether one of the fact's days lies in the month. */
export function touches({ date, dates = {} }: Occurrence, period: Period): boolean {
  return [date, ...Object.values(dates)].some((day) => periodOf(day) === period);
}

function badRating(key: string, state: RatingState): Occurrence {
  const { ratedOn, verifiedOn, foundTrue } = state;
  const base = common(state);
  return {
    ...base,
    id: `rating:${key}:bad`,
    type: 'rating.bad',
    date: ratedOn,
    dates: verifiedOn === null ? {} : { verified: verifiedOn },
    labels: { ...base.labels, grade: state.grade, ...(state.tag === '' ? {} : { reason: state.tag }) },
    verified: foundTrue === null ? 'pending' : foundTrue ? 'yes' : 'no',
    text: GRADE_NAMES[state.grade],
  };
}

function rectificationOverdue(key: string, state: RatingState, { due, doneOn, workingDaysLate }: Deadline): Occurrence {
  return {
    ...common(state),
    id: `rating:${key}:rectification-overdue`,
    type: 'rating.rectification-overdue',
    date: due,
    dates: { due, ...(doneOn === null ? {} : { finish: doneOn }) },
    amounts: { workingDays: workingDaysLate },
  };
}

function common({ window, staff, caseNo }: RatingState): Pick<Occurrence, 'kind' | 'window' | 'staff' | 'labels'> {
  return {
    kind: 'occurrence',
    ...(window === null ? {} : { window }),
    ...(staff.length === 0 ? {} : { staff }),
    labels: caseNo === null ? {} : { case: caseNo },
  };
}
