import { Fraction } from 'src/common/fraction';
import type { Shape } from 'src/modules/rules/shapes';
import { exact } from 'src/modules/scoring/engine/facts/conditions';
import { ratio, type RateShape } from './plan';

type Of<K extends Shape['kind']> = Extract<Shape, { kind: K }>;

const percent = Fraction.of(1, 100);

/** S12: `low` up to `from`, `high` from `to` on, straight between. */
export function linear(shape: Of<'linear'>): RateShape {
  const [from, to, low, high] = [exact(shape.from), exact(shape.to), exact(shape.low), exact(shape.high)];
  const span = to.sub(from);
  const rising = span.sign() >= 0;
  const per = ratio(high.sub(low), span);
  return {
    full: high,
    score: (value, taken) => {
      const reached = rising ? value.compare(to) >= 0 : value.compare(to) <= 0;
      const below = rising ? value.compare(from) <= 0 : value.compare(from) >= 0;
      const points = reached ? high : below ? low : low.add(per.mul(value.sub(from)));
      taken?.push({ step: 'linear', from, to, low, high, points });
      return points;
    },
  };
}

/** S12 as halls write it: `full` from the threshold on, `points` less per percentage point below, never under `floor`. */
export function slope(shape: Of<'slope'>): RateShape {
  const [threshold, full, per, floor] = [shape.threshold, shape.full, shape.points, shape.floor].map(exact) as [
    Fraction,
    Fraction,
    Fraction,
    Fraction,
  ];
  const each = per.div(percent);
  return {
    full,
    score: (value, taken) => {
      const missed = threshold.sub(value);
      const points = missed.sign() <= 0 ? full : Fraction.max(floor, full.sub(each.mul(missed)));
      taken?.push({ step: 'slope', threshold, full, per, floor, points });
      return points;
    },
  };
}

/** S13: `points` when the value reaches `first`, `add` for each further `each`. */
export function steps(shape: Of<'steps'>): RateShape {
  const [first, start, each, add] = [shape.first, shape.points, shape.each, shape.add].map(exact) as [
    Fraction,
    Fraction,
    Fraction,
    Fraction,
  ];
  const pointsAt = (value: Fraction): { further: Fraction; points: Fraction } => {
    if (value.compare(first) < 0) return { further: Fraction.zero, points: Fraction.zero };
    const further = ratio(value.sub(first), each).floor();
    return { further, points: start.add(further.mul(add)) };
  };
  return {
    full: pointsAt(Fraction.max(Fraction.one, first)).points,
    score: (value, taken) => {
      const { further, points } = pointsAt(value);
      taken?.push({ step: 'steps', first, start, each, add, further, points });
      return points;
    },
  };
}

/** S15: rate × weight, the rate held between 0 and 1. */
export function share(shape: Of<'share'>): RateShape {
  const weight = exact(shape.weight);
  return {
    full: weight,
    score: (value, taken) => {
      const rate = Fraction.max(Fraction.zero, Fraction.min(Fraction.one, value));
      const points = rate.mul(weight);
      taken?.push({ step: 'share', rate, weight, points });
      return points;
    },
  };
}

/** S16: points per percentage point by which the value misses the target; whole ones or exact. Full points: nothing missed. */
export function perPercent(shape: Of<'per-percent'>): RateShape {
  const [target, per, each] = [exact(shape.target), exact(shape.per ?? '1%'), exact(shape.points)];
  const { side, round = 'exact' } = shape;
  return {
    full: Fraction.zero,
    score: (value, taken) => {
      const missed = Fraction.max(Fraction.zero, side === 'below' ? target.sub(value) : value.sub(target));
      const counted = ratio(missed, per);
      const units = round === 'up' ? counted.ceil() : round === 'down' ? counted.floor() : counted;
      const points = units.mul(each);
      taken?.push({ step: 'per-percent', target, side, missed, units, per, each, points });
      return points;
    },
  };
}
