import { foldTitle } from 'src/common/text';
import type { Cell, FeedContext, Row } from 'src/modules/intake/feed';
import { namingOf, readNaming, type Naming } from './naming';

const MARKED = /[*:【]|[填选]项?\)$/;
const MARKS = /^[*【]+|[*:】]+$|\((?:必填|选填|必选|可选)项?\)$/g;

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
 * columns found (with a row of further titles below it, where there is one), else the first two rows which together hold
 * them. Columns may stand in any order, with full-width signs, blanks and line feeds in their names.
 */
export function findColumns<F extends string>(
  head: readonly Row[],
  names: ColumnNames<F>,
  fits: (has: (field: F) => boolean) => boolean,
  context?: FeedContext,
): Columns<F> | undefined {
  const sought = { names, fits, context };
  for (const [index, row] of head.entries()) {
    const [above, below] = [head.slice(0, index), head[index + 1]];
    const found = columnsIn(row, above, sought);
    if (found) return (below && deeper(found, row, below, sought)) ?? found;
  }
  // Two rows of titles: one over several columns, and below it what each of them holds.
  for (const [index, row] of head.entries()) {
    const below = head[index + 1];
    const found = below && columnsIn(joined(row, below, names), head.slice(0, index), sought);
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

/** The columns with the titles of a second row, where that names some more and holds nothing but words under titles. */
function deeper<F extends string>(found: Columns<F>, row: Row, below: Row, sought: Sought<F>): Columns<F> | undefined {
  const own = below.cells.filter((cell, at) => cell !== '' && below.spread?.includes(at) !== true);
  if (own.length === 0 || own.some((cell) => typeof cell !== 'string' || /\d/.test(cell))) return undefined;
  const both = columnsIn(joined(row, below, sought.names), found.above, sought);
  return both && both.at.size > found.at.size && [...found.at.keys()].every((field) => both.at.has(field))
    ? both
    : undefined;
}

/**
 * The lower title where there is one, else the upper one; where a column is known by the upper one before the lower one
 * (特别程序 over 开始 and 结束), both.
 */
function joined(upper: Row, lower: Row, names: ColumnNames<string>): Row {
  const known = new Set(Object.values(names).flat().map(foldTitle));
  let over = '';
  const cells = Array.from({ length: Math.max(upper.cells.length, lower.cells.length) }, (_, at) => {
    const [high, low] = [upper.cells[at] ?? '', lower.cells[at] ?? ''];
    if (high !== '') over = typeof high === 'string' ? high : '';
    if (typeof low !== 'string' || low === '') return low === '' ? high : low;
    return known.has(titleOf(over + low)) ? over + low : low;
  });
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

/** A column's title for comparison: without the marks of a form (`*工号`, `【工号】`, `工号：`, `工号（必填）`); `（单位：天）` is `(天)`. */
export function titleOf(cell: Cell): string {
  if (typeof cell !== 'string') return '';
  const title = foldTitle(cell);
  return MARKED.test(title) ? title.replace('(单位:', '(').replace(MARKS, '').replace(MARKS, '') : title;
}
