import type { CivilTime, Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import type { MonthDeadlines } from 'src/modules/calendar/deadlines';
import type { MonthState } from 'src/modules/calendar/months/month-table';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';
import type { Line } from 'src/modules/scoring/engine/sheet';
import type { ReportStanding } from 'src/modules/submissions/report/month-report';

/** Everything the month's bulletin is made of. Optional numbers that are absent are unknown and stay empty on paper. */
export interface BulletinInput {
  readonly language: Language;
  readonly hall: string;
  readonly period: Period;
  readonly revision: number;
  readonly state: MonthState;
  readonly evaluation: Evaluation;
  /** Sections of the book in its order, with the codes of their items. */
  readonly sections: readonly BookSection[];
  /** Names of the ranking groups by code. */
  readonly groups: Readonly<Record<string, string>>;
  /** How the book ranks each kind of subject. */
  readonly ranking: Readonly<Partial<Record<SubjectType, RankingRule>>>;
  /** In the roster's order; the tables by window follow it. */
  readonly windows: readonly BulletinWindow[];
  /** Standings of the month before; null when there is none. */
  readonly previous: readonly PreviousStanding[] | null;
  /** How often each subject has been first this year, this month included: `window:W01` → 2. */
  readonly firstsThisYear: Readonly<Record<string, number>>;
  /** Earlier months of the year: those the office imported, and those without any result. */
  readonly earlier: { readonly imported: readonly Period[]; readonly missing: readonly Period[] };
  /** Staff number → name; '' when the name was erased. */
  readonly names: Readonly<Record<string, string>>;
  readonly attendance: readonly AttendanceRow[] | null;
  readonly cases: readonly CaseRow[] | null;
  readonly ratings: readonly RatingRow[] | null;
  /** What the office has to know about these two before it relies on them. */
  readonly quality: Quality;
  /** null: no source of reports is connected yet. */
  readonly submissions: readonly SubmissionRow[] | null;
  readonly deadlines: MonthDeadlines | null;
  readonly computed: Computed;
  /** The sentence that explains a line, with the tails of staff numbers hidden. */
  explain(line: Line): string;
}

export interface BookSection {
  readonly code: string;
  readonly name: string;
  readonly subject?: SubjectType;
  readonly items: readonly { readonly code: string; readonly name: string; readonly sample: boolean }[];
}

export interface RankingRule {
  readonly ties: 'competition' | 'dense' | 'ordered';
  /** One table per group, or one for all. */
  readonly within: 'group' | 'all';
  /** Tie-break keys as standings name them: `bonus`, `deductions`, a measure or `measure/over`. */
  readonly keys: readonly string[];
}

export interface BulletinWindow {
  readonly id: string;
  readonly name: string;
  readonly department: string;
  readonly branchLeader: string | null;
}

export interface PreviousStanding {
  readonly type: SubjectType;
  readonly subject: string;
  readonly group: string;
  readonly rank: number | null;
}

/** Half days are counted as whole numbers; leave by kind in half days. */
export interface AttendanceRow {
  readonly staff: string;
  readonly window: string | null;
  readonly expected: number;
  readonly present: number;
  readonly late: number;
  readonly early: number;
  readonly missingPunches: number;
  readonly offPost?: number;
  /** Half days absent without leave. */
  readonly absent: number;
  readonly personalLeave?: number;
  readonly sickLeave?: number;
  readonly publicLeave?: number;
  readonly officialTrips?: number;
  readonly otherLeave?: number;
  /** Half days as stand-in. */
  readonly standIn?: number;
  /** Half days that no complete source covers. */
  readonly unknown?: number;
}

/** `over` 0: there is no rate. */
export interface Rate {
  readonly of: number;
  readonly over: number;
}

export interface CaseRow {
  readonly window: string;
  readonly accepted?: number;
  readonly finished?: number;
  readonly overdue?: number;
  /** Instant cases and cases finished the same day, of those finished. */
  readonly instant?: Rate;
  readonly sameDay?: Rate;
  /** Of the cases due. */
  readonly onTime?: Rate;
  /** Of the promised cases finished. */
  readonly early?: Rate;
}

export interface RatingRow {
  readonly window: string;
  readonly collected?: number;
  readonly satisfied?: Rate;
  readonly bad?: number;
  readonly badValid?: number;
  readonly rectified?: number;
}

export interface Quality {
  /** Cases of the month that are in no figure, because nobody can tell what became of them. */
  readonly unjudgedCases: number;
  readonly ratings: RatingQuality;
}

/** Of the whole hall; valid = collected − mistaken − malicious. */
export interface RatingQuality {
  readonly collected: number;
  /** Excluded on appeal. */
  readonly mistaken: number;
  readonly malicious: number;
  /** Of the valid ones: given by the system, by nobody. */
  readonly byDefault: number;
}

export interface SubmissionRow {
  readonly window: string;
  /** 月报, or a report with a deadline of its own. */
  readonly form: string;
  readonly standing: ReportStanding['standing'];
  /** The last second in time, an extension included. */
  readonly deadline: CivilTime;
  readonly extended: boolean;
  /** null: not handed in. */
  readonly submitted: CivilTime | null;
  /** Declarations of the window that were found untrue. */
  readonly returned: number;
}

/** Where the figures come from and how they can be checked. */
export interface Computed {
  readonly at: CivilTime;
  readonly by: string;
  readonly bookDigest: string;
  readonly factsDigest: string;
  readonly resultDigest: string;
  /** '' while the month is not sealed. */
  readonly sealDigest: string;
  /** Newest link of the audit chain, `SEQ:HASH`; '' while there is none. */
  readonly auditHead: string;
  /** Conditions set aside when the month was closed, and why. */
  readonly overrides: readonly string[];
  readonly verifyCommand: string;
}
