import { Fraction } from 'src/common/fraction';
import type { CountPlan, MeasurePlan, TestPlan, ValuePlan } from 'src/modules/scoring/engine/facts/conditions';
import { eventSteps } from 'src/modules/scoring/engine/facts/event-steps';
import type { ScoredLine } from 'src/modules/scoring/engine/line';
import type { Happening } from 'src/modules/scoring/engine/facts/happening';
import type { NoteReason } from 'src/modules/scoring/engine/operands';
import type { Step } from 'src/modules/scoring/engine/steps';

/** One event (or one completed run of events) with its units after allowance and escalation, later with its points. */
export class Units {
  line: ScoredLine | undefined = undefined;
  /** What is left after the event's own cap, duplicates and reversal. */
  points = Fraction.zero;
  /** Units after allowance and escalation. */
  units: Fraction;
  private changes: Step[] | undefined = undefined;

  constructor(
    /** The event itself, of a run the last one. */
    readonly main: Happening,
    /** The events of a run; undefined: the event alone. */
    private readonly run: readonly Happening[] | undefined,
    /** Persons over whom the points are shared out again. */
    readonly persons: readonly string[],
    /** How many persons multiplied the units; 1 without 人次. */
    readonly heads: number,
    /** Units as they were counted. */
    readonly counted: Fraction,
    /** What counted the event, or the steps as they were taken. */
    private readonly how: CountPlan | readonly Step[],
    readonly key: string | undefined,
  ) {
    this.units = counted;
  }

  get facts(): readonly Happening[] {
    return this.run ?? [this.main];
  }

  get steps(): readonly Step[] {
    const steps = 'selectors' in this.how ? eventSteps(this.how, this) : this.how;
    return this.changes === undefined ? steps : [...steps, ...this.changes];
  }

  /** An allowance or an escalation that changed the units. */
  change(units: Fraction, step: Step): void {
    this.units = units;
    (this.changes ??= []).push(step);
  }
}

export interface Refused {
  readonly why: NoteReason;
  readonly detail?: readonly string[];
}
/** Where a shape writes its operands; undefined: only the points are asked for. */
export type Taken = Step[] | undefined;
/** Points as the shape gives them: unsigned, the item's kind gives the sign. */
export type Verdict = Fraction | Refused;

/** The month of one subject, counted. */
export interface Sum {
  readonly units: Fraction;
  /** Units that wait for verification. */
  readonly pending: Fraction;
  readonly heads: Fraction;
}

/**
 * A shape made ready: its numbers read, its points a function that adds its operands to `steps`. The family says what it looks at: each event, the sum
 * of all events, a number of the month, the place in the group, tests, or the scores of other subjects.
 */
export type ShapePlan =
  | { readonly family: 'event'; score(units: Units, steps: Taken): Verdict }
  | { readonly family: 'sum'; score(sum: Sum, steps: Taken): Verdict }
  | {
      readonly family: 'value';
      readonly value: ValuePlan;
      readonly full: Fraction;
      score(value: Fraction, steps: Taken): Fraction;
    }
  | {
      readonly family: 'place';
      readonly value: ValuePlan;
      readonly points: readonly Fraction[];
      readonly higher: boolean;
    }
  | { readonly family: 'tests'; readonly tests: readonly TestPlan[]; readonly points: Fraction }
  | {
      readonly family: 'derived';
      readonly from: 'staff' | 'chief';
      readonly fn: 'mean' | 'lowest' | 'highest';
      readonly of: Fraction;
      readonly to: Fraction;
    }
  | { readonly family: 'weighted'; readonly parts: readonly PartPlan[]; readonly to: Fraction };

export interface PartPlan {
  readonly weight: Fraction;
  readonly outOf: Fraction;
  readonly source: { readonly measure: MeasurePlan } | { readonly from: 'staff' | 'chief' };
}

/** A shape over a value: the points of one number, whether it is a rate of the month or the size of one event. */
export interface RateShape {
  readonly full: Fraction;
  score(value: Fraction, steps: Taken): Fraction;
}

/** `a / b`, and 0 where the book divides by nothing (the checker refuses such books). */
export function ratio(a: Fraction, b: Fraction): Fraction {
  return b.isZero() ? Fraction.zero : a.div(b);
}
