import type { OutcomeDecision, PastMonth, SubjectType } from 'src/modules/rules/facts';
import type { Period } from 'src/common/civil-date';
import type { Outcome, Ranking } from 'src/modules/rules/ranking';
import type { OutcomeMember, Standing } from 'src/modules/scoring/engine/evaluation';

export type Kind<K extends Outcome['kind']> = Extract<Outcome, { kind: K }>;

/** What outcomes rest on besides the standings. */
export interface Setting {
  readonly period: Period;
  readonly past: readonly PastMonth[];
  /** What the leading group decided by name. */
  readonly decisions?: readonly OutcomeDecision[];
  readonly rankings: Partial<Record<SubjectType, Ranking>>;
  /** Number of staff whose home the window is. */
  readonly staffAt: (window: string) => number;
  /** Who is honoured or named with the subject. */
  readonly also: (subject: string) => { readonly branchLeader?: string; readonly chief?: string };
}

export interface Edge {
  readonly members: readonly OutcomeMember[];
  readonly decide?: readonly OutcomeMember[];
  readonly spared?: readonly OutcomeMember[];
  readonly places?: number;
}

/** First n. A tie across the edge is included up to maxTop (default 2n), beyond it the leading group decides. */
export function top(outcome: Kind<'top'>, ranked: readonly Standing[], setting: Setting): Edge {
  const { n, ties = 'include', maxTop = 2 * n } = outcome;
  const edge = ranked[n - 1];
  if (n <= 0 || edge === undefined)
    return { members: n <= 0 ? [] : ranked.map((one) => member(outcome, one, setting)) };
  const above = ranked.filter(({ rank }) => (rank ?? 0) < (edge.rank ?? 0)).map((one) => member(outcome, one, setting));
  const at = ranked.filter(({ rank }) => rank === edge.rank);
  const crosses = above.length + at.length > n;
  const tied = at.map((one) => member(outcome, one, setting, crosses));
  if (!crosses) return { members: [...above, ...tied] };
  if (ties === 'exclude') return { members: above };
  if (ties === 'include' && above.length + tied.length <= maxTop) return { members: [...above, ...tied] };
  return { members: above, decide: tied, places: n - above.length };
}

/** Last n. Nobody is in it whose printed score equals that of somebody who is not (`spare`). */
export function bottom(outcome: Kind<'bottom'>, ranked: readonly Standing[], setting: Setting): Edge {
  const { n, ties = 'spare', needsDeduction = false } = outcome;
  const edge = ranked[ranked.length - n];
  const all = (list: readonly Standing[], tied = false): OutcomeMember[] =>
    list.map((one) => member(outcome, one, setting, tied, Number(one.deduction) === 0 ? '无扣分' : undefined));
  if (n <= 0) return { members: [] };
  const last = ranked.slice(Math.max(0, ranked.length - n));
  const below = edge === undefined ? last : last.filter(({ scale4 }) => scale4 < edge.scale4);
  const at = edge === undefined ? [] : ranked.filter(({ scale4 }) => scale4 === edge.scale4);
  const crosses = below.length + at.length > n;
  const exempt = (list: readonly OutcomeMember[]): OutcomeMember[] =>
    needsDeduction ? list.filter(({ note }) => note !== undefined) : [];
  const kept = (list: readonly OutcomeMember[]): OutcomeMember[] => list.filter((one) => !exempt(list).includes(one));
  const members = all(below);
  const tied = all(at, crosses);
  if (!crosses || ties === 'include')
    return { members: kept([...tied, ...members]), spared: exempt([...tied, ...members]) };
  const spared = exempt(members);
  if (ties === 'decide')
    return {
      members: kept(members),
      decide: kept(tied),
      spared: [...exempt(tied), ...spared],
      places: n - below.length,
    };
  return { members: kept(members), spared: [...tied.map((one) => ({ ...one, note: '并列' })), ...spared] };
}

export function member(outcome: Outcome, one: Standing, { also }: Setting, tied = false, note?: string): OutcomeMember {
  const { subject, name, rank, score } = one;
  const named = outcome.also === undefined ? {} : also(subject);
  return {
    subject,
    name,
    rank,
    score,
    tied,
    ...(note !== undefined && { note }),
    ...(outcome.also?.includes('branchLeader') === true &&
      named.branchLeader !== undefined && { branchLeader: named.branchLeader }),
    ...(outcome.also?.includes('chief') === true && named.chief !== undefined && { chief: named.chief }),
  };
}
