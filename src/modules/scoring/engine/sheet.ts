import type { CivilDate, Period } from 'src/common/civil-date';
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

export type UnrankedReason = 'not-assessed' | 'presence' | 'staff-type';

export interface Standing {
  readonly type: SubjectType;
  readonly subject: string;
  readonly name: string;
  readonly group: string;
  readonly window?: string;
  /** null: not ranked, see `unranked`. */
  readonly rank: number | null;
  /** 1 = last. */
  readonly fromBottom: number | null;
  /** How many share this rank, itself included. */
  readonly shared: number;
  /** How many are ranked in the group. */
  readonly of: number;
  readonly score: string;
  readonly scale4: number;
  readonly base: string;
  readonly bonus: string;
  readonly deduction: string;
  readonly adjustment: string;
  readonly grade?: string;
  /** Tie-break values in the book's order, printed beside the score; absent value: unknown. */
  readonly keys: readonly { readonly by: string; readonly value?: string }[];
  readonly unranked?: { readonly reason: UnrankedReason; readonly detail: string };
  /** Marks and codes of the outcomes received. */
  readonly marks: readonly string[];
  readonly outcomes: readonly string[];
  readonly note?: string;
}

export interface OutcomeMember {
  readonly subject: string;
  readonly name: string;
  readonly rank: number | null;
  readonly score: string;
  /** In by sharing the edge (并列). */
  readonly tied: boolean;
  readonly note?: string;
  readonly branchLeader?: string;
  readonly chief?: string;
  /** Times counted, for streaks; places, for quotas. */
  readonly count?: number;
}

export interface OutcomeResult {
  readonly code: string;
  readonly name: string;
  readonly kind: 'top' | 'bottom' | 'streak' | 'score' | 'quota';
  readonly type: SubjectType;
  readonly group: string;
  readonly mark?: string;
  readonly clause?: { readonly number?: string; readonly text?: string };
  readonly sample: boolean;
  /** Who has it, in order of rank. */
  readonly members: readonly OutcomeMember[];
  /** At the edge, left to the leading group: these share `places` places. */
  readonly decide: readonly OutcomeMember[];
  readonly places?: number;
  /** At the bottom edge, spared because somebody with the same score is not in it. */
  readonly spared: readonly OutcomeMember[];
  /** Why there is no result: group smaller than the minimum, nobody ranked. */
  readonly skipped?: 'group-too-small' | 'nobody-ranked';
  readonly minimumGroup?: number;
  readonly size: number;
}

/** Something lost apart from points (S27). */
export interface EffectResult {
  readonly lose: string;
  readonly who: 'persons' | 'window' | 'chief' | 'all-staff';
  readonly window?: string;
  /** Staff numbers concerned. */
  readonly persons: readonly string[];
  readonly length: 'month' | 'quarter' | 'year';
  readonly from: Period;
  readonly until: Period;
  /** The item or outcome it comes from. */
  readonly cause: { readonly item?: string; readonly outcome?: string };
  readonly facts: readonly string[];
}

/** A fact no item, test, rate or key of the book reads, or one that belongs to nobody of the month. */
export interface LooseFact {
  readonly id: string;
  readonly what: string;
  readonly window?: string;
  readonly staff?: readonly string[];
  readonly why:
    | 'nobody-reads'
    | 'unknown-window'
    | 'unknown-staff'
    | 'no-subject'
    | 'unknown-item'
    | 'other-month'
    | 'repeated-id'
    | 'unknown-fact';
}

export interface Evaluation {
  readonly engine: string;
  readonly book: { readonly book: string; readonly title: string; readonly from: Period; readonly sample: boolean };
  readonly decimals: number;
  readonly period: Period;
  readonly sheets: readonly Sheet[];
  readonly standings: readonly Standing[];
  readonly outcomes: readonly OutcomeResult[];
  readonly effects: readonly EffectResult[];
  /** Not empty: the month may not close; scores are provisional. */
  readonly blocked: readonly Gap[];
  readonly unread: readonly LooseFact[];
  readonly unplaced: readonly LooseFact[];
  /** Absolute points charged this month: item → subject → exact text; feeds PastMonth.counters of later months. */
  readonly counters: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
