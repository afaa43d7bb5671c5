import { Fraction } from 'src/common/fraction';
import type { Exact } from 'src/modules/rules/book';
import type { Bounds, Condition, Count, Selector, Test, Value } from 'src/modules/rules/count';
import { MEASURES, sourceOfMeasure } from 'src/modules/rules/measures';
import { OCCURRENCES } from 'src/modules/rules/occurrences';
import type { Happening } from './happening';

/** The words of a count, a test or a value with their numbers read and their conditions made functions, once per book. */
export interface BoundsPlan {
  readonly from?: Fraction;
  readonly over?: Fraction;
  readonly upTo?: Fraction;
  readonly under?: Fraction;
}

export type Fits = (happening: Happening) => boolean;

export interface SelectorPlan {
  /** Type of the fact; entries are kept apart by item: `entry:13.01`. */
  readonly key: string;
  readonly fits: Fits | undefined;
  readonly as: Fraction | undefined;
  readonly every: number | undefined;
  readonly inRow: boolean;
  readonly together: string | undefined;
}

export interface CountPlan {
  readonly selectors: readonly SelectorPlan[];
  readonly persons: 'each' | 'distinct' | undefined;
  readonly amount:
    { readonly name: string; readonly per: Fraction; readonly round: 'up' | 'down' | 'exact' } | undefined;
  readonly exempt: readonly { readonly fits: Fits; readonly reason: string }[];
  readonly allowance:
    { readonly units: Fraction; readonly per: 'subject' | 'person'; readonly fits: Fits | undefined } | undefined;
  readonly escalation:
    | {
        readonly after: Fraction;
        readonly factor: Fraction;
        readonly per: 'subject' | 'person';
        readonly counter: string | undefined;
      }
    | undefined;
}

/** A measure with its basis settled. */
export interface MeasurePlan {
  readonly measure: string;
  readonly basis: string;
  /** Entered by hand: a missing number is a blank cell, never 0. */
  readonly entered: boolean;
}

export type ValuePlan = {
  readonly of: readonly MeasurePlan[];
  /** Those above the line, then those below. */
  readonly all: readonly MeasurePlan[];
  /** As steps show them. */
  readonly names: readonly string[];
  readonly basis: string;
  /** Some number of it is entered by hand. */
  readonly entered: boolean;
} & (
  | { readonly kind: 'measure' }
  | {
      readonly kind: 'rate';
      readonly over: readonly MeasurePlan[];
      readonly overNames: readonly string[];
      readonly complement: boolean;
    }
);

export type TestPlan = { readonly bounds: BoundsPlan } & (
  | { readonly selectors: readonly SelectorPlan[]; readonly types: readonly string[] }
  | { readonly value: ValuePlan }
  | { readonly amount: string; readonly selectors: readonly SelectorPlan[] }
);

export function exact(value: Exact): Fraction {
  return Fraction.parse(value);
}

export function exactIf(value: Exact | undefined): Fraction | undefined {
  return value === undefined ? undefined : Fraction.parse(value);
}

export function boundsOf({ from, over, upTo, under }: Bounds): BoundsPlan {
  return {
    ...(from === undefined ? {} : { from: exact(from) }),
    ...(over === undefined ? {} : { over: exact(over) }),
    ...(upTo === undefined ? {} : { upTo: exact(upTo) }),
    ...(under === undefined ? {} : { under: exact(under) }),
  };
}

export function within(value: Fraction, { from, over, upTo, under }: BoundsPlan): boolean {
  if (from !== undefined && value.compare(from) < 0) return false;
  if (over !== undefined && value.compare(over) <= 0) return false;
  if (upTo !== undefined && value.compare(upTo) > 0) return false;
  return under === undefined || value.compare(under) < 0;
}

export function selectorOf(selector: Selector, item: string): SelectorPlan {
  const { type, where, as, every, inRow = false, together } = selector;
  const key = type === 'entry' ? `entry:${item}` : type;
  return {
    key,
    fits: allOf(where),
    as: exactIf(as),
    every: every !== undefined && every > 1 ? every : undefined,
    inRow,
    together,
  };
}

export function countOf(count: Count, item: string): CountPlan {
  const { facts, persons, amount, exempt = [], allowance, escalation } = count;
  return {
    selectors: facts.map((selector) => selectorOf(selector, item)),
    persons,
    amount: amount && { name: amount.name, per: exact(amount.per ?? 1), round: amount.round ?? 'exact' },
    exempt: exempt.map(({ where, reason }) => ({ fits: allOf(where) ?? always, reason })),
    allowance: allowance && { units: exact(allowance.units), per: allowance.per, fits: allOf(allowance.where) },
    escalation: escalation && {
      after: exact(escalation.after),
      factor: exact(escalation.factor),
      per: escalation.per,
      counter: escalation.counter,
    },
  };
}

/** Rates and tallies; undefined for the amount of an occurrence, which is no number of the month. */
export function valueOf(value: Value): ValuePlan | undefined {
  if ('amount' in value) return undefined;
  const list = (names: string | readonly string[]): MeasurePlan[] =>
    (typeof names === 'string' ? [names] : names).map((name) => measureOf(name, value.basis));
  const of = list('measure' in value ? value.measure : value.of);
  const over = 'over' in value ? list(value.over) : [];
  const [names, overNames] = [of.map(({ measure }) => measure), over.map(({ measure }) => measure)];
  const all = [...of, ...over];
  const common = { of, all, names, basis: of[0]?.basis ?? '-', entered: all.some(({ entered }) => entered) };
  if ('measure' in value) return { kind: 'measure', ...common };
  return { kind: 'rate', ...common, over, overNames, complement: value.complement === true };
}

export function testOf(test: Test, item: string, count: CountPlan | undefined): TestPlan {
  const bounds = boundsOf(test);
  if ('facts' in test) {
    const selectors = test.facts.map((selector) => selectorOf(selector, item));
    return { bounds, selectors, types: test.facts.map(({ type }) => type) };
  }
  const value = valueOf(test.value);
  if (value !== undefined) return { bounds, value };
  return { bounds, amount: 'amount' in test.value ? test.value.amount : '', selectors: count?.selectors ?? [] };
}

/** The basis asked for, or the only one the measure has. */
export function measureOf(measure: string, wanted?: string): MeasurePlan {
  if (measure.startsWith('entry.')) return { measure, basis: wanted ?? '-', entered: true };
  const bases: readonly string[] = measure in MEASURES ? MEASURES[measure as keyof typeof MEASURES].bases : [];
  const basis = wanted !== undefined && bases.includes(wanted) ? wanted : (bases[0] ?? '-');
  return { measure, basis, entered: false };
}

export function sourceOfType(type: string): string {
  return type in OCCURRENCES ? OCCURRENCES[type as keyof typeof OCCURRENCES].source : type;
}

/** Sources a value rests on. */
export function sourcesOfValue(value: Value): string[] {
  if ('amount' in value) return [];
  const names = 'measure' in value ? [value.measure] : [value.of, value.over].flat();
  return names.map((name) => sourceOfMeasure(name) ?? name);
}

/** All conditions at once; undefined when there is none, so that the common case costs nothing. */
function allOf(where: readonly Condition[] | undefined): Fits | undefined {
  if (where === undefined || where.length === 0) return undefined;
  const tests = where.map(fitsOf);
  const [only] = tests;
  if (tests.length === 1 && only !== undefined) return only;
  return (happening) => tests.every((test) => test(happening));
}

function fitsOf(condition: Condition): Fits {
  if ('amount' in condition) {
    const bounds = boundsOf(condition);
    return (happening) => {
      const amount = happening.amount(condition.amount);
      return amount !== undefined && within(amount, bounds);
    };
  }
  if ('is' in condition) return (happening) => condition.is.includes(happening.label(condition.label) ?? '');
  return (happening) => !condition.isNot.includes(happening.label(condition.label) ?? '');
}

function always(): boolean {
  return true;
}
