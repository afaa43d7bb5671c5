import type { Units } from 'src/modules/scoring/engine/shapes/plan';
import type { Step } from 'src/modules/scoring/engine/steps';
import { selectorOf } from './acceptance';
import type { CountPlan } from './conditions';
import type { Happening } from './happening';

/** How many persons an event counts for; an event whose people all counted before is nobody's. */
export function headsOf(happening: Happening, staff: readonly string[]): number {
  return staff.length === 0 && happening.staff.length > 0 ? 0 : Math.max(1, staff.length);
}

/** Rulings on an event, then how many units it makes and of what: `countUnits` written out, for whoever reads the line. */
export function eventSteps(plan: CountPlan, { main, persons: staff, counted: units }: Units): readonly Step[] {
  const { type, labels } = main.fact;
  const [half, ref] = [labels?.half, labels?.case];
  const persons = plan.persons === undefined ? undefined : headsOf(main, staff);
  const as = selectorOf(plan.selectors, main)?.as;
  const { amount } = plan;
  const value = as === undefined && amount !== undefined ? main.amount(amount.name) : undefined;
  let step: Step;
  // Literals of one form each: a copied object would have a hidden class of its own, and whoever reads it would pay for it.
  if (as !== undefined) step = { step: 'event', type, half, ref, units, persons, as };
  else if (amount === undefined || value === undefined) step = { step: 'event', type, half, ref, units, persons };
  else {
    const { name, per, round } = amount;
    step = { step: 'event', type, half, ref, units, persons, size: { name, value, per, round } };
  }
  return main.ruling === undefined ? [step] : [...main.rulingStep(), step];
}
