import type { Layout, Question, Row, RowReader } from 'src/modules/intake/feed';
import { titleOf, titlesOf } from './columns';
import { namingOf, readNaming } from './naming';
import { nearest } from './similar';
import { isHarmless } from './unread-columns';

/** What a list must have, and every title it may have; each column with its names as people write them. */
export interface Wanted {
  readonly id: string;
  readonly fit: number;
  /** Groups of names: one of each group must stand in the header. */
  readonly needed: readonly (readonly string[])[];
  readonly known: readonly (readonly string[])[];
  readonly needless?: readonly string[];
  /** Titles that make it another kind of list. */
  readonly isOther?: (titles: readonly string[]) => boolean;
  /** How the feed folds titles. */
  readonly fold?: (title: string) => string;
}

type Missing = NonNullable<Question['columns']>;

/**
 * A layout for lists whose header has most of what is needed, and for each column it lacks an unread title much like it. It
 * reads nothing and asks which title is which column: nothing is guessed. Lists in which nothing is like what they lack are
 * not its business.
 */
export function askingLayout<R>(wanted: Wanted): Layout<R> {
  return {
    id: wanted.id,
    begin(_, head, context) {
      for (const row of head) {
        const { titles } = titlesOf(row);
        const fold = wanted.fold ?? titleOf;
        const naming = namingOf({ titles, folded: titles.map(fold), fold }, context);
        if (wanted.isOther?.(naming.compared) === true || !hasMost(naming.compared, wanted)) continue;
        const question = columnQuestion({ titles, compared: naming.compared }, wanted);
        if (question) {
          const known = new Set(wanted.known.flat().map(fold));
          const positions = [...naming.compared.keys()].filter((at) => known.has(naming.compared[at] ?? ''));
          return { fit: wanted.fit, reader: asking(row, question), naming: readNaming(naming, positions) };
        }
      }
      return undefined;
    },
  };
}

function hasMost(compared: readonly string[], { needed, fold = titleOf }: Wanted): boolean {
  const found = needed.filter((names) => names.some((name) => compared.includes(fold(name))));
  return found.length * 2 >= needed.length;
}

/** Which titles are the columns that are needed and not there; undefined where none is missing, or nothing is like it. */
export function columnQuestion(
  { titles, compared }: { readonly titles: readonly string[]; readonly compared: readonly string[] },
  { needed, known, needless = [], fold = titleOf }: Pick<Wanted, 'needed' | 'known' | 'needless' | 'fold'>,
): Question | undefined {
  const knownTitles = new Set([...known.flat(), ...needless].map(fold));
  const unread = new Map(
    compared.flatMap((title, at) =>
      knownTitles.has(title) || isHarmless(title) ? [] : [[title, titles[at] || title] as const],
    ),
  );
  const missing: Missing[number][] = [];
  for (const names of needed) {
    const folded = names.map(fold);
    if (folded.some((name) => compared.includes(name))) continue;
    const found = nearest(folded, unread.keys());
    if (found === undefined) return undefined;
    missing.push({ title: unread.get(found) ?? found, to: names[0] ?? '' });
    unread.delete(found);
  }
  return missing.length === 0 ? undefined : questionOf(missing);
}

function asking<R>(header: Row, question: Question): RowReader<R> {
  let rows = 0;
  return {
    row(row) {
      if (row.line > header.line) rows++;
      return [];
    },
    end: () => ({ question, rows }),
  };
}

function questionOf(missing: Missing): Question {
  const pairs = missing.map(({ title, to }) => `"${title}=${to}"`);
  const needed = missing.map(({ to }) => to);
  const like = missing.map(({ title }) => title);
  return {
    code: 'column',
    answer: 'columns',
    columns: missing,
    text: {
      zh: `表头缺少必需的列${list(needed)}，不认识的列中最像的是${list(like)}。是同一列的，请加 ${pairs.map((pair) => `--column ${pair}`).join(' ')}；不是的，请写成实际对应的列名。确认一次后，同样表头的文件自动沿用`,
      en: `The header lacks ${needed.join(', ')}; most like it among the unknown columns: ${like.join(', ')}. If that is the column, add ${pairs.map((pair) => `--column ${pair}`).join(' ')}; else name the right one. Said once, it holds for every file with this header.`,
    },
  };
}

function list(titles: readonly string[]): string {
  return titles.map((title) => `“${title}”`).join('、');
}
