import type { CaseBasis, CaseMeasure, CaseMonth } from './case-month';

/** A rate with what it is made of; `over` 0 means there is no rate, not 0 %. */
export interface CaseRate {
  readonly of: number;
  readonly over: number;
  /** By which event the cases belong to the month; `-`: what the window had in hand in it. */
  readonly basis: CaseBasis;
}

/** The rates of the statistics: numerator, denominator, basis. Every measure is a tally, so a book may use the same. */
export const CASE_RATES = {
  instant: ['cases.instant-finished', 'cases.finished', 'finished'],
  onTheSpot: ['cases.on-the-spot', 'cases.finished', 'finished'],
  sameDay: ['cases.same-day', 'cases.finished', 'finished'],
  onTime: ['cases.on-time', 'cases.due', 'due'],
  early: ['cases.early', 'cases.promised-finished', 'finished'],
  promiseSpeedUp: ['cases.days-cut', 'cases.days-legal', 'finished'],
  actualSpeedUp: ['cases.days-saved', 'cases.days-legal', 'finished'],
  averageDays: ['cases.days-used', 'cases.promised-finished', 'finished'],
  carryOver: ['cases.carried-out', 'cases.on-hand', '-'],
} as const satisfies Record<string, readonly [CaseMeasure, CaseMeasure, CaseBasis]>;

export type CaseRateName = keyof typeof CASE_RATES;

/** 受理 · 办结 · 到期 · 超期 · 结转 and the rates of one window; `window` null: the whole hall. */
export interface CaseStatisticsRow extends Readonly<Record<CaseRateName, CaseRate>> {
  readonly window: string | null;
  readonly accepted: number;
  readonly finished: number;
  readonly due: number;
  readonly overdue: number;
  /** Accepted before the month and not finished before it. */
  readonly carriedIn: number;
  /** Not finished by the end of the month. */
  readonly carriedOut: number;
}

export interface CaseStatistics {
  readonly windows: readonly CaseStatisticsRow[];
  readonly total: CaseStatisticsRow;
  /** Cases of the month that no clock could judge or no window could be given: in no number above. */
  readonly unjudged: number;
}

/** `only`: the windows that are shown; the total is over those. */
export function statisticsOf(
  month: CaseMonth,
  unjudged: number,
  only: (window: string) => boolean = () => true,
): CaseStatistics {
  const shown = month.windowIds.filter(only);
  const windows = shown.map((window) => rowOf(month, [window], window));
  return { windows, total: rowOf(month, shown, null), unjudged };
}

function rowOf(month: CaseMonth, windows: readonly string[], window: string | null): CaseStatisticsRow {
  const sum = (measure: CaseMeasure, basis: CaseBasis): number =>
    windows.reduce((total, one) => total + month.value(one, measure, basis), 0);
  const rate = (name: CaseRateName): CaseRate => {
    const [of, over, basis] = CASE_RATES[name];
    return { of: sum(of, basis), over: sum(over, basis), basis };
  };
  return {
    window,
    accepted: sum('cases.accepted', 'accepted'),
    finished: sum('cases.finished', 'finished'),
    due: sum('cases.due', 'due'),
    overdue: sum('cases.overdue', 'due'),
    carriedIn: sum('cases.carried-in', '-'),
    carriedOut: sum('cases.carried-out', '-'),
    instant: rate('instant'),
    onTheSpot: rate('onTheSpot'),
    sameDay: rate('sameDay'),
    onTime: rate('onTime'),
    early: rate('early'),
    promiseSpeedUp: rate('promiseSpeedUp'),
    actualSpeedUp: rate('actualSpeedUp'),
    averageDays: rate('averageDays'),
    carryOver: rate('carryOver'),
  };
}
