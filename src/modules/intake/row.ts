/** A cell as the file holds it. Text stays text ('' is blank); numbers keep their written digits. */
export type Cell = string | NumberCell | DateCell | FaultyCell;
export interface NumberCell {
  readonly kind: 'number';
  /** Digits as stored in the file, for example `7001`, `0.5`, `3.2999926000003E+19`. */
  readonly text: string;
  /** Shown as per cent: 0.95 is 95%. */
  readonly percent?: true;
  /** Of a workbook that counts its days from 1904, should the number be a day. */
  readonly date1904?: true;
}
export interface DateCell {
  readonly kind: 'date';
  /** Hall-local, rounded to the nearest second, 1904 system already applied. */
  readonly date: string;
  readonly time: string;
  /** `date`: midnight by format; `time`: a serial below 1; `both`. */
  readonly holds: 'date' | 'time' | 'both';
}
export interface FaultyCell {
  readonly kind: 'faulty';
  /** `error`: #N/A and its like; `formula`: a formula without a stored result. */
  readonly fault: 'error' | 'formula';
  readonly text: string;
}

/**
 * One row; `line` counts from 1 as the user sees it (text files: physical line; CSV: records as a CSV reader counts).
 *
 * - Text files: an empty line is a row with the single cell ''. The number of cells is as in the file, also when it does
 *   not fit the header.
 * - Workbooks: blank rows give no row; blank cells at the end are left out. A cell merged over several rows gives its value
 *   to the rows below (see `spread`); merged over several columns it stays in its first column.
 * - JSON (a list, an object that holds a list, or one object a line): the first row holds the names of all members and has
 *   line 0; then one row an object, item or physical line n. Lists and objects inside are JSON text, true and false the
 *   words, null and absent members are ''. Lines that are no JSON object never reach a feed: intake rejects them.
 */
export interface Row {
  readonly line: number;
  readonly cells: readonly Cell[];
  /** Columns (from 0) whose value comes from a merged cell that begins in a row above. */
  readonly spread?: readonly number[];
}

/** How the file is built: decided by content, never by the name. */
export interface SheetInfo {
  /** Name of the sheet; '' for text files. */
  readonly name: string;
  readonly index: number;
  readonly hidden: boolean;
  readonly source: 'xlsx' | 'xls' | 'csv' | 'tsv' | 'text' | 'json';
}
