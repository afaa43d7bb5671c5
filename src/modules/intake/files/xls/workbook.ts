import type { Row } from 'src/modules/intake/feed';
import { FileFault } from 'src/modules/intake/files/faults';
import { CompoundFile } from './compound';
import { readGlobals, type Globals, type SheetStart } from './globals';
import { XlsSheet } from './sheet';

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** An .xls or .et workbook of Excel 5 to 2003 or WPS, read from its bytes; only shared text is taken out of them. */
export class XlsWorkbook {
  private readonly stream: Buffer;
  private readonly globals: Globals;
  private readonly surveyed = new Map<number, XlsSheet>();

  /** Throws `FileFault` for anything that is no readable workbook: with a password, cut off, a Word document … */
  constructor(bytes: Buffer) {
    this.stream = bytes.subarray(0, OLE.length).equals(OLE) ? workbookStream(new CompoundFile(bytes)) : bytes;
    this.globals = readGlobals(this.stream);
  }

  get sheets(): readonly SheetStart[] {
    return this.globals.sheets;
  }

  rows(sheet: SheetStart): Generator<Row[]> {
    let found = this.surveyed.get(sheet.start);
    if (!found) {
      found = new XlsSheet(this.stream, this.globals, sheet);
      this.surveyed.set(sheet.start, found);
    }
    return found.rows();
  }
}

function workbookStream(file: CompoundFile): Buffer {
  if (file.has('EncryptedPackage') || file.has('EncryptionInfo')) throw new FileFault('password');
  const stream = file.stream('Workbook') ?? file.stream('Book');
  if (stream) return stream;
  if (file.has('WordDocument')) throw new FileFault('word');
  if (file.has('PowerPoint Document')) throw new FileFault('slides');
  throw new FileFault('ole');
}
