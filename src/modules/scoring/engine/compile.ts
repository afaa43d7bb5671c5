import { Fraction } from 'src/common/fraction';
import type { Book, Group, Item, Limits, Section, SubjectRules } from 'src/modules/rules/book';
import type { Value } from 'src/modules/rules/count';
import type { SubjectType } from 'src/modules/rules/facts';
import { sourceOfMeasure } from 'src/modules/rules/measures';
import {
  countOf,
  exact,
  exactIf,
  measureOf,
  selectorOf,
  sourceOfType,
  sourcesOfValue,
  testOf,
} from './facts/conditions';
import type { LineRule } from './origin';
import {
  SUBJECT_TYPES,
  type ItemPlan,
  type LimitPlan,
  type SectionPlan,
  type CoefficientPlan,
  type Sheetrules,
  type TypePlan,
  type CompiledBook,
} from './plans';
import { shapeOf } from './shapes/shapes';

/** Reads all numbers of a checked book and makes its conditions and shapes functions, once. */
export function compile(book: Book): CompiledBook {
  const decimals = book.decimals ?? 2;
  const types = new Map<SubjectType, TypePlan>();
  for (const type of SUBJECT_TYPES) {
    const rules = book.subjects[type];
    if (rules === undefined) continue;
    const items = book.items.filter((item) => (item.subject ?? 'window') === type);
    const plans = items.map((item, index) => itemPlan(book, item, index, decimals));
    types.set(type, {
      type,
      rules,
      items: plans,
      escalating: escalating(plans),
      apart: standsApart(book, plans),
      zeroing: items.some(({ shape }) => shape.kind === 'zero'),
      sheet: sheetRules(book, type, rules),
    });
  }
  const groups = book.groups ?? [];
  return { book, decimals, types, onlyGroup: groups.length === 1 ? (groups[0]?.code ?? '') : '' };
}

function itemPlan(book: Book, item: Item, index: number, decimals: number): ItemPlan {
  const count = item.count && countOf(item.count, item.code);
  const sources = item.sources ?? sourcesOf(item);
  const { caps = {}, rounding, duplicates, links = [], reversal, effects = [] } = item;
  const both = { decimals: rounding?.decimals ?? decimals, mode: rounding?.mode ?? 'half-up' } as const;
  return {
    ...ruleOf(book, item, sources),
    index,
    item,
    type: item.subject ?? 'window',
    count,
    shape: shapeOf(item, count),
    notConnected: sources.filter((source) => book.notConnected?.includes(source)),
    verified: item.verification !== undefined && item.verification !== 'none',
    caps: fractions(caps),
    rounding: both,
    duplicates: duplicates && {
      ...duplicates,
      factor: exact(duplicates.others ?? 0),
      scope: `${duplicates.by}|${duplicates.group ?? `=${item.code}`}`,
    },
    links: links.map(({ to, factor, points }) => ({ to, ...fractions({ factor, points }) })),
    reversal: reversal && {
      selectors: reversal.facts.map((selector) => selectorOf(selector, item.code)),
      reason: reversal.reason,
    },
    effects: effects.map((effect) => ({ ...effect, test: effect.when && testOf(effect.when, item.code, count) })),
    applies: item.applies,
  };
}

function standsApart({ items }: Book, plans: readonly ItemPlan[]): boolean {
  if (items.some(({ links = [] }) => links.length > 0)) return false;
  return plans.every(
    ({ shape, item }) => item.zero !== 'neutral' && !['place', 'derived', 'weighted'].includes(shape.family),
  );
}

function escalating(plans: readonly ItemPlan[]): ItemPlan[][] {
  const counters = new Map<string, ItemPlan[]>();
  for (const plan of plans) {
    const rule = plan.count?.escalation;
    if (rule === undefined) continue;
    const name = rule.counter === undefined ? `=${plan.code}` : rule.counter;
    counters.set(name, [...(counters.get(name) ?? []), plan]);
  }
  return [...counters.values()];
}

function ruleOf(book: Book, item: Item, sources: readonly string[]): LineRule {
  const { code, name, section, clause, department, reason, charge = 'month' } = item;
  const sample = item.sample ?? book.sample ?? false;
  const approveAbove = exactIf(item.approveAbove);
  const rest = { ...(clause && { clause }), ...(department !== undefined && { department }) };
  return {
    code,
    name,
    section,
    ...rest,
    sources,
    sample,
    charge,
    ...(reason !== undefined && { reason }),
    ...(approveAbove && { approveAbove }),
  };
}

/** Sources an item rests on: those of its facts, tests, values and reversals. */
function sourcesOf(item: Item): string[] {
  const { shape } = item;
  const selectors = [...(item.count?.facts ?? []), ...(item.reversal?.facts ?? [])];
  const values: Value[] = 'value' in shape ? [shape.value] : [];
  const tests = shape.kind === 'all-or-nothing' ? shape.when : [];
  for (const test of tests) {
    if ('facts' in test) selectors.push(...test.facts);
    else values.push(test.value);
  }
  const parts = shape.kind === 'weighted' ? shape.parts : [];
  const measures = parts.flatMap((part) => ('measure' in part ? [sourceOfMeasure(part.measure) ?? part.measure] : []));
  const sources = [...selectors.map(({ type }) => sourceOfType(type)), ...values.flatMap(sourcesOfValue), ...measures];
  return [...new Set(sources)];
}

function sheetRules(book: Book, type: SubjectType, rules: SubjectRules): (group: string) => Sheetrules {
  const made = new Map<string, Sheetrules>();
  const coefficient = rules.coefficient && coefficientPlan(rules.coefficient);
  return (code) => {
    const known = made.get(code);
    if (known !== undefined) return known;
    const group = book.groups?.find((candidate) => candidate.code === code);
    const sections = book.sections
      .filter((section) => (section.subject ?? 'window') === type)
      .map((section) => sectionPlan(section, group));
    const sheet = { limits: limitPlan(rules, group), sections, coefficient };
    made.set(code, sheet);
    return sheet;
  };
}

function limitPlan(rules: SubjectRules, group: Group | undefined): LimitPlan {
  const { base, bonusCap, deductionCap, floor, ceiling } = { ...rules, ...defined(group) };
  const clauses = { ...rules.clauses, ...group?.clauses };
  return { base: exact(base), clauses, ...fractions({ bonusCap, deductionCap, floor, ceiling }) };
}

function defined(group: Group | undefined): Partial<Limits> {
  return Object.fromEntries(Object.entries(group ?? {}).filter(([, value]) => value !== undefined));
}

function sectionPlan(section: Section, group: Group | undefined): SectionPlan {
  const { code, floor = 0, bonusCap } = section;
  const fullMark = group?.fullMarks?.[code] ?? section.fullMark;
  return { code, floor: exact(floor), ...fractions({ fullMark, bonusCap }) };
}

function coefficientPlan({ of, by }: NonNullable<SubjectRules['coefficient']>): CoefficientPlan {
  if (by === 'roster') return { of, measure: undefined, tiers: [] };
  const tiers = by.tiers.map(({ from, factor }) => ({ from: exact(from), factor: exact(factor) }));
  return { of, measure: measureOf(by.measure, by.basis), tiers: tiers.sort((a, b) => b.from.compare(a.from)) };
}

function fractions<K extends string>(
  values: Partial<Record<K, string | number | undefined>>,
): Partial<Record<K, Fraction>> {
  const read: Partial<Record<K, Fraction>> = {};
  for (const key of Object.keys(values) as K[]) {
    const value = values[key];
    if (value !== undefined) read[key] = exact(value);
  }
  return read;
}
