import type { Cell } from 'src/modules/intake/feed';
import { storedNumber } from 'src/modules/intake/files/numbers';
import { cellOfNumber } from 'src/modules/intake/files/serial-dates';
import type { Globals } from './globals';
import { Records, TYPE } from './records';
import { unicodeString } from './strings';

/** Records that hold cell values. */
export const CELLS = new Set<number>([
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
/** What a formula brought when it is no number. */
const RESULT = { text: 0, truth: 1, error: 2 } as const;

/** Values of cell records; `records` stands on one of them. */
export class CellValues {
  constructor(private readonly globals: Globals) {}

  read(records: Records): Cell {
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

  number(value: number, style: number): Cell {
    const { styles, date1904 } = this.globals;
    return cellOfNumber({ serial: value, written: storedNumber(value) }, styles[style], date1904);
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

function truth(value: number): Cell {
  return value === 0 ? 'FALSE' : 'TRUE';
}

function faulty(code: number): Cell {
  return { kind: 'faulty', fault: 'error', text: ERRORS.get(code) ?? `#${String(code)}` };
}

const view = new DataView(new ArrayBuffer(8));

/** A number packed into 30 bits: an integer or the upper half of a double, perhaps a hundredfold. */
export function packed(bits: number): number {
  let value = bits >> 2;
  if ((bits & 2) === 0) {
    view.setUint32(0, bits & 0xfffffffc);
    view.setUint32(4, 0);
    value = view.getFloat64(0);
  }
  return (bits & 1) === 0 ? value : value / 100;
}
