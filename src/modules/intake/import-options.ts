/** Settings of one import; all optional, all plain JSON. */
export interface ImportOptions {
  /** Order of ambiguous dates for this file, when the user or the feed's setting says so. */
  readonly dateOrder?: 'ymd' | 'mdy' | 'dmy';
  /** The person whose own list this is (layout 5e), as a key. */
  readonly person?: string;
  /** Time to which the data are complete, `YYYY-MM-DD HH:MM:SS`: later events are rejects. */
  readonly asOf?: string;
  /** Month named at upload where the file itself has none. */
  readonly period?: string;
  /** Code table of the rating grades, for example { "5": "very-satisfied" }. Unset codes are rejects. */
  readonly gradeCodes?: Readonly<Record<string, string>>;
  /** Accept numbers where ids are text (leading zeros may be lost). */
  readonly numbersAsIds?: boolean;
  /** Also read hidden sheets. */
  readonly hiddenSheets?: boolean;
  /** Titles of the file and the known column each one is; '' for a column that is not needed. */
  readonly columns?: Readonly<Record<string, string>>;
}
