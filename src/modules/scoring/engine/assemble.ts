import { Fraction } from 'src/common/fraction';
import type { Book } from 'src/modules/rules/book';
import type { Account } from './account';
import { boundsOf, within, type BoundsPlan } from './facts/conditions';
import { pointsOf } from './line';
import type { EffectResult } from './evaluation';
import type { Line, Sheet } from './sheet';

export interface GradePlan {
  readonly name: string;
  readonly subject: string | undefined;
  readonly bounds: BoundsPlan;
}

export function gradesOf({ grades = [] }: Book): GradePlan[] {
  return grades.map(({ name, subject, ...bounds }) => ({ name, subject, bounds: boundsOf(bounds) }));
}

/** Lines in the book's order, then those of sections and the total. */
export function linesOf(account: Account): readonly Line[] {
  const lines: Line[] = [];
  for (const result of account.all()) for (const line of result.lines) lines.push(line);
  for (const line of account.totals) lines.push(line);
  return lines;
}

/** The settled account as the sheet that is shown; `lines` makes its lines, each time anew or once. */
export function sheetOf(
  account: Account,
  onUnknown: 'block' | 'unranked' | 'neutral',
  grades: readonly GradePlan[],
  lines: () => readonly Line[],
): Sheet {
  const { subject, rules, score, bonus, deduction } = account;
  const { type, id, name, group, window, decimals } = subject;
  const { base } = rules.limits;
  // The columns are printed rounded; what they leave to the printed score is the adjustment.
  const rest = score.sub(base.round(decimals)).sub(bonus.round(decimals)).add(deduction.round(decimals));
  const grade = grades.find((one) => (one.subject ?? type) === type && within(score, one.bounds))?.name;
  return {
    type,
    subject: id,
    name,
    ...(window !== undefined && { window }),
    group,
    state: account.state(onUnknown),
    get lines() {
      return lines();
    },
    base: pointsOf(base, decimals),
    bonus: pointsOf(bonus, decimals),
    deduction: pointsOf(deduction, decimals),
    adjustment: pointsOf(rest, decimals),
    score: pointsOf(score, decimals),
    ...(grade !== undefined && { grade }),
    gaps: [...account.gaps.values()],
  };
}

/** What is kept of an account when it is finished. */
export interface Finished {
  readonly account: Account;
  readonly sheet: Sheet;
  readonly effects: readonly EffectResult[];
  readonly counters: Counters;
  readonly counted: readonly string[];
}
type Counters = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Absolute points charged this month by items with a cap by year: item → subject → exact text. */
export function countersOf(account: Account): Counters {
  const counters: Record<string, Record<string, string>> = {};
  for (const { plan, sum } of account.all()) {
    if (plan.caps.year !== undefined && !sum.isZero()) counters[plan.code] = { [account.id]: sum.abs().toString() };
  }
  return counters;
}

/** Adds up where an item stands on several sheets of the same person (staff and chief). */
export function together(all: readonly Counters[]): Counters {
  const counters: Record<string, Record<string, string>> = {};
  for (const [code, subjects] of all.flatMap((one) => Object.entries(one))) {
    const item = (counters[code] ??= {});
    for (const [subject, points] of Object.entries(subjects)) {
      item[subject] = Fraction.parse(item[subject] ?? '0')
        .add(Fraction.parse(points))
        .toString();
    }
  }
  return counters;
}

/** Facts that items with an attribution counted, so that they do not count again when they arrive once more. */
export function countedFacts({ results }: Account): string[] {
  const attributed = results.filter(({ plan }) => plan.item.attribution !== undefined);
  return attributed.flatMap(({ counted }) => counted.flatMap(({ facts }) => facts.map(({ id }) => id)));
}
