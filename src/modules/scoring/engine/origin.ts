import type { Fraction } from 'src/common/fraction';
import type { Clause } from 'src/modules/rules/book';
import type { SubjectType } from 'src/modules/rules/facts';
import type { LimitKind } from './sheet';

/** What a line says about the item it comes from; one object per item, shared by all its lines. */
export interface LineRule {
  readonly code: string;
  readonly name: string;
  readonly section: string;
  readonly clause?: Clause;
  readonly department?: string;
  readonly sources: readonly string[];
  readonly sample: boolean;
  readonly charge: 'month' | 'year';
  readonly reason?: string;
  readonly approveAbove?: Fraction;
}

/** Whose sheet the line is on, and with how many decimals that sheet prints. */
export interface LineOwner {
  readonly type: SubjectType;
  readonly id: string;
  readonly decimals: number;
}

/** What an adjustment brought to where. */
export interface Bound {
  readonly kind: LimitKind;
  readonly before: Fraction;
  readonly after: Fraction;
  readonly bound?: Fraction | undefined;
  readonly of?: string | undefined;
  readonly section?: string;
  readonly clause?: Clause | undefined;
}
