import type { Period } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import type { Book } from 'src/modules/rules/book';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Rollup } from 'src/modules/rules/ranking';
import type { OutcomeResult } from 'src/modules/scoring/engine/evaluation';
import { exact } from 'src/modules/scoring/engine/facts/conditions';
import { pointsOf } from 'src/modules/scoring/engine/line';
import type { Line, Points, Sheet } from 'src/modules/scoring/engine/sheet';
import { poolOf } from './rank';

/** What a roll-up reads of a sealed month, or of one the office imported: there points may be unknown. */
export interface MonthResult {
  readonly period: Period;
  readonly sheets: readonly MonthSheet[];
  readonly outcomes: readonly (Pick<OutcomeResult, 'code' | 'type'> & {
    readonly members: readonly { readonly subject: string }[];
  })[];
  /** Imported by the office: neither computed nor verified by this system. */
  readonly fromOffice?: true;
}

export interface MonthSheet extends Pick<Sheet, 'type' | 'subject' | 'name' | 'group' | 'state'> {
  readonly score: Points | null;
  readonly deduction: Points | null;
  readonly lines: readonly Pick<Line, 'charge' | 'exact'>[];
}

/** One subject over a quarter or a year. */
export interface RolledUp {
  readonly type: SubjectType;
  readonly subject: string;
  readonly name: string;
  readonly group: string;
  /** Printed score of each month of the span; null: none. */
  readonly months: readonly { readonly period: Period; readonly score: string | null; readonly imported?: true }[];
  readonly method: Rollup['method'];
  /** What the method gives. */
  readonly value: Points;
  /** Lines charged to the year (S25); zero in a quarter. */
  readonly yearPoints: Points;
  readonly total: Points;
  /** Sum of the months' deductions, for the keys; null: an imported month does not say. Then it is no key for anybody. */
  readonly deductions: Points | null;
  /** Outcome → in how many months of the span. */
  readonly counts: Readonly<Record<string, number>>;
  readonly rank: number;
  readonly of: number;
  /** chosen · tied: equal to others at the edge, left to the leading group · null. */
  readonly candidate: 'chosen' | 'tied' | null;
}

interface Entry extends Omit<RolledUp, 'rank' | 'of' | 'candidate' | 'value' | 'yearPoints' | 'total' | 'deductions'> {
  readonly points: Readonly<Record<'value' | 'year' | 'total', Fraction>> & {
    readonly deductions: Fraction | undefined;
  };
}

/**
 * Quarter or year from sealed months (newest revisions) and imported ones, in order of type, group and rank. Without rules for the span:
 * the mean of the months that have a score. Pure; months in any order.
 */
export function rollUp(
  book: Book,
  span: 'quarter' | 'year',
  months: readonly Period[],
  results: readonly MonthResult[],
): RolledUp[] {
  const rules: Rollup = book.rollups?.[span] ?? { method: 'mean' };
  const decimals = rules.decimals ?? book.decimals ?? 2;
  const own = results.filter(({ period }) => months.includes(period)).sort((a, b) => (a.period < b.period ? -1 : 1));
  const subjects = new Map<string, MonthSheet>();
  for (const { sheets } of own) for (const sheet of sheets) subjects.set(`${sheet.type}:${sheet.subject}`, sheet);
  const pools = new Map<string, Entry[]>();
  for (const sheet of subjects.values()) {
    const pool = `${sheet.type}|${poolOf(sheet.group, book.ranking[sheet.type] ?? {})}`;
    pools.set(pool, [...(pools.get(pool) ?? []), entryOf(sheet, span, months, own, rules, decimals)]);
  }
  return [...pools].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, pool]) => ranked(pool, rules, decimals));
}

function entryOf(
  last: MonthSheet,
  span: 'quarter' | 'year',
  months: readonly Period[],
  results: readonly MonthResult[],
  rules: Rollup,
  decimals: number,
): Entry {
  const { type, subject, name, group } = last;
  const scored = [...months].sort().map((period) => {
    const month = results.find((result) => result.period === period);
    const sheet = month?.sheets.find((one) => one.type === type && one.subject === subject);
    const imported = month?.fromOffice && { imported: month.fromOffice };
    return { period, score: sheet?.state === 'unranked' ? undefined : sheet?.score, all: sheet, imported };
  });
  const value = combined(
    scored.map(({ score }) => (score ? Fraction.parse(score.exact) : undefined)),
    rules,
  ).round(decimals);
  const yearLines =
    span === 'quarter' ? [] : scored.flatMap(({ all }) => all?.lines.filter(({ charge }) => charge === 'year') ?? []);
  const year = sum(yearLines.map(({ exact: points }) => Fraction.parse(points)));
  const known = scored.every(({ all }) => all?.deduction !== null);
  const deductions = sum(scored.map(({ all }) => Fraction.parse(all?.deduction?.exact ?? '0')));
  return {
    type,
    subject,
    name,
    group,
    months: scored.map(({ period, score, imported }) => ({ period, score: score?.printed ?? null, ...imported })),
    method: rules.method,
    points: { value, year, total: value.add(year), deductions: known ? deductions : undefined },
    counts: countsOf(last, results),
  };
}

/** Outcome → in how many of the months the subject has it. */
function countsOf({ type, subject }: MonthSheet, results: readonly MonthResult[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code, type: of, members } of results.flatMap(({ outcomes }) => outcomes))
    if (of === type && members.some((member) => member.subject === subject)) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** Months without a score are left out, or count as 0. Weights count by their share of the sum of those taken. */
function combined(
  scores: readonly (Fraction | undefined)[],
  { method, weights = [], best, missing = 'skip' }: Rollup,
): Fraction {
  const taken = scores.flatMap((score, index) => {
    if (score === undefined && missing === 'skip') return [];
    return [{ score: score ?? Fraction.zero, weight: exact(weights[index] ?? 1) }];
  });
  const all = sum(taken.map(({ score }) => score));
  if (taken.length === 0 || method === 'sum') return all;
  if (method === 'mean') return all.div(Fraction.of(taken.length));
  if (method === 'weighted') {
    const weight = sum(taken.map((one) => one.weight));
    return weight.isZero() ? Fraction.zero : sum(taken.map((one) => one.score.mul(one.weight))).div(weight);
  }
  const top = taken
    .map(({ score }) => score)
    .sort((a, b) => b.compare(a))
    .slice(0, best ?? taken.length);
  return sum(top).div(Fraction.of(Math.max(1, top.length)));
}

function ranked(pool: readonly Entry[], rules: Rollup, decimals: number): RolledUp[] {
  const sorted = [...pool].sort((a, b) => b.points.total.compare(a.points.total) || (a.subject < b.subject ? -1 : 1));
  const { chosen, tied } = candidates(pool, rules);
  let rank = 0;
  return sorted.map((entry, index) => {
    const before = sorted[index - 1];
    if (before === undefined || !before.points.total.equals(entry.points.total)) rank = index + 1;
    const { points, ...rest } = entry;
    const { value, year, total, deductions } = points;
    return {
      ...rest,
      value: pointsOf(value, decimals),
      yearPoints: pointsOf(year, decimals),
      total: pointsOf(total, decimals),
      deductions: deductions ? pointsOf(deductions, decimals) : null,
      rank,
      of: sorted.length,
      candidate: chosen.has(entry) ? 'chosen' : tied.has(entry) ? 'tied' : null,
    };
  });
}

/** Those with the outcome, by the keys in their order; equals across the edge are left to the leading group. */
function candidates(pool: readonly Entry[], { candidates: rules }: Rollup): { chosen: Set<Entry>; tied: Set<Entry> } {
  if (rules === undefined) return { chosen: new Set(), tied: new Set() };
  const { outcome, n, keys = ['count', 'score', 'deductions'] } = rules;
  const told = pool.every(({ points }) => points.deductions !== undefined);
  const compare = (a: Entry, b: Entry): number => {
    for (const key of keys) {
      const order = {
        count: (b.counts[outcome] ?? 0) - (a.counts[outcome] ?? 0),
        score: b.points.total.compare(a.points.total),
        deductions: told ? (a.points.deductions?.compare(b.points.deductions ?? Fraction.zero) ?? 0) : 0,
      }[key];
      if (order !== 0) return order;
    }
    return 0;
  };
  const able = pool.filter(({ counts }) => (counts[outcome] ?? 0) > 0).sort(compare);
  const edge = able[n - 1];
  if (edge === undefined || able.length <= n) return { chosen: new Set(able), tied: new Set() };
  const crosses = able.slice(n).some((entry) => compare(entry, edge) === 0);
  if (!crosses) return { chosen: new Set(able.slice(0, n)), tied: new Set() };
  const chosen = able.filter((entry) => compare(entry, edge) < 0);
  return { chosen: new Set(chosen), tied: new Set(able.filter((entry) => compare(entry, edge) === 0)) };
}

function sum(values: readonly Fraction[]): Fraction {
  return values.reduce((total, value) => total.add(value), Fraction.zero);
}
