import { periodOf, type Period } from 'src/common/civil-date';
import type { Keyed } from './rating-month';
import { GRADES, isBad, type Grade } from './rating-state';

/** 评价数 · 五级 · 差评 · 整改 of one window by the day of rating; `window` null: the whole hall. */
export interface RatingStatisticsRow {
  readonly window: string | null;
  readonly collected: number;
  readonly active: number;
  readonly default: number;
  readonly byGrade: Readonly<Record<Grade, number>>;
  /** 好评率: the top three grades of all collected; `over` 0 means there is no rate. */
  readonly satisfied: { readonly of: number; readonly over: number };
  readonly bad: number;
  readonly badValid: number;
  readonly badPending: number;
  /** Bad ratings found true that have been put right. */
  readonly rectified: number;
  /** Without a case; and cases rated more than once. */
  readonly withoutCase: number;
  readonly ratedAgain: number;
}

export interface RatingStatistics {
  readonly windows: readonly RatingStatisticsRow[];
  readonly total: RatingStatisticsRow;
}

export function statisticsOf(ratings: readonly Keyed[], windows: readonly string[], period: Period): RatingStatistics {
  const own = ratings.filter(({ state }) => state.window !== null && periodOf(state.ratedOn) === period);
  const ids = [...new Set([...windows, ...own.map(({ state }) => state.window ?? '')])].sort();
  const rows = ids.map((id) =>
    rowOf(
      id,
      own.filter(({ state }) => state.window === id),
    ),
  );
  return { windows: rows, total: rowOf(null, own) };
}

function rowOf(window: string | null, ratings: readonly Keyed[]): RatingStatisticsRow {
  const count = (test: (state: Keyed['state']) => boolean): number => ratings.filter(({ state }) => test(state)).length;
  const bad = ratings.filter(({ state }) => isBad(state.grade));
  const valid = bad.filter(({ state }) => state.foundTrue === true);
  const times = new Map<string, number>();
  for (const { state } of ratings)
    if (state.caseNo !== null) times.set(state.caseNo, (times.get(state.caseNo) ?? 0) + 1);
  const byGrade = Object.fromEntries(GRADES.map((grade) => [grade, count((state) => state.grade === grade)]));
  return {
    window,
    collected: ratings.length,
    active: count((state) => !state.isDefault),
    default: count((state) => state.isDefault),
    byGrade: byGrade as Record<Grade, number>,
    satisfied: { of: ratings.length - bad.length, over: ratings.length },
    bad: bad.length,
    badValid: valid.length,
    badPending: bad.filter(({ state }) => state.foundTrue === null).length,
    rectified: valid.filter(({ state }) => state.rectifiedAt !== null).length,
    withoutCase: count((state) => state.caseNo === null),
    ratedAgain: [...times.values()].filter((number) => number > 1).length,
  };
}
