/** What changed in one column; null: nothing stood there. */
export interface ColumnChange {
  readonly column: string;
  readonly from: string | null;
  readonly to: string | null;
}

type Stored = Readonly<Record<string, unknown>>;

/** Kept beside a record: what it came with, and what is computed of it. */
const BESIDE = new Set(['hash', 'batch', 'line', 'recorded_at', 'weight', 'first_day', 'last_day']);

/** The columns in which two states of one record differ, in the order given. */
export function columnsChanged(columns: readonly string[], before: Stored, after: Stored): ColumnChange[] {
  return columns
    .filter((column) => !BESIDE.has(column))
    .map((column) => ({ column, from: textOf(before[column]), to: textOf(after[column]) }))
    .filter(({ from, to }) => from !== to);
}

/** The two engines give numbers in several forms. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;
}
