import type { Fraction } from 'src/common/fraction';

/** A number inside a line: a Fraction while the month is being scored, its exact text (`3`, `0.5` as `1/2`) once stored. */
export type Amount = Fraction | string;

/** The side of a threshold is its member: `from` ≥, `over` >, `upTo` ≤, `under` <. */
export interface Range {
  readonly from?: Amount;
  readonly over?: Amount;
  readonly upTo?: Amount;
  readonly under?: Amount;
}

/** How one number of the month was read: a rate, a tally or the amount of the month's only fact. */
export interface Reading {
  readonly of: readonly string[];
  readonly over?: readonly string[];
  readonly basis?: string;
  readonly complement?: boolean;
  readonly numerator?: Amount;
  readonly denominator?: Amount;
  /** Absent when the denominator is zero or nothing was reported. */
  readonly value?: Amount;
}

/** Why a line counts nothing. */
export type NoteReason =
  | 'exempt'
  | 'pending'
  | 'not-verified'
  | 'not-assessed'
  | 'not-connected'
  | 'waived'
  | 'does-not-apply'
  | 'out-of-range'
  | 'no-reason'
  | 'void'
  | 'excused'
  | 'late'
  | 'counted-before'
  | 'duplicate'
  | 'no-data'
  | 'not-readable';
