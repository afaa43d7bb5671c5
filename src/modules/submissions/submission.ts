import type { CivilDate, CivilTime, Period } from 'src/common/civil-date';
import type { Occurrence } from 'src/modules/rules/facts';
import type { OccurrenceType } from 'src/modules/rules/occurrences';

/** What a window declares (申报) or the office enters (登记) for one item of the book, as it was typed. */
export interface Draft {
  /** Code of the book's item. */
  readonly item: string;
  /** Kind of fact; only needed where the item reads several. */
  readonly type?: string;
  readonly window?: string;
  /** Staff numbers concerned. */
  readonly staff: readonly string[];
  /** The day it happened. */
  readonly date: CivilDate;
  /** Only for items with points by hand (S8); decimal text. */
  readonly points?: string;
  /** Sizes and words by the names of the catalogue: minutes, workingDays … · level, document, event … */
  readonly amounts: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Date of the document, where it is another day. */
  readonly documentDate?: CivilDate;
  /** Numbers of documents, names of files. */
  readonly evidence: readonly string[];
  readonly text: string;
}

/** A draft that was taken in. Never changed: a correction replaces it, decisions follow it. */
export interface Submission extends Omit<Draft, 'type'> {
  readonly id: string;
  /** The assessed month it was handed in for. */
  readonly period: Period;
  readonly type: OccurrenceType;
  /** `window` declares, `office` enters. */
  readonly origin: 'window' | 'office';
  readonly by: string;
  readonly at: CivilTime;
  /** Id of the submission it takes the place of. */
  readonly replaces: string | null;
}

/** 属实 · 不属实 · 撤回 · 已更正. */
export const DECISIONS = ['verified', 'rejected', 'withdrawn', 'replaced'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

export interface Decision {
  readonly kind: DecisionKind;
  readonly reason: string;
  readonly by: string;
  readonly at: CivilTime;
}

/** Where a submission stands: the last decision on it, `pending` (待核实) before the first. */
export type SubmissionState = 'pending' | DecisionKind;

/** A submission with what was decided on it. */
export interface Recorded {
  readonly submission: Submission;
  readonly state: SubmissionState;
  readonly decisions: readonly Decision[];
}

export function stateOf(decisions: readonly Decision[]): SubmissionState {
  return decisions.at(-1)?.kind ?? 'pending';
}

/** Why a decision cannot be taken in this state; undefined: it can. What was verified may still be withdrawn or rejected. */
export function objectionTo(kind: DecisionKind, state: SubmissionState): 'gone' | 'same' | 'verified' | undefined {
  if (state === 'withdrawn' || state === 'replaced') return 'gone';
  if (state === kind) return 'same';
  // Amending ends with verification; after it, only withdrawing by name and reason is left.
  if (kind === 'replaced' && state === 'verified') return 'verified';
  return undefined;
}

/** The fact of a submission: withdrawn and replaced ones are none, rejected ones stay visible and never count. */
export function factOf(submission: Submission, state: SubmissionState): Occurrence | undefined {
  if (state === 'withdrawn' || state === 'replaced') return undefined;
  const { id, type, item, window, staff, date, documentDate, points, amounts, labels, evidence, text, at } = submission;
  const verified = state === 'verified' ? 'yes' : state === 'rejected' ? 'no' : 'pending';
  return {
    kind: 'occurrence',
    id: `submission:${id}`,
    type,
    date,
    dates: { document: documentDate ?? date, arrival: at.slice(0, 10) },
    ...(window === undefined ? {} : { window }),
    ...(staff.length === 0 ? {} : { staff }),
    ...(type === 'entry' ? { item } : {}),
    ...(points === undefined ? {} : { points }),
    ...(Object.keys(amounts).length === 0 ? {} : { amounts }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    verified,
    ...(evidence.length === 0 ? {} : { evidence }),
    ...(text === '' ? {} : { text }),
  };
}
