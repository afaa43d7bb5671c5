import type { Period } from 'src/common/civil-date';
import type { SubjectType } from './facts';
import type { Count, Selector, Test, Duplicates } from './count';
import type { Outcome, Ranking, Rollup } from './ranking';
import type { Shape } from './shapes';

/**
 * The rule-book language as loaded: plain data, no formulas. Numbers are exact: a whole number, or the digits as they stand
 * in the YAML source ("0.3", "1/3", "12.5%"). Every threshold names its side: `from` ≥, `over` >, `upTo` ≤, `under` <.
 * Documented for authors in docs/rule-book.md; schema in docs/schemas/rule-book.schema.json.
 */
export type Exact = number | string;

export interface Book {
  /** Id of the book, for example `county-hall`. */
  readonly book: string;
  readonly title: string;
  /** First assessed month; the book in force is chosen by the month assessed, never by today. */
  readonly from: Period;
  readonly until?: Period;
  /** True: every value is a sample (示例) unless the item says `sample: false`. */
  readonly sample?: boolean;
  /** Printed decimals of points; ranking uses what is printed. Default 2. */
  readonly decimals?: number;
  /** What an incomplete, unwaived source does: block the month (default), leave the subject unranked, or count 0. */
  readonly onUnknown?: 'block' | 'unranked' | 'neutral';
  /** Sources nobody delivers yet: items that need one are "not assessed" for every subject alike and block nothing. */
  readonly notConnected?: readonly string[];
  readonly subjects: Partial<Record<SubjectType, SubjectRules>>;
  readonly groups?: readonly Group[];
  readonly sections: readonly Section[];
  readonly items: readonly Item[];
  readonly ranking: Partial<Record<SubjectType, Ranking>>;
  readonly outcomes?: readonly Outcome[];
  /** S33, from the best: the first grade whose `from` (≥) or `over` (>) the printed total meets. */
  readonly grades?: readonly {
    readonly name: string;
    readonly from?: Exact;
    readonly over?: Exact;
    readonly subject?: SubjectType;
  }[];
  readonly deadlines?: Deadlines;
  readonly rollups?: { readonly quarter?: Rollup; readonly year?: Rollup };
}

/** Where a value stands in the published rules. `sample`: it is ours, not published. */
export interface Clause {
  readonly number?: string;
  readonly text?: string;
  readonly sample?: boolean;
}

export interface Limits {
  readonly base?: Exact;
  /** All bonus points together (S10). */
  readonly bonusCap?: Exact;
  /** All deductions together; absent: uncapped. */
  readonly deductionCap?: Exact;
  /** Total never below / above (S11); absent: none. */
  readonly floor?: Exact;
  readonly ceiling?: Exact;
  /** The clause each limit rests on, printed on its line. */
  readonly clauses?: Readonly<Partial<Record<'base' | 'bonusCap' | 'deductionCap' | 'floor' | 'ceiling', Clause>>>;
}

export interface SubjectRules extends Limits {
  readonly base: Exact;
  /** S24: multiplies base plus lines (`total`) or the lines alone (`lines`), before floor and ceiling. */
  readonly coefficient?: {
    readonly of: 'total' | 'lines';
    readonly by:
      | 'roster'
      | {
          readonly measure: string;
          readonly basis?: string;
          readonly tiers: readonly { readonly from: Exact; readonly factor: Exact }[];
        };
  };
  /** Staff types that are assessed; absent: all. Only for staff and chief. */
  readonly types?: readonly string[];
}

/** The roster says who is in the group; the book owns its name and what differs in it. */
export interface Group extends Limits {
  readonly code: string;
  readonly name: string;
  /** Other full marks of sections in this group, by section code. */
  readonly fullMarks?: Readonly<Record<string, Exact>>;
}

export interface Section {
  readonly code: string;
  readonly name: string;
  readonly subject?: SubjectType;
  /** S9: deductions of the section together never exceed fullMark − floor (扣完为止, floor default 0). */
  readonly fullMark?: Exact;
  readonly floor?: Exact;
  readonly bonusCap?: Exact;
}

export interface Item {
  /** Stable across versions. */
  readonly code: string;
  readonly name: string;
  readonly section: string;
  readonly clause?: Clause;
  /** Sign of the points the shape gives: bonus +, deduction −, both: the shape says; veto: no points. */
  readonly kind: 'bonus' | 'deduction' | 'both' | 'veto';
  /** Whose sheet the line is on. Default window. */
  readonly subject?: SubjectType;
  /** Sources whose coverage the item needs; default: derived from its facts and measures. */
  readonly sources?: readonly string[];
  readonly department?: string;
  /** S36: anything but `none` counts facts only when verified is yes; pending ones are shown and wait. */
  readonly verification?: 'none' | 'spot-check' | 'callback' | 'document' | 'decision';
  readonly evidence?: string;
  /** What happened → how many units. Needed by all shapes over occurrences. */
  readonly count?: Count;
  readonly shape: Shape;
  /** Caps on the absolute points: one event, one person a month, the item a month, the item a year. */
  readonly caps?: { readonly event?: Exact; readonly person?: Exact; readonly month?: Exact; readonly year?: Exact };
  readonly rounding?: { readonly decimals: number; readonly mode?: 'half-up' | 'down' | 'up' };
  /** S34, when a rate has nothing below the line: no points, full points, the group's mean, or weights spread over the section. */
  readonly zero?: 'skip' | 'full' | 'neutral' | 'regroup';
  /** S26, S18. */
  readonly duplicates?: Duplicates;
  /** S22, S35: the same event on a second sheet. `factor` of the points here, or points of its own (unsigned). */
  readonly links?: readonly {
    readonly to: 'chief' | 'window' | 'staff' | 'scorer';
    readonly factor?: Exact;
    readonly points?: Exact;
  }[];
  /** S38: when one of these facts is there, the item's points are cancelled. */
  readonly reversal?: { readonly facts: readonly Selector[]; readonly reason: string };
  /** S27: kept apart from points. Without `when`, any counted unit triggers it. */
  readonly effects?: readonly Effect[];
  /** Only for these windows, tags, groups or months: elsewhere "does not apply", which is not "nothing this month". */
  readonly applies?: {
    readonly windows?: readonly string[];
    readonly tags?: readonly string[];
    readonly groups?: readonly string[];
    readonly months?: readonly Period[];
  };
  /** S32: which date decides the month; a fact that arrives late counts in the month of arrival, or not at all. */
  readonly attribution?: {
    readonly by: 'event' | 'document' | 'arrival' | 'finish' | 'due' | 'verified';
    readonly late?: 'arrival' | 'drop';
  };
  /** S25: applied to the year's total, not the month's. */
  readonly charge?: 'month' | 'year';
  /** Own deadline (单项时限): day of the following month, or working days after month end. */
  readonly deadline?: { readonly day?: number; readonly workingDays?: number };
  /** Points at or above this size need a second person. */
  readonly approveAbove?: Exact;
  /** Sentence of the reason line; {name}, {units}, {amount}, {date}, {level}, {text} are filled. */
  readonly reason?: string;
  readonly sample?: boolean;
}

export interface Effect {
  /** What is lost: `eligibility` (评优评先资格), `awards`, or a word of the book. */
  readonly lose: string;
  readonly who: 'persons' | 'window' | 'chief' | 'all-staff';
  readonly length: 'month' | 'quarter' | 'year';
  readonly when?: Test;
}

/** Both days are days of the following month, postponed to the next working day. */
export interface Deadlines {
  readonly submission: number;
  readonly verification: number;
  /** Working days at least between the two. */
  readonly gap?: number;
  /** Time of day `HH:MM` until which the day counts; default: its end. */
  readonly time?: string;
  /** Working days to object: after the notice of a finding, and while the month is on public notice. */
  readonly objection?: { readonly afterFinding?: number; readonly duringNotice?: number };
  readonly clause?: Clause;
}
