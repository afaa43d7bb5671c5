import { Fraction } from 'src/common/fraction';
import type { Shape } from 'src/modules/rules/shapes';
import { exact } from 'src/modules/scoring/engine/facts/conditions';
import type { ShapePlan } from './plan';

type Of<K extends Shape['kind']> = Extract<Shape, { kind: K }>;

/** S1 S2 S3 S6 S7 S22: units × points. */
export function perUnit(shape: Of<'per-unit'>): ShapePlan {
  const points = exact(shape.points);
  return {
    family: 'event',
    score: ({ units }, steps) => {
      steps?.push({ step: 'per-unit', units, points });
      return units.mul(points);
    },
  };
}

/** S27, S28: the event is shown and counted but carries no points of its own. */
export function noPoints(): ShapePlan {
  return { family: 'event', score: () => Fraction.zero };
}

/** S31: units ÷ headcount × points; `down`: whole times per head only. */
export function perHead(shape: Of<'per-head'>): ShapePlan {
  const points = exact(shape.points);
  return {
    family: 'sum',
    score: ({ units, heads }, steps) => {
      if (heads.isZero()) return { why: 'no-data' };
      const each = units.div(heads);
      const counted = shape.round === 'down' ? each.floor() : each;
      steps?.push({ step: 'per-head', units, heads, each: counted, points });
      return counted.mul(points);
    },
  };
}

/**
 * S19: the number reached → base + extra for each unit beyond it; not reached → short less for each missing one and no
 * base. What waits for verification fills the number, so that a late scoring department costs nothing, but earns nothing.
 */
export function quota(shape: Of<'quota'>): ShapePlan {
  const required = exact(shape.required);
  const [base, short, extra] = [shape.base ?? 0, shape.short ?? 0, shape.extra ?? 0].map(exact) as [
    Fraction,
    Fraction,
    Fraction,
  ];
  return {
    family: 'sum',
    score: ({ units, pending }, steps) => {
      const missing = Fraction.max(Fraction.zero, required.sub(units).sub(pending));
      const beyond = Fraction.max(Fraction.zero, units.sub(required));
      const met = units.compare(required) >= 0;
      const points = (met ? base : Fraction.zero).add(beyond.mul(extra)).sub(missing.mul(short));
      steps?.push({ step: 'quota', required, counted: units, pending, short: missing, extra: beyond, points });
      return points;
    },
  };
}
