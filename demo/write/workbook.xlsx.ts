import { Workbook, stream, type Worksheet } from 'exceljs';
import { dayNumber, type CivilDate } from 'src/common/civil-date';
import type { OutCell, SheetContent } from 'demo/content/sheet';

const DAY_MS = 86_400_000;
/** Day 0 of the 1900 date system: what a time without a day counts from. */
const EPOCH = '1899-12-30';

/** Writes sheets row by row; `made` is the date in the properties, so that nothing in the file tells the time of the run. */
export async function writeWorkbook(path: string, sheets: readonly SheetContent[], made: CivilDate): Promise<void> {
  const book = new stream.xlsx.WorkbookWriter({
    filename: path,
    useStyles: true,
    // Text repeats a lot; the services that export such files share it as well.
    useSharedStrings: true,
    zip: { zlib: { level: 1 } },
  });
  stamp(book, made);
  for (const content of sheets) writeSheet(book.addWorksheet(content.name), content);
  await book.commit();
}

function stamp(book: Workbook | stream.xlsx.WorkbookWriter, made: CivilDate): void {
  const date = new Date(dayNumber(made) * DAY_MS);
  Object.assign(book, { creator: '百分演示数据', lastModifiedBy: '百分演示数据', created: date, modified: date });
}

function writeSheet(sheet: Worksheet, content: SheetContent): void {
  const title = content.title ?? [];
  const width = content.header[0]?.length ?? 1;
  for (const column of content.hiddenColumns ?? []) sheet.getColumn(column).hidden = true;
  for (const [index, text] of title.entries()) {
    sheet.getRow(index + 1).getCell(1).value = text;
    sheet.mergeCells(index + 1, 1, index + 1, width);
  }
  for (const [index, names] of content.header.entries()) put(sheet, title.length + index + 1, names);
  if (content.header.length === 2) mergeHeader(sheet, title.length + 1, content.header);
  const first = title.length + content.header.length + 1;
  for (let line = 1; line < first; line++) sheet.getRow(line).commit();
  for (const [index, cells] of content.rows.entries()) {
    put(sheet, first + index, cells);
    sheet.getRow(first + index).commit();
  }
  sheet.commit();
}

function put(sheet: Worksheet, line: number, cells: readonly OutCell[]): void {
  const row = sheet.getRow(line);
  for (const [index, cell] of cells.entries()) {
    if (cell === '') continue;
    const place = row.getCell(index + 1);
    if (typeof cell !== 'object') {
      place.value = cell;
      continue;
    }
    place.value = new Date(dayNumber(cell.day ?? EPOCH) * DAY_MS + cell.second * 1000);
    place.numFmt = cell.format;
  }
}

/** Equal texts in both header rows are one cell; in the upper row a title continues over the blanks to its right. */
function mergeHeader(sheet: Worksheet, line: number, header: SheetContent['header']): void {
  const [upper = [], lower = []] = header;
  for (let column = 0; column < upper.length; column++) {
    if (upper[column] === '') continue;
    let last = column;
    while (upper[last + 1] === '') last++;
    if (last > column) sheet.mergeCells(line, column + 1, line, last + 1);
    else if (upper[column] === lower[column]) sheet.mergeCells(line, column + 1, line + 1, column + 1);
  }
}
