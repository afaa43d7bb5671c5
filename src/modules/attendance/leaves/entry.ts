import type { CivilDate, CivilTime } from 'src/common/civil-date';
import type { LeaveKind } from 'src/modules/attendance/leave-kinds';
import type { SwapContent } from 'src/modules/attendance/registers/swap';

/** A leave entered by hand. */
export interface LeaveContent {
  readonly kind: LeaveKind;
  readonly halves: readonly string[];
  /** Decimal text. */
  readonly days: string;
  /** Staff number, or `-` for nobody. */
  readonly standIn: string;
  readonly document: string;
  /** Minutes of each day, for kinds that leave a time free. */
  readonly minutes: number | null;
  /** Who granted it, as the ladder of the policy calls them; ''. */
  readonly approvedBy: string;
  /** Taken although it should not have been granted: what was wrong with it. */
  readonly anyway: string;
}

/** What a person entered, as it is listed. */
export type Entry = EntryHead &
  (
    | { readonly kind: 'leave'; readonly content: LeaveContent }
    | { readonly kind: 'swap'; readonly content: SwapContent }
  );

export interface EntryHead {
  readonly id: string;
  /** Staff number of the person concerned. */
  readonly staff: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly reason: string;
  readonly by: string;
  readonly at: CivilTime;
  /** Who took it back, when and why; null while it holds. */
  readonly reversed: { readonly by: string; readonly at: CivilTime; readonly reason: string } | null;
}

/** Those of the entries that no other one of them takes back. */
export function standing<T extends { readonly id: string; readonly reverses: string | null }>(rows: readonly T[]): T[] {
  const gone = new Set(rows.map(({ reverses }) => reverses));
  return rows.filter(({ id, reverses }) => reverses === null && !gone.has(id));
}
