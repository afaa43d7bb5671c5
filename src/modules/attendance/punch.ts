import type { CivilTime } from 'src/common/civil-date';

/** By what a file names a person. `name` only where the file holds nothing better and the roster did not settle it. */
export type PersonSource = 'staff-number' | 'pin' | 'userId' | 'phone' | 'name';

/**
 * One mark of presence as a file states it. The key of the file stays as it is, because who carried that pin on that day
 * may be confirmed later; `staff` is what the roster said at the time of reading.
 */
export interface PunchRecord {
  readonly source: PersonSource;
  /** Text; leading zeros count. */
  readonly person: string;
  readonly staff: string | null;
  readonly at: CivilTime;
  /** '' where the file names none. */
  readonly device: string;
  /** `correction`: 补卡 or a change by the administrator; repairs a missing punch but proves no presence by itself. */
  readonly kind: 'punch' | 'correction';
}
