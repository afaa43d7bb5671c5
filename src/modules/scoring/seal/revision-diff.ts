import type { Period } from 'src/common/civil-date';
import { canonicalJson } from 'src/common/canonical';
import type { MonthFacts, Ruling } from 'src/modules/rules/facts';
import { compare, type Moved } from 'src/modules/scoring/books/trial';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';

/** Between two revisions of a month: who moved, by which clause, and why; docs/schemas/revision-diff.schema.json. */
export interface RevisionDiff {
  readonly hall: string;
  readonly month: Period;
  readonly from: number;
  readonly to: number;
  /** Moves back that led from one to the other, with their reasons. */
  readonly reopened: readonly { readonly at: string; readonly by: string; readonly reason: string }[];
  readonly moved: readonly Moved[];
  readonly unchanged: number;
  readonly bookChanged: boolean;
  /** null: a revision has no seal yet, so its facts may still change. */
  readonly facts: FactsDiff | null;
}

interface FactsDiff {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** Decisions on facts that the later revision has and the earlier had not. */
  readonly rulings: readonly Ruling[];
}

export interface Side {
  readonly evaluation: Evaluation;
  readonly book: string;
  readonly facts: MonthFacts | undefined;
}

export function between(
  before: Side,
  after: Side,
): Pick<RevisionDiff, 'moved' | 'unchanged' | 'bookChanged' | 'facts'> {
  const { moved, unchanged } = compare('sealed', before.evaluation, after.evaluation);
  const facts = before.facts && after.facts ? factsBetween(before.facts, after.facts) : null;
  return { moved, unchanged, bookChanged: before.book !== after.book, facts };
}

function factsBetween(before: MonthFacts, after: MonthFacts): FactsDiff {
  const [was, is] = [byId(before), byId(after)];
  const known = new Set((before.rulings ?? []).map((ruling) => canonicalJson(ruling)));
  return {
    added: [...is.keys()].filter((id) => !was.has(id)),
    removed: [...was.keys()].filter((id) => !is.has(id)),
    changed: [...is].filter(([id, text]) => was.has(id) && was.get(id) !== text).map(([id]) => id),
    rulings: (after.rulings ?? []).filter((ruling) => !known.has(canonicalJson(ruling))),
  };
}

function byId({ facts }: MonthFacts): Map<string, string> {
  return new Map(facts.map((fact): [string, string] => [fact.id, canonicalJson(fact)]).sort());
}
