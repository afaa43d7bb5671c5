import { digestOf } from 'src/common/canonical';
import { compare, type Moved } from 'src/modules/scoring/books/trial';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';
import type { FactRuling, Objection, ObjectionDecisionKind } from 'src/modules/submissions/objections/objection';
import { rulingsUnfit } from './refusals';

/** What a decision would do, shown before it is confirmed; docs/schemas/objection-effect.schema.json. */
export interface Effect {
  readonly objection: string;
  readonly kind: ObjectionDecisionKind;
  readonly rulings: readonly FactRuling[];
  /** Whose points, ranks or outcomes change, largest change first; at most fifty. */
  readonly moved: readonly Moved[];
  /** How many change in all. */
  readonly changes: number;
  /** Names what was shown; to be given back by who confirms. */
  readonly digest: string;
}

const MOST = 50;

/** The rulings of a decision: given, or everything the line rests on is void. Throws `scoring.objection-rulings`. */
export function rulingsFor(
  { facts }: Pick<Objection, 'facts'>,
  kind: ObjectionDecisionKind,
  given: readonly FactRuling[] = [],
): FactRuling[] {
  if (kind === 'rejected' || kind === 'withdrawn') {
    if (given.length > 0) throw rulingsUnfit({ why: 'rejected' });
    return [];
  }
  if (given.some(({ fact }) => !facts.includes(fact))) throw rulingsUnfit({ why: 'foreign' });
  if (given.length > 0) return [...given];
  if (kind === 'partly') throw rulingsUnfit({ why: 'none' });
  return facts.map((fact) => ({ fact, decision: 'void' }));
}

export function effectOf(
  asked: { readonly objection: string; readonly kind: ObjectionDecisionKind; readonly rulings: readonly FactRuling[] },
  before: Evaluation,
  after: Evaluation,
): Effect {
  const { moved } = compare('running', before, after);
  const shown = { ...asked, moved: moved.slice(0, MOST), changes: moved.length };
  return { ...shown, digest: digestOf({ ...asked, moved }) };
}
