import type { CivilDate, CivilTime, Period } from 'src/common/civil-date';
import type { Occurrence, Ruling } from 'src/modules/rules/facts';
import type { HandedType } from './form/fact-types';

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
  readonly type: HandedType;
  /** `window` declares, `office` enters. */
  readonly origin: 'window' | 'office';
  readonly by: string;
  readonly at: CivilTime;
  /** Id of the submission it takes the place of. */
  readonly replaces: string | null;
}

/** 属实 · 调整后属实 · 不属实 · 撤回 · 已更正. */
export const DECISIONS = ['verified', 'changed', 'rejected', 'withdrawn', 'replaced'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

/** What the scoring department found instead of what was declared; the declared value stays in the submission. */
export type Change = Partial<Pick<Draft, 'points' | 'labels' | 'amounts'>>;

export interface Decision {
  readonly kind: DecisionKind;
  readonly reason: string;
  readonly by: string;
  readonly at: CivilTime;
  /** Only of `changed`. */
  readonly change?: Change;
}

/** A file as proof of a submission. */
export interface Proof {
  /** Id of the link, by which it is downloaded. */
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the content. */
  readonly digest: string;
  readonly at: CivilTime;
}

/** Where a submission stands: the last decision on it, `pending` (待核实) before the first. */
export type SubmissionState = 'pending' | DecisionKind;

/** A submission with what was decided on it. */
export interface Recorded {
  readonly submission: Submission;
  readonly state: SubmissionState;
  readonly decisions: readonly Decision[];
  readonly files: readonly Proof[];
}

export function stateOf(decisions: readonly Decision[]): SubmissionState {
  return decisions.at(-1)?.kind ?? 'pending';
}

export function isTrue(state: SubmissionState): boolean {
  return state === 'verified' || state === 'changed';
}

export function isGone(state: SubmissionState): boolean {
  return state === 'withdrawn' || state === 'replaced';
}

/** Why a decision cannot be taken in this state; undefined: it can. What was verified may still be withdrawn or rejected. */
export function objectionTo(kind: DecisionKind, state: SubmissionState): 'gone' | 'same' | 'verified' | undefined {
  if (isGone(state)) return 'gone';
  if (state === kind && kind !== 'changed') return 'same';
  // Amending ends with verification; after it, only withdrawing by name and reason is left.
  if (kind === 'replaced' && isTrue(state)) return 'verified';
  return undefined;
}

/** Texts and files that prove it; a file by its name and the beginning of its digest. */
export function proofOf({ submission, files }: Pick<Recorded, 'submission' | 'files'>): string[] {
  return [...submission.evidence, ...files.map(({ name, digest }) => `${name}（${digest.slice(0, 12)}）`)];
}

/**
 * The fact of a submission: withdrawn and replaced ones are none, rejected ones stay visible and never count. Numbers are no
 * event: `numberFacts` adds them up.
 */
export function factOf({ submission, state, files }: Omit<Recorded, 'decisions'>): Occurrence | undefined {
  const { type } = submission;
  if (isGone(state) || type === 'numbers') return undefined;
  const { id, item, window, staff, date, documentDate, points, amounts, labels, text, at } = submission;
  const verified = isTrue(state) ? 'yes' : state === 'rejected' ? 'no' : 'pending';
  const evidence = proofOf({ submission, files });
  return {
    kind: 'occurrence',
    id: factId(id),
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

/**
 * What is decided on the fact beside whether it is true: without the evidence that the clause demands (`demanded`, null:
 * none) it is shown and not scored (待补证据); what the department changed takes the place of the declared value.
 */
export function rulingOn(recorded: Recorded, demanded: string | null): Ruling | undefined {
  const { submission, state, decisions } = recorded;
  if (isGone(state) || state === 'rejected' || submission.type === 'numbers') return undefined;
  const common = { fact: factId(submission.id) };
  if (lacksProof(recorded, demanded)) {
    const reason = `待补证据：条款要求“${demanded ?? ''}”，还没有附`;
    return { id: `proof:${submission.id}`, ...common, decision: 'void', reason };
  }
  const last = decisions.at(-1);
  if (last?.kind !== 'changed' || last.change === undefined) return undefined;
  const { reason, by, change } = last;
  return {
    id: `change:${submission.id}:${String(decisions.length)}`,
    ...common,
    decision: 'amend',
    reason,
    by,
    amend: change,
  };
}

/** Events of the month with what is decided on them; `items`: the book's, for the evidence they demand. */
export function eventFacts(
  recorded: readonly Recorded[],
  items: readonly { readonly code: string; readonly evidence?: string }[],
): { facts: Occurrence[]; rulings: Ruling[] } {
  const demanded = new Map(items.map(({ code, evidence = null }) => [code, evidence]));
  return {
    facts: recorded.flatMap((one) => factOf(one) ?? []),
    rulings: recorded.flatMap((one) => rulingOn(one, demanded.get(one.submission.item) ?? null) ?? []),
  };
}

export function lacksProof(recorded: Pick<Recorded, 'submission' | 'files'>, demanded: string | null): boolean {
  return demanded !== null && proofOf(recorded).length === 0;
}

export function factId(id: string): string {
  return `submission:${id}`;
}
