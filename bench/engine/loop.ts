import type { Contender } from './contender';
import type { FactMap } from './inputs';
import { isDeduction, LIMITS, RULES, type Rule } from './rules';

/** The hand-written loop: whole hundredths, no trace, no lines. */
export function loop(maps: readonly FactMap[]): Contender {
  return {
    run: () => {
      const items = new Int32Array(maps.length * RULES.length);
      const totals = new Int32Array(maps.length);
      let [place, window, read] = [0, 0, 0];
      for (const map of maps) {
        let [minus, honours, service, lost] = [0, 0, 0, 0];
        for (const rule of RULES) {
          const points = pointsOf(rule, map);
          read += points;
          items[place++] = isDeduction(rule) ? -points : points;
          if (rule.section === 'discipline') minus += points;
          else if (rule.section === 'honours') honours += points;
          else if (rule.kind === 'per-percent') lost += points;
          else service += points;
        }
        totals[window++] = totalOf(minus, honours, service, lost);
      }
      return { items, totals, read };
    },
  };
}

export function totalOf(discipline: number, honours: number, service: number, lost: number): number {
  const minus = Math.min(discipline, LIMITS.fullMark) + lost;
  const bonus = Math.min(Math.min(honours, LIMITS.honoursCap) + service, LIMITS.bonusCap);
  return Math.min(Math.max(LIMITS.base + bonus - minus, LIMITS.floor), LIMITS.ceiling);
}

function number(map: FactMap, name: string): number {
  return map.get(name) as number;
}

/** Unsigned hundredths. */
export function pointsOf(rule: Rule, map: FactMap): number {
  switch (rule.kind) {
    case 'per-unit': {
      const units = number(map, rule.quantities[0]) + number(map, rule.quantities[1]);
      return Math.min(units * rule.points, rule.cap);
    }
    case 'bands': {
      const size = number(map, rule.size);
      for (const { over, upTo, points } of rule.bands) {
        if (size > over && (upTo === undefined || size <= upTo)) return points * number(map, rule.quantity);
      }
      return 0;
    }
    case 'levels': {
      const word = map.get(rule.word);
      for (const { is, points } of rule.rows) if (is === word) return points * number(map, rule.quantity);
      return 0;
    }
    default: {
      const n = number(map, rule.of[0]) + number(map, rule.of[1]);
      return ratePoints(rule, n, number(map, rule.over[0]) + number(map, rule.over[1]));
    }
  }
}

function ratePoints(rule: Exclude<Rule, { kind: 'per-unit' | 'bands' | 'levels' }>, n: number, d: number): number {
  switch (rule.kind) {
    case 'linear': {
      const { from, to, low, high } = rule;
      if (100 * n >= to * d) return high;
      if (100 * n <= from * d) return low;
      return half(low * (to - from) * d + (high - low) * (100 * n - from * d), (to - from) * d);
    }
    case 'slope':
      return half(
        Math.max(rule.floor * d, Math.min(rule.full * d, rule.full * d - rule.per * (rule.threshold * d - 100 * n))),
        d,
      );
    case 'steps': {
      const beyond = 100 * n - rule.first * d;
      return beyond < 0 ? 0 : rule.points + rule.add * Math.floor(beyond / (rule.each * d));
    }
    case 'tiers': {
      for (let index = rule.tiers.length - 1; index >= 0; index--) {
        const tier = rule.tiers[index];
        if (tier !== undefined && 100 * n >= tier.from * d) return tier.points;
      }
      return 0;
    }
    case 'share':
      return half(rule.weight * Math.min(n, d), d);
    case 'per-percent':
      return rule.points * Math.max(0, Math.ceil((rule.target * d - 100 * n) / d));
  }
}

/** n / d rounded half up, n ≥ 0. */
function half(n: number, d: number): number {
  return Math.floor((2 * n + d) / (2 * d));
}
