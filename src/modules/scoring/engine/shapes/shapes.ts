import type { Item } from 'src/modules/rules/book';
import type { Value } from 'src/modules/rules/count';
import { valueOf, type CountPlan } from 'src/modules/scoring/engine/facts/conditions';
import { byRank, derived, weighted } from './derived';
import { allOrNothing, range } from './judged';
import { noPoints, perHead, perUnit, quota } from './per-unit';
import type { RateShape, ShapePlan } from './plan';
import { linear, perPercent, share, slope, steps } from './rate';
import { bands, levels, tiers } from './table';

/** The closed vocabulary: every kind of shape and the one small function that is it. */
export function shapeOf({ shape, code, kind }: Item, count: CountPlan | undefined): ShapePlan {
  switch (shape.kind) {
    case 'per-unit':
      return perUnit(shape);
    case 'per-head':
      return perHead(shape);
    case 'quota':
      return quota(shape);
    case 'veto':
    case 'zero':
      return noPoints();
    case 'bands':
      return bands(shape);
    case 'levels':
      return levels(shape);
    case 'tiers':
      return over(shape.value, tiers(shape));
    case 'linear':
      return over(shape.value, linear(shape));
    case 'slope':
      return over(shape.value, slope(shape));
    case 'steps':
      return over(shape.value, steps(shape));
    case 'share':
      return over(shape.value, share(shape));
    case 'per-percent':
      return over(shape.value, perPercent(shape));
    case 'range':
      return range(shape, kind === 'both');
    case 'all-or-nothing':
      return allOrNothing(shape, code, count);
    case 'derived':
      return derived(shape);
    case 'weighted':
      return weighted(shape);
    case 'by-rank':
      return byRank(shape) ?? noPoints();
  }
}

/** The same shape over a number of the month, or over the size of each event times its units. */
function over(value: Value, rate: RateShape): ShapePlan {
  const plan = valueOf(value);
  if (plan !== undefined)
    return { family: 'value', value: plan, full: rate.full, score: (at, taken) => rate.score(at, taken) };
  const amount = 'amount' in value ? value.amount : '';
  return {
    family: 'event',
    score: ({ main, units }, taken) => {
      const size = main.amount(amount);
      if (size === undefined) return { why: 'not-readable', detail: [amount] };
      taken?.push({ step: 'size', amount, value: size, units });
      return rate.score(size, taken).mul(units);
    },
  };
}
