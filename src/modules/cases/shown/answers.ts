import { Fraction } from 'src/common/fraction';
import type { CivilTime, Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import type { CaseRate, CaseRateName, CaseStatistics, CaseStatisticsRow } from 'src/modules/cases/case-statistics';
import type { CaseEvidence } from 'src/modules/cases/month/evidence';
import {
  FINDING_KINDS,
  type Finding,
  type FindingKind,
  type FindingSettings,
} from 'src/modules/cases/findings/finding';

/** Of which month, with what data an answer is. */
export interface Asked {
  readonly hall: string;
  readonly period: Period;
  readonly asOf: CivilTime;
}

/** Each rate with its basis in words, in the order of the columns. */
export const RATE_NAMES: Readonly<Record<CaseRateName, { readonly zh: string; readonly en: string }>> = {
  instant: { zh: '即办率', en: 'instant' },
  onTheSpot: { zh: '当场办结率', en: 'on the spot' },
  sameDay: { zh: '当天办结率', en: 'same day' },
  onTime: { zh: '按时率', en: 'on time' },
  early: { zh: '提前率', en: 'early' },
  promiseSpeedUp: { zh: '承诺压缩比', en: 'promised speed-up' },
  actualSpeedUp: { zh: '实际压缩比', en: 'actual speed-up' },
  averageDays: { zh: '平均用时', en: 'average days' },
  carryOver: { zh: '结转率', en: 'carry-over' },
};

/** What the rates are taken over, said below the table. */
export const RATE_BASES = {
  zh: '按时率以当月到期的为基数；即办率、当场办结率、当天办结率以当月办结的为基数；提前率、压缩比、平均用时（工作日）以当月办结的承诺件为基数；结转率以当月在办（上期结转加当月受理）的为基数。括号内为分子/分母，分母为 0 的没有比率。',
  en: 'On time is over the cases due in the month; instant, on the spot and same day over those finished in it; early, speed-up and average days (working days) over the promised cases finished in it; carry-over over those in hand in it (carried in or accepted). In brackets numerator/denominator; over 0 there is no rate.',
} as const satisfies Record<Language, string>;

/** A rate as a person reads it: `70.8% (17/24)`, of the average days `5.0 (85/17)`; a dash over 0. */
export function rateText(name: CaseRateName, { of, over }: CaseRate): string {
  if (over === 0) return '—';
  const value = Fraction.of(of, over);
  const shown = name === 'averageDays' ? value.toFixed(1) : `${value.mul(Fraction.of(100)).toFixed(1)}%`;
  return `${shown} (${String(of)}/${String(over)})`;
}

export interface NamedRow extends CaseStatisticsRow {
  readonly name: string;
}

export interface StatisticsAnswer extends Asked {
  /** As it was sealed; false: as known now. */
  readonly sealed: boolean;
  readonly unjudged: number;
  readonly windows: readonly NamedRow[];
  readonly total: CaseStatisticsRow;
}

export function statisticsAnswer(
  asked: Asked & { readonly sealed: boolean },
  { windows, total, unjudged }: CaseStatistics,
  names: ReadonlyMap<string, string>,
): StatisticsAnswer {
  const named = windows.map((row) => ({ ...row, name: names.get(row.window ?? '') ?? '' }));
  return { ...asked, unjudged, windows: named, total };
}

/** A case behind a number, with both its due days: as promised, and after the days on which the clock stood. */
export interface ListedCase {
  readonly case: string;
  readonly item: string | null;
  readonly state: string;
  readonly accepted: string | null;
  readonly promiseDays: number | null;
  readonly legalDays: number | null;
  readonly planned: string | null;
  readonly pausedWorkingDays: number;
  readonly due: string | null;
  readonly finished: string | null;
  readonly workingDaysUsed: number | null;
  readonly workingDaysOver: number;
  readonly value: number;
  readonly batch: string;
  readonly line: number;
}

export function listedCase({ state, verdict, value, batch, line }: CaseEvidence): ListedCase {
  return {
    case: state.no,
    item: state.itemName ?? state.itemCode,
    state: verdict.result,
    accepted: state.accepted,
    promiseDays: state.promiseDays,
    legalDays: state.legalDays,
    planned: verdict.planned,
    pausedWorkingDays: verdict.paused,
    due: verdict.due,
    finished: state.finished,
    workingDaysUsed: verdict.used,
    workingDaysOver: verdict.over,
    ...{ value, batch, line },
  };
}

export interface FindingsAnswer extends Asked {
  readonly settings: FindingSettings;
  /** Findings of each kind; kinds without one are left out. */
  readonly counts: Readonly<Partial<Record<FindingKind, number>>>;
  readonly findings: readonly (Omit<Finding, 'text'> & { readonly text: string })[];
}

export function findingsAnswer(
  asked: Asked & { readonly settings: FindingSettings },
  findings: readonly Finding[],
  language: Language,
): FindingsAnswer {
  const counts: Partial<Record<FindingKind, number>> = {};
  for (const kind of Object.keys(FINDING_KINDS) as FindingKind[]) {
    const count = findings.filter((one) => one.kind === kind).length;
    if (count > 0) counts[kind] = count;
  }
  return { ...asked, counts, findings: findings.map((one) => ({ ...one, text: one.text[language] })) };
}
