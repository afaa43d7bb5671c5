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
 * columns found, else the first two rows which together hold them. Columns may stand in any order, with full-width signs, blanks and line feeds in their names.
 */
export function findColumns<F extends string>(
  head: readonly Row[],
  names: ColumnNames<F>,
  fits: (has: (field: F) => boolean) => boolean,
  context?: FeedContext,
): Columns<F> | undefined {
  const sought = { names, fits, context };
  for (const [index, row] of head.entries()) {
    const found = columnsIn(row, head.slice(0, index), sought);
    if (found) return found;
  }
  // Two rows of titles: one over several columns, and below it what each of them holds.
  for (const [index, row] of head.entries()) {
    const below = head[index + 1];
    const found = below && columnsIn(joined(row, below), head.slice(0, index), sought);
    if (found) return found;
  }
  return undefined;
}

interface Sought<F extends string> {
  readonly names: ColumnNames<F>;
  readonly fits: (has: (field: F) => boolean) => boolean;
  readonly context: FeedContext | undefined;
}

function columnsIn<F extends string>(
  row: Row,
  above: readonly Row[],
  { names, fits, context }: Sought<F>,
): Columns<F> | undefined {
  const { titles, folded } = titlesOf(row);
  const naming = namingOf({ titles, folded, fold: titleOf }, context);
  const at = columnsOf(naming.compared, names);
  if (!fits((field) => at.has(field))) return undefined;
  return { line: row.line, at, titles, folded, naming: readNaming(naming, at.values()), above };
}

/** The lower title where there is one, else the upper one. */
function joined(upper: Row, lower: Row): Row {
  const width = Math.max(upper.cells.length, lower.cells.length);
  const cells = Array.from({ length: width }, (_, at) => lower.cells[at] || (upper.cells[at] ?? ''));
  return { line: lower.line, cells };
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
