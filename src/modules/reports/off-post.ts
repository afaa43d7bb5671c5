import type { MonthFacts } from 'src/modules/rules/facts';
import { amended } from 'src/modules/scoring/engine/facts/happening';

/**
 * How often each person was off post, as decided: a finding during leave is the stand-in's, one that was lifted is
 * nobody's. Undefined: nobody called the patrols complete for any day, so nothing can be said.
 */
export function offPostOf({ facts, coverage, rulings = [] }: MonthFacts): ReadonlyMap<string, number> | undefined {
  if (!coverage.some(({ source }) => source === 'patrol')) return undefined;
  const ruled = new Map(rulings.map((ruling) => [ruling.fact, ruling]));
  const times = new Map<string, number>();
  for (const fact of facts) {
    if (fact.kind !== 'occurrence' || fact.type !== 'patrol.off-post') continue;
    const ruling = ruled.get(fact.id);
    if (ruling !== undefined && ruling.decision !== 'amend') continue;
    const { staff = [] } = ruling === undefined ? fact : amended(fact, ruling);
    for (const one of staff) times.set(one, (times.get(one) ?? 0) + 1);
  }
  return times;
}
