import { FileFault } from 'src/modules/intake/files/faults';
import { shownAs, type ShownAs } from 'src/modules/intake/files/serial-dates';
import { Records, TYPE } from './records';
import { ByteText, sharedStrings, unicodeString } from './strings';

/** Versions of the records: 1993 to 1995 (Excel 5, 95) and since 1997. */
const [BIFF5, BIFF8] = [0x0500, 0x0600];
const WORKSHEET = 0;

export interface SheetStart {
  readonly name: string;
  readonly hidden: boolean;
  /** Where its first record begins in the stream. */
  readonly start: number;
}

export interface Globals {
  readonly sheets: readonly SheetStart[];
  readonly shared: readonly string[];
  readonly styles: readonly (ShownAs | undefined)[];
  readonly date1904: boolean;
  /** Undefined since 1997, when text became Unicode. */
  readonly byteText: ByteText | undefined;
}

/** What the first substream of a workbook says about all sheets. Throws `FileFault`. */
export function readGlobals(stream: Buffer): Globals {
  const byteText = textOf(stream);
  const records = new Records(stream);
  const codes = new Map<number, string>();
  const formats: number[] = [];
  const sheets: SheetStart[] = [];
  let shared: readonly string[] = [];
  let date1904 = false;
  while (records.next() && records.type !== TYPE.EOF) {
    switch (records.type) {
      case TYPE.DATEMODE:
        date1904 = records.u16(0) === 1;
        break;
      case TYPE.FORMAT:
        codes.set(records.u16(0), byteText ? bytesOf(records, 2, byteText) : unicodeString(records, 2));
        break;
      case TYPE.XF:
        formats.push(records.u16(2));
        break;
      case TYPE.SST:
        shared = sharedStrings(records);
        break;
      case TYPE.BOUNDSHEET:
        if (records.u8(5) === WORKSHEET) sheets.push(sheetOf(records, byteText));
        break;
    }
  }
  if (sheets.length === 0) throw new FileFault('no-sheets');
  return { sheets, shared, styles: formats.map((id) => shownAs(id, codes.get(id))), date1904, byteText };
}

/** Checks the version and the password before any text is read. */
function textOf(stream: Buffer): ByteText | undefined {
  const records = new Records(stream);
  const version = records.nextIs(TYPE.BOF) ? records.u16(0) : 0;
  if (version !== BIFF8 && version !== BIFF5) throw new FileFault('xls-ancient');
  const codePage = codePageOf(records);
  return version === BIFF5 ? new ByteText(codePage) : undefined;
}

function codePageOf(records: Records): number | undefined {
  let codePage: number | undefined;
  while (records.next() && records.type !== TYPE.EOF) {
    if (records.type === TYPE.FILEPASS) throw new FileFault('password');
    if (records.type === TYPE.CODEPAGE) codePage = records.u16(0);
  }
  return codePage;
}

function sheetOf(records: Records, byteText: ByteText | undefined): SheetStart {
  const start = records.u32(0);
  const hidden = (records.u8(4) & 3) !== 0;
  if (byteText) return { name: bytesOf(records, 6, byteText), hidden, start };
  const wide = (records.u8(7) & 1) !== 0;
  const from = records.from + 8;
  const end = Math.min(from + records.u8(6) * (wide ? 2 : 1), records.to);
  return { name: records.bytes.toString(wide ? 'utf16le' : 'latin1', from, end), hidden, start };
}

/** A text with its number of bytes in the one byte before it. */
function bytesOf(records: Records, offset: number, text: ByteText): string {
  const from = records.from + offset + 1;
  return text.decode(records.bytes.subarray(from, Math.min(from + records.u8(offset), records.to)));
}
