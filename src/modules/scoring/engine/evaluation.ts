import type { Period } from 'src/common/civil-date';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Gap, Sheet } from './sheet';

export type UnrankedReason = 'not-assessed' | 'presence';

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
  /** Of the months counted, those the office imported: nobody has verified them here. */
  readonly imported?: readonly Period[];
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
    | 'unknown-fact'
    /** A window whose ranking group the book does not name: ranked apart. `what` is the group. */
    | 'unknown-group';
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
  /** People whose type the book does not assess: no sheet, no rank. */
  readonly leftOut: readonly { readonly type: SubjectType; readonly subject: string; readonly staffType: string }[];
  /** Absolute points charged this month by items with a cap by year: item → subject → exact text (PastMonth.counters). */
  readonly counters: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Facts counted by items with an attribution; feeds PastMonth.counted so that a late document counts once. */
  readonly counted: readonly string[];
  /** Earlier months of the year, or of a run that reaches back, that the office imported: not computed, not verified here. */
  readonly imported?: readonly Period[];
}
