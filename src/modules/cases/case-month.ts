import { firstDay, type Period } from 'src/common/civil-date';
import type { Tally } from 'src/modules/rules/facts';
import { MEASURES } from 'src/modules/rules/measures';
import type { CaseVerdict } from './case-clock';
import type { CaseState } from './case-state';
import { isInRates, isOverdue } from './month/results';
import type { StageDelay } from './stages/stage-month';

/** `-`: what the window had in hand in the month, without a choice of event. */
export type CaseBasis = 'accepted' | 'due' | 'finished' | '-';
export type CaseMeasure = (typeof CASE_MEASURES)[number];

/** The measures this room fills, each with the bases of the catalogue. */
export const CASE_MEASURES = [
  'cases.accepted',
  'cases.finished',
  'cases.due',
  'cases.on-time',
  'cases.overdue',
  'cases.same-day',
  'cases.on-the-spot',
  'cases.instant-finished',
  'cases.promised-finished',
  'cases.early',
  'cases.days-used',
  'cases.days-allowed',
  'cases.days-legal',
  'cases.days-cut',
  'cases.days-saved',
  'cases.carried-finished',
  'cases.carried-in',
  'cases.carried-out',
  'cases.on-hand',
] as const;

/** Whose numbers a case is in. All three are the window of the list where no catalogue and no stage says otherwise. */
export interface CaseWindows {
  /** That accepted it: basis accepted. */
  readonly accepted: string | null;
  /** That approves it: bases finished and `-`. */
  readonly handled: string | null;
  /** That answers for its due day: the approving window, unless another one's stage was late. */
  readonly charged: string | null;
}

/** A case with its verdict. */
export interface Judged {
  readonly state: CaseState;
  readonly verdict: CaseVerdict;
  readonly windows: CaseWindows;
  /** Of an overdue case: whether the promise it went by had been cut, and the late stage for which another window answers. */
  readonly cut?: boolean;
  readonly delay?: StageDelay;
}

/** Whether a measure (with a basis) is one of this room's. */
export function isCaseMeasure(measure: string, basis: string): measure is CaseMeasure {
  return (CASE_MEASURES as readonly string[]).includes(measure) && basesOf(measure as CaseMeasure).includes(basis);
}

/** By which events the case belongs to the month. Cases outside every rate belong to none. */
export function basesIn({ state, verdict }: Judged, period: Period): CaseBasis[] {
  if (!isInRates(verdict)) return [];
  const { accepted, finished } = state;
  const bases: CaseBasis[] = [];
  if (accepted?.startsWith(period)) bases.push('accepted');
  if (verdict.due?.startsWith(period)) bases.push('due');
  if (finished?.startsWith(period)) bases.push('finished');
  const begun = accepted !== null && accepted.slice(0, 7) <= period;
  if (begun && (finished === null || finished.slice(0, 7) >= period)) bases.push('-');
  return bases;
}

/** The window in whose numbers the case is by that basis. */
export function windowBy({ accepted, handled, charged }: CaseWindows, basis: CaseBasis): string | null {
  return basis === 'accepted' ? accepted : basis === 'due' ? charged : handled;
}

/** What the case adds to a measure of the month: 1 or 0, or its days. */
export function valueIn({ state, verdict }: Judged, measure: CaseMeasure, period: Period): number {
  const { promised, used } = verdict;
  const finished = used !== null;
  switch (measure) {
    case 'cases.accepted':
    case 'cases.on-hand':
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
    case 'cases.on-the-spot':
      return Number(verdict.sameDay && !promised);
    case 'cases.instant-finished':
      return Number(finished && !promised);
    case 'cases.promised-finished':
      return Number(finished && promised);
    case 'cases.early':
      return Number(verdict.early);
    case 'cases.carried-in':
    case 'cases.carried-finished':
      return Number(state.accepted !== null && state.accepted < firstDay(period));
    case 'cases.carried-out':
      return Number(state.finished === null || state.finished.slice(0, 7) > period);
    default:
      return promised && finished ? daysIn(state, used, measure) : 0;
  }
}

/** Working days of a finished promised case. Without a legal limit the promise stands for it, and no speed-up is claimed. */
function daysIn({ promiseDays, legalDays }: CaseState, used: number, measure: CaseMeasure): number {
  const promise = promiseDays ?? 0;
  switch (measure) {
    case 'cases.days-used':
      return used;
    case 'cases.days-allowed':
      return promise;
    case 'cases.days-legal':
      return legalDays ?? promise;
    case 'cases.days-cut':
      return Math.max(0, (legalDays ?? promise) - promise);
    default:
      // Beyond the legal limit nothing was saved; the days over are counted where the case is overdue.
      return legalDays === null ? 0 : Math.max(0, legalDays - used);
  }
}

/** Every measure with each of its bases, in the order of the catalogue. */
const SLOTS = CASE_MEASURES.flatMap((measure) =>
  basesOf(measure).map((basis) => ({ measure, basis: basis as CaseBasis })),
);

/** Adds up a month, for each window one number a slot. The order of the cases has no influence. */
export class CaseMonth {
  private readonly counts = new Map<string, number[]>();

  constructor(
    readonly period: Period,
    windows: readonly string[],
  ) {
    for (const window of windows) this.of(window);
  }

  add(judged: Judged): void {
    const bases = basesIn(judged, this.period);
    if (bases.length === 0) return;
    for (const [slot, { measure, basis }] of SLOTS.entries()) {
      const window = bases.includes(basis) ? windowBy(judged.windows, basis) : null;
      if (window === null) continue;
      const counts = this.of(window);
      counts[slot] = (counts[slot] ?? 0) + valueIn(judged, measure, this.period);
    }
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

function basesOf(measure: CaseMeasure): readonly string[] {
  return MEASURES[measure].bases;
}
