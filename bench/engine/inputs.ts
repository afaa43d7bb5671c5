import { inputsOf, RULES, WORDS, type Rule } from './rules';

export type Input = number | string;
/** The fact map of one window: input → value. */
export type FactMap = ReadonlyMap<string, Input>;

/** The same numbers on every machine; no two windows alike. */
export function factMaps(windows: number, seed = 20_260_301): FactMap[] {
  const random = generator(seed);
  return Array.from({ length: windows }, () => {
    const map = new Map<string, Input>();
    for (const rule of RULES) fill(map, rule, random);
    return map;
  });
}

export function windowId(index: number): string {
  return `W${String(index + 1).padStart(5, '0')}`;
}

function fill(map: Map<string, Input>, rule: Rule, random: (below: number) => number): void {
  switch (rule.kind) {
    case 'per-unit':
      for (const name of rule.quantities) map.set(name, 1 + random(7));
      return;
    case 'bands':
      map.set(rule.size, 1 + random(80));
      map.set(rule.quantity, 1 + random(3));
      return;
    case 'levels':
      map.set(rule.word, WORDS[random(WORDS.length)] ?? WORDS[0]);
      map.set(rule.quantity, 1 + random(3));
      return;
    default: {
      const over = [20 + random(900), 20 + random(900)] as const;
      const all = over[0] + over[1];
      const of = Math.floor((all * (620 + random(381))) / 1000);
      const first = random(of + 1);
      const [a, b, c, d] = inputsOf(rule);
      for (const [name, value] of [
        [a, first],
        [b, of - first],
        [c, over[0]],
        [d, over[1]],
      ] as const) {
        if (name !== undefined) map.set(name, value);
      }
    }
  }
}

/** mulberry32 */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
