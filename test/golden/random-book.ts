import fc from 'fast-check';
import type { Book } from 'src/modules/rules/book';
import type { MonthFacts } from 'src/modules/rules/facts';
import { MEASURES } from 'src/modules/rules/measures';
import { BOOK_SCHEMA } from 'src/modules/rules/schema/book-schema';

type Node = Readonly<Record<string, unknown>>;

const EXACT = ['0', '0.1', '1/3', '0.5', '1', '2', '2.5', '7', '30', '10%', '33.3%', '60%', '100%'];
/** Words for texts of a form. A form the schema gains must be added here, else the generator says so. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  '^[^\\s/]+$': ['1', '2', 'i0', 'i1', 'i2', 'g1', 'o0'],
  '^(19|2\\d)\\d{2}-(0[1-9]|1[0-2])$': ['2026-01', '2026-03', '2026-12'],
  '^([01]\\d|2[0-3]):[0-5]\\d$': ['17:30'],
  '^\\d{1,12}(\\.\\d{1,12}|/0{0,3}[1-9]\\d{0,11})?%?$': EXACT,
  '^-?\\d{1,12}(\\.\\d{1,12}|/0{0,3}[1-9]\\d{0,11})?%?$': [...EXACT, '-1', '-12.5%'],
  '^entry\\.[a-z0-9]+(-[a-z0-9]+)*$': ['entry.votes', 'entry.other'],
};
/** Texts of no form: names of amounts, labels, words, codes. */
const TEXTS = ['minutes', 'halfDays', 'level', 'document', '县', 'i0', 'o0', '1', '工改', '编制', 'A'];
const DEFINITIONS = BOOK_SCHEMA.definitions as Readonly<Record<string, Node>>;

/** Random values of a node of the schema, read from the schema itself: whatever it gains is tried as well. */
function valueOf(node: Node): fc.Arbitrary<unknown> {
  const { $ref, allOf, oneOf, anyOf, pattern } = node as Record<string, Node[] | undefined> & {
    $ref?: string;
    pattern?: string;
  };
  if ($ref !== undefined) return valueOf(DEFINITIONS[$ref.slice('#/definitions/'.length)] ?? {});
  if (allOf?.[0] !== undefined) return valueOf(allOf[0]);
  if ('const' in node) return fc.constant(node.const);
  if (Array.isArray(node.enum)) return fc.constantFrom(...(node.enum as unknown[]));
  if ('then' in node) return fc.oneof(valueOf(node.then as Node), valueOf(node.else as Node));
  const branches = oneOf ?? anyOf;
  if (branches !== undefined && !('properties' in node)) return fc.oneof(...branches.map(valueOf));
  if (branches !== undefined) return fc.constantFrom(...branches).chain((branch) => mapping(node, branch));
  if (pattern !== undefined) return textOf(pattern);
  return plain(node);
}

function textOf(pattern: string): fc.Arbitrary<string> {
  const words = FORMS[pattern];
  if (words === undefined) throw new RangeError(`no words for the form ${pattern}`);
  return fc.constantFrom(...words);
}

function plain(node: Node): fc.Arbitrary<unknown> {
  const { minimum = 0, maximum = 9, minItems = 0, uniqueItems = false } = node as Record<string, number>;
  switch (node.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: minimum, max: Math.min(maximum, minimum + 3) });
    case 'string':
      return fc.constantFrom(...TEXTS);
    case 'array': {
      const { items, maxItems = minItems + 2 } = node as { items: Node; maxItems?: number };
      const size = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 2) };
      return uniqueItems ? fc.uniqueArray(valueOf(items), size) : fc.array(valueOf(items), size);
    }
    case 'object':
      return mapping(node, {});
    default:
      throw new RangeError(`no values for ${JSON.stringify(node).slice(0, 80)}`);
  }
}

/** `branch`: one of several sets of members of which exactly one must be there. */
function mapping(node: Node, branch: Node): fc.Arbitrary<unknown> {
  const {
    properties,
    additionalProperties,
    minProperties = 0,
  } = node as {
    properties?: Readonly<Record<string, Node>>;
    additionalProperties?: Node | false;
    minProperties?: number;
  };
  if (properties === undefined) {
    if (typeof additionalProperties !== 'object') throw new RangeError('an open mapping');
    return fc.dictionary(fc.constantFrom('1', '2', 'level'), valueOf(additionalProperties), { minKeys: 1, maxKeys: 2 });
  }
  const wanted = (branch.required ?? []) as readonly string[];
  const others = [...((node.oneOf ?? node.anyOf ?? []) as Node[])]
    .flatMap(({ required = [] }) => required as readonly string[])
    .filter((name) => !wanted.includes(name));
  const members = Object.entries(properties).filter(([name]) => !others.includes(name));
  const required = [...((node.required ?? []) as readonly string[]), ...wanted];
  const values = Object.fromEntries(members.map(([name, member]) => [name, valueOf(member)]));
  return fc
    .record(values, { requiredKeys: required })
    .filter((made) => Object.keys(made).length >= minProperties && atMost(node, made));
}

function atMost({ maxProperties }: Node, made: object): boolean {
  return typeof maxProperties !== 'number' || Object.keys(made).length <= maxProperties;
}

/** Codes of items and outcomes unlike each other; windows are scored. */
export const randomBook: fc.Arbitrary<Book> = valueOf(BOOK_SCHEMA).map((value) => {
  const book = value as Book;
  const numbered = <T extends object>(list: readonly T[], letter: string): T[] =>
    list.map((one, index) => ({ ...one, code: `${letter}${index}` }));
  return {
    ...book,
    from: '2026-01',
    subjects: { window: { base: '100' }, ...book.subjects },
    items: numbered(book.items, 'i'),
    ...(book.outcomes === undefined ? {} : { outcomes: numbered(book.outcomes, 'o') }),
  };
});

/** The words that stand under a member anywhere in the book: types, measures. */
function wordsUnder(value: unknown, member: RegExp): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => wordsUnder(one, member));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [
    ...(member.test(key) ? [one].flat().filter((word): word is string => typeof word === 'string') : []),
    ...wordsUnder(one, member),
  ]);
}

const quantity = fc.constantFrom(0, 1, 3, 31, '0.5', '12.5', '-2', 'x');
const day = fc.constantFrom('2026-02-27', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-31');

/** Facts of the types and measures that the book reads, sound and faulty ones. */
export function randomFacts(book: Book): fc.Arbitrary<MonthFacts> {
  const types = [...wordsUnder(book.items, /^type$/), 'case.overdue'];
  const measures = [...wordsUnder(book, /^(measure|of|over)$/), 'cases.due'];
  const occurrence = fc.record(
    {
      type: fc.constantFrom(...types),
      date: day,
      window: fc.constantFrom('A', 'B', 'S', 'nowhere'),
      staff: fc.subarray(['p1', 'p2', 'nobody']),
      scorer: fc.constantFrom('A', 'p1'),
      item: fc.constantFrom('i0', 'i1', 'i2'),
      points: quantity,
      amounts: fc.dictionary(fc.constantFrom('minutes', 'halfDays', 'workingDays'), quantity, { maxKeys: 3 }),
      labels: fc.dictionary(fc.constantFrom('level', 'document', 'reason'), fc.constantFrom(...TEXTS), { maxKeys: 2 }),
      verified: fc.constantFrom('yes', 'no', 'pending'),
      text: fc.constant('说明'),
    },
    { requiredKeys: ['type', 'date'] },
  );
  const tally = fc.record({
    measure: fc.constantFrom(...measures),
    subject: fc.constantFrom('A', 'B', 'S', 'p1'),
    value: quantity,
  });
  return fc
    .record({
      happened: fc.array(occurrence, { maxLength: 12 }),
      counted: fc.array(tally, { maxLength: 12 }),
      whole: fc.boolean(),
    })
    .map(({ happened, counted, whole }) => ({
      period: '2026-03',
      subjects: {
        windows: [
          { id: 'A', name: 'A', group: 'g1', chief: 'p1', tags: ['工改'] },
          { id: 'B', name: 'B' },
          { id: 'S', name: 'S', kind: 'sub-centre' },
        ],
        staff: [
          { id: 'p1', name: 'p1', at: [{ window: 'A', days: 20, chief: true }] },
          { id: 'p2', name: 'p2', type: '编制', at: [{ window: 'B', days: 15 }] },
        ],
      },
      facts: [
        ...happened.map((one, index) => ({ kind: 'occurrence', id: `f${index}`, ...one })),
        ...counted.map((one, index) => ({ kind: 'tally', id: `t${index}`, basis: basisOf(one.measure), ...one })),
      ],
      coverage: whole ? [{ source: '*', from: '2026-03-01', to: '2026-03-31' }] : [],
      past: [
        {
          period: '2026-02',
          standings: [{ subject: 'A', group: 'g1', rank: 1, fromBottom: 1, score: '100', outcomes: ['o0'] }],
          counters: { i0: { A: '1/2' } },
        },
      ],
    })) as fc.Arbitrary<MonthFacts>;
}

function basisOf(measure: string): string {
  return measure in MEASURES ? MEASURES[measure as keyof typeof MEASURES].bases[0] : '-';
}
