import type { Shape } from 'src/modules/rules/shapes';
import { exact, measureOf, valueOf } from 'src/modules/scoring/engine/facts/conditions';
import type { ShapePlan } from './plan';

type Of<K extends Shape['kind']> = Extract<Shape, { kind: K }>;

/** S21: mean (weighted by person-days), lowest or highest of the staff's or chief's printed totals, × to / of. */
export function derived(shape: Of<'derived'>): ShapePlan {
  const { from, function: fn = 'mean' } = shape;
  return { family: 'derived', from, fn, of: exact(shape.of), to: exact(shape.to) };
}

/** S23: weighted sum of several scorers, each out of `outOf`, brought to `to`; weights count by their share of their sum. */
export function weighted(shape: Of<'weighted'>): ShapePlan {
  const parts = shape.parts.map((part) => ({
    weight: exact(part.weight),
    outOf: exact(part.outOf ?? 100),
    source: 'from' in part ? { from: part.from } : { measure: measureOf(part.measure, part.basis) },
  }));
  return { family: 'weighted', parts, to: exact(shape.to) };
}

/** S20: points by rank of a number within the group, best first; equal numbers share the better place. */
export function byRank(shape: Of<'by-rank'>): ShapePlan | undefined {
  const value = valueOf(shape.value);
  if (value === undefined) return undefined;
  return { family: 'place', value, points: shape.points.map(exact), higher: shape.better !== 'lower' };
}
