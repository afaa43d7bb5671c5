import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateCase, readGroups, type Group } from './case';

/**
 * Every number of every golden item means something: raised a little, it changes a result of some case of its group, or the
 * checker refuses the book, or it is named here with the reason why these cases cannot show it.
 */
// In these three groups the range only lets points in by hand, so that totals and ranks can be set; S8 is about the range.
const SILENT: ReadonlySet<string> = new Set(
  ['S35 35.2', 'S33 33.1', 'S29 t.1'].flatMap((item) => [`${item} shape.min`, `${item} shape.max`]),
);

type Plain = Record<string, unknown>;
const NUMBER = /^\d+(\.\d+)?%?$/;
const FREE = new Set(['code', 'number', 'section', 'is', 'isNot', 'windows']);

function paths(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((one, index) => paths(one, [...path, index]));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, one]) => (FREE.has(key) ? [] : paths(one, [...path, key])));
  }
  return typeof value === 'string' && NUMBER.test(value) ? [[...path]] : [];
}

/** A copy with the number at the path raised: a share by 3 points, a whole number by 1, others by 0.07. */
function raised(value: unknown, [key, ...rest]: readonly (string | number)[]): unknown {
  if (key === undefined) {
    const text = String(value);
    if (text.endsWith('%')) return `${Number(text.slice(0, -1)) + 3}%`;
    return text.includes('.') ? (Number(text) + 0.07).toFixed(4) : String(Number(text) + 1);
  }
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? raised(one, rest) : one));
  const plain = value as Plain;
  return { ...plain, [key]: raised(plain[key], rest) };
}

function results(group: Group): string[] {
  return group.cases.map((one) => {
    try {
      const { sheets, outcomes, effects } = evaluateCase(group, one);
      return JSON.stringify([
        sheets.map(({ score, grade, lines }) => [score, grade, lines.map(({ exact, state }) => [exact, state])]),
        outcomes.map(({ members, decide, spared, skipped }) => [members, decide, spared, skipped]),
        effects,
      ]);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  });
}

/** The cases of a group by the items they use: those of the group, or their own. */
function variants(group: Group): Group[] {
  const plain = group.cases.filter((one) => one.book?.items === undefined);
  const own = group.cases.filter((one) => one.book?.items !== undefined);
  return [
    ...(plain.length > 0 ? [{ ...group, cases: plain }] : []),
    ...own.map((one) => ({
      ...group,
      book: { ...group.book, items: one.book?.items },
      cases: [{ ...one, book: { ...one.book, items: undefined } }],
    })),
  ].map((variant) => ({
    ...variant,
    cases: variant.cases.map((one) => ({
      ...one,
      book: Object.fromEntries(Object.entries(one.book ?? {}).filter(([, value]) => value !== undefined)),
    })),
  }));
}

const groups = readdirSync(__dirname)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .flatMap((file) => readGroups(readFileSync(join(__dirname, file), 'utf8')));

it('every number of the golden books changes a result', () => {
  const seen = new Map<string, boolean>();
  for (const group of groups) {
    for (const variant of variants(group)) {
      const before = results(variant);
      for (const path of paths(variant.book.items)) {
        const items = raised(variant.book.items, path);
        const changed = results({ ...variant, book: { ...variant.book, items } }).some(
          (one, index) => one !== before[index],
        );
        // A number is shown when some case of the group shows it, whichever items the case brings.
        const item = (variant.book.items as Plain[])[Number(path[0])];
        const name = `${group.shape} ${String(item?.code)} ${path.slice(1).join('.')}`;
        seen.set(name, (seen.get(name) ?? false) || changed);
      }
    }
  }
  expect([...seen].filter(([name, shows]) => !shows && !SILENT.has(name)).map(([name]) => name)).toEqual([]);
  expect(seen.size).toBeGreaterThan(150);
});
