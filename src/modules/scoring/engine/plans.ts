import type { Fraction, RoundingMode } from 'src/common/fraction';
import type { Book, Effect, Item, Limits, SubjectRules } from 'src/modules/rules/book';
import type { Duplicates } from 'src/modules/rules/count';
import type { SubjectType } from 'src/modules/rules/facts';
import type { CountPlan, MeasurePlan, SelectorPlan, TestPlan } from './facts/conditions';
import type { LineRule } from './origin';
import type { ShapePlan } from './shapes/plan';

export const SUBJECT_TYPES = ['staff', 'chief', 'window', 'sub-centre'] as const;

export interface ItemPlan extends LineRule {
  /** Place in the list of its subject type. */
  readonly index: number;
  readonly item: Item;
  readonly type: SubjectType;
  readonly count: CountPlan | undefined;
  readonly shape: ShapePlan;
  readonly notConnected: readonly string[];
  readonly verified: boolean;
  readonly caps: Partial<Record<'event' | 'person' | 'month' | 'year', Fraction>>;
  readonly rounding: { readonly decimals: number; readonly mode: RoundingMode };
  readonly duplicates: (Duplicates & { readonly factor: Fraction; readonly scope: string }) | undefined;
  readonly links: readonly {
    readonly to: 'chief' | 'window' | 'staff' | 'scorer';
    readonly factor?: Fraction;
    readonly points?: Fraction;
  }[];
  readonly reversal: { readonly selectors: readonly SelectorPlan[]; readonly reason: string } | undefined;
  readonly effects: readonly (Effect & { readonly test: TestPlan | undefined })[];
  /** Undefined: applies to every subject in this month. */
  readonly applies: Item['applies'];
}

export interface LimitPlan extends Pick<Limits, 'clauses'> {
  readonly base: Fraction;
  readonly bonusCap?: Fraction;
  readonly deductionCap?: Fraction;
  readonly floor?: Fraction;
  readonly ceiling?: Fraction;
}

export interface SectionPlan {
  readonly code: string;
  readonly fullMark?: Fraction;
  readonly floor: Fraction;
  readonly bonusCap?: Fraction;
}

export interface CoefficientPlan {
  readonly of: 'total' | 'lines';
  readonly measure: MeasurePlan | undefined;
  readonly tiers: readonly { readonly from: Fraction; readonly factor: Fraction }[];
}

/** What a subject of one type and one ranking group is scored by. */
export interface Sheetrules {
  readonly limits: LimitPlan;
  readonly sections: readonly SectionPlan[];
  readonly coefficient: CoefficientPlan | undefined;
}

export interface TypePlan {
  readonly type: SubjectType;
  readonly rules: SubjectRules;
  readonly items: readonly ItemPlan[];
  /** Items that share a running count (S7), each list in the book's order. */
  readonly escalating: readonly (readonly ItemPlan[])[];
  /** No item of the type looks at other sheets, and no item of the book puts lines on a second sheet. */
  readonly apart: boolean;
  /** Some item zeroes others (S28). */
  readonly zeroing: boolean;
  sheet(group: string): Sheetrules;
}

export interface CompiledBook {
  readonly book: Book;
  readonly decimals: number;
  readonly types: ReadonlyMap<SubjectType, TypePlan>;
  readonly onlyGroup: string;
}
