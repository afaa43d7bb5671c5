import type { Exact } from './book';
import type { Bounds, Test, Value } from './count';

/**
 * The closed vocabulary of kinds. Each kind is one small pure function of the engine; the numbers S1 … S38 are those of
 * docs/rule-book.md. Points in a shape are unsigned; the item's kind gives the sign (`both`: the shape says).
 */
export type Shape =
  /** S1 S2 S3 S6 S7 S22: units × points. */
  | { readonly kind: 'per-unit'; readonly points: Exact }
  /** S4: points by the size of one event, × units. Sizes outside all bands give 0. */
  | {
      readonly kind: 'bands';
      readonly amount: string;
      readonly bands: readonly (Bounds & { readonly points: Exact })[];
    }
  /** S17: points by words of the fact, × units. `is` maps label → word; the first row that fits counts. */
  | {
      readonly kind: 'levels';
      readonly rows: readonly { readonly is: Readonly<Record<string, string>>; readonly points: Exact }[];
      readonly otherwise?: Exact;
    }
  /** S8: points as entered, inside the range, with a reason; outside: refused, not counted, shown. */
  | { readonly kind: 'range'; readonly min: Exact; readonly max: Exact }
  /** S12: `low` up to `from`, `high` from `to` on, straight between; low may be above 0. */
  | {
      readonly kind: 'linear';
      readonly value: Value;
      readonly from: Exact;
      readonly to: Exact;
      readonly low: Exact;
      readonly high: Exact;
    }
  /** S12 as halls write it: `full` from the threshold on, `points` less per percentage point below, never under `floor`. */
  | {
      readonly kind: 'slope';
      readonly value: Value;
      readonly threshold: Exact;
      readonly full: Exact;
      readonly points: Exact;
      readonly floor: Exact;
    }
  /** S13: `points` when the value reaches `first`, `add` for each further `each`. */
  | {
      readonly kind: 'steps';
      readonly value: Value;
      readonly first: Exact;
      readonly points: Exact;
      readonly each: Exact;
      readonly add: Exact;
    }
  /** S14: points of the highest tier reached. */
  | {
      readonly kind: 'tiers';
      readonly value: Value;
      readonly tiers: readonly { readonly from?: Exact; readonly over?: Exact; readonly points: Exact }[];
    }
  /** S15: rate × weight, the rate held between 0 and 1. */
  | { readonly kind: 'share'; readonly value: Value; readonly weight: Exact }
  /** S16: points per percentage point (`per`, default 1%) by which the value misses the target; whole ones or exact. */
  | {
      readonly kind: 'per-percent';
      readonly value: Value;
      readonly target: Exact;
      readonly side: 'below' | 'above';
      readonly points: Exact;
      readonly per?: Exact;
      readonly round?: 'up' | 'down' | 'exact';
    }
  /** S19: `base` for meeting the number, `short` less per missing unit, `extra` more per further unit. */
  | {
      readonly kind: 'quota';
      readonly required: Exact;
      readonly base?: Exact;
      readonly short?: Exact;
      readonly extra?: Exact;
    }
  /** S20: points by rank of a number within the group, best first; equal numbers share the better place. */
  | {
      readonly kind: 'by-rank';
      readonly value: Value;
      readonly points: readonly Exact[];
      readonly better?: 'higher' | 'lower';
    }
  /** S21: mean of the staff's (weighted by person-days) or the chief's total, × to / of. */
  | {
      readonly kind: 'derived';
      readonly from: 'staff' | 'chief';
      readonly function?: 'mean' | 'lowest' | 'highest';
      readonly of: Exact;
      readonly to: Exact;
    }
  /** S23: weighted sum of several scorers, each out of `outOf` (default 100), brought to `to`. */
  | {
      readonly kind: 'weighted';
      readonly parts: readonly ({ readonly weight: Exact; readonly outOf?: Exact } & (
        { readonly measure: string; readonly basis?: string } | { readonly from: 'staff' | 'chief' }
      ))[];
      readonly to: Exact;
    }
  /** S30: all points when every test holds, else nothing. */
  | { readonly kind: 'all-or-nothing'; readonly points: Exact; readonly when: readonly Test[] }
  /** S31: points per unit and head: units ÷ headcount × points. */
  | { readonly kind: 'per-head'; readonly points: Exact; readonly round?: 'down' | 'exact' }
  /** S27: no points, only effects. */
  | { readonly kind: 'veto' }
  /** S28: from `atLeast` units on, the bonus of the section or items falls to 0; `whole`: the section's full mark is lost. */
  | {
      readonly kind: 'zero';
      readonly atLeast: number;
      readonly target: 'bonus' | 'whole';
      readonly items?: readonly string[];
    };

export type ShapeKind = Shape['kind'];
