import { Engine, type Almanac, type RuleProperties } from 'json-rules-engine';
import type { Contender } from './contender';
import type { FactMap } from './inputs';
import { pointsOf, totalOf } from './loop';
import { inputsOf, isDeduction, RULES, type Rule, type Share } from './rules';

type Condition = { readonly fact: string; readonly operator: string; readonly value: unknown };

/**
 * json-rules-engine as its documents use it: bands, levels and tiers are rules with conditions; what its conditions cannot
 * compute is a dynamic fact. It adds nothing up, so the sums are made from its events.
 */
export function jsonRules(maps: readonly FactMap[]): Contender {
  const engine = new Engine([], { replaceFactsInEventParams: true });
  for (const rule of RULES) addRule(engine, rule);
  const facts = maps.map((map) => Object.fromEntries(map));
  const codes = new Map(RULES.map(({ code }, index) => [code, index]));
  return {
    run: async () => {
      const items = new Int32Array(maps.length * RULES.length);
      const totals = new Int32Array(maps.length);
      let read = 0;
      for (const [window, input] of facts.entries()) {
        const { events, results } = await engine.run(input);
        read += results.length;
        const sums = { discipline: 0, honours: 0, service: 0, lost: 0 };
        for (const { params = {} } of events) {
          const index = codes.get(params.code as string) ?? -1;
          const rule = RULES[index];
          if (rule === undefined) continue;
          const points = (params.points as number) * ((params.quantity as number | undefined) ?? 1);
          items[window * RULES.length + index] = isDeduction(rule) ? -points : points;
          sums[rule.kind === 'per-percent' ? 'lost' : rule.section] += points;
        }
        totals[window] = totalOf(sums.discipline, sums.honours, sums.service, sums.lost);
      }
      return { items, totals, read };
    },
  };
}

function addRule(engine: Engine, rule: Rule): void {
  const { code } = rule;
  const when = (all: Condition[], points: unknown, quantity?: string): void => {
    const params = { code, points, ...(quantity !== undefined && { quantity: { fact: quantity } }) };
    const properties: RuleProperties = { conditions: { all }, event: { type: 'points', params } };
    engine.addRule(properties);
  };
  if (rule.kind === 'bands') {
    for (const { over, upTo, points } of rule.bands) {
      const upper = upTo === undefined ? [] : [{ fact: rule.size, operator: 'lessThanInclusive', value: upTo }];
      when([{ fact: rule.size, operator: 'greaterThan', value: over }, ...upper], points, rule.quantity);
    }
  } else if (rule.kind === 'levels') {
    for (const { is, points } of rule.rows)
      when([{ fact: rule.word, operator: 'equal', value: is }], points, rule.quantity);
  } else if (rule.kind === 'tiers') {
    engine.addFact(`percent:${code}`, percentOf(rule));
    for (const [index, { from, points }] of rule.tiers.entries()) {
      const next = rule.tiers[index + 1];
      const upper = next === undefined ? [] : [{ fact: `percent:${code}`, operator: 'lessThan', value: next.from }];
      when([{ fact: `percent:${code}`, operator: 'greaterThanInclusive', value: from }, ...upper], points);
    }
  } else {
    const names = inputsOf(rule);
    engine.addFact(`points:${code}`, async (_: unknown, almanac: Almanac) => {
      const map = new Map<string, number>();
      for (const name of names) map.set(name, await almanac.factValue<number>(name));
      return pointsOf(rule, map);
    });
    when([{ fact: `points:${code}`, operator: 'notEqual', value: 0 }], { fact: `points:${code}` });
  }
}

function percentOf({ of, over }: Share): (params: unknown, almanac: Almanac) => Promise<number> {
  return async (_, almanac) => {
    const sum = async ([a, b]: readonly [string, string]): Promise<number> =>
      (await almanac.factValue<number>(a)) + (await almanac.factValue<number>(b));
    return (100 * (await sum(of))) / (await sum(over));
  };
}
