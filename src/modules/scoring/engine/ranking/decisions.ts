import type { OutcomeDecision, SubjectType } from 'src/modules/rules/facts';
import type { OutcomeMember } from 'src/modules/scoring/engine/evaluation';
import type { Edge } from './edges';

/** Printed beside who was taken or spared by name. */
export const DECIDED = '领导小组决定';

/** The edge after the leading group's decisions: those tied are in or out by name, those proposed may be spared by name. */
export function settled(edge: Edge, code: string, type: SubjectType, decisions: readonly OutcomeDecision[]): Edge {
  const own = new Map(
    decisions.filter((one) => one.outcome === code && one.type === type).map((one) => [one.subject, one.verdict]),
  );
  if (own.size === 0) return edge;
  const { members, decide = [], spared = [], places } = edge;
  const decided = (list: readonly OutcomeMember[], verdict: 'take' | 'spare'): OutcomeMember[] =>
    list.filter(({ subject }) => own.get(subject) === verdict).map((one) => ({ ...one, note: DECIDED }));
  const taken = decided(decide, 'take');
  return {
    members: [...members.filter(({ subject }) => own.get(subject) !== 'spare'), ...taken].sort(
      (a, b) => (a.rank ?? 0) - (b.rank ?? 0),
    ),
    decide: decide.filter(({ subject }) => !own.has(subject)),
    spared: [...spared, ...decided(decide, 'spare'), ...decided(members, 'spare')],
    ...(places !== undefined && { places: Math.max(0, places - taken.length) }),
  };
}
