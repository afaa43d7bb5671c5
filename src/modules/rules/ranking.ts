import type { Clause, Effect, Exact } from './book';
import type { SubjectType } from './facts';

export interface Ranking {
  /** 1,1,3 (default) · 1,1,2 · running numbers after the tie-break keys. */
  readonly ties?: 'competition' | 'dense' | 'ordered';
  /** In order, printed beside the score; the higher value is better unless `lower`. */
  readonly tieBreak?: readonly {
    readonly by: 'bonus' | 'deductions' | 'measure' | 'rate';
    readonly measure?: string;
    readonly over?: string;
    readonly basis?: string;
    readonly better?: 'higher' | 'lower';
  }[];
  /** Rank in each group (default) or all together. */
  readonly within?: 'group' | 'all';
  /** Least share of open days present to be ranked, for example "50%". */
  readonly minimumPresence?: Exact;
}

export type Outcome = {
  readonly code: string;
  readonly name: string;
  readonly subject?: SubjectType;
  readonly clause?: Clause;
  readonly effects?: readonly Omit<Effect, 'when'>[];
  /** Printed beside the subject, for example 红旗候选. */
  readonly mark?: string;
  /** Who is honoured or named with it. */
  readonly also?: readonly ('branchLeader' | 'chief')[];
  readonly sample?: boolean;
} & OutcomeKind;

export type OutcomeKind =
  /** First n of each group. Ties at the edge are included up to maxTop (default 2n), beyond it the leading group decides. */
  | {
      readonly kind: 'top';
      readonly n: number;
      readonly ties?: 'include' | 'exclude' | 'decide';
      readonly maxTop?: number;
      readonly minimumGroup?: number;
    }
  /** Last n of each group. `spare` (default): nobody whose score equals that of someone who is not in it. */
  | {
      readonly kind: 'bottom';
      readonly n: number;
      readonly ties?: 'spare' | 'include' | 'decide';
      readonly minimumGroup?: number;
      readonly needsDeduction?: boolean;
    }
  /** S29: the same place, or outcome, so many months running, or times in the year. */
  | {
      readonly kind: 'streak';
      readonly of: { readonly rank?: number; readonly fromBottom?: number; readonly outcome?: string };
      readonly times: number;
      readonly within: 'running' | 'year';
      readonly sharedCounts?: boolean;
    }
  /** Printed total against a threshold: month below zero, under 90 … */
  | {
      readonly kind: 'score';
      readonly under?: Exact;
      readonly upTo?: Exact;
      readonly from?: Exact;
      readonly over?: Exact;
    }
  /** A number of places: share of those assessed, with stated rounding; more for windows with `extra`. */
  | {
      readonly kind: 'quota';
      readonly share: Exact;
      readonly of: 'windows' | 'staff' | 'window-staff';
      readonly rounding: 'down' | 'up' | 'half-up';
      readonly atLeast?: number;
      readonly extra?: { readonly outcome: string; readonly share: Exact };
    };

export interface Rollup {
  readonly method: 'mean' | 'sum' | 'weighted' | 'best';
  /** By month number inside the span, for `weighted`. */
  readonly weights?: readonly Exact[];
  /** The n best months, for `best`. */
  readonly best?: number;
  /** Months without a score: left out (default) or counted as 0. */
  readonly missing?: 'skip' | 'zero';
  readonly decimals?: number;
  /** Chosen from those with the outcome most often, then by the roll-up, then fewer deductions. */
  readonly candidates?: {
    readonly outcome: string;
    readonly n: number;
    readonly keys?: readonly ('count' | 'score' | 'deductions')[];
  };
}
