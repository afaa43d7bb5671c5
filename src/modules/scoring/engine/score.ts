import { Fraction } from 'src/common/fraction';
import type { Account } from './account';
import type { Month } from './facts/month';
import { tally } from './facts/reading';
import { bounded, limitItem, limitSection, zeroSections, type Pair } from './limits';

/**
 * The whole formula, in the one order there is: item (caps, rounding) → zeroed sections → section full marks and bonus
 * caps → bonus cap → deduction cap → coefficient → floor → ceiling → printed rounding. Whatever changes points leaves a
 * line, so total = base + lines always holds. Lines charged to the year (S25) are limited as items and stay outside.
 */
export function settle(account: Account, month: Month): void {
  const { limits, sections, coefficient } = account.rules;
  for (const result of account.all()) limitItem(account, result, month);

  if (account.type.zeroing) zeroSections(account, sectionPairs(account));
  const pairs = sectionPairs(account);
  for (const section of sections) {
    const pair = pairs.get(section.code);
    if (pair !== undefined) limitSection(account, section, pair);
  }
  const { plus, minus } = together(pairs.values());

  const { base, bonusCap, deductionCap, floor, ceiling } = limits;
  const bonus =
    bonusCap === undefined ? plus : bounded(account, 'bonus-cap', plus, Fraction.min(plus, bonusCap), bonusCap);
  const lowest = deductionCap?.neg();
  const deduction =
    lowest === undefined ? minus : bounded(account, 'deduction-cap', minus, Fraction.max(minus, lowest), deductionCap);

  let total = base.add(bonus).add(deduction);
  if (coefficient !== undefined) {
    const factor = factorOf(account, month);
    const after = coefficient.of === 'total' ? total.mul(factor) : base.add(total.sub(base).mul(factor));
    total = bounded(account, 'coefficient', total, after, factor);
  }
  if (floor !== undefined) total = bounded(account, 'floor', total, Fraction.max(total, floor), floor);
  if (ceiling !== undefined) total = bounded(account, 'ceiling', total, Fraction.min(total, ceiling), ceiling);

  account.score = bounded(account, 'total-rounding', total, total.round(account.subject.decimals));
  account.bonus = bonus;
  account.deduction = deduction.neg();
  account.settled = true;
}

/** Bonus and deduction of each section; an item counts by the sign of what is left of it. */
function sectionPairs(account: Account): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const { plan, sum } of account.all()) {
    if (plan.charge === 'year' || sum.isZero()) continue;
    let pair = pairs.get(plan.section);
    if (pair === undefined) pairs.set(plan.section, (pair = { plus: Fraction.zero, minus: Fraction.zero }));
    if (sum.sign() > 0) pair.plus = pair.plus.add(sum);
    else pair.minus = pair.minus.add(sum);
  }
  return pairs;
}

function together(pairs: Iterable<Pair>): Pair {
  let [plus, minus] = [Fraction.zero, Fraction.zero];
  for (const pair of pairs) [plus, minus] = [plus.add(pair.plus), minus.add(pair.minus)];
  return { plus, minus };
}

/** S24: the roster's coefficient, or the factor of the highest tier a measure reaches; 1 where neither says anything. */
function factorOf(account: Account, month: Month): Fraction {
  const { coefficient } = account.rules;
  if (coefficient?.measure === undefined) return account.subject.coefficient;
  const value = tally(coefficient.measure, account.id, month)?.value;
  if (value === undefined) return Fraction.one;
  return coefficient.tiers.find(({ from }) => value.compare(from) >= 0)?.factor ?? Fraction.one;
}
