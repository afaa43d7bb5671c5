import { Fraction } from 'src/common/fraction';
import type { Fact, MonthFacts, Occurrence } from 'src/modules/rules/facts';
import { checkBook } from 'src/modules/rules/check';
import { compile } from 'src/modules/scoring/engine/compile';
import { evaluate } from 'src/modules/scoring/engine/order';
import type { Line, Sheet } from 'src/modules/scoring/engine/sheet';
import type { Answer, Contender } from './contender';
import { windowId, type FactMap } from './inputs';
import { isDeduction, LIMITS, RULES, type Rule, type SectionCode } from './rules';

const PERIOD = '2026-03';
const DATE = '2026-03-10';

type Amounts = NonNullable<Occurrence['amounts']>;

/** `json`: reads the lines back by writing all sheets as JSON text; otherwise every member of every line and step. */
export function baifen(maps: readonly FactMap[], how: 'members' | 'json' = 'members'): Contender {
  const { book, problems } = checkBook(JSON.stringify(bookOf()));
  if (book === undefined) throw new Error(`the book of the bench is refused: ${JSON.stringify(problems)}`);
  const compiled = compile(book);
  const facts = monthFacts(maps);
  return { run: () => answer(evaluate(compiled, facts).sheets, how) };
}

function answer(sheets: readonly Sheet[], how: 'members' | 'json'): Answer {
  const places = new Map(RULES.map(({ code }, index) => [code, index]));
  const items = new Int32Array(sheets.length * RULES.length);
  const totals = new Int32Array(sheets.length);
  let read = 0;
  sheets.forEach((sheet, window) => {
    for (const line of sheet.lines) {
      if (how === 'members') read += readLine(line);
      const place = line.item === undefined ? undefined : places.get(line.item);
      if (place !== undefined)
        items[window * RULES.length + place] = (items[window * RULES.length + place] ?? 0) + line.scale4;
    }
    totals[window] = sheet.score.scale4 / 100;
    if (how === 'json') read += JSON.stringify(sheet).length;
  });
  for (let place = 0; place < items.length; place++) items[place] = (items[place] ?? 0) / 100;
  return { items, totals, read };
}

/** Every member of the stored form, and of each step; numbers as the text they are stored as. */
function readLine(line: Line): number {
  const plain = (line as Line & { toJSON(): Line }).toJSON();
  let read = plain.id.length + plain.exact.length + plain.printed.length + plain.scale4;
  for (const fact of plain.facts) read += fact.length;
  if (plain.limit !== undefined) read += plain.limit.before.length + plain.limit.after.length;
  for (const step of plain.steps) {
    const members = step as unknown as Record<string, unknown>;
    for (const name in members) read += sizeOf(members[name]);
  }
  return read;
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  if (value instanceof Fraction) return value.toString().length;
  return typeof value === 'number' ? value : 1;
}

function monthFacts(maps: readonly FactMap[]): MonthFacts {
  const ids = maps.map((_, index) => windowId(index));
  return {
    period: PERIOD,
    subjects: { windows: ids.map((id) => ({ id, name: id })), staff: [] },
    facts: maps.flatMap((map, index) => RULES.flatMap((rule) => factsOf(rule, map, ids[index] ?? ''))),
    coverage: [{ source: '*', from: '2026-03-01', to: '2026-03-31' }],
  };
}

function factsOf(rule: Rule, map: FactMap, window: string): Fact[] {
  const { code: item, kind } = rule;
  const number = (name: string): number => map.get(name) as number;
  // Plain literals: `{ ...common, id }` would give every single fact a hidden class of its own, which facts out of JSON or
  // out of the product's readers do not have, and which makes whoever reads them several times slower.
  const occurrence = (name: string, amounts: Amounts, labels?: Occurrence['labels']): Occurrence => {
    const id = `${window}:${name}`;
    return { kind: 'occurrence', id, type: 'entry', date: DATE, window, item, amounts, labels };
  };
  if (kind === 'per-unit') return rule.quantities.map((name) => occurrence(name, { quantity: number(name) }));
  if (kind === 'bands') {
    return [occurrence(rule.size, { minutes: number(rule.size), quantity: number(rule.quantity) })];
  }
  if (kind === 'levels') {
    return [occurrence(rule.word, { quantity: number(rule.quantity) }, { level: String(map.get(rule.word)) })];
  }
  return [...rule.of, ...rule.over].map((name) => {
    const measure = `entry.${name}`;
    return { kind: 'tally', id: `${window}:${name}`, measure, basis: '-', subject: window, value: number(name) };
  });
}

const points = (hundredths: number): string => (hundredths / 100).toFixed(2);
const percent = (value: number): string => `${String(value)}%`;

/** The rules as a book: plain data, as it would stand in YAML. */
function bookOf(): object {
  const sections: Record<SectionCode, object> = {
    discipline: { name: '纪律', fullMark: points(LIMITS.fullMark) },
    honours: { name: '荣誉', bonusCap: points(LIMITS.honoursCap) },
    service: { name: '服务' },
  };
  return {
    book: 'bench',
    title: '性能对比用办法',
    from: '2026-01',
    sample: true,
    subjects: {
      window: {
        base: points(LIMITS.base),
        bonusCap: points(LIMITS.bonusCap),
        floor: points(LIMITS.floor),
        ceiling: points(LIMITS.ceiling),
      },
    },
    sections: Object.entries(sections).map(([code, section]) => ({ code, ...section })),
    items: RULES.map(itemOf),
    ranking: { window: {} },
  };
}

function itemOf(rule: Rule): object {
  const { code, section } = rule;
  const kind = isDeduction(rule) ? 'deduction' : 'bonus';
  const common = { code, name: `项目${code}`, section, kind, clause: { number: code, text: `第${code}项` } };
  const count = { facts: [{ type: 'entry' }], amount: { name: 'quantity' } };
  switch (rule.kind) {
    case 'per-unit':
      return {
        ...common,
        count,
        shape: { kind: 'per-unit', points: points(rule.points) },
        caps: { month: points(rule.cap) },
      };
    case 'bands': {
      const bands = rule.bands.map((band) => ({ ...band, points: points(band.points) }));
      return { ...common, count, shape: { kind: 'bands', amount: 'minutes', bands } };
    }
    case 'levels': {
      const rows = rule.rows.map(({ is, points: each }) => ({ is: { level: is }, points: points(each) }));
      return { ...common, count, shape: { kind: 'levels', rows } };
    }
    default:
      return { ...common, shape: rateShape(rule) };
  }
}

function rateShape(rule: Exclude<Rule, { kind: 'per-unit' | 'bands' | 'levels' }>): object {
  const names = (pair: readonly string[]): string[] => pair.map((name) => `entry.${name}`);
  const shape = { kind: rule.kind, value: { of: names(rule.of), over: names(rule.over) } };
  switch (rule.kind) {
    case 'linear':
      return {
        ...shape,
        from: percent(rule.from),
        to: percent(rule.to),
        low: points(rule.low),
        high: points(rule.high),
      };
    case 'slope': {
      const { threshold, full, per, floor } = rule;
      return { ...shape, threshold: percent(threshold), full: points(full), points: points(per), floor: points(floor) };
    }
    case 'steps': {
      const { first, points: start, each, add } = rule;
      return { ...shape, first: percent(first), points: points(start), each: percent(each), add: points(add) };
    }
    case 'tiers':
      return { ...shape, tiers: rule.tiers.map((tier) => ({ from: percent(tier.from), points: points(tier.points) })) };
    case 'share':
      return { ...shape, weight: points(rule.weight) };
    case 'per-percent':
      return { ...shape, target: percent(rule.target), side: 'below', points: points(rule.points), round: 'up' };
  }
}
