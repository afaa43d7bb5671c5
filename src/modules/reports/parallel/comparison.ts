import type { Period } from 'src/common/civil-date';
import type { SubjectType } from 'src/modules/rules/facts';

/** same · different · only-office: this system has nothing of it · only-ours: the office's table has nothing of it. */
export type Side = 'same' | 'different' | 'only-office' | 'only-ours';

/** The answer of `compare`: docs/schemas/comparison.schema.json. Points are decimal text; null: not stated, never zero. */
export interface Comparison {
  readonly hall: string;
  readonly period: Period;
  readonly file: string;
  readonly revision: number;
  readonly sealed: boolean;
  readonly computedAt: string;
  readonly summary: ComparisonSummary;
  readonly subjects: readonly SubjectComparison[];
  /** Empty when the file has no list of items. */
  readonly clauses: readonly ClauseComparison[];
  /** Rows that could not be read, and what is to be known about those that were. */
  readonly unread: readonly { readonly sheet: string; readonly line: number; readonly text: string }[];
  readonly remarks: readonly { readonly sheet: string; readonly line: number; readonly text: string }[];
}

export interface ComparisonSummary {
  readonly subjects: Readonly<Record<Side, number>>;
  readonly scores: number;
  readonly ranks: number;
  readonly outcomes: number;
  /** null: the file has no list of items. */
  readonly clauses: Readonly<Record<Side, number>> | null;
}

export interface Standing {
  readonly rank: number | null;
  readonly score: string | null;
  readonly base: string | null;
  readonly bonus: string | null;
  readonly deduction: string | null;
  /** Names of the outcomes it has; of the office's table those it states. */
  readonly outcomes: readonly string[];
}

export interface SubjectComparison {
  readonly type: SubjectType;
  readonly subject: string;
  readonly name: string;
  readonly state: Side;
  readonly office: (Standing & { readonly sheet: string; readonly line: number }) | null;
  readonly ours: Standing | null;
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly what: 'score' | 'base' | 'bonus' | 'deduction' | 'rank' | 'outcome';
  /** Of an outcome its name. */
  readonly name?: string;
  readonly office: string;
  readonly ours: string;
  /** Ours minus the office's, of numbers. */
  readonly delta?: string;
}

export interface ClauseComparison {
  readonly type: SubjectType;
  readonly subject: string;
  readonly name: string;
  /** Code of the book's item; null: a clause the book does not know, or an adjustment of the total. */
  readonly item: string | null;
  readonly title: string;
  readonly state: Side;
  readonly office: { readonly points: string; readonly entries: readonly Entry[] } | null;
  readonly ours: { readonly points: string; readonly lines: readonly OurLine[] } | null;
  readonly delta: string;
}

export interface Entry {
  readonly points: string;
  readonly reason: string;
  readonly date: string;
  readonly sheet: string;
  readonly line: number;
}

export interface OurLine {
  readonly id: string;
  readonly points: string;
  readonly sentence: string;
}
