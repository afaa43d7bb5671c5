import type { FeedContext, Row } from 'src/modules/intake/feed';
import { namingOf, type Naming } from 'src/modules/intake/table/naming';
import { unreadColumns, type HeaderRemark } from 'src/modules/intake/table/unread-columns';
import { isBlank, shown, titleOf } from './rows';

/** The header of a table: where it ends and what each column is called. */
export interface Header {
  /** Line of the last header row; data begin below it. */
  readonly line: number;
  /** For comparison: folded, without brackets; where somebody said which column a title is, that column. */
  readonly titles: readonly string[];
  /** The same, as they stand in the file. */
  readonly own: readonly string[];
  readonly naming: Naming;
  /** As the user sees them. */
  readonly shown: readonly string[];
  /** Rows above the header, where titles stand. */
  readonly above: readonly Row[];
}

/**
 * Finds the header among the first rows: one row, or two rows joined (the lower title wins where both have one). Title
 * rows above, column order and further columns do not matter. `fits` says whether these titles are wanted.
 */
export function findHeader(
  head: readonly Row[],
  wanted: (titles: readonly string[]) => boolean,
  context?: FeedContext,
): Header | undefined {
  const fits: Fits = (columns) => wanted(named(columns, context).compared);
  for (const [index, row] of head.entries()) {
    const next = head[index + 1];
    const above = head.slice(0, index);
    if (fits(single(row))) {
      const second = next && isSecondRow(row, next, fits) ? next : undefined;
      return headerOf(above, second ?? row, second ? join(row, second) : single(row), context);
    }
    // A title above a header that is complete by itself is no upper header row.
    if (next && !fits(single(next)) && fits(join(row, next))) return headerOf(above, next, join(row, next), context);
  }
  return undefined;
}

interface Titled {
  readonly title: string;
  readonly text: string;
}

type Fits = (columns: readonly Titled[]) => boolean;

function headerOf(
  above: readonly Row[],
  { line }: Row,
  columns: readonly Titled[],
  context: FeedContext | undefined,
): Header {
  const naming = named(columns, context);
  const [own, shown] = [columns.map(({ title }) => title), columns.map(({ text }) => text)];
  return { line, titles: naming.compared, own, shown, naming, above };
}

function named(columns: readonly Titled[], context: FeedContext | undefined): Naming {
  const [titles, folded] = [columns.map(({ text }) => text), columns.map(({ title }) => title)];
  return namingOf({ titles, folded, fold: titleOf }, context);
}

function single(row: Row): Titled[] {
  return row.cells.map((cell) => ({ title: titleOf(cell), text: shown(cell) }));
}

function join(row: Row, next: Row): Titled[] {
  return Array.from({ length: Math.max(row.cells.length, next.cells.length) }, (_, column) => {
    const cell = isBlank(next.cells[column]) ? row.cells[column] : next.cells[column];
    return { title: titleOf(cell), text: shown(cell) };
  });
}

/** A lower header row below one that is complete by itself: only words, no digit, nothing under the first titles. */
function isSecondRow(row: Row, next: Row, fits: Fits): boolean {
  const own = next.cells.filter((cell, column) => !isBlank(cell) && next.spread?.includes(column) !== true);
  if (own.length === 0 || own.some((cell) => typeof cell !== 'string' || /[\d:]/.test(shown(cell)))) return false;
  const firstWord = row.cells.findIndex((cell) => !isBlank(cell));
  const under = next.cells[firstWord];
  const free = isBlank(under) || next.spread?.includes(firstWord) === true;
  return free && fits(join(row, next));
}

/** The first of the titles in the order of `names`; -1 for none. */
export function columnOf(titles: readonly string[], names: readonly string[]): number {
  for (const name of names) {
    const column = titles.indexOf(name);
    if (column >= 0) return column;
  }
  return -1;
}

/** One remark that names the columns nobody reads, if there are any; `read`: positions, -1 for columns that are not there. */
export function unreadIn(
  { line, titles, shown }: Header,
  read: readonly number[],
  words: Parameters<typeof unreadColumns>[2],
): readonly HeaderRemark[] {
  return unreadColumns({ line, titles: shown, folded: titles }, read, words);
}

/** A header printed again between the data (page breaks). */
export function isHeaderAgain(header: Header, row: Row): boolean {
  let filled = 0;
  for (const [column, cell] of row.cells.entries()) {
    const title = titleOf(cell);
    if (title === '') continue;
    // Nearly every row ends here, with its first cell.
    if (title !== header.own[column]) return false;
    filled++;
  }
  return filled > 1;
}
