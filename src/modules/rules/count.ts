import type { Exact } from './book';
import type { OccurrenceType } from './occurrences';

/** A threshold that says on which side it lies. At most one lower and one upper bound. */
export interface Bounds {
  readonly from?: Exact;
  readonly over?: Exact;
  readonly upTo?: Exact;
  readonly under?: Exact;
}

/** True for a fact whose amount lies in the bounds, or whose label is one of the words. The label `type` is its type. */
export type Condition =
  | ({ readonly amount: string } & Bounds)
  | { readonly label: string; readonly is: readonly string[] }
  | { readonly label: string; readonly isNot: readonly string[] };

/** Picks occurrences. Facts of type `entry` are picked only when they name this item. */
export interface Selector {
  readonly type: OccurrenceType;
  readonly where?: readonly Condition[];
  /** Each counts as so many units (S5: off post over an hour = 1 half day). Default 1. */
  readonly as?: Exact;
  /** Only every n-th of one person makes units (S5: 3 late = 1 day); `inRow`: on successive open days. */
  readonly every?: number;
  readonly inRow?: boolean;
  /** Selectors of one name run together: late and early make one row of three. */
  readonly together?: string;
}

/** What happened → how many units. Applied in the order of the members. */
export interface Count {
  readonly facts: readonly Selector[];
  /** 人次: multiply by the persons concerned (at least 1). `distinct`: each person once in the month. */
  readonly persons?: 'each' | 'distinct';
  /** Multiply by an amount of the fact, in steps of `per`, rounded: S3 half-day units, 0.2 per working day. */
  readonly amount?: { readonly name: string; readonly per?: Exact; readonly round?: 'up' | 'down' | 'exact' };
  /** S37: left out, with the reason on the sheet. */
  readonly exempt?: readonly { readonly where: readonly Condition[]; readonly reason: string }[];
  /** S6: so many units are free, in order of date; with `where` only facts that fit can be free. */
  readonly allowance?: {
    readonly units: Exact;
    readonly per: 'subject' | 'person';
    readonly where?: readonly Condition[];
  };
  /** S7: units after the n-th count times `factor`; `counter` shares the running number between items of the same name. */
  readonly escalation?: {
    readonly after: number;
    readonly factor: Exact;
    readonly per: 'subject' | 'person';
    readonly counter?: string;
  };
}

/**
 * S26, S18: facts with the same label (document, case, event …) in the item, or in all items of the group. The word `fact` is
 * the fact itself: what was converted (three late make a day) is not charged again as late.
 */
export interface Duplicates {
  readonly by: string;
  readonly group?: string;
  readonly keep: 'highest' | 'first' | 'all';
  /** What the others count, as a factor; default 0. */
  readonly others?: Exact;
}

/** A number of the month: a rate (of / over), a tally, or the amount of the single occurrence. */
export type Value =
  | {
      readonly of: string | readonly string[];
      readonly over: string | readonly string[];
      readonly basis?: string;
      readonly complement?: boolean;
    }
  | { readonly measure: string; readonly basis?: string }
  | { readonly amount: string };

/** A condition on the month of a subject: how often something happened, or a number. */
export type Test = ({ readonly facts: readonly Selector[] } & Bounds) | ({ readonly value: Value } & Bounds);
