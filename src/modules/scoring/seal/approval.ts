import { digestOf } from 'src/common/canonical';
import type { CivilTime } from 'src/common/civil-date';
import type { OutcomeDecision } from 'src/modules/rules/facts';
import type { Evaluation, OutcomeResult } from 'src/modules/scoring/engine/evaluation';

/** The part of a result that decisions on outcomes may change. */
export type Decided = Pick<Evaluation, 'standings' | 'outcomes' | 'effects'>;

/** 审定: what the leading group said about a sealed month; the second seal on it. */
export interface Approval {
  readonly at: CivilTime;
  readonly by: string;
  readonly opinion: string;
  /** Number of the minutes; '' in a small office without a meeting. */
  readonly minutes: string;
  readonly decisions: readonly OutcomeDecision[];
  /** Outcomes as they are published, with what follows from them. */
  readonly result: Decided;
  /** SHA-256 over the digest of the sealed month and all of the above. */
  readonly digest: string;
}

export function decidedOf({ standings, outcomes, effects }: Evaluation): Decided {
  return { standings, outcomes, effects };
}

export function approvalDigest(seal: string, approval: Omit<Approval, 'digest'>): string {
  const { at, by, opinion, minutes, decisions, result } = approval;
  return digestOf({ seal, at, by, opinion, minutes, decisions, result });
}

/** Outcomes with somebody at the edge about whom nothing has been decided by name. */
export function undecided(
  outcomes: readonly OutcomeResult[],
  decisions: readonly OutcomeDecision[],
): { readonly outcome: OutcomeResult; readonly names: readonly string[] }[] {
  return outcomes.flatMap((outcome) => {
    const said = new Set(
      decisions
        .filter((one) => one.outcome === outcome.code && one.type === outcome.type)
        .map(({ subject }) => subject),
    );
    const names = outcome.decide.filter(({ subject }) => !said.has(subject)).map(({ name }) => name);
    return names.length === 0 ? [] : [{ outcome, names }];
  });
}
