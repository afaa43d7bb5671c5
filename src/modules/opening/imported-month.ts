import type { CivilTime, Period } from 'src/common/civil-date';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Mark, Part } from './opening-record';

/** One subject's result of an earlier month, as the office published it. null: its table does not say. */
export interface ImportedResult {
  readonly type: SubjectType;
  readonly subject: string;
  readonly name: string;
  readonly group: string;
  readonly rank: number | null;
  readonly fromBottom: number | null;
  readonly score: string | null;
  readonly bonus: string | null;
  readonly deduction: string | null;
  readonly marks: Readonly<Partial<Record<Mark, boolean>>>;
  readonly topOf: number | null;
  readonly bottomOf: number | null;
  readonly results: readonly string[];
}

/** An earlier month brought in by the office: nobody has computed it here, and nobody has checked it here. */
export interface ImportedMonth {
  readonly month: Period;
  readonly results: readonly ImportedResult[];
  /** Item → subject → points charged, unsigned exact text. */
  readonly counters: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Imports it stands on, the newest of each table; how often the month has been imported. */
  readonly batches: readonly string[];
  readonly revision: number;
  readonly recordedAt: CivilTime;
}

/** A stored line of either table. */
export interface StoredResult extends ImportedResult {
  readonly month: Period;
  readonly part: Part;
  readonly batch: string;
  readonly recordedAt: CivilTime;
}

export interface StoredCounter {
  readonly month: Period;
  readonly subject: string;
  readonly item: string;
  readonly points: string;
  readonly batch: string;
  readonly recordedAt: CivilTime;
}

/**
 * The months as the newest import of each table says, earliest first. What a withdrawal took away counts no longer. A
 * table is replaced as a whole: a window the newer import leaves out has no result.
 */
export function importedMonths(
  results: readonly StoredResult[],
  counters: readonly StoredCounter[],
  withdrawals: readonly { readonly month: Period; readonly recordedAt: CivilTime }[],
): ImportedMonth[] {
  const stands = <T extends { readonly month: Period; readonly recordedAt: CivilTime }>(row: T): boolean =>
    !withdrawals.some(({ month, recordedAt }) => month === row.month && recordedAt >= row.recordedAt);
  const kept = results.filter(stands);
  const charged = counters.filter(stands);
  const months = [...new Set(kept.map(({ month }) => month))].sort();
  return months.map((month) => {
    const own = kept.filter((row) => row.month === month);
    const newest = [
      ...newestOf(own, ({ part }) => part),
      ...newestOf(
        charged.filter((row) => row.month === month),
        () => '',
      ),
    ];
    const batches = [...new Set(newest.map(({ batch }) => batch))].sort();
    return {
      month,
      results: newestOf(own, ({ part }) => part)
        .map(resultOf)
        .sort(bySubject),
      counters: countersOf(
        newestOf(
          charged.filter((row) => row.month === month),
          () => '',
        ),
      ),
      batches,
      revision: new Set(results.filter((row) => row.month === month).map(({ batch }) => batch)).size,
      recordedAt: newest.reduce((last, { recordedAt }) => (recordedAt > last ? recordedAt : last), ''),
    };
  });
}

/** Rows of the newest batch of each table. */
function newestOf<T extends { readonly batch: string; readonly recordedAt: CivilTime }>(
  rows: readonly T[],
  tableOf: (row: T) => string,
): T[] {
  const newest = new Map<string, T>();
  for (const row of rows) {
    const known = newest.get(tableOf(row));
    const later =
      known === undefined ||
      row.recordedAt > known.recordedAt ||
      (row.recordedAt === known.recordedAt && row.batch > known.batch);
    if (later) newest.set(tableOf(row), row);
  }
  return rows.filter((row) => newest.get(tableOf(row))?.batch === row.batch);
}

function resultOf(row: StoredResult): ImportedResult {
  const { type, subject, name, group, rank, fromBottom, score, bonus, deduction, marks, topOf, bottomOf, results } =
    row;
  return { type, subject, name, group, rank, fromBottom, score, bonus, deduction, marks, topOf, bottomOf, results };
}

function countersOf(rows: readonly StoredCounter[]): Record<string, Record<string, string>> {
  const counters: Record<string, Record<string, string>> = {};
  for (const { item, subject, points } of [...rows].sort((a, b) => (a.item + a.subject < b.item + b.subject ? -1 : 1)))
    counters[item] = { ...counters[item], [subject]: points };
  return counters;
}

function bySubject(a: ImportedResult, b: ImportedResult): number {
  const [one, two] = [`${a.type} ${a.subject}`, `${b.type} ${b.subject}`];
  return one < two ? -1 : one > two ? 1 : 0;
}
