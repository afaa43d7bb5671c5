import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { Row } from 'src/modules/intake/feed';
import { FileFault } from './faults';
import { LIMITS, megabytes } from './limits';
import { MergeScan } from './merges';
import type { DateFormat } from './serial-dates';
import { SheetXml } from './sheet-xml';
import {
  readRelations,
  readStyles,
  readWorkbookPart,
  relationsOf,
  SharedStrings,
  type Relation,
  type SheetEntry,
} from './workbook-xml';

interface Sheet extends SheetEntry {
  readonly part: string;
}

/** An .xlsx workbook, read as a stream over its zip parts; only the shared strings are held in memory. */
export class XlsxWorkbook {
  private shared: readonly string[] | undefined;
  private readonly merges = new Map<string, readonly string[]>();

  private constructor(
    private readonly zip: ZipFile,
    private readonly parts: ReadonlyMap<string, Entry>,
    readonly sheets: readonly Sheet[],
    private readonly date1904: boolean,
    private readonly styles: readonly (DateFormat | undefined)[],
    private readonly sharedPart: string | undefined,
  ) {}

  /** Throws `FileFault` for anything that is no readable workbook within the limits. */
  static async open(path: string): Promise<XlsxWorkbook> {
    const zip = await guarded(openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: false }));
    try {
      const parts = await directory(zip);
      const main = await workbookPart(zip, parts);
      const book = readWorkbookPart(await textOf(zip, parts, main), main);
      const relations = readRelations(await textOf(zip, parts, relationsOf(main)), relationsOf(main), main);
      const styles = partOf(relations, parts, 'styles');
      const sheets = book.sheets.flatMap((sheet) => {
        const relation = relations.find(({ id, type }) => id === sheet.relation && type === 'worksheet');
        return relation ? [{ ...sheet, part: relation.target }] : [];
      });
      if (sheets.length === 0) throw new FileFault('zip-empty');
      return new XlsxWorkbook(
        zip,
        parts,
        sheets,
        book.date1904,
        styles === undefined ? [] : readStyles(await textOf(zip, parts, styles), styles),
        partOf(relations, parts, 'sharedStrings'),
      );
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  /** The rows of a sheet in groups, from the first; empty groups are signs of life. May be called again and left early. */
  async *rows(sheet: Sheet): AsyncGenerator<Row[]> {
    if (!this.merges.has(sheet.part)) {
      const scan = new MergeScan();
      for await (const piece of pieces(this.zip, this.parts, sheet.part)) {
        scan.write(piece);
        yield [];
      }
      this.merges.set(sheet.part, scan.refs);
    }
    const around = {
      shared: await this.sharedStrings(),
      styles: this.styles,
      date1904: this.date1904,
      merges: this.merges.get(sheet.part) ?? [],
    };
    const xml = new SheetXml(around, sheet.part);
    for await (const piece of pieces(this.zip, this.parts, sheet.part)) {
      xml.write(piece);
      yield xml.take();
    }
    xml.end();
    yield xml.take();
  }

  close(): void {
    this.zip.close();
  }

  private async sharedStrings(): Promise<readonly string[]> {
    if (this.shared) return this.shared;
    const part = this.sharedPart;
    if (part === undefined) return (this.shared = []);
    const strings = new SharedStrings(part);
    for await (const piece of pieces(this.zip, this.parts, part)) strings.write(piece);
    strings.end();
    return (this.shared = strings.strings);
  }
}

/** Reads the directory of the archive and applies every limit that it can tell, before anything is unpacked. */
async function directory(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  let [all, counted, bytes] = [0, 0, 0];
  for await (const entry of entriesOf(zip)) {
    all++;
    if (!/\/media\//.test(entry.fileName) && !entry.fileName.endsWith('/')) counted++;
    bytes += entry.uncompressedSize;
    if (all > LIMITS.allParts || counted > LIMITS.parts)
      throw new FileFault('too-many-parts', `> ${String(counted - 1)}`);
    if (entry.isEncrypted()) throw new FileFault('password');
    const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
    if (entry.uncompressedSize > LIMITS.ratioFrom && ratio > LIMITS.ratio) {
      throw new FileFault(
        'bomb',
        `${entry.fileName} ${megabytes(entry.uncompressedSize)}, ${String(Math.round(ratio))}:1`,
      );
    }
    if (entry.uncompressedSize > LIMITS.partBytes || bytes > LIMITS.inflatedBytes) {
      throw new FileFault('bomb', megabytes(bytes));
    }
    parts.set(entry.fileName.replaceAll('\\', '/').toLowerCase(), entry);
  }
  if (all === 0) throw new FileFault('zip-empty');
  return parts;
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    for await (const entry of zip.eachEntry()) yield entry;
  } catch (error) {
    throw faultOf(error);
  }
}

async function workbookPart(zip: ZipFile, parts: ReadonlyMap<string, Entry>): Promise<string> {
  const root = '_rels/.rels';
  const relations = parts.has(root) ? readRelations(await textOf(zip, parts, root), root, '') : [];
  const part = partOf(relations, parts, 'officeDocument') ?? 'xl/workbook.xml';
  if (part.endsWith('.bin')) throw new FileFault('xlsb');
  if (!parts.has(part.toLowerCase()) || !/workbook[^/]*\.xml$/i.test(part)) throw new FileFault('zip-foreign');
  return part;
}

function partOf(relations: readonly Relation[], parts: ReadonlyMap<string, Entry>, type: string): string | undefined {
  return relations.find((relation) => relation.type === type && parts.has(relation.target.toLowerCase()))?.target;
}

/** A small part as one text. */
async function textOf(zip: ZipFile, parts: ReadonlyMap<string, Entry>, part: string): Promise<string> {
  const text: string[] = [];
  let length = 0;
  for await (const piece of pieces(zip, parts, part)) {
    length += piece.length;
    if (length > 16 * 1024 * 1024) throw new FileFault('bomb', part);
    text.push(piece);
  }
  return text.join('');
}

/** The text of a part in pieces. The zip reader ends the stream when it holds more than the directory says. */
async function* pieces(zip: ZipFile, parts: ReadonlyMap<string, Entry>, part: string): AsyncGenerator<string> {
  const entry = parts.get(part.toLowerCase());
  if (!entry) throw new FileFault('damaged', part);
  const stream: Readable = await guarded(zip.openReadStreamPromise(entry));
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      decoder ??= new TextDecoder(xmlEncoding(chunk), { fatal: true });
      yield decoder.decode(chunk, { stream: true });
    }
    if (decoder) yield decoder.decode();
  } catch (error) {
    throw faultOf(error, part);
  } finally {
    stream.destroy();
  }
}

function xmlEncoding(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

async function guarded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw faultOf(error);
  }
}

function faultOf(error: unknown, part = ''): FileFault {
  if (error instanceof FileFault) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/end of central directory/i.test(message)) return new FileFault('truncated');
  if (/too many bytes/i.test(message)) return new FileFault('bomb', part);
  return new FileFault('damaged', part === '' ? message.slice(0, 80) : part);
}
