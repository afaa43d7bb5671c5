import { ZenEngine, type ZenEngineTrace } from '@gorules/zen-engine';
import type { Contender } from './contender';
import { expressionOf, sumOf, totalExpression, type Dialect, type Sums } from './expressions';
import type { FactMap } from './inputs';
import { isDeduction, RULES } from './rules';

const dialect: Dialect = {
  input: (name) => name,
  text: (word) => `"${word}"`,
  when: (condition, yes, no) => `(${condition} ? ${yes} : ${no})`,
  both: (a, b) => `(${a} and ${b})`,
  equal: (a, b) => `${a} == ${b}`,
  floor: (value) => `floor(${value})`,
  ceil: (value) => `ceil(${value})`,
  smaller: (a, b) => `min([${a}, ${b}])`,
  larger: (a, b) => `max([${a}, ${b}])`,
};

/** GoRules Zen: one decision with one expression per rule, compiled once; a window is one evaluation. */
export function zen(maps: readonly FactMap[], trace: boolean): Contender {
  const engine = new ZenEngine();
  const decision = engine.createDecision(content());
  const contexts = maps.map((map) => Object.fromEntries(map));
  return {
    run: async () => {
      const items = new Int32Array(maps.length * RULES.length);
      const totals = new Int32Array(maps.length);
      let [place, window, read] = [0, 0, 0];
      for (const context of contexts) {
        const answer = await decision.evaluate(context, { trace });
        const result = answer.result as Record<string, number>;
        for (const rule of RULES) items[place++] = (isDeduction(rule) ? -1 : 1) * (result[rule.code] ?? Number.NaN);
        totals[window++] = result.total ?? Number.NaN;
        if (answer.trace !== undefined) read += readTrace(answer.trace);
      }
      return { items, totals, read };
    },
    close: () => engine.dispose(),
  };
}

function readTrace(trace: Record<string, ZenEngineTrace>): number {
  let read = 0;
  for (const { name, traceData } of Object.values(trace)) {
    read += name.length;
    for (const value of Object.values((traceData ?? {}) as Record<string, { result?: unknown }>)) {
      read += String(value.result).length;
    }
  }
  return read;
}

function content(): object {
  const sums: Record<keyof Sums, string[]> = { discipline: [], honours: [], service: [], lost: [] };
  const expressions = RULES.map((rule) => {
    sums[sumOf(rule)].push(`$.${rule.code}`);
    return { id: rule.code, key: rule.code, value: expressionOf(rule, dialect) };
  });
  for (const [name, parts] of Object.entries(sums)) {
    expressions.push({ id: name, key: name, value: `sum([${parts.join(', ')}])` });
  }
  const names = { discipline: '$.discipline', honours: '$.honours', service: '$.service', lost: '$.lost' };
  expressions.push({ id: 'total', key: 'total', value: totalExpression(names, dialect) });
  return {
    nodes: [
      { id: 'in', name: 'facts', type: 'inputNode', position: { x: 0, y: 0 } },
      { id: 'rules', name: 'rules', type: 'expressionNode', position: { x: 1, y: 0 }, content: { expressions } },
      { id: 'out', name: 'points', type: 'outputNode', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'e1', sourceId: 'in', targetId: 'rules', type: 'edge' },
      { id: 'e2', sourceId: 'rules', targetId: 'out', type: 'edge' },
    ],
  };
}
