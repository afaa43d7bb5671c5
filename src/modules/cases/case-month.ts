import { periodOf, type CivilDate, type Period } from 'src/common/civil-date';
import type { Occurrence, Tally } from 'src/modules/rules/facts';
import { MEASURES } from 'src/modules/rules/measures';
import type { CaseVerdict } from './case-clock';
import { dayOfTime, type CaseState } from './case-state';

export type CaseBasis = 'accepted' | 'due' | 'finished';
type CaseMeasure = (typeof CASE_MEASURES)[number];

/** The measures this room fills, each with the bases of the catalogue. */
export const CASE_MEASURES = [
  'cases.accepted',
  'cases.finished',
  'cases.due',
  'cases.on-time',
  'cases.overdue',
  'cases.same-day',
  'cases.instant-finished',
  'cases.promised-finished',
  'cases.early',
  'cases.days-used',
  'cases.days-allowed',
  'cases.days-legal',
] as const;

/** A case with its verdict. */
export interface Judged {
  readonly state: CaseState;
  readonly verdict: CaseVerdict;
}

/** Whether a measure (with a basis) is one of this room's. */
export function isCaseMeasure(measure: string, basis: string): measure is CaseMeasure {
  return (CASE_MEASURES as readonly string[]).includes(measure) && basesOf(measure as CaseMeasure).includes(basis);
}

/** By which events the case belongs to the month. Cases outside every rate belong to none. */
export function basesIn({ state, verdict }: Judged, period: Period): CaseBasis[] {
  if (!isRated(verdict)) return [];
  const { accepted, finished } = state;
  const bases: CaseBasis[] = [];
  if (accepted?.startsWith(period)) bases.push('accepted');
  if (verdict.due?.startsWith(period)) bases.push('due');
  if (finished?.startsWith(period)) bases.push('finished');
  return bases;
}

/** What the case adds to a measure: 1 or 0, or its days. */
export function valueIn({ state, verdict }: Judged, measure: CaseMeasure): number {
  const { promised, used } = verdict;
  const finished = used !== null;
  const promise = state.promiseDays ?? 0;
  switch (measure) {
    case 'cases.accepted':
      return 1;
    case 'cases.finished':
      return Number(finished);
    case 'cases.due':
      return Number(verdict.due !== null);
    case 'cases.on-time':
      return Number(verdict.result === 'on time');
    case 'cases.overdue':
      return Number(isOverdue(verdict));
    case 'cases.same-day':
      return Number(verdict.sameDay);
    case 'cases.instant-finished':
      return Number(finished && !promised);
    case 'cases.promised-finished':
      return Number(finished && promised);
    case 'cases.early':
      return Number(verdict.early);
    case 'cases.days-used':
      return promised && finished ? used : 0;
    case 'cases.days-allowed':
      return promised && finished ? promise : 0;
    case 'cases.days-legal':
      // Where the list has no legal limit the promise stands for it: no speed-up is claimed for that case.
      return promised && finished ? (state.legalDays ?? promise) : 0;
  }
}

/** Every measure with each of its bases, in the order of the catalogue. */
const SLOTS = CASE_MEASURES.flatMap((measure) =>
  basesOf(measure).map((basis) => ({ measure, basis: basis as CaseBasis })),
);

/** Adds up a month per window, measure and basis. The order of the cases has no influence. */
export class CaseMonth {
  /** Window → one number for each slot. */
  private readonly counts = new Map<string, number[]>();

  constructor(
    readonly period: Period,
    windows: readonly string[],
  ) {
    for (const window of windows) this.of(window);
  }

  add(judged: Judged): void {
    const { window } = judged.state;
    if (window === null) return;
    const bases = basesIn(judged, this.period);
    if (bases.length === 0) return;
    const counts = this.of(window);
    for (const [slot, { measure, basis }] of SLOTS.entries())
      if (bases.includes(basis)) counts[slot] = (counts[slot] ?? 0) + valueIn(judged, measure);
  }

  value(window: string, measure: CaseMeasure, basis: CaseBasis): number {
    const slot = SLOTS.findIndex((one) => one.measure === measure && one.basis === basis);
    return this.counts.get(window)?.[slot] ?? 0;
  }

  get windowIds(): string[] {
    return [...this.counts.keys()].sort();
  }

  private of(window: string): number[] {
    let counts = this.counts.get(window);
    if (counts === undefined) this.counts.set(window, (counts = SLOTS.map(() => 0)));
    return counts;
  }

  /** Every window × measure × basis, zeros included, and what could have been rated: the cases finished in the month. */
  tallies(): Tally[] {
    return this.windowIds.flatMap((window) => [
      ...SLOTS.map(({ measure, basis }) => this.tally(window, measure, basis, measure)),
      this.tally(window, 'ratings.ratable', 'rated', 'cases.finished'),
    ]);
  }

  private tally(window: string, measure: string, basis: string, counted: CaseMeasure): Tally {
    const { period } = this;
    const by: CaseBasis = basis === 'rated' ? 'finished' : (basis as CaseBasis);
    return {
      kind: 'tally',
      id: `tally:${measure}:${basis}:${period}:${window}`,
      measure,
      basis,
      subject: window,
      value: this.value(window, counted, by),
      rows: `cases?period=${period}&window=${window}&measure=${counted}&basis=${by}`,
    };
  }
}

/** The overdue case and the second correction notice, when one of their days lies in the month. */
export function occurrencesOf(judged: Judged, period: Period): Occurrence[] {
  const { state, verdict } = judged;
  if (state.window === null || !isRated(verdict) || !isOverdue(verdict) || verdict.due === null) return [];
  const finish = state.finished === null ? undefined : dayOfTime(state.finished);
  if (periodOf(verdict.due) !== period && (finish === undefined || periodOf(finish) !== period)) return [];
  return [
    {
      kind: 'occurrence',
      id: `case:${state.no}:overdue`,
      type: 'case.overdue',
      date: verdict.due,
      dates: { due: verdict.due, ...(finish === undefined ? {} : { finish }) },
      window: state.window,
      ...(state.handler === null ? {} : { staff: [state.handler] }),
      amounts: { workingDays: verdict.over },
      labels: { case: state.no, caseType: verdict.promised ? 'promised' : 'instant' },
      ...(state.itemName === null ? {} : { text: state.itemName }),
    },
  ];
}

/** Told to correct a second time on `date`. */
export function repeatCorrection(state: CaseState, date: CivilDate): Occurrence | undefined {
  if (state.window === null) return undefined;
  return {
    kind: 'occurrence',
    id: `case:${state.no}:repeat-correction`,
    type: 'case.repeat-correction',
    date,
    window: state.window,
    ...(state.handler === null ? {} : { staff: [state.handler] }),
    labels: { case: state.no },
    ...(state.itemName === null ? {} : { text: state.itemName }),
  };
}

export function isOverdue({ result }: CaseVerdict): boolean {
  return result === 'late' || result === 'open, overdue';
}

/** In the rates at all. */
export function isRated({ result }: CaseVerdict): boolean {
  return !['not accepted', 'outside', 'unknown'].includes(result);
}

function basesOf(measure: CaseMeasure): readonly string[] {
  return MEASURES[measure].bases;
}
