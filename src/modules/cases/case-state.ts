import type { CivilDate } from 'src/common/civil-date';

/**
 * `finished` also for a refusal after examination; `unknown`: the list says how it stands in a word nobody knows, and has
 * no end. The last four are outside every rate: taken back by the applicant, not accepted for examination, void, entered
 * as a test.
 */
export type CaseStanding = 'open' | 'finished' | 'unknown' | 'withdrawn' | 'refused-intake' | 'void' | 'test';

/** 即办件, 承诺件, 上报件, 联办件 as the list calls them. */
export type CaseType = 'instant' | 'promised' | 'reported' | 'joint';

/**
 * What one row of a list says about a case. Times are hall-local, `YYYY-MM-DD HH:MM:SS`, or `YYYY-MM-DD` where the list
 * has only the day. Applicants, identity numbers and phones are not kept.
 */
export interface CaseState {
  /** 办件编号 as text. */
  readonly no: string;
  readonly itemCode: string | null;
  readonly itemName: string | null;
  /** Window of the roster; null where the list names none. */
  readonly window: string | null;
  /** Staff number of who accepted it, where the roster tells. */
  readonly handler: string | null;
  readonly accepted: string | null;
  readonly finished: string | null;
  /** Working days promised and by law; null where the list does not say. */
  readonly promiseDays: number | null;
  readonly legalDays: number | null;
  readonly type: CaseType | null;
  readonly standing: CaseStanding;
  /** 特别程序: the clock stands after the day of `stopFrom` up to and including the day of `stopTo`. */
  readonly stopFrom: string | null;
  readonly stopTo: string | null;
  /** 补正: told to correct, correction received. */
  readonly correctionFrom: string | null;
  readonly correctionTo: string | null;
  /** How often the applicant was told to correct; null where the list does not say. */
  readonly corrections: number | null;
  /** False for export lists without what a clock needs: they confirm a case, they never replace a full row. */
  readonly full: boolean;
}

/** The day of a time. */
export function dayOfTime(time: string): CivilDate {
  return time.slice(0, 10);
}

/** Whether `a` is before `b`, compared as exactly as the coarser of the two is written. */
export function isBefore(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length) < b.slice(0, length);
}

/** The case as it stood at a time: what happened later is not known yet. Undefined before its acceptance. */
export function stateAt<T extends Pick<CaseState, 'accepted' | 'finished' | 'standing'>>(
  state: T,
  asOf: string,
): T | undefined {
  const { accepted, finished } = state;
  if (accepted !== null && isBefore(asOf, accepted)) return undefined;
  if (finished === null || !isBefore(asOf, finished)) return state;
  return { ...state, finished: null, standing: state.standing === 'finished' ? 'open' : state.standing };
}

/** Of several states of a case the heaviest counts, then the latest: full rows before export lists, finished before open. */
export function weightOf({ full, finished }: Pick<CaseState, 'full' | 'finished'>): number {
  return (full ? 2 : 0) + (finished === null ? 0 : 1);
}

/** The state that counts of each case, of states in the order in which they came. */
export function currentOf<T extends { readonly record: CaseState }>(states: readonly T[]): T[] {
  const held = new Map<string, T>();
  for (const one of states) {
    const other = held.get(one.record.no);
    if (!other || weightOf(one.record) >= weightOf(other.record)) held.set(one.record.no, one);
  }
  return [...held.values()];
}
