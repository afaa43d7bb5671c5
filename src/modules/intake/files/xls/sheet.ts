import type { Cell, Row } from 'src/modules/intake/feed';
import { FileFault } from 'src/modules/intake/files/faults';
import { LIMITS } from 'src/modules/intake/files/limits';
import { rangeOf } from 'src/modules/intake/files/merges';
import { storedNumber } from 'src/modules/intake/files/numbers';
import { RowBuilder } from 'src/modules/intake/files/row-builder';
import { civilOfSerial } from 'src/modules/intake/files/serial-dates';
import type { Globals, SheetStart } from './globals';
import { Records, TYPE } from './records';
import { unicodeString } from './strings';

const CELLS = new Set<number>([
  TYPE.LABELSST,
  TYPE.LABEL,
  TYPE.RSTRING,
  TYPE.NUMBER,
  TYPE.RK,
  TYPE.MULRK,
  TYPE.BOOLERR,
  TYPE.FORMULA,
]);
const ERRORS: ReadonlyMap<number, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
]);
const GROUP = 256;
/** A row and a place in the stream as one number that sorts by row. */
const BEHIND_ROW = 2 ** 32;
/** What a formula brought when it is no number. */
const RESULT = { text: 0, truth: 1, error: 2 } as const;

/** One worksheet of a workbook stream. Hidden rows are rows; a chart inside the sheet is passed over. */
export class XlsSheet {
  private readonly merges: string[] = [];
  /** Where the cell records begin in the order of their rows, when the file has them in another order. */
  private order: Float64Array | undefined;

  constructor(
    private readonly stream: Buffer,
    private readonly globals: Globals,
    private readonly sheet: SheetStart,
  ) {
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
      builder.put(columnIn(column), this.cell(records));
      return;
    }
    const count = Math.floor((records.length - 6) / 6);
    for (let index = 0; index < count; index++) {
      const at = 4 + index * 6;
      builder.put(columnIn(column + index), this.number(packed(records.u32(at + 2)), records.u16(at)));
    }
  }

  private cell(records: Records): Cell {
    switch (records.type) {
      case TYPE.LABELSST: {
        const index = records.u32(6);
        return this.globals.shared[index] ?? { kind: 'faulty', fault: 'error', text: `#${String(index)}` };
      }
      case TYPE.LABEL:
      case TYPE.RSTRING:
        return this.text(records, 6);
      case TYPE.NUMBER:
        return this.number(records.double(6), records.u16(4));
      case TYPE.RK:
        return this.number(packed(records.u32(6)), records.u16(4));
      case TYPE.BOOLERR:
        return records.u8(7) === 0 ? truth(records.u8(6)) : faulty(records.u8(6));
      default:
        return this.formula(records);
    }
  }

  private number(value: number, style: number): Cell {
    const format = this.globals.styles[style];
    const date = format ? civilOfSerial(value, format, this.globals.date1904) : undefined;
    return date ?? { kind: 'number', text: storedNumber(value) };
  }

  private text(records: Records, offset: number): string {
    const { byteText } = this.globals;
    if (!byteText) return unicodeString(records, offset);
    const from = records.from + offset + 2;
    return byteText.decode(records.bytes.subarray(from, Math.min(from + records.u16(offset), records.to)));
  }

  /** The stored result of a formula; a text stands in a record of its own behind it. */
  private formula(records: Records): Cell {
    if (records.u16(12) !== 0xffff) {
      const value = records.double(6);
      // Programs that write formulas and never calculate leave a nought and ask for the calculation on opening.
      if (value === 0 && (records.u16(14) & 3) === 3) return { kind: 'faulty', fault: 'formula', text: '=' };
      return this.number(value, records.u16(4));
    }
    const [kind, value] = [records.u8(6), records.u8(8)];
    if (kind === RESULT.truth) return truth(value);
    if (kind === RESULT.error) return faulty(value);
    return kind === RESULT.text ? this.result(new Records(records.bytes, records.to)) : '';
  }

  private result(behind: Records): string {
    while (behind.next() && !CELLS.has(behind.type) && behind.type !== TYPE.EOF) {
      if (behind.type === TYPE.STRING) return this.text(behind, 0);
    }
    return '';
  }
}

function columnIn(column: number): number {
  if (column >= LIMITS.columns) throw new FileFault('column-range', String(column + 1));
  return column;
}

function truth(value: number): Cell {
  return value === 0 ? 'FALSE' : 'TRUE';
}

function faulty(code: number): Cell {
  return { kind: 'faulty', fault: 'error', text: ERRORS.get(code) ?? `#${String(code)}` };
}

const view = new DataView(new ArrayBuffer(8));

/** A number packed into 30 bits: an integer or the upper half of a double, perhaps a hundredfold. */
function packed(bits: number): number {
  let value = bits >> 2;
  if ((bits & 2) === 0) {
    view.setUint32(0, bits & 0xfffffffc);
    view.setUint32(4, 0);
    value = view.getFloat64(0);
  }
  return (bits & 1) === 0 ? value : value / 100;
}
