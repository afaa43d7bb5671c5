import type { Item } from 'src/modules/rules/book';
import type { Count, Selector, Test, Value } from 'src/modules/rules/count';
import { MEASURES, sourceOfMeasure } from 'src/modules/rules/measures';
import { OCCURRENCES, type OccurrenceType } from 'src/modules/rules/occurrences';
import type { Shape } from 'src/modules/rules/shapes';
import { step } from './problem';

interface Kind {
  readonly source: string;
  readonly amounts?: readonly string[];
  readonly labels?: readonly string[];
}

const kindOf = (type: OccurrenceType): Kind => OCCURRENCES[type];

export const amountsOf = (type: OccurrenceType): readonly string[] => kindOf(type).amounts ?? [];

/** With `type`, which every fact has. */
export const labelsOf = (type: OccurrenceType): readonly string[] => ['type', ...(kindOf(type).labels ?? [])];

export function basesOf(measure: string): readonly string[] | undefined {
  return measure in MEASURES ? MEASURES[measure as keyof typeof MEASURES].bases : undefined;
}

/** A thing inside the book together with its JSON pointer. */
export interface At<T> {
  readonly it: T;
  readonly path: string;
}

export function each<T>(list: readonly T[] | undefined, path: string): At<T>[] {
  return (list ?? []).map((it, index) => ({ it, path: step(path, index) }));
}

const itemTests = (item: Item, path: string): At<Test>[] => [
  ...each(item.effects, `${path}/effects`).flatMap(({ it, path: at }) =>
    it.when ? [{ it: it.when, path: `${at}/when` }] : [],
  ),
  ...(item.shape.kind === 'all-or-nothing' ? each(item.shape.when, `${path}/shape/when`) : []),
];

/** Every selector of an item: of its count, its tests and its reversal. */
export function selectorsOf(item: Item, path: string): At<Selector>[] {
  return [
    ...each(item.count?.facts, `${path}/count/facts`),
    ...each(item.reversal?.facts, `${path}/reversal/facts`),
    ...itemTests(item, path).flatMap(({ it, path: at }) => ('facts' in it ? each(it.facts, `${at}/facts`) : [])),
  ];
}

/** Every number of the month an item looks at. */
export function valuesOf(item: Item, path: string): At<Value>[] {
  const { shape } = item;
  return [
    ...('value' in shape ? [{ it: shape.value, path: `${path}/shape/value` }] : []),
    ...(shape.kind === 'weighted'
      ? each(shape.parts, `${path}/shape/parts`).flatMap(({ it, path: at }) =>
          'measure' in it ? [{ it: it, path: at }] : [],
        )
      : []),
    ...itemTests(item, path).flatMap(({ it, path: at }) =>
      'value' in it ? [{ it: it.value, path: `${at}/value` }] : [],
    ),
  ];
}

export { itemTests as testsOf };

export function measuresOf(value: Value): readonly string[] {
  if ('amount' in value) return [];
  if ('measure' in value) return [value.measure];
  const list = (one: string | readonly string[]): readonly string[] => (typeof one === 'string' ? [one] : one);
  return [...list(value.of), ...list(value.over)];
}

/** Sources an item needs: those it names, else those of its facts and measures. */
export function sourcesOf(item: Item): readonly string[] {
  if (item.sources) return item.sources;
  const facts = selectorsOf(item, '').map(({ it }) => kindOf(it.type).source);
  const numbers = valuesOf(item, '').flatMap(({ it }) =>
    measuresOf(it).map((measure) => sourceOfMeasure(measure) ?? ''),
  );
  return [...new Set([...facts, ...numbers])].filter((source) => source !== '');
}

export const subjectOf = (item: Pick<Item, 'subject'>): NonNullable<Item['subject']> => item.subject ?? 'window';

const OVER_FACTS: ReadonlySet<Shape['kind']> = new Set([
  'per-unit',
  'bands',
  'levels',
  'range',
  'quota',
  'per-head',
  'zero',
]);

/** Shapes that work on counted facts; a rate shape does when its value is the amount of a fact. */
export function countsFacts(shape: Shape): boolean {
  return OVER_FACTS.has(shape.kind) || ('value' in shape && 'amount' in shape.value);
}

/** Shapes over single events, whose points can be traced to one fact and its persons. */
export function isPerEvent(shape: Shape): boolean {
  return ['per-unit', 'bands', 'levels', 'range'].includes(shape.kind) || ('value' in shape && 'amount' in shape.value);
}

export const typesOf = (count: Count | undefined): OccurrenceType[] => (count?.facts ?? []).map(({ type }) => type);
