import type { CivilTime } from 'src/common/civil-date';
import { isBad, type RatingState } from 'src/modules/ratings/rating-state';

/** 误评 and 恶意差评 exclude a rating; 恢复 takes that back. National frame 国办发〔2019〕51号: an appeal mechanism excludes both. */
export const APPEAL_KINDS = ['mistaken', 'malicious', 'restored'] as const;
export type AppealKind = (typeof APPEAL_KINDS)[number];

export const APPEAL_NAMES: Readonly<Record<AppealKind, { readonly zh: string; readonly en: string }>> = {
  mistaken: { zh: '误评', en: 'mistaken' },
  malicious: { zh: '恶意差评', en: 'malicious' },
  restored: { zh: '恢复计入', en: 'restored' },
};

/** A rating that counts nowhere, and by whose decision. */
export interface Exclusion {
  readonly kind: 'mistaken' | 'malicious';
  readonly reason: string;
  /** Id of the actor. */
  readonly by: string;
  readonly at: CivilTime;
}

export function isAppealKind(text: string): text is AppealKind {
  return (APPEAL_KINDS as readonly string[]).includes(text);
}

/** What the last decision on a rating means; null: it stands. */
export function exclusionOf(last: {
  readonly kind: AppealKind;
  readonly reason: string;
  readonly by: string;
  readonly at: CivilTime;
}): Exclusion | null {
  const { kind, reason, by, at } = last;
  return kind === 'restored' ? null : { kind, reason, by, at };
}

/** Why the decision cannot be taken on a rating in this state; undefined: it can. */
export function objectionTo(
  kind: AppealKind,
  state: RatingState,
  excluded: Exclusion | null,
): 'same-again' | 'not-excluded' | 'not-bad' | undefined {
  if (kind === 'restored') return excluded === null ? 'not-excluded' : undefined;
  if (excluded?.kind === kind) return 'same-again';
  // Somebody may tap the wrong window with a good grade too; malice lies in a bad one only.
  return kind === 'malicious' && !isBad(state.grade) ? 'not-bad' : undefined;
}
