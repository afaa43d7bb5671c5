import { Fraction } from 'src/common/fraction';
import type { Units } from 'src/modules/scoring/engine/shapes/plan';
import type { CountPlan } from './conditions';

/** S6: so many units are free, in order of date. */
export function allow(allowance: NonNullable<CountPlan['allowance']>, units: readonly Units[]): void {
  const left = new Map<string, Fraction>();
  for (const one of units) {
    if (allowance.fits !== undefined && !allowance.fits(one.main)) continue;
    const persons = allowance.per === 'person' && one.persons.length > 0 ? one.persons : [''];
    const share = one.units.div(Fraction.of(persons.length));
    let free = Fraction.zero;
    for (const person of persons) {
      const rest = left.get(person) ?? allowance.units;
      const used = Fraction.max(Fraction.zero, Fraction.min(rest, share));
      left.set(person, rest.sub(used));
      free = free.add(used);
    }
    if (free.isZero()) continue;
    one.change(one.units.sub(free), { step: 'allowance', units: allowance.units, free, per: allowance.per });
  }
}

/** S7: units after the n-th of the running count weigh `factor`; `list` holds all events that share the counter, in order. */
export function escalate(list: readonly { readonly plan: CountPlan; readonly units: Units }[]): void {
  const counts = new Map<string, Fraction>();
  for (const { plan, units: one } of list) {
    const rule = plan.escalation;
    if (rule === undefined || one.units.isZero()) continue;
    const persons = rule.per === 'person' && one.persons.length > 0 ? one.persons : [''];
    const share = one.units.div(Fraction.of(persons.length));
    let raised = Fraction.zero;
    let reached = Fraction.zero;
    for (const person of persons) {
      const before = counts.get(person) ?? Fraction.zero;
      const after = before.add(share);
      counts.set(person, after);
      const beyond = Fraction.max(Fraction.zero, after.sub(Fraction.max(before, rule.after)));
      raised = raised.add(beyond);
      reached = Fraction.max(reached, after);
    }
    const { factor, per, counter } = rule;
    if (raised.isZero()) continue;
    one.change(one.units.add(raised.mul(factor.sub(Fraction.one))), {
      step: 'escalation',
      after: Number(rule.after.toString()),
      number: reached,
      raised,
      factor,
      per,
      counter,
    });
  }
}
