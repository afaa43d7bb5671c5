import { Fraction } from 'src/common/fraction';
import type { Step } from 'src/modules/scoring/engine/steps';
import type { MeasurePlan, ValuePlan } from './conditions';
import type { Tallied } from './happening';
import type { Month } from './month';

/** A number of the month for one subject, with how it was read. */
export interface Read {
  /** known · zero: nothing below the line of a rate · missing: a number that should be there is not. */
  readonly state: 'known' | 'zero' | 'missing';
  readonly value: Fraction;
  readonly step: Extract<Step, { step: 'reading' }>;
  readonly cited: readonly Tallied[];
  /** Measures without a number. */
  readonly absent: readonly string[];
}

/**
 * Reads a rate or a tally. Counted measures whose source is covered are 0 when they are absent altogether; a number entered
 * by hand that is absent, or half of a rate, is missing: unknown is not zero.
 */
export function read(plan: ValuePlan, subject: string, month: Month): Read {
  const cited: Tallied[] = [];
  const absent: string[] = [];
  const above = sum(plan.of, subject, month, cited, absent);
  const below = plan.kind === 'rate' ? sum(plan.over, subject, month, cited, absent) : Fraction.one;
  const measures = plan.kind === 'rate' ? [...plan.of, ...plan.over] : plan.of;
  const names = { of: plan.of.map(({ measure }) => measure), basis: plan.of[0]?.basis ?? '-' };
  const missing = absent.length > 0 && (cited.length > 0 || measures.some(({ entered }) => entered));
  if (plan.kind === 'measure') {
    const step = { step: 'reading', ...names, ...(missing ? {} : { value: above }) } as const;
    return { state: missing ? 'missing' : 'known', value: above, step, cited, absent };
  }
  const over = plan.over.map(({ measure }) => measure);
  const operands = { step: 'reading', ...names, over, complement: plan.complement } as const;
  if (missing) return { state: 'missing', value: Fraction.zero, step: operands, cited, absent };
  const rate = { ...operands, numerator: above, denominator: below };
  if (below.isZero()) return { state: 'zero', value: Fraction.zero, step: rate, cited, absent };
  const share = above.div(below);
  const value = plan.complement ? Fraction.one.sub(share) : share;
  return { state: 'known', value, step: { ...rate, value }, cited, absent };
}

/** One tally; undefined when it is not there, void or no number. */
export function tally({ measure, basis }: MeasurePlan, subject: string, month: Month): Tallied | undefined {
  const found = month.tallies.get(measure)?.get(basis)?.get(subject);
  if (found !== undefined) found.read = true;
  return found;
}

function sum(
  plans: readonly MeasurePlan[],
  subject: string,
  month: Month,
  cited: Tallied[],
  absent: string[],
): Fraction {
  let total = Fraction.zero;
  for (const plan of plans) {
    const found = tally(plan, subject, month);
    if (found !== undefined && !cited.includes(found)) cited.push(found);
    if (found?.value === undefined) absent.push(plan.measure);
    else total = total.add(found.value);
  }
  return total;
}
