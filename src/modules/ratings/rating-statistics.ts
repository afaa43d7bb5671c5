import { periodOf, type Period } from 'src/common/civil-date';
import { isTicket, type Deadline, type Deadlines } from './handling/deadlines';
import type { Keyed } from './rating-month';
import { GRADES, isBad, type Grade } from './rating-state';

/**
 * The counts of one window by the day of rating; `window` null: the whole hall. Each of collected ⊇ valid ⊇ bad ⊇
 * ticketed ⊇ verified ⊇ rectified is a part of the one before, and collected = valid + excluded, valid = active + default.
 */
export interface RatingStatisticsRow {
  readonly window: string | null;
  /** 评价数: every rating the lists showed. */
  readonly collected: number;
  /** Excluded on appeal: 误评, 恶意差评. In none of the counts below. */
  readonly excluded: { readonly mistaken: number; readonly malicious: number };
  /** 有效评价: collected and not excluded. */
  readonly valid: number;
  readonly active: number;
  readonly default: number;
  readonly byGrade: Readonly<Record<Grade, number>>;
  /** 好评率: the top three grades of the valid ones; `over` 0 means there is no rate. */
  readonly satisfied: { readonly of: number; readonly over: number };
  readonly bad: number;
  /** 工单: bad ratings that somebody has to answer for; the system's default ratings are none. */
  readonly ticketed: number;
  /** Tickets with a verdict, whichever it is. */
  readonly verified: number;
  /** Bad ratings found true. */
  readonly badValid: number;
  /** Tickets without a verdict. */
  readonly badPending: number;
  /** Tickets found true that have been put right, and those of them within the limit. */
  readonly rectified: number;
  readonly rectifiedOnTime: number;
  /** Steps not done by their due day; a callback only where the list says 否. */
  readonly overdue: { readonly verification: number; readonly rectification: number; readonly callback: number };
  /** Without a case; and cases rated more than once. */
  readonly withoutCase: number;
  readonly ratedAgain: number;
}

export interface RatingStatistics {
  readonly windows: readonly RatingStatisticsRow[];
  readonly total: RatingStatisticsRow;
}

/** A rating with the steps it went through as a ticket. */
interface Handled extends Keyed {
  readonly steps: Deadlines | null;
}

/** `stepsOf` gives the deadlines of a ticket; it is asked for bad ratings of the month only. */
export function statisticsOf(
  ratings: readonly Keyed[],
  windows: readonly string[],
  period: Period,
  stepsOf: (rating: Keyed) => Deadlines | null,
): RatingStatistics {
  const own = new Map<string, Handled[]>(windows.map((id) => [id, []]));
  const all: Handled[] = [];
  for (const rating of ratings) {
    const { key, state, excluded } = rating;
    if (state.window === null || periodOf(state.ratedOn) !== period) continue;
    const handled = { key, state, excluded, steps: excluded === null && isTicket(state) ? stepsOf(rating) : null };
    all.push(handled);
    const list = own.get(state.window);
    if (list) list.push(handled);
    else own.set(state.window, [handled]);
  }
  const rows = [...own.keys()].sort().map((id) => rowOf(id, own.get(id) ?? []));
  return { windows: rows, total: rowOf(null, all) };
}

function rowOf(window: string | null, collected: readonly Handled[]): RatingStatisticsRow {
  const valid = collected.filter(({ excluded }) => excluded === null);
  const bad = valid.filter(({ state }) => isBad(state.grade));
  const count = (test: (state: Keyed['state']) => boolean): number => valid.filter(({ state }) => test(state)).length;
  const appealed = (kind: string): number => collected.filter(({ excluded }) => excluded?.kind === kind).length;
  const byGrade = Object.fromEntries(GRADES.map((grade) => [grade, count((state) => state.grade === grade)]));
  return {
    window,
    collected: collected.length,
    excluded: { mistaken: appealed('mistaken'), malicious: appealed('malicious') },
    valid: valid.length,
    active: count((state) => !state.isDefault),
    default: count((state) => state.isDefault),
    byGrade: byGrade as Record<Grade, number>,
    satisfied: { of: valid.length - bad.length, over: valid.length },
    bad: bad.length,
    badValid: bad.filter(({ state }) => state.foundTrue === true).length,
    ...ticketsOf(bad.flatMap(({ steps }) => steps ?? [])),
    withoutCase: count((state) => state.caseNo === null),
    ratedAgain: ratedAgain(valid),
  };
}

function ticketsOf(
  tickets: readonly Deadlines[],
): Pick<RatingStatisticsRow, 'ticketed' | 'verified' | 'badPending' | 'rectified' | 'rectifiedOnTime' | 'overdue'> {
  const verified = tickets.filter(({ verification }) => verification.done === true).length;
  const rectified = tickets.flatMap(({ rectification }) => (rectification?.done === true ? [rectification] : []));
  const overdue = (step: (one: Deadlines) => Deadline | null): number =>
    tickets.filter((one) => step(one)?.overdue === true).length;
  return {
    ticketed: tickets.length,
    verified,
    badPending: tickets.length - verified,
    rectified: rectified.length,
    rectifiedOnTime: rectified.filter((one) => !one.overdue).length,
    overdue: {
      verification: overdue((one) => one.verification),
      rectification: overdue((one) => one.rectification),
      callback: overdue((one) => one.callback),
    },
  };
}

function ratedAgain(ratings: readonly Keyed[]): number {
  const times = new Map<string, number>();
  for (const { state } of ratings)
    if (state.caseNo !== null) times.set(state.caseNo, (times.get(state.caseNo) ?? 0) + 1);
  return [...times.values()].filter((number) => number > 1).length;
}
