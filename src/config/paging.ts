import { sha256 } from 'src/common/canonical';
import { cursorInvalid, limitInvalid, sortUnknown } from './refusals';

/** A piece of a list, and where the next one begins; `next` null: this was the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** What a list may be sorted by and filtered by; nothing else reaches a query. */
export interface PageNames {
  /** The first one holds when nothing is asked for. `-name`: descending. */
  readonly sort: readonly string[];
  readonly filter: readonly string[];
  readonly mostRows: number;
  readonly usualRows: number;
}

export interface Asked {
  readonly limit: number;
  readonly sort: string;
  readonly descending: boolean;
  readonly filters: Readonly<Record<string, string>>;
  /** The last row of the page before: its sort value and its key. */
  readonly after: readonly [value: string, key: string] | undefined;
  /** Stands in the cursor, so that one of another question is refused. */
  readonly question: string;
}

/** Reads `limit`, `sort`, `cursor` and the filters of a query. Throws `http.limit-invalid`, `.sort-unknown`, `.cursor-invalid`. */
export function askedOf(query: object, names: PageNames): Asked {
  const text = (name: string): string | undefined => {
    const value = (query as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const sorting = text('sort') ?? names.sort[0] ?? '';
  const limit = limitOf(text('limit'), names);
  if (!names.sort.includes(sorting)) throw sortUnknown({ sort: sorting, known: names.sort });
  const filters: Record<string, string> = {};
  for (const name of names.filter) {
    const value = text(name);
    if (value !== undefined) filters[name] = value;
  }
  const question = sha256(JSON.stringify([sorting, Object.entries(filters).sort()])).slice(0, 12);
  const descending = sorting.startsWith('-');
  const sort = descending ? sorting.slice(1) : sorting;
  return { limit, sort, descending, filters, question, after: afterOf(text('cursor'), question) };
}

function limitOf(text: string | undefined, { usualRows, mostRows }: PageNames): number {
  if (text === undefined) return usualRows;
  if (!/^[1-9]\d{0,5}$/.test(text) || Number(text) > mostRows) throw limitInvalid({ limit: text, most: mostRows });
  return Number(text);
}

function afterOf(text: string | undefined, question: string): Asked['after'] {
  if (text === undefined) return undefined;
  const parts = readCursor(text);
  if (!parts || parts[0] !== question) throw cursorInvalid({});
  return [parts[1], parts[2]];
}

function readCursor(text: string): readonly [string, string, string] | undefined {
  try {
    const parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown;
    const fits = Array.isArray(parts) && parts.length === 3 && parts.every((part) => typeof part === 'string');
    return fits ? (parts as unknown as [string, string, string]) : undefined;
  } catch {
    return undefined;
  }
}

/** The cursor behind a row. */
export function cursorAfter({ question }: Pick<Asked, 'question'>, value: string, key: string): string {
  return Buffer.from(JSON.stringify([question, value, key])).toString('base64url');
}

/** What a list that is read whole can be asked for. Values are compared as text: dates, times and codes. */
export interface ListSpec<T> {
  readonly key: (row: T) => string;
  readonly sort: Readonly<Record<string, (row: T) => string>>;
  readonly filter: Readonly<Record<string, (row: T) => string>>;
}

/** The piece of a list that was asked for. A row that came or went in between moves no other row to another page. */
export function pageOf<T>(rows: readonly T[], spec: ListSpec<T>, asked: Asked): Page<T> {
  const value = spec.sort[asked.sort] ?? (() => '');
  const kept = rows.filter((row) =>
    Object.entries(asked.filters).every(([name, wanted]) => spec.filter[name]?.(row) === wanted),
  );
  const turn = asked.descending ? -1 : 1;
  const order = (a: readonly [string, string], b: readonly [string, string]): number =>
    turn * (compare(a[0], b[0]) || compare(a[1], b[1]));
  const placed = kept
    .map((row) => ({ row, place: [value(row), spec.key(row)] as const }))
    .sort((a, b) => order(a.place, b.place));
  const { after } = asked;
  const rest = after === undefined ? placed : placed.filter(({ place }) => order(place, after) > 0);
  const page = rest.slice(0, asked.limit);
  const last = page.at(-1);
  const next = rest.length > page.length && last ? cursorAfter(asked, ...last.place) : null;
  return { items: page.map(({ row }) => row), next };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
