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

const NONE: readonly string[] = [];

/**
 * Reads a rate or a tally. Counted measures whose source is covered are 0 when they are absent altogether; a number entered
 * by hand that is absent, or half of a rate, is missing: unknown is not zero.
 */
export function read(plan: ValuePlan, subject: string, month: Month): Read {
  const cited: Tallied[] = [];
  const above = sum(plan.of, subject, month, cited);
  const below = plan.kind === 'rate' ? sum(plan.over, subject, month, cited) : Fraction.one;
  if (above === undefined || below === undefined) {
    if (cited.length > 0 || plan.entered) return unknown(plan, subject, month, cited);
  }
  const numerator = above ?? Fraction.zero;
  const { names: of, basis } = plan;
  if (plan.kind === 'measure') {
    return {
      state: 'known',
      value: numerator,
      step: { step: 'reading', of, basis, value: numerator },
      cited,
      absent: NONE,
    };
  }
  const denominator = below ?? Fraction.zero;
  const { overNames: over, complement } = plan;
  if (denominator.isZero()) {
    const step = { step: 'reading', of, over, basis, complement, numerator, denominator } as const;
    return { state: 'zero', value: Fraction.zero, step, cited, absent: NONE };
  }
  const share = numerator.div(denominator);
  const value = complement ? Fraction.one.sub(share) : share;
  const step = { step: 'reading', of, over, basis, complement, numerator, denominator, value } as const;
  return { state: 'known', value, step, cited, absent: NONE };
}

/** One tally; undefined when it is not there. */
export function tally({ measure, basis }: MeasurePlan, subject: string, month: Month): Tallied | undefined {
  return month.tallies.read(measure, basis, subject);
}

function unknown(plan: ValuePlan, subject: string, month: Month, cited: readonly Tallied[]): Read {
  const measures = plan.kind === 'rate' ? [...plan.of, ...plan.over] : plan.of;
  const absent = measures
    .filter((one) => tally(one, subject, month)?.value === undefined)
    .map(({ measure }) => measure);
  const step = { step: 'reading', of: plan.names, basis: plan.basis } as const;
  return { state: 'missing', value: Fraction.zero, step, cited, absent: [...new Set(absent)] };
}

/** Undefined as soon as one of them has no number. */
function sum(plans: readonly MeasurePlan[], subject: string, month: Month, cited: Tallied[]): Fraction | undefined {
  let total: Fraction | undefined;
  let complete = true;
  for (const plan of plans) {
    const found = tally(plan, subject, month);
    if (found !== undefined) cited.push(found);
    if (found?.value === undefined) complete = false;
    else total = total === undefined ? found.value : total.add(found.value);
  }
  return complete ? total : undefined;
}
