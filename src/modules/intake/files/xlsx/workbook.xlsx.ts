import type { Row } from 'src/modules/intake/feed';
import type { Archive } from 'src/modules/intake/files/archive.process';
import { FileFault } from 'src/modules/intake/files/faults';
import { MergeScan } from 'src/modules/intake/files/merges';
import type { ShownAs } from 'src/modules/intake/files/serial-dates';
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

/** Sheets of so few rows are kept: they may be long parts all the same, formatted down to the last row. */
const SMALL = 64;

interface Sheet extends SheetEntry {
  readonly part: string;
}

/** An .xlsx workbook, read as a stream over its zip parts; only the shared strings are held in memory. */
export class XlsxWorkbook {
  private shared: readonly string[] | undefined;
  private readonly small = new Map<string, Row[]>();
  private readonly merges = new Map<string, readonly string[]>();

  private constructor(
    private readonly archive: Archive,
    readonly sheets: readonly Sheet[],
    private readonly date1904: boolean,
    private readonly styles: readonly (ShownAs | undefined)[],
    private readonly sharedPart: string | undefined,
  ) {}

  /** Throws `FileFault` for anything that is no readable workbook within the limits. */
  static async open(archive: Archive): Promise<XlsxWorkbook> {
    const main = await workbookPart(archive);
    const book = readWorkbookPart(await archive.textOf(main), main);
    const relations = readRelations(await archive.textOf(relationsOf(main)), relationsOf(main), main);
    const styles = partOf(relations, archive, 'styles');
    const sheets = book.sheets.flatMap((sheet) => {
      const relation = relations.find(({ id, type }) => id === sheet.relation && type === 'worksheet');
      return relation ? [{ ...sheet, part: relation.target }] : [];
    });
    if (sheets.length === 0) throw new FileFault('no-sheets');
    return new XlsxWorkbook(
      archive,
      sheets,
      book.date1904,
      styles === undefined ? [] : readStyles(await archive.textOf(styles), styles),
      partOf(relations, archive, 'sharedStrings'),
    );
  }

  /** The rows of a sheet in groups, from the first; empty groups are signs of life. May be called again and left early. */
  async *rows(sheet: Sheet): AsyncGenerator<Row[]> {
    const small = this.small.get(sheet.part);
    if (small) {
      yield small;
      return;
    }
    if (!this.merges.has(sheet.part)) {
      const scan = new MergeScan();
      for await (const piece of this.archive.pieces(sheet.part)) {
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
    const first: Row[] = [];
    const taken = (): Row[] => {
      const rows = xml.take();
      if (first.length <= SMALL) first.push(...rows.slice(0, SMALL + 1 - first.length));
      return rows;
    };
    for await (const piece of this.archive.pieces(sheet.part)) {
      xml.write(piece);
      yield taken();
    }
    xml.end();
    yield taken();
    if (first.length <= SMALL) this.small.set(sheet.part, first);
  }

  private async sharedStrings(): Promise<readonly string[] | undefined> {
    const part = this.sharedPart;
    if (this.shared !== undefined || part === undefined) return this.shared;
    const strings = new SharedStrings(part);
    for await (const piece of this.archive.pieces(part)) strings.write(piece);
    strings.end();
    return (this.shared = strings.strings);
  }
}

async function workbookPart(archive: Archive): Promise<string> {
  const root = '_rels/.rels';
  const relations = archive.has(root) ? readRelations(await archive.textOf(root), root, '') : [];
  const part = partOf(relations, archive, 'officeDocument') ?? 'xl/workbook.xml';
  if (part.endsWith('.bin')) throw new FileFault('xlsb');
  if (archive.has(part) && /workbook[^/]*\.xml$/i.test(part)) return part;
  if (part.startsWith('word/')) throw new FileFault('word');
  if (part.startsWith('ppt/')) throw new FileFault('slides');
  const kind = archive.has('mimetype') ? await archive.textOf('mimetype') : '';
  if (kind.includes('opendocument.spreadsheet')) throw new FileFault('ods');
  if (kind.includes('opendocument.text')) throw new FileFault('word');
  throw new FileFault('zip-foreign', part);
}

function partOf(relations: readonly Relation[], archive: Archive, type: string): string | undefined {
  return relations.find((relation) => relation.type === type && archive.has(relation.target))?.target;
}
