import type { CivilTime } from 'src/common/civil-date';

/** `full`: two people lock a month · `small`: one person may hold several business roles, every override is printed. */
export type Profile = 'full' | 'small';

/** How a hall runs its months. */
export interface OfficeSetting extends ObjectionDays {
  /** null: there are no accounts yet; then one person at the server's own console may do everything, and it is printed. */
  readonly profile: Profile | null;
}

/** How long windows may object. */
export interface ObjectionDays {
  /** Working days to object while the month is on notice, and after a finding; the book's own numbers come first. */
  readonly noticeDays: number;
  readonly findingDays: number;
  readonly reason: string;
  readonly by: string;
  /** '' while nothing was chosen. */
  readonly at: CivilTime;
}

const DEFAULT_DAYS = 2;

export const UNSET: ObjectionDays = { noticeDays: DEFAULT_DAYS, findingDays: DEFAULT_DAYS, reason: '', by: '', at: '' };
