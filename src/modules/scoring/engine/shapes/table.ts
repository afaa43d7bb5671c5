import { Fraction } from 'src/common/fraction';
import type { Shape } from 'src/modules/rules/shapes';
import { boundsOf, exact, exactIf, within } from 'src/modules/scoring/engine/facts/conditions';
import type { RateShape, ShapePlan } from './plan';

type Of<K extends Shape['kind']> = Extract<Shape, { kind: K }>;

/** S4: points by the size of one event, × units. The first band that fits counts; outside all bands 0. */
export function bands(shape: Of<'bands'>): ShapePlan {
  const rows = shape.bands.map((band) => ({ bounds: boundsOf(band), points: exact(band.points) }));
  const { amount } = shape;
  return {
    family: 'event',
    score: ({ main, units }, steps) => {
      const value = main.amount(amount);
      if (value === undefined) return { why: 'not-readable', detail: [amount] };
      const row = rows.find(({ bounds }) => within(value, bounds));
      if (row === undefined) {
        steps?.push({ step: 'no-match', of: amount, value });
        return Fraction.zero;
      }
      const { points } = row;
      steps?.push({ step: 'band', amount, value, units, points, ...row.bounds });
      return units.mul(points);
    },
  };
}

/** S17: points by words of the fact, × units. The first row whose words all fit counts. */
export function levels(shape: Of<'levels'>): ShapePlan {
  const rows = shape.rows.map(({ is, points }) => ({ is, words: Object.entries(is), points: exact(points) }));
  const otherwise = exactIf(shape.otherwise);
  const labels = [...new Set(rows.flatMap(({ words }) => words.map(([label]) => label)))];
  return {
    family: 'event',
    score: ({ main, units }, steps) => {
      const row = rows.find(({ words }) => words.every(([label, word]) => main.label(label) === word));
      const points = row?.points ?? otherwise;
      const is = row?.is ?? Object.fromEntries(labels.map((label) => [label, main.label(label) ?? '-']));
      if (points === undefined) {
        const word = Object.values(is).join('/');
        steps?.push({ step: 'no-match', of: labels.join('/'), word });
        return Fraction.zero;
      }
      steps?.push({ step: 'level', is, units, points });
      return units.mul(points);
    },
  };
}

/** S14: points of the highest tier reached; below the lowest 0. */
export function tiers(shape: Of<'tiers'>): RateShape {
  const rows = shape.tiers
    .map((tier) => ({ bounds: boundsOf(tier), at: exact(tier.from ?? tier.over ?? 0), points: exact(tier.points) }))
    .sort((a, b) => b.at.compare(a.at) || Number(b.bounds.over !== undefined) - Number(a.bounds.over !== undefined));
  return {
    full: rows[0]?.points ?? Fraction.zero,
    score: (value, steps) => {
      const row = rows.find(({ bounds }) => within(value, bounds));
      steps?.push(
        row === undefined
          ? { step: 'no-match', of: 'tiers', value }
          : { step: 'tier', points: row.points, ...row.bounds },
      );
      return row?.points ?? Fraction.zero;
    },
  };
}
