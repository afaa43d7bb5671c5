import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BOOK_SCHEMA } from 'src/modules/rules/schema/book-schema';
import { readGroups, type Case, type Group } from './case';
import { changedAt, resultsOf, type Path } from './results';

/**
 * Every word of the language means something: for each word that the schema allows in a place there is a golden case in
 * which it, put for another word of that place or the other for it, changes a result or is refused by the checker.
 */
/** Names of what is read, marks for people, and the words of roll-ups, which rollup.spec.ts holds: no month shows them. */
const FREE = new Set([
  ...['', 'type', 'factType', 'measure', 'source', 'verification', 'sample', 'subject', 'kind'],
  ...['method', 'missing', 'keys'],
]);

type Plain = Record<string, unknown>;

/** Member → the lists of words that the schema allows under it; yes and no are words as well. */
function listsOf(
  node: unknown,
  member = '',
  lists = new Map<string, Set<string>>(),
): ReadonlyMap<string, ReadonlySet<string>> {
  if (Array.isArray(node)) for (const one of node) listsOf(one, member, lists);
  else if (typeof node === 'object' && node !== null) {
    const { enum: words, type, properties, ...others } = node as Plain;
    const list = Array.isArray(words) ? words.map(String) : type === 'boolean' ? ['true', 'false'] : [];
    if (list.length > 1) lists.set(member, (lists.get(member) ?? new Set()).add(list.join(' ')));
    for (const [name, one] of Object.entries((properties as Plain | undefined) ?? {})) listsOf(one, name, lists);
    for (const [name, one] of Object.entries(others)) {
      if (name === 'definitions') for (const [key, each] of Object.entries(one as Plain)) listsOf(each, key, lists);
      else if (name !== 'required') listsOf(one, member, lists);
    }
  }
  return lists;
}

function wordsOf(value: unknown, path: Path = []): { readonly path: Path; readonly word: string }[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => wordsOf(one, [...path, index]));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, one]) => wordsOf(one, [...path, key]));
  }
  return typeof value === 'string' ? [{ path, word: value }] : [];
}

const lists = listsOf(BOOK_SCHEMA);

/** Where a book says a word of a list, and the other words of that list. */
function* exchanges(
  book: Plain,
): Iterable<{ readonly path: Path; readonly words: readonly string[]; readonly other: string }> {
  for (const { path, word } of wordsOf(book)) {
    const member = String(path.findLast((step) => typeof step === 'string'));
    if (FREE.has(member)) continue;
    for (const list of lists.get(member) ?? []) {
      const words = list.split(' ');
      if (!words.includes(word)) continue;
      for (const other of words) {
        if (other !== word) yield { path, words: [`${member}: ${word}`, `${member}: ${other}`], other };
      }
    }
  }
}

const groups = readdirSync(__dirname)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .flatMap((file) => readGroups(readFileSync(join(__dirname, file), 'utf8')));

/** The words that a case of this group shows: one for another gives another result. */
function* shown(group: Group, one: Case): Iterable<string> {
  const [before] = resultsOf({ ...group, cases: [one] });
  for (const { path, words, other } of exchanges(group.book)) {
    const [after] = resultsOf({ ...group, book: changedAt(group.book, path, other) as Plain, cases: [one] });
    if (after !== before) yield* words;
  }
  for (const { path, words, other } of exchanges(one.book ?? {})) {
    const [after] = resultsOf({ ...group, cases: [{ ...one, book: changedAt(one.book, path, other) as Plain }] });
    if (after !== before) yield* words;
  }
}

it('every word of the language changes a result of a golden case', () => {
  const seen = new Set(groups.flatMap((group) => group.cases.flatMap((one) => [...shown(group, one)])));
  const words = [...lists].flatMap(([member, own]) =>
    [...own].flatMap((list) => (FREE.has(member) ? [] : list.split(' ').map((word) => `${member}: ${word}`))),
  );
  expect(words.filter((word) => !seen.has(word))).toEqual([]);
});
