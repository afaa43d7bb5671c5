import type { CivilDate } from 'src/common/civil-date';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Step } from './steps';

/**
 * What the engine answers, as plain JSON data. Points come three times: `exact` is the fraction as text (`n/d`), `scale4`
 * the value as a whole number at scale 4, `printed` the text with the book's decimals. For every sheet
 * total = base + Σ exact of its lines with `charge: 'month'`, always.
 */
export interface Points {
  readonly exact: string;
  readonly scale4: number;
  readonly printed: string;
}

/** item: points of an item · adjustment: cap, floor, coefficient, rounding, reversal … · note: 0.00 and why. */
export type LineKind = 'item' | 'adjustment' | 'note';

export type LineState =
  | 'counted'
  /** The source is silent for these days and nobody waived it by name. */
  | 'not-assessed'
  /** A silent source let pass by name. */
  | 'waived'
  | 'pending'
  | 'exempt'
  | 'does-not-apply'
  /** Entered points outside the range, without a reason, or a value that cannot be read. */
  | 'refused'
  /** Ruled void, found untrue, late, or a duplicate of something that counts elsewhere. */
  | 'suppressed';

/** What changed the points, in the order in which it is applied. */
export type LimitKind =
  | 'event-cap'
  | 'person-cap'
  | 'duplicate'
  | 'reversal'
  | 'item-rounding'
  | 'month-cap'
  | 'year-cap'
  | 'regroup'
  | 'zero-section'
  | 'section-full-mark'
  | 'section-bonus-cap'
  | 'bonus-cap'
  | 'deduction-cap'
  | 'coefficient'
  | 'floor'
  | 'ceiling'
  | 'total-rounding';

export interface Line extends Points {
  /** Stable: `window:W01/01.04/punch:07001:2026-03-02:am:late`, adjustments `window:W01/01.04/@month-cap`. */
  readonly id: string;
  readonly type: SubjectType;
  readonly subject: string;
  readonly kind: LineKind;
  readonly state: LineState;
  /** Lines charged to the year stand on the sheet but outside the month's total (S25). */
  readonly charge: 'month' | 'year';
  readonly item?: string;
  readonly name?: string;
  readonly section?: string;
  readonly clause?: { readonly number?: string; readonly text?: string };
  readonly department?: string;
  readonly sources?: readonly string[];
  /** Value of a sample (示例) item, not confirmed by the office. */
  readonly sample: boolean;
  /** A second person has to approve points of this size. */
  readonly needsApproval?: boolean;
  readonly steps: readonly Step[];
  /** Adjustments: what was there, what is left, and the bound that was hit. */
  readonly limit?: {
    readonly kind: LimitKind;
    readonly before: string;
    readonly after: string;
    readonly bound?: string;
    readonly of?: string;
  };
  /** Ids of the facts read. */
  readonly facts: readonly string[];
  readonly date?: CivilDate;
  /** Staff numbers; names are kept elsewhere. */
  readonly persons?: readonly string[];
  readonly evidence?: readonly string[];
  readonly ruling?: string;
  /** Remark of the fact. */
  readonly text?: string;
  /** The book's own sentence pattern for the reason. */
  readonly reason?: string;
}

/** A source that is silent for a subject. */
export interface Gap {
  readonly type: SubjectType;
  readonly subject: string;
  readonly source: string;
  /** Days not covered. */
  readonly days: readonly CivilDate[];
  readonly items: readonly string[];
  readonly waiver?: { readonly by: string; readonly reason: string };
}

/** assessed: everything known · provisional: something is missing and blocks the month · unranked · neutral. */
export type SheetState = 'assessed' | 'provisional' | 'unranked' | 'neutral';

export interface Sheet {
  readonly type: SubjectType;
  readonly subject: string;
  readonly name: string;
  /** The window itself; for staff and chiefs the window of most days. */
  readonly window?: string;
  readonly group: string;
  readonly state: SheetState;
  readonly lines: readonly Line[];
  readonly base: Points;
  /** Bonus and deduction after item, section and bonus caps, both unsigned. */
  readonly bonus: Points;
  readonly deduction: Points;
  /** Rest of printed base + bonus − deduction = score: coefficient, floor, ceiling, rounding. Signed. */
  readonly adjustment: Points;
  /** The total, rounded as printed. */
  readonly score: Points;
  readonly grade?: string;
  readonly gaps: readonly Gap[];
}
