import type { CivilTime } from 'src/common/civil-date';
import { isBad, type RatingState } from 'src/modules/ratings/rating-state';

/**
 * What can be recorded about an appeal against a rating. A window files and may withdraw; whoever has to decide rejects it,
 * or excludes the rating as 误评 or 恶意差评, also without a filing; 恢复 takes an exclusion back. National frame
 * 国办发〔2019〕51号: an appeal mechanism excludes mistaken and malicious ratings.
 */
export const APPEAL_KINDS = ['filed', 'withdrawn', 'rejected', 'mistaken', 'malicious', 'restored'] as const;
export type AppealKind = (typeof APPEAL_KINDS)[number];

export const APPEAL_NAMES: Readonly<Record<AppealKind, { readonly zh: string; readonly en: string }>> = {
  filed: { zh: '提出申诉', en: 'filed' },
  withdrawn: { zh: '撤回申诉', en: 'withdrawn' },
  rejected: { zh: '申诉不成立', en: 'rejected' },
  mistaken: { zh: '误评', en: 'mistaken' },
  malicious: { zh: '恶意差评', en: 'malicious' },
  restored: { zh: '恢复计入', en: 'restored' },
};

/** Decisions that change numbers; the others only say how far an appeal is. */
export const DECIDING: readonly AppealKind[] = ['mistaken', 'malicious', 'restored'];

/** One record; nothing is edited, the next one takes the place of what was before. */
export interface AppealRecord {
  /** 1, 2 … of one rating. */
  readonly seq: number;
  readonly kind: AppealKind;
  readonly reason: string;
  /** Id of the actor. */
  readonly by: string;
  readonly at: CivilTime;
}

/** A rating that counts nowhere, and by whose decision. */
export interface Exclusion extends AppealRecord {
  readonly kind: 'mistaken' | 'malicious';
}

/** Where the appeals against one rating stand. */
export interface AppealStanding {
  readonly excluded: Exclusion | null;
  /** Filed, and neither decided nor withdrawn. */
  readonly open: AppealRecord | null;
}

export const NO_APPEAL: AppealStanding = { excluded: null, open: null };

export function isAppealKind(text: string): text is AppealKind {
  return (APPEAL_KINDS as readonly string[]).includes(text);
}

/** What the records of one rating come to, in the order in which they were made. */
export function standingOf(records: readonly AppealRecord[]): AppealStanding {
  return records.reduce<AppealStanding>(({ excluded }, record) => {
    const { kind } = record;
    if (kind === 'filed') return { excluded, open: record };
    if (kind === 'withdrawn' || kind === 'rejected') return { excluded, open: null };
    return { excluded: kind === 'restored' ? null : { ...record, kind }, open: null };
  }, NO_APPEAL);
}

export type Objection = 'same-again' | 'not-excluded' | 'not-bad' | 'filed-already' | 'excluded-already' | 'not-filed';

/** Why this cannot be recorded of a rating in this state; undefined: it can. */
export function objectionTo(
  kind: AppealKind,
  state: RatingState,
  { excluded, open }: AppealStanding,
): Objection | undefined {
  switch (kind) {
    case 'filed':
      if (excluded !== null) return 'excluded-already';
      return open === null ? undefined : 'filed-already';
    case 'withdrawn':
    case 'rejected':
      return open === null ? 'not-filed' : undefined;
    case 'restored':
      return excluded === null ? 'not-excluded' : undefined;
    case 'mistaken':
    case 'malicious':
      if (excluded?.kind === kind) return 'same-again';
      // Somebody may tap the wrong window with a good grade too; malice lies in a bad one only.
      return kind === 'malicious' && !isBad(state.grade) ? 'not-bad' : undefined;
  }
}
