import type { CivilDate } from 'src/common/civil-date';

/** What a patrol may find; the facts are `patrol.<kind>`. */
export const FINDING_KINDS = [
  'off-post',
  'empty-post',
  'dress',
  'conduct',
  'tidiness',
  'no-cover',
  'duty-false',
  'quarrel',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** One row of a patrol list: a window, or a person there, seen at a time. `kind` null: nothing found (正常). */
export interface PatrolRecord {
  readonly date: CivilDate;
  readonly half: 'am' | 'pm';
  /** `HH:MM`; '' where the list has no time. */
  readonly time: string;
  /** The window where it was seen, also when the person has moved since. */
  readonly window: string | null;
  /** Window as the list names it. */
  readonly windowText: string;
  /** Staff number; null for a window matter. */
  readonly staff: string | null;
  readonly kind: FindingKind | null;
  /** Closed word for conduct: phone, game, wander, eat … */
  readonly code: string | null;
  /** As the patrol wrote it. */
  readonly words: string;
  /** Minutes off post, where written. */
  readonly minutes: number | null;
  readonly photo: string;
  readonly patrolledBy: string;
}
