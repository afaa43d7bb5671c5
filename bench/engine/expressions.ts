import { LIMITS, type Rule } from './rules';

/** How an engine writes the few things the rules need; everything else is the same arithmetic in whole numbers. */
export interface Dialect {
  input(name: string): string;
  text(word: string): string;
  when(condition: string, yes: string, no: string): string;
  both(a: string, b: string): string;
  equal(a: string, b: string): string;
  floor(value: string): string;
  ceil(value: string): string;
  smaller(a: string, b: string): string;
  larger(a: string, b: string): string;
}

/** Unsigned hundredths of one rule as an expression. */
export function expressionOf(rule: Rule, dialect: Dialect): string {
  const { input, when, smaller, both } = dialect;
  switch (rule.kind) {
    case 'per-unit': {
      const [a, b] = rule.quantities;
      return smaller(`(${input(a)} + ${input(b)}) * ${String(rule.points)}`, String(rule.cap));
    }
    case 'bands': {
      const size = input(rule.size);
      const points = rule.bands.reduceRight((rest, { over, upTo, points: each }) => {
        const above = `${size} > ${String(over)}`;
        return when(upTo === undefined ? above : both(above, `${size} <= ${String(upTo)}`), String(each), rest);
      }, '0');
      return `(${points}) * ${input(rule.quantity)}`;
    }
    case 'levels': {
      const points = rule.rows.reduceRight(
        (rest, { is, points: each }) => when(dialect.equal(input(rule.word), dialect.text(is)), String(each), rest),
        '0',
      );
      return `(${points}) * ${input(rule.quantity)}`;
    }
    default:
      return rateExpression(rule, dialect);
  }
}

function rateExpression(rule: Exclude<Rule, { kind: 'per-unit' | 'bands' | 'levels' }>, dialect: Dialect): string {
  const { input, when, smaller, larger, floor, ceil } = dialect;
  const n = `(${rule.of.map(input).join(' + ')})`;
  const d = `(${rule.over.map(input).join(' + ')})`;
  const half = (above: string, below: string): string => floor(`(2 * (${above}) + ${below}) / (2 * ${below})`);
  switch (rule.kind) {
    case 'linear': {
      const { from, to, low, high } = rule;
      const span = to - from;
      const between = `${String(low * span)} * ${d} + ${String(high - low)} * (100 * ${n} - ${String(from)} * ${d})`;
      const inner = half(between, `(${String(span)} * ${d})`);
      const below = when(`100 * ${n} <= ${String(from)} * ${d}`, String(low), inner);
      return when(`100 * ${n} >= ${String(to)} * ${d}`, String(high), below);
    }
    case 'slope': {
      const { threshold, full, per, floor: least } = rule;
      const less = `${String(full)} * ${d} - ${String(per)} * (${String(threshold)} * ${d} - 100 * ${n})`;
      return half(larger(`${String(least)} * ${d}`, smaller(`${String(full)} * ${d}`, less)), d);
    }
    case 'steps': {
      const { first, points, each, add } = rule;
      const beyond = `(100 * ${n} - ${String(first)} * ${d})`;
      return when(
        `${beyond} < 0`,
        '0',
        `${String(points)} + ${String(add)} * ${floor(`${beyond} / (${String(each)} * ${d})`)}`,
      );
    }
    case 'tiers':
      return rule.tiers.reduce(
        (rest, { from, points }) => when(`100 * ${n} >= ${String(from)} * ${d}`, String(points), rest),
        '0',
      );
    case 'share':
      return half(`${String(rule.weight)} * ${smaller(n, d)}`, d);
    case 'per-percent':
      return `${String(rule.points)} * ${larger('0', ceil(`(${String(rule.target)} * ${d} - 100 * ${n}) / ${d}`))}`;
  }
}

export interface Sums {
  readonly discipline: string;
  readonly honours: string;
  readonly service: string;
  readonly lost: string;
}

/** The total of a window from the sums of its sections. */
export function totalExpression({ discipline, honours, service, lost }: Sums, { smaller, larger }: Dialect): string {
  const { base, fullMark, honoursCap, bonusCap, floor, ceiling } = LIMITS;
  const bonus = smaller(`${smaller(honours, String(honoursCap))} + ${service}`, String(bonusCap));
  const total = `${String(base)} + ${bonus} - ${smaller(discipline, String(fullMark))} - ${lost}`;
  return smaller(larger(total, String(floor)), String(ceiling));
}

/** Which sum a rule goes into. */
export function sumOf({ section, kind }: Rule): keyof Sums {
  return kind === 'per-percent' ? 'lost' : section;
}
