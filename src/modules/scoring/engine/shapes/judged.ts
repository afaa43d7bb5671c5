import type { Shape } from 'src/modules/rules/shapes';
import { exact, testOf, type CountPlan } from 'src/modules/scoring/engine/facts/conditions';
import { numberOf } from 'src/modules/scoring/engine/facts/happening';
import type { ShapePlan } from './plan';

type Of<K extends Shape['kind']> = Extract<Shape, { kind: K }>;

/**
 * S8: points as entered, inside the range, with a reason; everything else is refused and shown. Items of kind `both` carry
 * the sign with the entered points.
 */
export function range(shape: Of<'range'>, signed: boolean): ShapePlan {
  const [min, max] = [exact(shape.min), exact(shape.max)];
  return {
    family: 'event',
    score: ({ main, units }, steps) => {
      const entered = numberOf(main.fact.points);
      if (entered === undefined) return { why: 'not-readable', detail: ['points'] };
      const size = signed && min.sign() >= 0 ? entered.abs() : entered;
      if (size.compare(min) < 0 || size.compare(max) > 0) {
        return { why: 'out-of-range', detail: [entered.toText(), min.toText(), max.toText()] };
      }
      const reason = main.fact.text ?? main.label('reason') ?? main.label('document');
      if (reason === undefined || reason.trim() === '') return { why: 'no-reason', detail: [entered.toText()] };
      steps?.push({ step: 'entered', points: entered, units, min, max });
      return entered.mul(units);
    },
  };
}

/** S30: all points when every test holds, else nothing. */
export function allOrNothing(shape: Of<'all-or-nothing'>, item: string, count: CountPlan | undefined): ShapePlan {
  return {
    family: 'tests',
    points: exact(shape.points),
    tests: shape.when.map((test) => testOf(test, item, count)),
  };
}
