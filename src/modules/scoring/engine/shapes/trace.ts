import type { Fraction } from 'src/common/fraction';
import type { Cited, Trace } from 'src/modules/scoring/engine/facts/cited';
import type { Read } from 'src/modules/scoring/engine/facts/reading';
import type { Step } from 'src/modules/scoring/engine/steps';
import type { Taken, Units, Verdict } from './plan';

/*
 * Most lines of a month are read once or never, and steps are the larger part of a line. So a line keeps its inputs, and
 * whoever reads its steps has the same function go over the same inputs again, this time writing down its operands.
 */

/** Points of a number of the month. */
export class ValueTrace implements Trace {
  constructor(
    private readonly reading: Read,
    private readonly shape: { score(value: Fraction, steps: Taken): Fraction },
  ) {}

  get cited(): readonly Cited[] {
    return this.reading.cited;
  }
  get steps(): readonly Step[] {
    const steps: Step[] = [...this.reading.rulings, this.reading.step];
    this.shape.score(this.reading.value, steps);
    return steps;
  }
}

/** Points of one event. */
export class EventTrace implements Trace {
  constructor(
    private readonly units: Units,
    private readonly shape: { score(units: Units, steps: Taken): Verdict },
  ) {}

  get cited(): readonly Cited[] {
    return this.units.facts;
  }
  get steps(): readonly Step[] {
    const { steps } = this.units;
    this.shape.score(this.units, steps);
    return steps;
  }
}
