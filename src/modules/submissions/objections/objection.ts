import { digestOf } from 'src/common/canonical';
import type { CivilTime, Period } from 'src/common/civil-date';
import type { Ruling, SubjectType } from 'src/modules/rules/facts';
import type { Proof } from 'src/modules/submissions/submission';

/** A line of a sheet, or a finding that has none yet, as an objection names it. */
export interface LineNamed {
  readonly type: SubjectType;
  readonly subject: string;
  /** null: no item has read the finding yet. */
  readonly item: string | null;
  readonly clause: string;
  readonly facts: readonly string[];
}

/** 异议. */
export interface Objection extends LineNamed {
  readonly id: string;
  readonly period: Period;
  readonly revision: number;
  readonly window: string;
  readonly line: string;
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly during: 'finding' | 'notice';
  readonly by: string;
  /** With milliseconds. */
  readonly at: string;
}

/** 成立 · 部分成立 · 不成立 · 撤回. */
export const OBJECTION_DECISIONS = ['upheld', 'partly', 'rejected', 'withdrawn'] as const;
export type ObjectionDecisionKind = (typeof OBJECTION_DECISIONS)[number];
export type ObjectionState = 'open' | ObjectionDecisionKind;

export const DECISION_WORDS: Readonly<Record<ObjectionState, { readonly zh: string; readonly en: string }>> = {
  open: { zh: '待答复', en: 'open' },
  upheld: { zh: '成立', en: 'upheld' },
  partly: { zh: '部分成立', en: 'partly upheld' },
  rejected: { zh: '不成立', en: 'rejected' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

/** What is decided on one fact. */
export type FactRuling = Pick<Ruling, 'fact' | 'decision' | 'amend'>;

export interface ObjectionDecision {
  readonly kind: ObjectionDecisionKind;
  readonly reason: string;
  readonly rulings: readonly FactRuling[];
  /** Points and rank before and after, as shown to the decider; null: withdrawn. */
  readonly effect: unknown;
  readonly by: string;
  readonly at: string;
}

export interface RecordedObjection {
  readonly objection: Objection;
  readonly state: ObjectionState;
  readonly decisions: readonly ObjectionDecision[];
  /** Files the window attached. */
  readonly files: readonly Proof[];
}

/** A window that had not objected when the notice period ended. */
export interface Silence {
  readonly window: string;
  readonly revision: number;
  readonly until: CivilTime;
  readonly at: CivilTime;
}

export function objectionState(decisions: readonly Pick<ObjectionDecision, 'kind'>[]): ObjectionState {
  return decisions.at(-1)?.kind ?? 'open';
}

/**
 * The key of a line: the same in every computation as long as item and facts are. A finding that no item has read yet has
 * the key of its facts alone.
 */
export function lineKey({ type, subject, item, facts }: Omit<LineNamed, 'clause'>): string {
  return digestOf({ type, subject, item, facts: [...facts].sort() }).slice(0, 16);
}

/** The rulings of a decision as the engine reads them. */
export function rulingsOf({ objection, decisions }: Pick<RecordedObjection, 'objection' | 'decisions'>): Ruling[] {
  const last = decisions.at(-1);
  if (last?.kind !== 'upheld' && last?.kind !== 'partly') return [];
  return last.rulings.map((one, index) => ({
    id: `objection:${objection.id}:${String(index + 1)}`,
    ...one,
    reason: last.reason,
    ground: 'objection' as const,
    by: last.by,
  }));
}
