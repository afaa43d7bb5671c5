import iconv from 'iconv-lite';
import { compoundFile } from './compound-builder';

/** Makes .xls files of single records, so that a test can write what no program lets one type. Rows and columns from 0. */
const RECORD_CAP = 8224;

export interface BuiltSheet {
  readonly name: string;
  readonly hidden?: boolean;
  readonly records: readonly Buffer[];
}

export interface XlsParts {
  readonly version?: 5 | 8;
  readonly codePage?: number;
  readonly date1904?: boolean;
  /** Codes of the number formats of cell styles 1, 2, 3 …; style 0 is General. */
  readonly formats?: readonly string[];
  readonly shared?: readonly string[];
  readonly sheets: readonly BuiltSheet[];
  /** Further records of the first substream. */
  readonly globals?: readonly Buffer[];
}

export function record(type: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([u16(type, content.length), content]);
}

export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16LE(value, index * 2));
  return bytes;
}

export function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value >>> 0, index * 4));
  return bytes;
}

export function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

/** Count of characters, width, characters. */
export function unicode(text: string): Buffer {
  return Buffer.concat([u16(text.length), Buffer.from([1]), Buffer.from(text, 'utf16le')]);
}

export const bof = (version: 5 | 8, kind: number): Buffer =>
  record(0x809, u16(version === 8 ? 0x600 : 0x500, kind, 0, 1997));
export const eof = record(0x0a);

export const cells = {
  number: (row: number, column: number, value: number, style = 0): Buffer =>
    record(0x203, u16(row, column, style), double(value)),
  packed: (row: number, column: number, bits: number, style = 0): Buffer =>
    record(0x27e, u16(row, column, style), u32(bits)),
  packedRow: (row: number, column: number, bits: readonly number[]): Buffer =>
    record(
      0xbd,
      u16(row, column),
      ...bits.map((value) => Buffer.concat([u16(0), u32(value)])),
      u16(column + bits.length - 1),
    ),
  text: (row: number, column: number, text: string): Buffer => record(0x204, u16(row, column, 0), unicode(text)),
  bytes: (row: number, column: number, bytes: Buffer): Buffer =>
    record(0x204, u16(row, column, 0, bytes.length), bytes),
  shared: (row: number, column: number, index: number): Buffer => record(0xfd, u16(row, column, 0), u32(index)),
  truth: (row: number, column: number, value: boolean): Buffer =>
    record(0x205, u16(row, column, 0), Buffer.from([value ? 1 : 0, 0])),
  error: (row: number, column: number, code: number): Buffer =>
    record(0x205, u16(row, column, 0), Buffer.from([code, 1])),
  /** `result`: eight bytes; `options`: 3 when the program never calculated. */
  formula: (row: number, column: number, result: Buffer, options = 0): Buffer =>
    record(0x06, u16(row, column, 0), result, u16(options), u32(0), u16(0)),
  /** Kinds 0 text (in the record behind), 1 truth, 2 error, 3 empty. */
  special: (kind: number, value = 0): Buffer => Buffer.from([kind, 0, value, 0, 0, 0, 0xff, 0xff]),
  resultText: (text: string): Buffer => record(0x207, unicode(text)),
  merges: (ranges: readonly (readonly [number, number, number, number])[]): Buffer =>
    record(0xe5, u16(ranges.length), ...ranges.map((range) => u16(...range))),
};

/** The stream `Workbook` (version 8) or `Book` (version 5). */
export function workbookStream(parts: XlsParts): Buffer {
  const version = parts.version ?? 8;
  const name = (text: string): Buffer =>
    version === 8
      ? Buffer.concat([Buffer.from([text.length, 1]), Buffer.from(text, 'utf16le')])
      : Buffer.concat([Buffer.from([iconv.encode(text, 'gbk').length]), iconv.encode(text, 'gbk')]);
  const style = (id: number): Buffer => record(0xe0, u16(0, id, 0, 0, 0, 0, 0, 0), u32(0));
  const formats = parts.formats ?? [];
  const before = Buffer.concat([
    bof(version, 5),
    record(0x42, u16(parts.codePage ?? (version === 8 ? 1200 : 936))),
    ...(parts.date1904 ? [record(0x22, u16(1))] : []),
    ...(parts.globals ?? []),
    ...formats.map((code, index) => record(0x41e, u16(164 + index), version === 8 ? unicode(code) : name(code))),
    style(0),
    ...formats.map((_, index) => style(164 + index)),
  ]);
  const after = Buffer.concat([parts.shared ? sharedRecord(parts.shared) : Buffer.alloc(0), eof]);
  const bodies = parts.sheets.map((sheet) => Buffer.concat([bof(version, 0x10), ...sheet.records, eof]));
  const bound = (sheet: BuiltSheet, start: number): Buffer =>
    record(0x85, u32(start), Buffer.from([sheet.hidden ? 1 : 0, 0]), name(sheet.name));
  const size = parts.sheets.reduce((sum, sheet) => sum + bound(sheet, 0).length, before.length + after.length);
  let start = size;
  const bounds = parts.sheets.map((sheet, index) => {
    const made = bound(sheet, start);
    start += bodies[index]?.length ?? 0;
    return made;
  });
  return Buffer.concat([before, ...bounds, after, ...bodies]);
}

export function xls(parts: XlsParts): Buffer {
  return compoundFile([{ name: parts.version === 5 ? 'Book' : 'Workbook', bytes: workbookStream(parts) }]);
}

/** Shared strings, parted into CONTINUE records wherever the record is full, also inside a string. */
function sharedRecord(strings: readonly string[]): Buffer {
  const pieces: Buffer[] = [];
  let piece = u32(strings.length, strings.length);
  const turn = (): void => {
    pieces.push(piece);
    piece = Buffer.alloc(0);
  };
  for (const text of strings) {
    if (piece.length + 4 > RECORD_CAP) turn();
    piece = Buffer.concat([piece, u16(text.length), Buffer.from([1])]);
    for (let at = 0; at < text.length;) {
      const room = Math.floor((RECORD_CAP - piece.length) / 2);
      if (room <= 0) {
        turn();
        piece = Buffer.from([1]);
        continue;
      }
      piece = Buffer.concat([piece, Buffer.from(text.slice(at, at + room), 'utf16le')]);
      at += room;
    }
  }
  turn();
  return Buffer.concat(pieces.map((content, index) => record(index === 0 ? 0xfc : 0x3c, content)));
}
