import type { BadLine } from 'src/modules/intake/files/json-rows';
import type { Question, Reject, Remark, SqlValue, Stated } from 'src/modules/intake/feed';
import type { SavedColumn } from 'src/modules/intake/table/naming';
import type { NormalisedValues } from 'src/modules/intake/values/normalised';

/** Rejects, remarks and keys listed one by one; the counts beside them are always complete. */
export const LISTED = 10_000;

/** A row for a sink: the index of the sink, whether it tells that its record is new, the values. */
export type StoredRow = readonly [sink: number, decides: Decides, values: readonly SqlValue[]];

/** 0: another sink tells; 1: new when this row is new; 2: the same, for a further state of a record of the file. */
export type Decides = 0 | 1 | 2;

/** How many rows of each kind there are. */
export type DecidesCount = Readonly<Record<Decides, number>>;

/** Rows of one sink, written as lines of a `LOAD DATA` stream. */
export interface LoadPiece {
  readonly sink: number;
  readonly count: DecidesCount;
  readonly bytes: Uint8Array;
}

/** What reading a file found; counts are for the file alone, before the database was asked. */
export interface Summary {
  readonly feed: string;
  readonly layout: string;
  readonly sheet: string;
  readonly rows: number;
  readonly records: number;
  readonly accepted: number;
  readonly repeats: number;
  readonly skipped: number;
  readonly rejected: number;
  readonly warned: number;
  readonly persons: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly question: Question | null;
  /** Distinct keys for which no person (or window) is known. */
  readonly unmatched: number;
  readonly rejects: readonly Reject[];
  readonly warnings: readonly Remark[];
  readonly skippedRows: readonly Remark[];
  readonly unmatchedKeys: readonly { readonly key: string; readonly records: number; readonly line: number }[];
  /** Months touched, `YYYY-MM`, ascending. */
  readonly months: readonly string[];
  readonly covers: readonly Stated[];
  /** By sheet, the first line that was data: what stands above are titles and header. */
  readonly dataFrom: Readonly<Record<string, number>>;
  /** Visible sheets that no layout wanted, and hidden ones that were not looked at. */
  readonly sheetsNotRead: readonly { readonly name: string; readonly hidden: boolean }[];
  /** Values that were not written plainly: how many of which column were read by which rule. */
  readonly normalised: readonly NormalisedValues[];
  /** Titles read as other columns, because somebody said so. */
  readonly columns: readonly ColumnUsed[];
  /** Rows of closed months, skipped by name, that are kept for a person to read. */
  readonly late: number;
}

/** What reading a file counts, before what its header and its spellings were taken for. */
export type Counted = Omit<Summary, 'normalised' | 'columns'>;

/** A title that was read as another column, and of which header. */
export interface ColumnUsed extends SavedColumn {
  readonly sheet: string;
  /** All titles of that header, as the file writes them. */
  readonly header: readonly string[];
}

/** Why a line of a JSON file never reaches a feed. */
export const BAD_LINE: Readonly<Record<BadLine['bad'], Pick<Reject, 'cause' | 'remedy'>>> = {
  'json-invalid': {
    cause: { zh: '这一行不是正确的 JSON', en: 'this line is not valid JSON' },
    remedy: { zh: '请检查这一行是否被截断，或重新导出', en: 'check whether the line was cut, or export it again' },
  },
  'json-not-object': {
    cause: { zh: '这一行不是一个 JSON 对象', en: 'this line is not a JSON object' },
    remedy: {
      zh: '每行应是一条记录，形如 {"办件编号": "…"}',
      en: 'each line must be one record, like {"办件编号": "…"}',
    },
  },
};

/** What the writer must know of a sink; the functions of the feed stay in this process. */
export interface SinkText {
  readonly table: string;
  readonly columns: readonly string[];
  readonly unique: readonly string[];
  /** By these columns new records are counted where a file holds several states of one. */
  readonly told: readonly string[];
  /** Keeps rows of closed months. */
  readonly late?: boolean;
  /** No key comes twice in what is sent. */
  readonly distinct: boolean;
  readonly merges: readonly { readonly sql: string; readonly parameters: readonly (string | number | null)[] }[];
  readonly undo: readonly { readonly sql: string; readonly parameters: readonly (string | number | null)[] }[];
}
