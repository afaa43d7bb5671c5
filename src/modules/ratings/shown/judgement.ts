import type { CivilTime } from 'src/common/civil-date';
import type { Signal } from './signals';

/** What a person made of a finding. None of them changes a number: what was found true is entered as a case of its own. */
export const JUDGEMENTS = ['watching', 'unfounded', 'founded'] as const;
export type JudgementDecision = (typeof JUDGEMENTS)[number];

export const JUDGEMENT_NAMES: Readonly<Record<JudgementDecision, { readonly zh: string; readonly en: string }>> = {
  watching: { zh: '已阅待查', en: 'seen, being looked into' },
  unfounded: { zh: '核查无异常', en: 'looked into, nothing wrong' },
  founded: { zh: '核查属实', en: 'looked into, found true' },
};

/** One judgement as it was recorded; of a finding the last one counts. */
export interface Judgement {
  /** Id of the finding. */
  readonly signal: string;
  readonly seq: number;
  readonly decision: JudgementDecision;
  readonly reason: string;
  /** Digest of the ratings it was made on. */
  readonly evidence: string;
  /** Id of the actor who saw it. */
  readonly by: string;
  readonly at: CivilTime;
}

export interface JudgedSignal extends Signal {
  /** The last judgement; `outdated`: other ratings have come to the finding since. Null: nobody has seen it yet. */
  readonly judgement: (Judgement & { readonly outdated: boolean }) | null;
}

export function isJudgement(text: string): text is JudgementDecision {
  return (JUDGEMENTS as readonly string[]).includes(text);
}

/** Findings with what was made of them, and judgements of findings that stand out no more. `judgements` in order of their number. */
export function judged(
  signals: readonly Signal[],
  judgements: readonly Judgement[],
): { readonly signals: readonly JudgedSignal[]; readonly gone: readonly Judgement[] } {
  const last = new Map(judgements.map((one) => [one.signal, one]));
  const known = new Set(signals.map(({ id }) => id));
  return {
    signals: signals.map((signal) => {
      const judgement = last.get(signal.id);
      const outdated = judgement?.evidence !== signal.evidence;
      return { ...signal, judgement: judgement === undefined ? null : { ...judgement, outdated } };
    }),
    gone: [...last.values()].filter(({ signal }) => !known.has(signal)),
  };
}
