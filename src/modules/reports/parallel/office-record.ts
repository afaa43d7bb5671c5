import type { ResultLine } from 'src/modules/opening/opening-record';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Reject } from 'src/modules/intake/feed';

/** An entry of the office's own list of additions and deductions. */
export interface ItemLine {
  readonly kind: 'item';
  readonly code: string;
  readonly name: string;
  readonly subject: string;
  readonly type: SubjectType;
  /** The clause as written, and the book's item it is; null: none that is known. */
  readonly clause: string;
  readonly item: string | null;
  /** Signed exact decimal text. */
  readonly points: string;
  /** The list itself says whether it adds or takes away. */
  readonly signed: boolean;
  readonly reason: string;
  readonly date: string;
  readonly title: string;
  /** Sheet and line: two entries may be alike in every word and still be two. */
  readonly place: string;
  readonly faults: readonly Reject[];
}

export type OfficeLine = ResultLine | ItemLine;

/** What reading the office's workbook is given beside the roster. */
export interface OfficeGiven {
  readonly base: string | null;
  readonly items: readonly BookItem[];
}

export interface BookItem {
  readonly code: string;
  readonly name: string;
  readonly number: string;
  readonly kind: string;
}
