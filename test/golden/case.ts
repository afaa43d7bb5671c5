import { parse, stringify } from 'yaml';
import type { Book } from 'src/modules/rules/book';
import { checkBook } from 'src/modules/rules/check';
import { WHOLE_MEMBERS } from 'src/modules/rules/load';
import type { MonthFacts } from 'src/modules/rules/facts';
import { compile } from 'src/modules/scoring/engine/compile';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';
import { evaluate } from 'src/modules/scoring/engine/order';
import { readFacts } from 'src/modules/scoring/evaluate/facts-file';

type Plain = Record<string, unknown>;

/**
 * A rule in words, the part of a book that says it, and cases. Everything not said is filled in: base 100, one section `1`,
 * windows A and B, March 2026, all sources complete. Expected numbers are worked out by hand from the rule's words.
 */
export interface Group {
  readonly shape: string;
  readonly rule: string;
  readonly clause?: string;
  readonly book: Plain;
  readonly facts?: Plain;
  readonly cases: readonly Case[];
}

export interface Case {
  readonly name: string;
  /** Other shapes this case is composed with. */
  readonly also?: readonly string[];
  readonly book?: Plain;
  readonly facts?: Plain;
  readonly expect: {
    /** Subject → line (id without the subject) → exact points; all lines that are not notes, none missing, none more. */
    readonly lines?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    /** Subject → note → state; only the named ones are compared. */
    readonly notes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly score?: Readonly<Record<string, string>>;
    readonly rank?: Readonly<Record<string, string>>;
    readonly grade?: Readonly<Record<string, string>>;
    readonly outcomes?: Readonly<Record<string, readonly string[]>>;
    readonly decide?: Readonly<Record<string, readonly string[]>>;
    readonly spared?: Readonly<Record<string, readonly string[]>>;
    /** Places of a quota, or those left at the edge. */
    readonly places?: Readonly<Record<string, string>>;
    /** Outcome → subject → branch leader and chief named with it. */
    readonly named?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly skipped?: readonly string[];
    readonly effects?: readonly string[];
    readonly blocked?: readonly string[];
    readonly unread?: readonly string[];
    readonly unplaced?: readonly string[];
    readonly sentence?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
}

/** YAML as the office wrote it: every scalar stays text, so that no number passes through binary floating point. */
export function readGroups(text: string): Group[] {
  return parse(text, { schema: 'failsafe' }) as Group[];
}

export function bookOf(group: Group, one: Case): Book {
  const base = {
    book: 'golden',
    title: '金样本',
    from: '2026-01',
    subjects: { window: { base: '100' } },
    sections: [{ code: '1', name: '第一部分' }],
    ranking: { window: {} },
  };
  const book = merged(merged(base, group.book), one.book ?? {});
  const items = (book.items as Plain[]).map((item) => ({ name: item.code, section: '1', ...item }));
  const { book: checked, problems } = checkBook(stringify(typed({ ...book, items })));
  const errors = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ path, cause }) => `${path}: ${cause.zh}`);
  if (checked === undefined) throw new Error(`${one.name}: ${errors.join('; ')}`);
  return checked;
}

export function factsOf(group: Group, one: Case): MonthFacts {
  const {
    happened = [],
    counted = [],
    windows = ['A', 'B'],
    staff = [],
    ...rest
  } = merged(group.facts ?? {}, one.facts ?? {});
  const occurrences = (happened as Plain[]).map((fact, index) => ({
    id: `f${index + 1}`,
    date: '2026-03-10',
    ...wholeDates(fact),
  }));
  const tallies = (counted as Plain[]).flatMap(({ of, basis, ...subjects }) =>
    Object.entries(subjects).map(([subject, value]) => ({ measure: of, basis: basis ?? '-', subject, value })),
  );
  const document = { period: '2026-03', ...rest, subjects: { windows, staff }, facts: [...occurrences, ...tallies] };
  const read = readFacts(numbers(document));
  if ('faults' in read)
    throw new Error(`${one.name}: ${read.faults.map(({ where, cause }) => `${where} ${cause.zh}`).join('; ')}`);
  return read.facts;
}

export function evaluateCase(group: Group, one: Case): Evaluation {
  return evaluate(compile(bookOf(group, one)), factsOf(group, one));
}

/** Members of the second on top of those of the first; lists are replaced. */
function merged(under: Plain, over: Plain): Plain {
  const result: Plain = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    const both = isPlain(below) && isPlain(value);
    result[key] = both ? merged(below, value) : value;
  }
  return result;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `03-05` is 5 March 2026. */
function wholeDates(fact: Plain): Plain {
  const date = fact.date;
  return typeof date === 'string' && /^\d\d-\d\d$/.test(date) ? { ...fact, date: `2026-${date}` } : fact;
}

/** Whole members and true/false of a book as the loader wants them. */
function typed(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((entry) => typed(entry, key));
  if (isPlain(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, typed(member, name)]));
  if (typeof value !== 'string') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return WHOLE_MEMBERS.has(key) && /^\d+$/.test(value) ? Number(value) : value;
}

/** Whole members of facts. */
function numbers(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((entry) => numbers(entry, key));
  if (isPlain(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, numbers(member, name)]));
  if (key === 'chief' && value === 'true') return true;
  if (!['days', 'of', 'rank', 'fromBottom'].includes(key) || typeof value !== 'string') return value;
  return value === '-' ? null : Number(value);
}
