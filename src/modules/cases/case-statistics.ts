import type { CaseBasis, CaseMonth } from './case-month';

/** A rate with what it is made of; `over` 0 means there is no rate, not 0 %. */
export interface CaseRate {
  readonly of: number;
  readonly over: number;
  /** By which event the cases belong to the month. */
  readonly basis: CaseBasis;
}

/** 受理 · 办结 · 即办率 · 当天办结率 · 按时率 · 提前率 of one window; `window` null: the whole hall. */
export interface CaseStatisticsRow {
  readonly window: string | null;
  readonly accepted: number;
  readonly finished: number;
  readonly due: number;
  readonly overdue: number;
  /** 即办件办结 / 办结. */
  readonly instant: CaseRate;
  /** 当天办结 / 办结. */
  readonly sameDay: CaseRate;
  /** 按时办结 / 到期. */
  readonly onTime: CaseRate;
  /** 承诺件提前办结 / 承诺件办结. */
  readonly early: CaseRate;
}

export interface CaseStatistics {
  readonly windows: readonly CaseStatisticsRow[];
  readonly total: CaseStatisticsRow;
  /** Cases of the month that no clock could judge or no window could be given: in no number above. */
  readonly unjudged: number;
}

export function statisticsOf(month: CaseMonth, unjudged: number): CaseStatistics {
  const windows = month.windowIds.map((window) => rowOf(month, [window], window));
  return { windows, total: rowOf(month, month.windowIds, null), unjudged };
}

function rowOf(month: CaseMonth, windows: readonly string[], window: string | null): CaseStatisticsRow {
  const sum = (measure: Parameters<CaseMonth['value']>[1], basis: CaseBasis): number =>
    windows.reduce((total, one) => total + month.value(one, measure, basis), 0);
  const finished = sum('cases.finished', 'finished');
  const promised = sum('cases.promised-finished', 'finished');
  const due = sum('cases.due', 'due');
  return {
    window,
    accepted: sum('cases.accepted', 'accepted'),
    finished,
    due,
    overdue: sum('cases.overdue', 'due'),
    instant: { of: sum('cases.instant-finished', 'finished'), over: finished, basis: 'finished' },
    sameDay: { of: sum('cases.same-day', 'finished'), over: finished, basis: 'finished' },
    onTime: { of: sum('cases.on-time', 'due'), over: due, basis: 'due' },
    early: { of: sum('cases.early', 'finished'), over: promised, basis: 'finished' },
  };
}
