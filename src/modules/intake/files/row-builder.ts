import type { Cell, Row } from 'src/modules/intake/feed';
import { FileFault } from './faults';
import { LIMITS } from './limits';
import { MergedCells } from './merges';

/** Puts cells together to rows, in any workbook: limits, merged cells, and no row without a value. */
export class RowBuilder {
  private done: Row[] = [];
  private cells: Cell[] = [];
  private filled = false;
  private total = 0;
  private readonly merged: MergedCells;
  line = 0;

  constructor(merges: readonly string[]) {
    this.merged = new MergedCells(merges);
  }

  begin(line: number): void {
    this.line = line;
    this.cells = [];
    this.filled = false;
  }

  put(column: number, cell: Cell): void {
    if (cell === '') return;
    if (typeof cell === 'string' && cell.length > LIMITS.cellLength) {
      throw new FileFault('cell-too-long', String(this.line));
    }
    while (this.cells.length < column) this.cells.push('');
    this.cells[column] = cell;
    if (typeof cell !== 'string' || cell.trim() !== '') this.filled = true;
  }

  end(): void {
    this.total += this.cells.length;
    if (this.total > LIMITS.cells) throw new FileFault('too-many-cells', `> ${String(LIMITS.cells)}`);
    if (!this.filled) return;
    const spread = this.merged.any ? this.merged.apply(this.line, this.cells) : [];
    this.done.push(
      spread.length > 0 ? { line: this.line, cells: this.cells, spread } : { line: this.line, cells: this.cells },
    );
  }

  /** The rows finished since the last call. */
  take(): Row[] {
    const rows = this.done;
    this.done = [];
    return rows;
  }
}
