import { Writable } from 'node:stream';
import * as ExcelJS from 'exceljs';
import type { Bulletin, Cell, Column, Row, SheetModel } from 'src/modules/reports/sheet-model';
import { HEADER_ROWS, MARGINS, pageLayout, SECOND_HEIGHT, TITLE_HEIGHT, type PageLayout } from './page-layout';
import {
  columnStyles,
  DEFAULT_FONT,
  emptyStyle,
  headingStyle,
  headStyle,
  leftStyle,
  lookOf,
  noteStyle,
  rightStyle,
  signatureStyle,
  titleStyle,
  type ColumnStyles,
  type Style,
} from './styles.xlsx';
import type { WorkbookWriter } from './workbook-writer';
import { stampZip } from './zip-times';

/** The number of A4 in the file; the library's own name for it exists in its types only. */
const A4 = 9;
/** Longest text a cell may hold. */
const LONGEST_TEXT = 32_767;
const LAST_COLUMN = 16_384;
const AUTHOR = '百分 Baifen';

/** Writes the bulletin with exceljs' streaming writer: rows leave memory as they are written. */
export class ExcelWriter implements WorkbookWriter {
  async write(bulletin: Bulletin): Promise<Uint8Array> {
    const chunks: Buffer[] = [];
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    });
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
    const at = new Date(`${bulletin.at.replace(' ', 'T')}Z`);
    const properties = { creator: AUTHOR, lastModifiedBy: AUTHOR, created: at, modified: at };
    Object.assign(workbook, properties, { title: safeText(bulletin.title) });
    defaultFont(workbook);
    for (const model of bulletin.sheets) writeSheet(workbook, model);
    await workbook.commit();
    const bytes = new Uint8Array(Buffer.concat(chunks));
    stampZip(bytes, bulletin.at);
    return bytes;
  }
}

function writeSheet(workbook: ExcelJS.stream.xlsx.WorkbookWriter, model: SheetModel): void {
  const layout = pageLayout(model);
  const sheet = workbook.addWorksheet(model.name, {
    views: [{ state: 'frozen', xSplit: model.frozenColumns, ySplit: HEADER_ROWS, showGridLines: false }],
    pageSetup: pageSetup(model, layout),
    headerFooter: {
      oddHeader: model.pageHead === '' ? '' : `&C&"黑体,Regular"&12 ${pageCode(model.pageHead)}`,
      oddFooter: `&L&9 ${pageCode(model.pageFoot)}&C&10 ${model.pageNumber}`,
    },
  });
  printCentred(sheet);
  sheet.columns = model.columns.map(({ width }) => ({ width }));
  writeHead(sheet, model, layout);
  const afterData = writeRows(sheet, model, layout);
  model.notes.forEach((note, index) => {
    const place = { sheet, number: afterData + 1 + index, height: layout.noteHeights[index] ?? 0, layout };
    writeMerged(place, note, model.columns.length, noteStyle);
  });
  const place = { sheet, number: afterData + 1 + model.notes.length, height: layout.signatureHeight, layout };
  writeMerged(place, model.signature, model.columns.length, signatureStyle);
  if (model.filter && model.rows.length > 0)
    sheet.autoFilter = { from: { row: HEADER_ROWS, column: 1 }, to: { row: afterData, column: model.columns.length } };
  sheet.commit();
}

function pageSetup(model: SheetModel, layout: PageLayout): Partial<ExcelJS.PageSetup> {
  const setup: Partial<ExcelJS.PageSetup> = {
    orientation: 'landscape',
    margins: MARGINS,
    horizontalDpi: 600,
    verticalDpi: 600,
    fitToPage: false,
    scale: layout.scale,
    printTitlesRow: `1:${HEADER_ROWS}`,
    printTitlesColumn: model.frozenColumns === 1 ? 'A:A' : 'A:B',
  };
  return Object.assign(setup, { paperSize: A4 });
}

/**
 * Columns are measured in digits of the workbook's default font, which exceljs fixes to Calibri: missing on most domestic
 * desktops, where the table would come out wider than the page. The first font added becomes the default.
 */
function defaultFont(workbook: ExcelJS.stream.xlsx.WorkbookWriter): void {
  const { styles } = workbook as unknown as { styles: { _addFont(font: object): number } };
  styles._addFont({ name: DEFAULT_FONT, size: 11, family: 3, charset: 134 });
}

/**
 * The streaming sheet of exceljs 4.4.0 takes `horizontalCentered` but never writes `<printOptions>`, which belongs right
 * before the margins. A test reads it back from the file.
 */
function printCentred(sheet: ExcelJS.Worksheet): void {
  const inner = sheet as unknown as { _write(xml: string): void; _writePageMargins(): void };
  const margins = inner._writePageMargins.bind(sheet);
  inner._writePageMargins = () => {
    inner._write('<printOptions horizontalCentered="1"/>');
    margins();
  };
}

function writeHead(sheet: ExcelJS.Worksheet, model: SheetModel, layout: PageLayout): void {
  const last = model.columns.length;
  writeMerged({ sheet, number: 1, height: TITLE_HEIGHT, layout }, model.title, last, titleStyle);
  const second = sheet.getRow(2);
  second.height = SECOND_HEIGHT;
  const middle = splitAt(model.columns);
  setText(second.getCell(1), model.left, leftStyle);
  setText(second.getCell(middle + 1), model.right, rightStyle);
  if (middle > 1) sheet.mergeCells(2, 1, 2, middle);
  if (last > middle + 1) sheet.mergeCells(2, middle + 1, 2, last);
  second.commit();
  const head = sheet.getRow(HEADER_ROWS);
  head.height = layout.headHeight;
  model.columns.forEach((column, index) => setText(head.getCell(index + 1), column.header, headStyle));
  head.commit();
}

/** Number of columns that make up the left half of the second line; at least one stays on each side. */
function splitAt(columns: readonly Column[]): number {
  const half = columns.reduce((sum, { width }) => sum + width, 0) / 2;
  let [width, count] = [0, 0];
  for (const column of columns) {
    if (count > 0 && width + column.width > half) break;
    width += column.width;
    count += 1;
  }
  return Math.min(count, columns.length - 1);
}

/** Answers the number of the last row written. */
function writeRows(sheet: ExcelJS.Worksheet, model: SheetModel, layout: PageLayout): number {
  const last = model.columns.length;
  const first = HEADER_ROWS + 1;
  if (model.rows.length === 0) {
    writeMerged({ sheet, number: first, height: layout.rowHeights[0] ?? 0, layout }, model.empty, last, emptyStyle);
    return first;
  }
  const styles = model.columns.map((column) => columnStyles(column, model));
  model.rows.forEach((row, index) => {
    const place = { sheet, number: first + index, height: layout.rowHeights[index] ?? 0, layout };
    const [text] = row.cells;
    if (row.role === 'heading') writeMerged(place, typeof text === 'string' ? text : '', last, headingStyle);
    else writeRow(place, row, styles);
  });
  return HEADER_ROWS + model.rows.length;
}

/** A row to be written: where, how high, and whether its page ends there. */
interface Place {
  readonly sheet: ExcelJS.Worksheet;
  readonly number: number;
  readonly height: number;
  readonly layout: PageLayout;
}

function opened({ sheet, number, height, layout }: Place): ExcelJS.Row {
  const row = sheet.getRow(number);
  row.height = height;
  if (layout.breaks.includes(number)) row.addPageBreak(1, LAST_COLUMN);
  return row;
}

function writeRow(place: Place, row: Row, styles: readonly ColumnStyles[]): void {
  const target = opened(place);
  const look = lookOf(row);
  styles.forEach((style, index) => {
    const cell = target.getCell(index + 1);
    const value = row.cells[index] ?? null;
    if (typeof value === 'string' && value !== '') setText(cell, value, style.text[look]);
    else {
      cell.value = typeof value === 'string' ? null : numberOf(value);
      cell.style = style.number[look];
    }
  });
  target.commit();
}

/**
 * Dividing two whole numbers below 2^53 gives the double nearest to the decimal, the same that reading its digits gives:
 * 965000 / 10000 is stored as `96.5`. A rate without a denominator is an empty cell.
 */
function numberOf(cell: Exclude<Cell, string>): number | null {
  if (cell === null) return null;
  if ('points' in cell) return cell.points / 10_000;
  if ('count' in cell) return cell.count;
  return cell.of === 0 ? null : cell.part / cell.of;
}

function writeMerged(place: Place, text: string, last: number, style: Style): void {
  const row = opened(place);
  setText(row.getCell(1), text, style);
  if (last > 1) place.sheet.mergeCells(place.number, 1, place.number, last);
  row.commit();
}

/** Always a string: text that begins like a formula (`=1+1`, `+cmd`, `@SUM`) stays text. */
function setText(cell: ExcelJS.Cell, text: string, style: Style): void {
  cell.value = safeText(text);
  cell.style = style;
}

/** Without what XML cannot carry, and not longer than a cell may be. */
function safeText(text: string): string {
  const carried = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return carried.length > LONGEST_TEXT ? `${carried.slice(0, LONGEST_TEXT - 1).toWellFormed()}…` : carried;
}

/** `&` begins a code in page heads and feet; doubled it is itself. */
function pageCode(text: string): string {
  return safeText(text).replace(/&/g, '&&');
}
