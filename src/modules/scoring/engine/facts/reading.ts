import { Fraction } from 'src/common/fraction';
import type { Step } from 'src/modules/scoring/engine/steps';
import type { MeasurePlan, ValuePlan } from './conditions';
import type { Tallied } from './happening';
import type { Month } from './month';
import type { Row } from './tallies';

type ReadingStep = Extract<Step, { step: 'reading' }>;

const NO_STEPS: readonly Step[] = [];

/** A number of the month for one subject, with how it was read. */
export class Read {
  constructor(
    private readonly plan: ValuePlan,
    private readonly month: Month,
    private readonly row: Row,
    /** known · zero: nothing below the line of a rate · missing: a number that should be there is not. */
    readonly state: 'known' | 'zero' | 'missing',
    readonly value: Fraction,
    private readonly numerator: Fraction,
    private readonly denominator: Fraction,
  ) {}

  get step(): ReadingStep {
    const { plan, value, numerator, denominator } = this;
    const { names: of, basis } = plan;
    if (this.state === 'missing') return { step: 'reading', of, basis };
    if (plan.kind === 'measure') return { step: 'reading', of, basis, value };
    const { overNames: over, complement } = plan;
    if (this.state === 'zero') return { step: 'reading', of, over, basis, complement, numerator, denominator };
    return { step: 'reading', of, over, basis, complement, numerator, denominator, value };
  }

  get cited(): Tallied[] {
    return this.month.tallies.cited(this.plan.all, this.row);
  }

  /** Rulings on the numbers read. */
  get rulings(): readonly Step[] {
    return this.month.tallies.ruled ? this.cited.flatMap((one) => one.rulingStep()) : NO_STEPS;
  }

  /** Measures without a number. */
  get absent(): readonly string[] {
    const { tallies } = this.month;
    const absent = this.plan.all.filter((one) => tallies.one(one, this.row)?.value === undefined);
    return [...new Set(absent.map(({ measure }) => measure))];
  }
}

/**
 * Reads a rate or a tally. Counted measures whose source is covered are 0 when they are absent altogether; a number entered
 * by hand that is absent, or half of a rate, is missing: unknown is not zero.
 */
export function read(plan: ValuePlan, subject: string, month: Month): Read {
  const { tallies } = month;
  const row = tallies.rowOf(subject);
  const above = tallies.sum(plan.of, row);
  const below = plan.kind === 'rate' ? tallies.sum(plan.over, row) : Fraction.one;
  if ((above === undefined || below === undefined) && (plan.entered || tallies.cited(plan.all, row).length > 0))
    return new Read(plan, month, row, 'missing', Fraction.zero, Fraction.zero, Fraction.zero);
  const numerator = above ?? Fraction.zero;
  if (plan.kind === 'measure') return new Read(plan, month, row, 'known', numerator, numerator, Fraction.one);
  const denominator = below ?? Fraction.zero;
  if (denominator.isZero()) return new Read(plan, month, row, 'zero', Fraction.zero, numerator, denominator);
  const share = numerator.div(denominator);
  const value = plan.complement ? Fraction.one.sub(share) : share;
  return new Read(plan, month, row, 'known', value, numerator, denominator);
}

/** One tally; undefined when it is not there. */
export function tally(plan: MeasurePlan, subject: string, { tallies }: Month): Tallied | undefined {
  return tallies.one(plan, tallies.rowOf(subject));
}
