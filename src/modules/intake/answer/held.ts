import type { Summary } from 'src/modules/intake/reading/summary';

/** Why a file that is taken whole or not at all stays out: rows that are wrong, or a roster that knows nobody in it. */
export type Held = 'rejects' | 'strangers';

export interface Wholeness {
  /** All or nothing. */
  readonly whole?: boolean;
  /** There is a roster in which the keys were looked up. */
  readonly known?: boolean;
}

/**
 * Null: it may be taken. One person the roster does not know is no fault of the file (cleaners, visitors, somebody new):
 * the record waits under its key. A file in which it knows nobody is most likely the file of another place.
 */
export function heldFor(
  { whole, known }: Wholeness,
  { rejected, records, unmatchedKeys }: Pick<Summary, 'rejected' | 'records' | 'unmatchedKeys'>,
): Held | null {
  if (whole !== true) return null;
  if (rejected > 0) return 'rejects';
  const strange = unmatchedKeys.reduce((sum, key) => sum + key.records, 0);
  return known === true && records > 0 && strange >= records ? 'strangers' : null;
}
