/**
 * The contract between intake and the rooms that take files in. Intake opens files (encoding, zip, workbook, text) in a
 * child process and hands rows to a feed; the feed recognises its layouts and turns rows into records; intake writes the
 * records in sets. Intake imports no feed: `src/feeds.ts` lists them.
 */

import type { Shelf } from './first-seen';
import type { ImportOptions } from './import-options';
import type { Row, SheetInfo } from './row';
import type { Sink } from './store/sink';
import type { NamedColumn, Naming, SavedColumn } from './table/naming';
import type { Normalised } from './values/normalised';

export type { ImportOptions } from './import-options';
export type { Sink, SqlValue, WrittenAt } from './store/sink';
export type { Cell, DateCell, FaultyCell, NumberCell, Row, SheetInfo } from './row';

/** What a feed is given besides the rows. `given` is what the feed's `prepare` fetched (roster, notices): plain JSON. */
export interface FeedContext {
  readonly options: ImportOptions;
  readonly given: unknown;
  /** Where a reader tells what was not written plainly. */
  readonly normalised?: Normalised;
  /** What people said before about the titles of this feed. */
  readonly columns?: readonly SavedColumn[];
  /** For a reader's `FirstSeen`, so that long lists need no more memory than short ones. */
  readonly shelf?: Shelf;
}

/** A row that was not taken, with what to do about it. Column and value are as the user sees them. */
export interface Reject {
  readonly sheet: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  /** Stable code of the feed, for example `date-impossible`. */
  readonly code: string;
  readonly cause: { readonly zh: string; readonly en: string };
  readonly remedy: { readonly zh: string; readonly en: string };
}

export interface Remark {
  readonly line: number;
  readonly sheet: string;
  readonly code: string;
  readonly text: { readonly zh: string; readonly en: string };
}

/** Every row ends as exactly one kind of outcome; a row may hold several records (a day with four punches). */
export type Outcome<R> =
  | {
      readonly kind: 'record';
      readonly line: number;
      readonly record: R;
      readonly warning?: Omit<Remark, 'line' | 'sheet'>;
      readonly replaced?: Replaced;
    }
  | {
      readonly kind: 'skipped';
      readonly line: number;
      readonly why: Omit<Remark, 'line' | 'sheet'>;
      /** Written all the same, to the sinks for rows that came too late for their month. */
      readonly late?: R;
    }
  | { readonly kind: 'reject'; readonly reject: Reject }
  /** The person (or window) is unknown because there is no roster yet, or no key fits: kept apart, confirmed by a person. */
  | {
      readonly kind: 'unmatched';
      readonly line: number;
      readonly key: string;
      readonly record?: R;
      readonly warning?: Omit<Remark, 'line' | 'sheet'>;
      readonly replaced?: Replaced;
    };

/**
 * The row shows, with other content, what an earlier row of the file showed: one of the two no longer counts. Both are
 * stored; together they are one record, and the row of `line` counts as skipped. Ignored for exact repeats.
 */
export type Replaced = Omit<Remark, 'sheet'>;

/** The file cannot be read without an answer from the user (ambiguous dates, whose list it is …). */
export interface Question {
  readonly code: string;
  readonly text: { readonly zh: string; readonly en: string };
  /** The option of `ImportOptions` that answers it. */
  readonly answer: keyof ImportOptions;
  /** Columns that are needed and not there, each with the title of the file most like it. */
  readonly columns?: readonly Pick<NamedColumn, 'title' | 'to'>[];
}

/** Reads the rows of one sheet, in order. `rows` counted as data are those for which `row` returned something. */
export interface RowReader<R> {
  /** Outcomes of this row; [] for a row that is no data row (titles, header, blank styled rows). */
  row(row: Row): Outcome<R>[];
  /**
   * Called after the last row: what could only be decided at the end, or a question about the whole file. `rows`, when
   * given, is the number of data rows of the sheet instead of the lines counted by outcomes.
   */
  end?(): { outcomes?: Outcome<R>[]; question?: Question; rows?: number; covers?: readonly Stated[] };
}

/** Dates for which the file itself says it is complete (a title `统计日期：… 至 …`), both included. */
export interface Stated {
  readonly from: string;
  readonly to: string;
  /** Device or window the statement is about; absent: the whole hall. */
  readonly scope?: string;
}

export interface Layout<R> {
  /** Number of `formats.md`: `1`, `2`, `3`, `4`, `5d`, `6a` … */
  readonly id: string;
  /**
   * Looks at the first rows (up to 30) of a sheet. Undefined: not mine. Otherwise the reader that will be given all rows
   * of this sheet, from the first. When several sheets fit, the layout with the higher `fit` wins, then the earlier sheet.
   * `remarks` are warnings about the header, such as columns nobody reads.
   */
  begin(
    sheet: SheetInfo,
    head: readonly Row[],
    context: FeedContext,
  ):
    | { fit: number; reader: RowReader<R>; remarks?: readonly Omit<Remark, 'sheet'>[]; naming?: Naming | undefined }
    | undefined;
}

/** A record with the row it came from. */
export interface Placed<R> {
  readonly sheet: string;
  readonly line: number;
  readonly record: R;
}

/** What the sheets of a file say together: the records that stay (perhaps completed from another sheet), the rest. */
export interface Together<R> {
  readonly records: readonly Placed<R>[];
  readonly rejects: readonly Reject[];
  readonly remarks: readonly Remark[];
}

/** Every feed there is; `src/feeds.ts` says where each is found. */
export const FEED_NAMES = [
  ...(['roster', 'punches', 'slips', 'leave', 'meetings', 'swaps', 'patrol'] as const),
  ...(['items', 'cases', 'case-stages', 'ratings', 'submissions', 'opening'] as const),
] as const;
export type FeedName = (typeof FEED_NAMES)[number];

/** A feed as its room declares it in `<noun>.feed.ts`; loaded by the reading child process, so free of Nest and TypeORM. */
export interface Feed<R extends object> {
  readonly name: FeedName;
  readonly layouts: readonly Layout<R>[];
  /** Identity of a record inside the hall: exact repeats have the same. */
  identity(record: R): string;
  /** For the answer: the person, or undefined; and the instant `YYYY-MM-DD HH:MM:SS` (or date), or undefined. */
  person(record: R): string | undefined;
  instant(record: R): string | undefined;
  /** The date that decides to which month a record belongs; undefined: to whatever month runs. Absent: its instant. */
  belongs?(record: R): string | undefined;
  /** The first day of what a record reaches over; what of it lies in a closed month is told. */
  begins?(record: R): string | undefined;
  readonly sinks: readonly Sink<R>[];
  /**
   * The sheets of one workbook make one statement (roster): intake reads every visible sheet that some layout
   * recognises, in workbook order, each with a reader of its own, instead of only the best one.
   */
  readonly allSheets?: true;
  /**
   * Called once after the last row of the last sheet with the records of the whole file: what no row can decide alone.
   * Every record given comes back in `records` or is named in `rejects`. Only for small files: it holds them whole.
   */
  across?(records: readonly Placed<R>[], context: FeedContext): Together<R>;
  /** Sentence shown when no layout fits: what the feed expects. */
  readonly expects: { readonly zh: string; readonly en: string };
}

/**
 * Feeds that state how things are arranged, not what happened on which days: nobody calls their days complete. What is
 * handed in is called complete by source (documents, entries …), not by file.
 */
const ARRANGEMENTS = ['roster', 'items', 'opening', 'submissions'] as const;
/** The others: what happened on which days. */
export type HappeningFeed = Exclude<FeedName, (typeof ARRANGEMENTS)[number]>;

export function isHappening(feed: FeedName): feed is HappeningFeed {
  return !ARRANGEMENTS.some((one) => one === feed);
}

export const HAPPENING_FEEDS: readonly HappeningFeed[] = FEED_NAMES.filter(isHappening);

/** The same feed as the server side knows it: where the child finds it and what it must be given. */
export interface FeedEntry {
  readonly name: FeedName;
  /** Absolute path of the compiled module whose default export is the feed. */
  readonly module: string;
}
