import { foldTitle } from 'src/common/text';
import type { Cell, FeedContext, Row } from 'src/modules/intake/feed';
import { namingOf, readNaming, type Naming } from './naming';

/** The names a column may have; the first is the one shown to people. */
export type ColumnNames<F extends string> = Readonly<Record<F, readonly string[]>>;

/** The header of a table: where each known column stands. */
export interface Columns<F extends string> {
  readonly line: number;
  readonly at: ReadonlyMap<F, number>;
  /** Titles as the file writes them, by position. */
  readonly titles: readonly string[];
  /** The same, folded for comparison. */
  readonly folded: readonly string[];
  /** What the titles count as, where somebody said so. */
  readonly naming?: Naming;
  /** Rows above the header, where titles stand. */
  readonly above: readonly Row[];
}

/**
 * Finds the header among the first rows of a sheet, below any title rows: the first row in which `fits` accepts the
 * columns found. Columns may stand in any order, with full-width signs, blanks and line feeds in their names.
 */
export function findColumns<F extends string>(
  head: readonly Row[],
  names: ColumnNames<F>,
  fits: (has: (field: F) => boolean) => boolean,
  context?: FeedContext,
): Columns<F> | undefined {
  for (const [index, row] of head.entries()) {
    const { titles, folded } = titlesOf(row);
    const naming = namingOf({ titles, folded, fold: titleOf }, context);
    const at = columnsOf(naming.compared, names);
    if (fits((field) => at.has(field)))
      return {
        ...{ line: row.line, at, titles, folded, above: head.slice(0, index) },
        naming: readNaming(naming, at.values()),
      };
  }
  return undefined;
}

/** The titles of a row as people see them, and folded for comparison. */
export function titlesOf(row: Row): { titles: readonly string[]; folded: readonly string[] } {
  const titles = row.cells.map((cell) => (typeof cell === 'string' ? cell.replace(/\s+/g, '') : ''));
  return { titles, folded: row.cells.map(titleOf) };
}

/** Each field's first name that occurs, in the order of its names; a column belongs to one field only. */
function columnsOf<F extends string>(titles: readonly string[], names: ColumnNames<F>): Map<F, number> {
  const at = new Map<F, number>();
  const taken = new Set<number>();
  for (const [field, aliases] of Object.entries(names) as [F, readonly string[]][]) {
    const position = aliases.map((name) => titles.indexOf(foldTitle(name))).find((index) => index >= 0);
    if (position === undefined || taken.has(position)) continue;
    at.set(field, position);
    taken.add(position);
  }
  return at;
}

/** Whether a data row repeats the header: exports glued together. */
export function repeatsHeader(columns: Columns<string>, row: Row): boolean {
  const [first] = row.cells;
  // Nearly every row ends here, by its first cell.
  if (first === undefined || row.cells.length < 2 || isNumber(first) !== isNumber(columns.folded[0] ?? ''))
    return false;
  if (titleOf(first) !== columns.folded[0]) return false;
  return row.cells.every((cell, index) => titleOf(cell) === (columns.folded[index] ?? ''));
}

function isNumber(cell: Cell): boolean {
  return typeof cell === 'string' && /^\d+$/.test(cell);
}

/** A column's title for comparison: a required one is often marked with a star. */
export function titleOf(cell: Cell): string {
  return typeof cell === 'string' ? foldTitle(cell).replace(/^\*|\*$|\((?:必填|选填)\)$/g, '') : '';
}
