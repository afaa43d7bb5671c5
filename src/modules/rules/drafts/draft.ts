import type { CivilTime, Period } from 'src/common/civil-date';
import type { Change } from './change';
import type { FieldProblem } from './edit';

/** A draft with what the checker says of it; docs/schemas/book-draft.schema.json. */
export interface Draft {
  readonly id: string;
  readonly version: number;
  readonly state: 'open' | 'published' | 'dropped';
  /** First month of the new book. */
  readonly from: Period;
  readonly base: { readonly from: Period; readonly revision: number };
  readonly changes: readonly Change[];
  readonly by: string;
  readonly at: CivilTime;
  /** False while the checker finds an error. */
  readonly ok: boolean;
  readonly problems: readonly FieldProblem[];
}

/** Whether a window has acknowledged a published book. */
export interface Receipt {
  readonly window: string;
  readonly sentAt: CivilTime;
  readonly acknowledgedAt: CivilTime | null;
  readonly acknowledgedBy: string | null;
}
