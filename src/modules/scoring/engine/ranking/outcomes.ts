import { Fraction } from 'src/common/fraction';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Outcome } from 'src/modules/rules/ranking';
import type { OutcomeResult, Standing } from 'src/modules/scoring/engine/evaluation';
import { boundsOf, within } from 'src/modules/scoring/engine/facts/conditions';
import { places, streak } from './counts';
import { settled } from './decisions';
import { bottom, member, top, type Edge, type Setting } from './edges';
import { poolOf } from './rank';

/** All outcomes of the book in its order; later ones (streaks, quotas) see the earlier ones of this month. */
export function outcomesOf(
  outcomes: readonly Outcome[],
  standings: readonly Standing[],
  setting: Setting,
): OutcomeResult[] {
  const results: OutcomeResult[] = [];
  for (const outcome of outcomes) {
    const type = outcome.subject ?? 'window';
    const rules = setting.rankings[type] ?? {};
    const pools = new Map<string, Standing[]>();
    for (const one of standings) {
      if (one.type !== type) continue;
      const pool = poolOf(one.group, rules);
      pools.set(pool, [...(pools.get(pool) ?? []), one]);
    }
    for (const [group, pool] of [...pools].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const ranked = pool.filter(({ rank }) => rank !== null);
      const head = headOf(outcome, type, group, ranked.length);
      const skipped = skip(outcome, outcomes, ranked.length);
      const found = skipped === undefined ? decide(outcome, pool, ranked, results, setting) : { members: [] };
      const edge = settled(found, outcome.code, type, setting.decisions ?? []);
      const { members, decide: open = [], spared = [], places } = edge;
      results.push({ ...head, members, decide: open, spared, ...(places !== undefined && { places }), ...skipped });
    }
  }
  return results;
}

function decide(
  outcome: Outcome,
  pool: readonly Standing[],
  ranked: readonly Standing[],
  results: readonly OutcomeResult[],
  setting: Setting,
): Edge {
  switch (outcome.kind) {
    case 'top':
      return top(outcome, ranked, setting);
    case 'bottom':
      return bottom(outcome, ranked, setting);
    case 'streak':
      return streak(outcome, pool, results, setting);
    case 'score': {
      const bounds = boundsOf(outcome);
      return {
        members: pool
          .filter((one) => within(Fraction.parse(one.score), bounds))
          .map((one) => member(outcome, one, setting)),
      };
    }
    case 'quota':
      return places(outcome, pool, results, setting);
  }
}

/** Consequences apply only when the group is larger than top n + bottom n, unless the book names a minimum. */
function skip(
  outcome: Outcome,
  outcomes: readonly Outcome[],
  size: number,
): { skipped: 'group-too-small' | 'nobody-ranked'; minimumGroup?: number } | undefined {
  if (outcome.kind !== 'top' && outcome.kind !== 'bottom') return undefined;
  if (size === 0) return { skipped: 'nobody-ranked' };
  const largest = (kind: 'top' | 'bottom'): number =>
    Math.max(
      0,
      ...outcomes.map((one) =>
        one.kind === kind && (one.subject ?? 'window') === (outcome.subject ?? 'window') ? one.n : 0,
      ),
    );
  const minimumGroup = outcome.minimumGroup ?? largest('top') + largest('bottom') + 1;
  return size < minimumGroup ? { skipped: 'group-too-small', minimumGroup } : undefined;
}

function headOf(
  outcome: Outcome,
  type: SubjectType,
  group: string,
  size: number,
): Omit<OutcomeResult, 'members' | 'decide' | 'spared'> {
  const { code, name, kind, mark, clause, sample = false } = outcome;
  return {
    code,
    name,
    kind,
    type,
    group,
    sample,
    size,
    ...(mark !== undefined && { mark }),
    ...(clause && { clause }),
  };
}
