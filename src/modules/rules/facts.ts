import type { CivilDate, Period } from 'src/common/civil-date';
import type { OccurrenceType } from './occurrences';

/**
 * What happened, without points. Two kinds from a closed catalogue: an *occurrence* is one event (it can be named on the
 * sheet); a *tally* is one number per window × measure × basis with the way back to its rows. Everything is plain JSON.
 */
export type Fact = Occurrence | Tally;

/** A whole number, or decimal text such as "0.5"; never a binary float. */
export type Quantity = number | string;

export interface Occurrence {
  readonly kind: 'occurrence';
  /** Unique in the month and stable over re-runs, for example `punch:07001:2026-03-02:am:late`. */
  readonly id: string;
  readonly type: OccurrenceType;
  /** The day it happened; decides the window and chief it is charged to. */
  readonly date: CivilDate;
  /** Other dates by which a book may attribute it to a month. */
  readonly dates?: Partial<Record<'document' | 'arrival' | 'finish' | 'due' | 'verified', CivilDate>>;
  /** Window (or sub-centre) id of that day; absent when only a person is concerned. */
  readonly window?: string;
  /** Staff numbers concerned: the counting unit 人次. */
  readonly staff?: readonly string[];
  /** Who scored or assessed it, for penalties on the scorer (S35): a window id or staff number. */
  readonly scorer?: string;
  /** Book item this belongs to; only for `entry` (what office and departments enter by hand). */
  readonly item?: string;
  /** Points entered by hand inside the item's range (S8); unsigned, signed only for items of kind `both`. */
  readonly points?: Quantity;
  /** Measured sizes by the names the catalogue gives: minutes, workingDays, days, halfDays, percent, quantity. */
  readonly amounts?: Readonly<Record<string, Quantity>>;
  /** Words by the names the catalogue gives: level, medium, role, leaveKind, reason, document, case, event … */
  readonly labels?: Readonly<Record<string, string>>;
  /** Result of verification; absent where the type needs none. */
  readonly verified?: 'yes' | 'no' | 'pending';
  readonly evidence?: readonly string[];
  /** A short remark for the line, no personal data of applicants. */
  readonly text?: string;
}

export interface Tally {
  readonly kind: 'tally';
  readonly id: string;
  readonly measure: string;
  /** By which event the case or rating belongs to the month: accepted, due, finished, rated … `-` where there is no choice. */
  readonly basis: string;
  /** Window (or sub-centre) id, or staff number for measures of persons. */
  readonly subject: string;
  readonly value: Quantity;
  /** The way back: feed, filter, period. */
  readonly rows?: string;
}

/** On what a ruling rests: the closed list of ways in which a fact can be decided on. */
export const RULING_GROUNDS = {
  'rating-mistaken': { zh: '误评', en: 'rating given by mistake' },
  'rating-malicious': { zh: '恶意差评', en: 'malicious rating' },
  'rating-appeals': { zh: '评价申诉成立', en: 'appeals against ratings upheld' },
  'stand-in': { zh: '请假期间他人顶岗', en: 'somebody stood in during leave' },
  objection: { zh: '异议成立', en: 'objection upheld' },
  'leading-group': { zh: '考核工作领导小组决定', en: 'decision of the leading group' },
} as const;
export type RulingGround = keyof typeof RULING_GROUNDS;

/** A decision on a fact, whatever its source (objection upheld, leading group, appeal of a rating). */
export interface Ruling {
  readonly id: string;
  readonly fact: string;
  readonly decision: 'void' | 'excuse' | 'amend';
  /** The decider's own words. */
  readonly reason: string;
  /** Absent: what the reason says. */
  readonly ground?: RulingGround;
  readonly by?: string;
  readonly amend?: Partial<Pick<Occurrence, 'amounts' | 'labels' | 'points' | 'staff' | 'window' | 'date'>> & {
    readonly value?: Quantity;
  };
}

/** The leading group's decision by name on an outcome: who of those tied at the edge has it, who at the bottom is spared. */
export interface OutcomeDecision {
  /** Code of the book's outcome. */
  readonly outcome: string;
  readonly type: SubjectType;
  readonly subject: string;
  readonly verdict: 'take' | 'spare';
  readonly reason: string;
  /** Number of the minutes. */
  readonly minutes?: string;
  readonly by?: string;
}

/** A source is complete for these days, for the hall or for the named windows. `source: "*"` is every source. */
export interface Coverage {
  readonly source: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly windows?: readonly string[];
  /** Why nothing more can be known of these days, such as a recorded device failure; no influence on the result. */
  readonly reason?: string;
}

/** A silent source let pass by name: its items give a line of 0.00 "not assessed". */
export interface Waiver {
  readonly source: string;
  readonly window?: string;
  readonly by: string;
  readonly reason: string;
}

/** Sealed results of an earlier month of the same year or streak, newest revision; or those the office brought along. */
export interface PastMonth {
  readonly period: Period;
  readonly standings: readonly {
    /** Default window. */
    readonly type?: SubjectType;
    readonly subject: string;
    readonly group: string;
    readonly rank: number | null;
    /** Ranked from the bottom, 1 = last; null when unranked. */
    readonly fromBottom: number | null;
    /** Absent: an imported table did not say. */
    readonly score?: string;
    /** Outcome codes the subject received. */
    readonly outcomes: readonly string[];
  }[];
  /** Absolute points charged in that month, item → subject (for caps by year). */
  readonly counters?: Readonly<Record<string, Readonly<Record<string, Quantity>>>>;
  /** Facts that items with an attribution counted in that month: a late document counts once (S32). */
  readonly counted?: readonly string[];
  /** Brought along by the office from before this system, neither computed nor verified by it: which imports, and when. */
  readonly imported?: { readonly batches: readonly string[]; readonly recordedAt: string };
}

export type SubjectType = 'window' | 'chief' | 'staff' | 'sub-centre';

/** The subjects of a month as the engine needs them; `organisation` makes it from the roster. */
export interface Subjects {
  readonly windows: readonly WindowSubject[];
  readonly staff: readonly StaffSubject[];
}
export interface WindowSubject {
  readonly id: string;
  readonly name: string;
  readonly kind?: 'window' | 'sub-centre';
  /** Ranking group; the roster owns who is in which group. Default: the only group of the book. */
  readonly group?: string;
  /** 工改, 电子证照 …: for items that apply to some windows only. */
  readonly tags?: readonly string[];
  readonly department?: string;
  /** Staff number of the chief representative at month end. */
  readonly chief?: string;
  /** All chiefs of the month when it changed hands: an event goes to the chief of its day. Default: `chief` all month. */
  readonly chiefs?: readonly { readonly staff: string; readonly from?: CivilDate; readonly to?: CivilDate }[];
  readonly branchLeader?: string;
  /** Open days on which the window existed, of the month's open days. */
  readonly presence?: { readonly days: number; readonly of: number };
  /** Workload coefficient for S24, decimal text. */
  readonly coefficient?: Quantity;
  /** Headcount for S31; default: number of staff at the window. */
  readonly headcount?: Quantity;
}
export interface StaffSubject {
  readonly id: string;
  readonly name: string;
  /** 编制, 公益岗, 借用 …; books may leave types out. */
  readonly type?: string;
  /** Open days at each window this month; the window of most days takes the eligibility. */
  readonly at: readonly {
    readonly window: string;
    readonly days: number;
    readonly chief?: boolean;
    /** Places facts that name the person but no window. */
    readonly from?: CivilDate;
    readonly to?: CivilDate;
  }[];
}

/** All the engine reads for one month; the file of `evaluate --facts`. JSON Schema: docs/schemas/facts.schema.json. */
export interface MonthFacts {
  readonly period: Period;
  readonly hall?: { readonly id: string; readonly name: string };
  readonly subjects: Subjects;
  readonly facts: readonly Fact[];
  readonly coverage: readonly Coverage[];
  readonly rulings?: readonly Ruling[];
  readonly waivers?: readonly Waiver[];
  readonly past?: readonly PastMonth[];
  /** Open days of the month, for "in a row"; default: Monday to Friday. */
  readonly openDays?: readonly CivilDate[];
}
