import { digestOf, sha256 } from 'src/common/canonical';
import { Fraction } from 'src/common/fraction';
import type { CivilTime } from 'src/common/civil-date';

/** What a sample is drawn from: one submission, and the window it belongs to ('' when only persons are concerned). */
export interface Drawable {
  readonly id: string;
  readonly window: string;
}

/** How much of each window is drawn. */
export interface SampleSize {
  /** Whole per cent of each window's submissions, rounded up. */
  readonly percent: number;
  /** Of each window at least so many, as far as there are. */
  readonly atLeast: number;
}

/** Digest of the population; the order in which it was read makes no difference. */
export function populationDigest(from: readonly Drawable[]): string {
  return digestOf(from.map(({ id, window }) => [window, id]).sort(([w, i], [v, j]) => compare(w, v) || compare(i, j)));
}

/**
 * Draws a sample, stratified by window. Each submission's place in its window follows from the digest of seed, population
 * and its id, so the same seed and population give the same sample on every machine, and anybody can draw it again.
 */
export function drawSample<T extends Drawable>(
  from: readonly T[],
  { percent, atLeast }: SampleSize,
  seed: string,
): T[] {
  const population = populationDigest(from);
  const place = (one: T): string => sha256(JSON.stringify([seed, population, one.id]));
  const strata = new Map<string, { readonly one: T; readonly place: string }[]>();
  for (const one of from) {
    const own = strata.get(one.window);
    const placed = { one, place: place(one) };
    if (own) own.push(placed);
    else strata.set(one.window, [placed]);
  }
  return [...strata]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([, own]) => {
      const size = Math.min(own.length, Math.max(atLeast, Math.ceil((own.length * percent) / 100)));
      return own
        .sort((a, b) => compare(a.place, b.place))
        .slice(0, size)
        .map(({ one }) => one);
    });
}

/** 属实 · 不属实 · 未联系上. */
export const OUTCOMES = ['true', 'false', 'unreached'] as const;
export type SampleOutcome = (typeof OUTCOMES)[number];

export interface SampleResult {
  readonly draw: string;
  readonly submission: string;
  readonly window: string;
  readonly outcome: SampleOutcome;
  readonly remark: string;
  readonly by: string;
  readonly at: CivilTime;
}

/** How often what a window declared was found untrue. */
export interface FalseRate {
  readonly window: string;
  readonly drawn: number;
  /** Found true or untrue; those not reached are neither. */
  readonly checked: number;
  readonly untrue: number;
  /** Exact, `n/d`; null: nothing was checked, which is no rate of 0. */
  readonly rate: string | null;
}

/** Per window, in order; `drawn` once per submission, however often it was drawn. */
export function falseRates(drawn: readonly Drawable[], results: readonly SampleResult[]): FalseRate[] {
  const found = new Map(results.map((one) => [one.submission, one.outcome]));
  const windows = new Map<string, Set<string>>();
  for (const { id, window } of drawn) windows.set(window, (windows.get(window) ?? new Set()).add(id));
  return [...windows]
    .sort(([a], [b]) => compare(a, b))
    .map(([window, ids]) => {
      const outcomes = [...ids].map((id) => found.get(id));
      const untrue = outcomes.filter((one) => one === 'false').length;
      const checked = untrue + outcomes.filter((one) => one === 'true').length;
      const rate = checked === 0 ? null : Fraction.of(untrue, checked).toString();
      return { window, drawn: ids.size, checked, untrue, rate };
    });
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
