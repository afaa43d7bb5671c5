import { addMonths, type Period } from 'src/common/civil-date';
import type { ImportedMonth } from './imported-month';

/** The answer of `opening`: docs/schemas/opening.schema.json. */
export interface OpeningAnswer {
  readonly hall: string;
  readonly months: readonly {
    readonly month: Period;
    readonly windows: number;
    readonly people: number;
    readonly counters: number;
    /** How often results of the month were imported. */
    readonly revision: number;
    readonly batches: readonly string[];
    readonly recordedAt: string;
    /** This system has a sealed result of its own: the imported one is no longer used. */
    readonly superseded: boolean;
  }[];
  /** Months between the first and the last without any result. */
  readonly missing: readonly Period[];
}

export function openingAnswer(
  hall: string,
  months: readonly ImportedMonth[],
  closed: readonly Period[],
): OpeningAnswer {
  const known = new Set([...months.map(({ month }) => month), ...closed]);
  const sorted = [...known].sort();
  const missing: Period[] = [];
  for (let month = sorted[0] ?? ''; month !== '' && month < (sorted.at(-1) ?? ''); month = addMonths(month, 1))
    if (!known.has(month)) missing.push(month);
  return {
    hall,
    months: months.map(({ month, results, counters, revision, batches, recordedAt }) => ({
      month,
      windows: results.filter(({ type }) => type === 'window' || type === 'sub-centre').length,
      people: results.filter(({ type }) => type === 'staff' || type === 'chief').length,
      counters: Object.values(counters).reduce((sum, subjects) => sum + Object.keys(subjects).length, 0),
      revision,
      batches,
      recordedAt,
      superseded: closed.includes(month),
    })),
    missing,
  };
}
