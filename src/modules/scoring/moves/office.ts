import type { CivilTime } from 'src/common/civil-date';

/** `full`: two people lock a month · `small`: one person may hold several business roles, every override is printed. */
export const PROFILES = ['full', 'small'] as const;
export type Profile = (typeof PROFILES)[number];

/** How a hall runs its months. */
export interface OfficeSetting {
  /** null: never chosen. Then two people lock over the network; the server's own console may still close alone. */
  readonly profile: Profile | null;
  /** Working days to object while the month is on notice, and after a finding; the book's own numbers come first. */
  readonly noticeDays: number;
  readonly findingDays: number;
  readonly reason: string;
  readonly by: string;
  /** '' while nothing was chosen. */
  readonly at: CivilTime;
}

export const DEFAULT_DAYS = 2;

export const UNSET: OfficeSetting = {
  profile: null,
  noticeDays: DEFAULT_DAYS,
  findingDays: DEFAULT_DAYS,
  reason: '',
  by: '',
  at: '',
};
