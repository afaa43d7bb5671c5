import type { Period } from 'src/common/civil-date';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Reject, Remark } from 'src/modules/intake/feed';

/** What an office writes beside a subject in its own ranking table. Absent: the table says nothing about it. */
export type Mark = 'first' | 'top' | 'bottom' | 'redFlag' | 'disqualified';
export const MARKS = ['first', 'top', 'bottom', 'redFlag', 'disqualified'] as const satisfies readonly Mark[];

/** Windows and sub-centres stand in one table of a month, chiefs and staff in another: each is replaced as a whole. */
export type Part = 'window' | 'staff';

/** A line of an earlier month's ranking table as the file writes it. Points are exact decimal text; null: not stated. */
export interface ResultLine {
  readonly kind: 'result';
  readonly month: Period;
  readonly part: Part;
  /** Code and name of the window, or staff number and name, as written; '' where the file has none. */
  readonly code: string;
  readonly name: string;
  readonly chief: boolean;
  /** Found by the roster of the month; '' until then. */
  readonly subject: string;
  readonly type: SubjectType;
  readonly group: string;
  readonly rank: number | null;
  /** The table has a rank column, so that null means: not ranked. */
  readonly rankStated: boolean;
  /** 1 = last; null: not ranked, or the table does not name everybody. */
  readonly fromBottom: number | null;
  readonly score: string | null;
  readonly base: string | null;
  readonly bonus: string | null;
  readonly deduction: string | null;
  readonly adjustment: string | null;
  readonly marks: Readonly<Partial<Record<Mark, boolean>>>;
  /** n of a column `前n名` or `后n名`. */
  readonly topOf: number | null;
  readonly bottomOf: number | null;
  /** Words of the column 结果, one by one. */
  readonly results: readonly string[];
  readonly remark: string;
  /** Title of the rank and score columns, for what is said about them. */
  readonly titles: Readonly<Partial<Record<'rank' | 'score' | 'unit' | 'group', string>>>;
  readonly faults: readonly Reject[];
}

/** Points charged by one item in an earlier month: for caps by year and lines that count in the year only. */
export interface CounterLine {
  readonly kind: 'counter';
  readonly month: Period;
  readonly part: Part;
  readonly code: string;
  readonly name: string;
  readonly subject: string;
  readonly type: SubjectType;
  /** Code of the book's item. */
  readonly item: string;
  /** Unsigned exact decimal text. */
  readonly points: string;
  readonly titles: Readonly<Partial<Record<'unit', string>>>;
  readonly faults: readonly Reject[];
}

export type OpeningLine = ResultLine | CounterLine;

/** A sentence about a line that was taken. */
export type LineRemark = Omit<Remark, 'line' | 'sheet'>;

/** What the check of opening data is given beside the roster: nothing of it is looked up again later. */
export interface OpeningGiven {
  /** Published books, earliest first, one a first month. */
  readonly books: readonly BookHint[];
  /** Months this system has closed itself: their results are its own. */
  readonly closed: readonly Period[];
}

export interface BookHint {
  readonly from: Period;
  readonly ties: 'competition' | 'dense' | 'ordered';
  /** Equal scores may be told apart by further keys. */
  readonly keyed: boolean;
  readonly withinAll: boolean;
  /** Base of the windows, exact text; null: not the same for all. */
  readonly base: string | null;
  readonly groups: readonly { readonly code: string; readonly name: string }[];
  readonly items: readonly { readonly code: string; readonly name: string }[];
}

/** The book of the month, else the earliest: a hall that begins in April has no book of January. */
export function hintOf({ books }: Pick<OpeningGiven, 'books'>, month: Period): BookHint | undefined {
  return books.findLast(({ from }) => from <= month) ?? books[0];
}

export function openingGiven(given: unknown): OpeningGiven {
  const { books = [], closed = [] } = (given ?? {}) as Partial<OpeningGiven>;
  return { books, closed };
}
