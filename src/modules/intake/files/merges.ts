import type { Cell } from 'src/modules/intake/feed';
import { FileFault } from './faults';
import { LIMITS } from './limits';

interface Merge {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** Of a piece without the word, what may be its beginning. */
const WORD = 60;

/** Finds `<mergeCell ref="…">` in a sheet that is read before its rows, because the list stands behind them. */
export class MergeScan {
  readonly refs: string[] = [];
  private tail = '';

  write(piece: string): void {
    const text = this.tail + piece;
    if (!text.includes('mergeCell')) {
      this.tail = text.slice(-WORD);
      return;
    }
    const pattern = /<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Za-z0-9:$]{1,40})["'][^<>]*>/g;
    let end = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      if (match[1] !== undefined) this.refs.push(match[1]);
      if (this.refs.length > LIMITS.merges) throw new FileFault('too-many-merges', `> ${String(LIMITS.merges)}`);
      end = pattern.lastIndex;
    }
    // An element cut by the piece's end is no longer than this.
    this.tail = text.slice(Math.max(end, text.length - 200));
  }
}

/** Column letters to a number from 0; undefined outside A … XFD. */
export function columnOf(letters: string): number | undefined {
  let number = 0;
  for (let index = 0; index < letters.length; index++) {
    const digit = letters.charCodeAt(index) - 64;
    if (digit < 1 || digit > 26 || number > LIMITS.columns) return undefined;
    number = number * 26 + digit;
  }
  return number >= 1 && number <= LIMITS.columns ? number - 1 : undefined;
}

/** Column number from 0 to its letters. */
function lettersOf(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** `A1:B2` of rows and columns from 0. */
export function rangeOf(top: number, left: number, bottom: number, right: number): string {
  return `${lettersOf(left)}${String(top + 1)}:${lettersOf(right)}${String(bottom + 1)}`;
}

/** Gives the value of a merged cell to the rows it spans. Rows must come in ascending order. */
export class MergedCells {
  private readonly waiting: Merge[];
  private next = 0;
  private active: { readonly merge: Merge; readonly value: Cell }[] = [];

  constructor(refs: readonly string[]) {
    this.waiting = refs.map(parseMerge).filter((merge) => merge !== undefined);
    this.waiting.sort((a, b) => a.from - b.from || a.column - b.column);
  }

  get any(): boolean {
    return this.waiting.length > 0;
  }

  /** Fills blank cells of `cells` (row `line`) from merges that began above; the columns filled are returned. */
  apply(line: number, cells: Cell[]): number[] {
    if (this.active.length > 0) this.active = this.active.filter(({ merge }) => merge.to >= line);
    const spread: number[] = [];
    for (const { merge, value } of this.active) {
      const own = cells[merge.column] ?? '';
      if (own !== '') continue;
      while (cells.length <= merge.column) cells.push('');
      cells[merge.column] = value;
      spread.push(merge.column);
    }
    this.begin(line, cells);
    return spread.sort((a, b) => a - b);
  }

  private begin(line: number, cells: readonly Cell[]): void {
    for (let merge = this.waiting[this.next]; merge && merge.from <= line; merge = this.waiting[this.next]) {
      this.next++;
      const value = merge.from === line ? (cells[merge.column] ?? '') : '';
      if (value !== '') this.active.push({ merge, value });
      if (this.active.length > LIMITS.columns) throw new FileFault('too-many-merges', String(line));
    }
  }
}

function parseMerge(ref: string): Merge | undefined {
  const match = /^\$?([A-Z]+)\$?(\d+):\$?[A-Z]+\$?(\d+)$/.exec(ref.toUpperCase());
  if (!match) return undefined;
  const column = columnOf(match[1] ?? '');
  const from = Number(match[2]);
  const to = Number(match[3]);
  const rows = to - from + 1;
  return column === undefined || rows < 2 || rows > LIMITS.mergedRows ? undefined : { column, from, to };
}
