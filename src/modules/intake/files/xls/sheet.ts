import type { Row } from 'src/modules/intake/feed';
import { FileFault } from 'src/modules/intake/files/faults';
import { LIMITS } from 'src/modules/intake/files/limits';
import { rangeOf } from 'src/modules/intake/files/merges';
import { RowBuilder } from 'src/modules/intake/files/row-builder';
import { CELLS, CellValues, packed } from './cell-values';
import type { Globals, SheetStart } from './globals';
import { Records, TYPE } from './records';

const GROUP = 256;
/** A row and a place in the stream as one number that sorts by row. */
const BEHIND_ROW = 2 ** 32;
/** One worksheet of a workbook stream. Hidden rows are rows; a chart inside the sheet is passed over. */
export class XlsSheet {
  private readonly values: CellValues;
  private readonly merges: string[] = [];
  /** Where the cell records begin in the order of their rows, when the file has them in another order. */
  private order: Float64Array | undefined;

  constructor(
    private readonly stream: Buffer,
    globals: Globals,
    private readonly sheet: SheetStart,
  ) {
    this.values = new CellValues(globals);
    this.survey();
  }

  /** The rows in groups, from the first. */
  *rows(): Generator<Row[]> {
    const builder = new RowBuilder(this.merges);
    const records = new Records(this.stream, this.sheet.start);
    let [line, finished] = [0, 0];
    for (const row of this.cellRecords(records)) {
      if (row + 1 !== line) {
        if (line > 0) builder.end();
        if (++finished % GROUP === 0) yield builder.take();
        line = row + 1;
        builder.begin(line);
      }
      this.read(records, builder);
    }
    if (line > 0) builder.end();
    yield builder.take();
  }

  /** The list of merged cells stands behind the cells, and nobody promises the order of these. */
  private survey(): void {
    const records = new Records(this.stream, this.sheet.start);
    if (!records.nextIs(TYPE.BOF)) throw new FileFault('damaged', this.sheet.name);
    const starts: number[] = [];
    let [last, ascending, depth] = [0, true, 1];
    while (depth > 0 && records.next()) {
      if (records.type === TYPE.BOF) depth++;
      else if (records.type === TYPE.EOF) depth--;
      else if (depth === 1 && records.type === TYPE.MERGEDCELLS) this.merged(records);
      else if (depth === 1 && CELLS.has(records.type)) {
        const row = records.u16(0);
        if (row < last) ascending = false;
        last = row;
        starts.push(row * BEHIND_ROW + records.start);
      }
    }
    if (depth > 0) throw new FileFault('truncated');
    if (!ascending) this.order = Float64Array.from(starts).sort();
  }

  private merged(records: Records): void {
    const count = Math.min(records.u16(0), Math.floor((records.length - 2) / 8));
    for (let index = 0; index < count; index++) {
      const at = 2 + index * 8;
      this.merges.push(rangeOf(records.u16(at), records.u16(at + 4), records.u16(at + 2), records.u16(at + 6)));
      if (this.merges.length > LIMITS.merges) throw new FileFault('too-many-merges', `> ${String(LIMITS.merges)}`);
    }
  }

  /** Puts `records` on one cell record after the other and gives its row. */
  private *cellRecords(records: Records): Generator<number> {
    if (this.order) {
      for (const place of this.order) {
        records.goTo(place % BEHIND_ROW);
        records.next();
        yield records.u16(0);
      }
      return;
    }
    for (let depth = 0; records.next();) {
      if (records.type === TYPE.BOF) depth++;
      else if (records.type === TYPE.EOF && --depth === 0) return;
      else if (depth === 1 && CELLS.has(records.type)) yield records.u16(0);
    }
  }

  private read(records: Records, builder: RowBuilder): void {
    const column = records.u16(2);
    if (records.type !== TYPE.MULRK) {
      builder.put(columnIn(column), this.values.read(records));
      return;
    }
    const count = Math.floor((records.length - 6) / 6);
    for (let index = 0; index < count; index++) {
      const at = 4 + index * 6;
      builder.put(columnIn(column + index), this.values.number(packed(records.u32(at + 2)), records.u16(at)));
    }
  }
}

function columnIn(column: number): number {
  if (column >= LIMITS.columns) throw new FileFault('column-range', String(column + 1));
  return column;
}
