import { sha256 } from 'src/common/canonical';
import type { FeedContext } from 'src/modules/intake/feed';

/** What somebody said of a title: it is the known column `to`; '' says that nobody needs it. */
export interface NamedColumn {
  /** The title as the file writes it. */
  readonly title: string;
  readonly to: string;
  /** Who said so before, and when; null: said with this import. */
  readonly by: string | null;
  readonly at: string | null;
}

/** What was said before about the titles of one source. */
export interface SavedColumn extends NamedColumn {
  readonly source: string;
}

/** The titles of a header and what they count as. */
export interface Naming {
  /** Which header this is: the same titles, in whatever order, are the same source. */
  readonly source: string;
  /** Titles as the file writes them. */
  readonly titles: readonly string[];
  /** For comparison, by position: the column a title was said to be, else the title itself. */
  readonly compared: readonly string[];
  readonly named: readonly NamedColumn[];
}

/** A header row: titles as written, and folded for comparison by `fold`. */
interface Titles {
  readonly titles: readonly string[];
  readonly folded: readonly string[];
  readonly fold: (title: string) => string;
}

/**
 * What the titles of a header count as: as asked with the import, else as saved for the same header. A title is never taken
 * for a column that stands in the file under its own name, nor two titles for one column.
 */
export function namingOf({ titles, folded, fold }: Titles, context: FeedContext | undefined): Naming {
  const source = sourceOf(folded);
  const { asked, saved } = saidOf(context, source);
  const compared = [...folded];
  const named: NamedColumn[] = [];
  for (const said of [...asked, ...saved]) {
    const position = folded.indexOf(fold(said.title));
    const to = fold(said.to);
    if (position < 0 || compared[position] !== folded[position] || (to !== '' && compared.includes(to))) continue;
    compared[position] = to;
    named.push({ ...said, title: titles[position] || said.title });
  }
  return { source, titles, compared, named };
}

/** The same, without what was said of columns that nobody reads: `positions` are those that are read. */
export function readNaming(naming: Naming, positions: Iterable<number>): Naming {
  if (naming.named.length === 0) return naming;
  const read = new Set(positions);
  const named = naming.named.filter(({ title, to }) => to === '' || read.has(naming.titles.indexOf(title)));
  return { ...naming, named };
}

function saidOf(
  context: FeedContext | undefined,
  source: string,
): { asked: readonly NamedColumn[]; saved: readonly NamedColumn[] } {
  const asked = Object.entries(context?.options.columns ?? {}).map(([title, to]) => ({
    title,
    to,
    by: null,
    at: null,
  }));
  const saved = (context?.columns ?? [])
    .filter((one) => one.source === source)
    .map(({ title, to, by, at }) => ({ title, to, by, at }));
  return { asked, saved };
}

/** 16 hexadecimal digits of the titles, in any order. */
function sourceOf(folded: readonly string[]): string {
  const titles = [...new Set(folded)].filter((title) => title !== '').sort();
  return sha256(titles.join('\n')).slice(0, 16);
}
