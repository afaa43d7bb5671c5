/**
 * A sheet of the bulletin as plain data: what it says, not how it looks. Points are whole numbers at scale 4
 * (96.5 → 965000), so nothing is computed in binary before the last division in the writer.
 */
export type Cell =
  | string
  | null
  /** Points, whole number at scale 4. */
  | { readonly points: number }
  | { readonly count: number }
  /** A rate: written as a percentage, left empty when `of` is 0 (unknown is not zero). */
  | { readonly part: number; readonly of: number };

/**
 * text · points `0.00` · signed `+0.00` · net: signed, zero shown as a dash · count `#,##0` · percent `0.00%`.
 * The kind is the column's number format; any cell of it may hold text instead.
 */
export type ColumnKind = 'text' | 'points' | 'signed' | 'net' | 'count' | 'percent';

export interface Column {
  readonly header: string;
  /** In characters of the default font, as workbooks measure columns. */
  readonly width: number;
  readonly kind: ColumnKind;
  readonly align: 'left' | 'center' | 'right';
}

/** How a row is set off: always together with words in it, never by colour alone. */
export type RowMark = 'top' | 'bottom';

export interface Row {
  readonly role: 'data' | 'subtotal' | 'heading';
  readonly cells: readonly Cell[];
  readonly mark?: RowMark;
  /** Stays on one page with the next row. */
  readonly keepWithNext?: boolean;
}

export interface SheetModel {
  /** At most 31 characters, without `[]:*?/\'`, unique in the workbook whatever the case. */
  readonly name: string;
  readonly title: string;
  /** Second line, left and right. */
  readonly left: string;
  readonly right: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Shown in place of rows when there are none. */
  readonly empty: string;
  readonly notes: readonly string[];
  readonly signature: string;
  readonly decimals: number;
  readonly frozenColumns: number;
  readonly filter: boolean;
  /** Points of the body text: 11, or 10 where sentences are long. */
  readonly bodySize: 10 | 11;
  /** Printed in the page head: the word 草稿 of a draft, the revision; empty otherwise. */
  readonly pageHead: string;
  /** Printed in the page foot on the left: which result this paper shows. */
  readonly pageFoot: string;
  /** Page numbers: `&P` and `&N` stand for the page and the number of pages. */
  readonly pageNumber: string;
}

export interface Bulletin {
  readonly fileName: string;
  /** Hall-local `YYYY-MM-DD HH:MM:SS`: the date in the file's properties. */
  readonly at: string;
  readonly title: string;
  readonly sheets: readonly SheetModel[];
}
