import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGroups, type Case, type Group } from './case';
import { changedAt, resultsOf, type Path } from './results';

/**
 * Every number of every golden book means something: raised a little, it changes a result of some case of its group, or the
 * checker refuses the book, or it is named here with the reason why these cases cannot show it.
 */
const SILENT: ReadonlySet<string> = new Set([
  // In these groups the range only lets points in by hand, so that totals and ranks can be set; S8 is about the range.
  ...['S35 35.2', 'S33 33.1', 'S29 t.1'].flatMap((item) => [`${item} shape.min`, `${item} shape.max`]),
  // The source is silent: nothing is counted, whatever the points.
  'S34 u.1 shape.points',
]);

type Plain = Record<string, unknown>;
const NUMBER = /^\d+(\.\d+)?%?$/;
/** Names and clauses that look like numbers. */
const FREE = new Set(['code', 'number', 'section', 'is', 'isNot', 'windows', 'clause']);

function numbersOf(value: unknown, path: Path = []): { readonly path: Path; readonly text: string }[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => numbersOf(one, [...path, index]));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, one]) => (FREE.has(key) ? [] : numbersOf(one, [...path, key])));
  }
  return typeof value === 'string' && NUMBER.test(value) ? [{ path, text: value }] : [];
}

/** A share raised by 3 points, a whole number by 1, others by 0.07. */
function raised(text: string): string {
  if (text.endsWith('%')) return `${Number(text.slice(0, -1)) + 3}%`;
  return text.includes('.') ? (Number(text) + 0.07).toFixed(4) : String(Number(text) + 1);
}

/** An item, outcome, section by its code, whichever case brings it. */
function nameOf(book: Plain, [top, index, ...rest]: Path): string {
  const list = book[String(top)];
  const one: unknown = Array.isArray(list) ? list[Number(index)] : undefined;
  const code = (one as Plain | undefined)?.code;
  if (typeof code !== 'string') return [top, index, ...rest].join('.');
  return `${top === 'items' ? '' : `${String(top)} `}${code} ${rest.join('.')}`;
}

const groups = readdirSync(__dirname)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .flatMap((file) => readGroups(readFileSync(join(__dirname, file), 'utf8')));

function tried(group: Group, one: Case, seen: Map<string, boolean>): void {
  const [before] = resultsOf({ ...group, cases: [one] });
  const own = one.book ?? {};
  const withBook = (book: Plain) => resultsOf({ ...group, book, cases: [one] });
  const withOwn = (book: Plain) => resultsOf({ ...group, cases: [{ ...one, book }] });
  for (const [book, results] of [
    [group.book, withBook],
    [own, withOwn],
  ] as const) {
    for (const { path, text } of numbersOf(book)) {
      // What the case brings itself stands instead of the group's list.
      if (book === group.book && Array.isArray(book[String(path[0])]) && own[String(path[0])] !== undefined) continue;
      const name = `${group.shape} ${nameOf(book, path)}`;
      if (seen.get(name) === true) continue;
      seen.set(name, results(changedAt(book, path, raised(text)) as Plain)[0] !== before);
    }
  }
}

it('every number of the golden books changes a result', () => {
  const seen = new Map<string, boolean>();
  for (const group of groups) for (const one of group.cases) tried(group, one, seen);
  expect([...seen].filter(([name, shows]) => !shows && !SILENT.has(name)).map(([name]) => name)).toEqual([]);
  // Nothing is excused that does not stand there.
  expect([...SILENT].filter((name) => seen.get(name) !== false)).toEqual([]);
  expect(seen.size).toBeGreaterThan(200);
});
