import type { Cited, Trace } from 'src/modules/scoring/engine/facts/cited';
import type { Month } from 'src/modules/scoring/engine/facts/month';
import { read } from 'src/modules/scoring/engine/facts/reading';
import type { Step } from 'src/modules/scoring/engine/steps';
import type { ShapePlan, Taken, Units, Verdict } from './plan';

type ValueShape = Extract<ShapePlan, { family: 'value' }>;

/*
 * Most lines of a month are read once or never, and steps are the larger part of a line. So a line keeps its inputs, and
 * whoever reads its steps has the same function go over the same inputs again, this time writing down its operands.
 */

/** Points of a number of the month, which is read again for whoever asks how it came about. */
export class ValueTrace implements Trace {
  constructor(
    private readonly month: Month,
    private readonly subject: string,
    private readonly shape: ValueShape,
  ) {}

  get cited(): readonly Cited[] {
    const { tallies } = this.month;
    return tallies.cited(this.shape.value.all, tallies.rowOf(this.subject));
  }
  get steps(): readonly Step[] {
    const reading = read(this.shape.value, this.subject, this.month);
    const { rulings, step } = reading;
    const steps: Step[] = rulings.length === 0 ? [step] : [...rulings, step];
    this.shape.score(reading.value, steps);
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
    const steps: Step[] = [...this.units.steps];
    this.shape.score(this.units, steps);
    return steps;
  }
}
