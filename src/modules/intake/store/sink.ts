export type SqlValue = string | number | null;

/** Where in the hall's history a record is written. */
export interface WrittenAt {
  readonly hall: string;
  readonly batch: string;
  readonly line: number;
  /** When the batch was taken in, `YYYY-MM-DD HH:MM:SS.mmm`, hall-local, the same for every row of the batch. */
  readonly recordedAt: string;
}

/**
 * Where a record is written. The writer inserts in sets and leaves rows alone whose unique columns are there already.
 * A record is written to every sink that accepts it (a posting also gives a name and keys).
 */
export interface Sink<R> {
  readonly table: string;
  readonly columns: readonly string[];
  /** Columns of the unique key by which the same record, in whatever file, is known. `columns` names `hall` and `batch` too. */
  readonly unique: readonly string[];
  /** Columns that are the same in all states of one record, when a file may hold several; absent: `unique`. */
  readonly told?: readonly string[];
  /**
   * The unique columns hold what the feed's `identity` holds, so the reader has left repeats out and no key comes twice
   * in a file: the merge need not look for the first of each. Wrongly said, the merge fails on the key.
   */
  readonly distinct?: true;
  accepts(record: R): boolean;
  /**
   * For rows of closed months: they are skipped by name, change nothing of the month, and are kept here for a person to
   * read. A feed without such a sink drops them. Such a sink takes no other rows.
   */
  readonly late?: true;
  row(record: R, at: WrittenAt): readonly SqlValue[];
  /** Set-based statements after the insert, in the same transaction, for example marking superseded states. */
  merges?(at: {
    readonly hall: string;
    readonly batch: string;
  }): readonly { sql: string; parameters: readonly SqlValue[] }[];
  /** Set-based statements after the batch's rows were deleted, for example reviving the states they had superseded. */
  undo?(at: {
    readonly hall: string;
    readonly batch: string;
  }): readonly { sql: string; parameters: readonly SqlValue[] }[];
}
