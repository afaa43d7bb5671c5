import type { Book, Item } from 'src/modules/rules/book';
import type { Period } from 'src/common/civil-date';
import { sourceOfMeasure, SOURCES } from 'src/modules/rules/measures';
import { OCCURRENCES, type OccurrenceType } from 'src/modules/rules/occurrences';
import type { HandedType } from './fact-types';
import { handedMeasures } from './numbers';

/** One blank of an item's form. */
export interface FormField {
  /** Name in the catalogue: level, document, event … · minutes, halfDays … · of a number of the month its measure. */
  readonly name: string;
  readonly kind: 'label' | 'amount';
  readonly required: boolean;
  /** The words the item has points for; absent: any. */
  readonly words?: readonly string[];
}

/** What has to be filled in for one item of the book, so that its rule can read it. */
export interface ItemForm {
  readonly item: string;
  readonly name: string;
  readonly section: string;
  readonly kind: Item['kind'];
  /** Clause in the published words. */
  readonly clause: string;
  readonly department: string;
  /** Kinds of fact the item reads that people hand in; the first is the usual one. `numbers`: it reads numbers alone. */
  readonly types: readonly HandedType[];
  readonly sources: readonly string[];
  readonly fields: readonly FormField[];
  /** Points by hand, inside this range. */
  readonly points: { readonly min: string; readonly max: string } | null;
  /** What the book demands as proof. */
  readonly evidence: string | null;
  readonly verification: NonNullable<Item['verification']>;
  /** The item is about persons (人次, or a sheet of persons). */
  readonly persons: boolean;
  /** The month is decided by another date than the event's: the day may lie before the month. */
  readonly lateAllowed: boolean;
  readonly applies: Item['applies'];
  /** Windows declare it themselves; otherwise the office or the department enters it. */
  readonly declared: boolean;
  /** A deadline of its own (单项时限), as the book writes it. */
  readonly deadline: NonNullable<Item['deadline']> | null;
  /** False: the book lists a source of the item as not connected, so that nothing handed in would count. */
  readonly connected: boolean;
}

/** Sources that arrive by themselves: nobody types again what is known. */
const DELIVERED: ReadonlySet<string> = new Set([
  ...['attendance', 'leave', 'patrol', 'roster', 'meetings', 'cases', 'case-stages', 'ratings'],
]);
/** Sources that people hand in: the office says when they are complete. */
export const HANDED_IN: readonly string[] = SOURCES.filter((source) => !DELIVERED.has(source));

/** Made from the windows' monthly reports themselves. */
const COMPUTED: ReadonlySet<string> = new Set(['declaration.late', 'declaration.missing']);

/** The forms of a book for a month, in its order: one per item that people hand something in for. */
export function formsOf(book: Book, period: Period): ItemForm[] {
  return allForms(book).filter(({ applies }) => applies?.months?.includes(period) !== false);
}

/** For whatever month. */
export function allForms(book: Book): ItemForm[] {
  return book.items.flatMap((item) => formOf(item, book.notConnected ?? []) ?? []);
}

export function isDelivered(type: OccurrenceType): boolean {
  return DELIVERED.has(OCCURRENCES[type].source) || COMPUTED.has(type);
}

function formOf(item: Item, notConnected: readonly string[]): ItemForm | undefined {
  const read = (item.count?.facts ?? []).map(({ type }) => type);
  const events = [...new Set(read)].filter((type) => !isDelivered(type));
  const measures = events.length > 0 ? [] : handedMeasures(item, (source) => HANDED_IN.includes(source));
  if (events.length + measures.length === 0) return undefined;
  const eventSources = events.map((type): string => OCCURRENCES[type].source);
  const sources = [...new Set([...eventSources, ...measures.map((one) => sourceOfMeasure(one) ?? one)])];
  return {
    ...outline(item, sources, notConnected),
    types: measures.length > 0 ? ['numbers'] : events,
    fields: [
      ...fieldsOf(item, events),
      ...measures.map((name): FormField => ({ name, kind: 'amount', required: true })),
    ],
    persons: item.count?.persons !== undefined || item.subject === 'staff',
    declared: measures.length === 0 && isDeclared(item.kind, events, sources),
  };
}

function outline(
  item: Item,
  sources: readonly string[],
  notConnected: readonly string[],
): Omit<ItemForm, 'types' | 'fields' | 'persons' | 'declared'> {
  const { shape, clause } = item;
  return {
    item: item.code,
    name: item.name,
    section: item.section,
    kind: item.kind,
    clause: [clause?.number, clause?.text].filter((part) => part !== undefined).join(' '),
    department: item.department ?? '',
    sources,
    points: shape.kind === 'range' ? { min: String(shape.min), max: String(shape.max) } : null,
    evidence: item.evidence ?? null,
    verification: item.verification ?? 'none',
    lateAllowed: item.attribution !== undefined && item.attribution.by !== 'event',
    applies: item.applies,
    deadline: item.deadline ?? null,
    connected: ![...(item.sources ?? []), ...sources].some((source) => notConnected.includes(source)),
  };
}

/** What a window hands in of itself: its declarations, and what earns points. Deductions and decisions are entered by the office. */
function isDeclared(kind: Item['kind'], types: readonly OccurrenceType[], sources: readonly string[]): boolean {
  return sources.includes('declarations') || ((kind === 'bonus' || kind === 'both') && !types.includes('entry'));
}

function fieldsOf(item: Item, types: readonly OccurrenceType[]): FormField[] {
  const read = readBy(item);
  const known = types.map((type) => OCCURRENCES[type] as { amounts?: readonly string[]; labels?: readonly string[] });
  const names = (member: 'amounts' | 'labels') => [...new Set(known.flatMap((kind) => kind[member] ?? []))];
  const sizes = new Set([item.count?.amount?.name, item.shape.kind === 'bands' ? item.shape.amount : undefined]);
  const words = levelWords(item);
  const duplicate = item.duplicates?.by;
  // `entry` has every word of the catalogue: only those the item reads are asked for, and the document.
  const wanted = (name: string): boolean =>
    !types.every((type) => type === 'entry') || read.has(name) || name === 'document';
  return [
    ...names('labels')
      .filter(wanted)
      .map((name): FormField => {
        const own = words.get(name);
        // What the leading group decides stands on the number of its minutes, so that nobody has to falsify another item.
        const minutes = name === 'document' && item.verification === 'decision' && types.includes('entry');
        const required = own?.required === true || name === duplicate || minutes;
        return { name, kind: 'label', required, ...(own?.closed ? { words: own.words } : {}) };
      }),
    ...names('amounts')
      .filter(wanted)
      .map((name): FormField => ({ name, kind: 'amount', required: sizes.has(name) })),
  ];
}

/** Words and sizes that the item's rule looks at. */
function readBy({ count, shape, duplicates }: Item): ReadonlySet<string> {
  const conditions = [
    ...(count?.facts ?? []).flatMap(({ where = [] }) => where),
    ...(count?.exempt ?? []).flatMap(({ where }) => where),
    ...(count?.allowance?.where ?? []),
  ];
  return new Set([
    ...conditions.map((one) => ('amount' in one ? one.amount : one.label)),
    ...(count?.amount === undefined ? [] : [count.amount.name]),
    ...(shape.kind === 'bands' ? [shape.amount] : []),
    ...(shape.kind === 'levels' ? shape.rows.flatMap(({ is }) => Object.keys(is)) : []),
    ...(duplicates === undefined ? [] : [duplicates.by]),
  ]);
}

interface Words {
  readonly words: readonly string[];
  /** Every row asks for this word. */
  readonly required: boolean;
  /** Another word would get no points. */
  readonly closed: boolean;
}

/** The words of a table (S17): a label that every row names is needed, and only its words have points. */
function levelWords({ shape }: Item): ReadonlyMap<string, Words> {
  if (shape.kind !== 'levels') return new Map();
  const open = shape.otherwise !== undefined;
  const labels = [...new Set(shape.rows.flatMap(({ is }) => Object.keys(is)))].filter((name) => name !== 'type');
  return new Map(
    labels.map((label) => {
      const words = [...new Set(shape.rows.flatMap(({ is }) => is[label] ?? []))];
      const everywhere = shape.rows.every(({ is }) => is[label] !== undefined);
      return [label, { words, required: everywhere && !open, closed: everywhere && !open }];
    }),
  );
}
