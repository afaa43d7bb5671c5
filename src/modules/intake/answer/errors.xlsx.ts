import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { stream as xlsx, type CellValue, type Fill, type Row as BookRow, type Worksheet } from 'exceljs';
import type { Language } from 'src/common/language';
import type { Cell } from 'src/modules/intake/feed';
import type { OpenFile } from 'src/modules/intake/files/open-file';
import { ADDED_SHEETS, ERROR_BOOK_MARK } from 'src/modules/intake/reading/error-book';
import { shownCell } from 'src/modules/intake/table/rows';
import type { ImportAnswer } from './answer';
import { RowMarks, type RowMark } from './row-marks';

/** A longer file is written without the rows that were taken. */
const MOST_ROWS = 50_000;

const RED: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFD9D9' } };

interface Parts {
  readonly answer: ImportAnswer;
  readonly language: Language;
  /** Only titles and rows with a fault. */
  readonly short: boolean;
}

/**
 * The user's own file with one column in front that says what is wrong, on the row numbers of the file, and a summary by
 * kind of fault behind it. Everything is text: nothing in it can become a formula. Corrected, the same file is taken again,
 * and then only what was wrong is new. Returns how many rows are marked.
 */
export async function writeErrorBook(
  source: OpenFile,
  answer: ImportAnswer,
  target: string,
  language: Language,
): Promise<number> {
  const partial = `${target}.part`;
  const book = new xlsx.xlsx.WorkbookWriter({ filename: partial, useStyles: true });
  const parts: Parts = { answer, language, short: answer.rows > MOST_ROWS };
  const names = new Set([...Object.keys(answer.dataFrom), ...answer.rejects.map(({ sheet }) => sheet)]);
  let marked = 0;
  for (const info of source.sheets) {
    if (!names.has(info.name)) continue;
    const sheet = book.addWorksheet(info.name === '' ? 'Sheet1' : info.name);
    marked += await writeRows(sheet, source.rows(info), new RowMarks(answer, info.name, language), parts);
  }
  writeSummary(book.addWorksheet(ADDED_SHEETS.summary), parts);
  await book.commit();
  settle(partial, target);
  return marked;
}

async function writeRows(
  sheet: Worksheet,
  groups: ReturnType<OpenFile['rows']>,
  marks: RowMarks,
  { short }: Parts,
): Promise<number> {
  let [lowest, widest, written] = [0, 1, 0];
  let titles: readonly string[] = [];
  sheet.getColumn(1).width = 48;
  for await (const rows of groups) {
    for (const row of rows) {
      const mark = marks.of(row.line, written === 0);
      const cells = 'cells' in row ? row.cells : [row.text];
      if (mark.fate === 'title') titles = titlesOf(titles, cells.map(shownCell));
      else if (short && mark.fate !== 'wrong') continue;
      // A list out of JSON has its names on line 0; sheets begin at 1, and their numbers must be those of the file.
      const at = short ? written + 1 : Math.max(row.line, written + 1);
      writeRow(sheet.getRow(at), mark, cells, titles);
      [lowest, widest, written] = [at, Math.max(widest, cells.length + 1), written + 1];
    }
  }
  if (lowest > 0) sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: lowest, column: widest } };
  sheet.commit();
  return marks.count;
}

function writeRow(row: BookRow, mark: RowMark, cells: readonly Cell[], titles: readonly string[]): void {
  // Cells that do not belong to their columns are shown in front: below a title they would pass for its values.
  row.getCell(1).value = mark.torn ? `${mark.text}\n${cells.map(shownCell).join(' | ')}` : mark.text;
  row.getCell(1).alignment = { wrapText: true, vertical: 'top' };
  if (!mark.torn)
    cells.forEach((cell, index) => {
      if (cell !== '') row.getCell(index + 2).value = valueOf(cell);
    });
  if (mark.fate === 'wrong') {
    row.getCell(1).font = { bold: true, color: { argb: 'FFC00000' } };
    for (const column of mark.columns) {
      const index = titles.indexOf(plain(column));
      if (index < 0) continue;
      const cell = row.getCell(index + 2);
      cell.fill = RED;
      cell.font = { bold: true, color: { argb: 'FFC00000' } };
    }
  } else if (mark.fate !== 'title') row.font = { color: { argb: 'FF808080' } };
  row.commit();
}

/** Titles may stand in several rows; the lowest one of a column names it. */
function titlesOf(before: readonly string[], cells: readonly string[]): string[] {
  const width = Math.max(before.length, cells.length);
  return Array.from({ length: width }, (_, index) => plain(cells[index] ?? '') || (before[index] ?? ''));
}

function plain(title: string): string {
  return title.replace(/\s+/g, '');
}

function writeSummary(sheet: Worksheet, { answer, language, short }: Parts): void {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  sheet.getColumn(1).width = 60;
  sheet.getColumn(2).width = 12;
  sheet.addRow([ERROR_BOOK_MARK]).commit();
  const how = say(
    '请在原来的表里直接改正标红的行，然后把这个文件原样再导入一次：已导入的行不会重复计入。第一列可以不管。',
    'Correct the rows marked red in place and import this same file again: rows imported before count once. Leave the first column alone.',
  );
  sheet.addRow([how]).commit();
  if (short)
    sheet
      .addRow([say('文件很长，这里只列出有错误的行。', 'The file is long: only rows with a fault are listed.')])
      .commit();
  sheet.addRow([say('错误', 'fault'), say('行数', 'rows')]).commit();
  const kinds = new Map<string, number>();
  for (const { column, cause } of answer.rejects) {
    const kind = `${column === '' ? '' : `${column}：`}${cause}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  for (const [kind, count] of [...kinds].sort((a, b) => b[1] - a[1])) sheet.addRow([kind, count]).commit();
  const more = answer.rejected - answer.rejects.length;
  if (more > 0) sheet.addRow([say('另有未列出的错误行', 'rows with faults not listed'), more]).commit();
  sheet.commit();
}

/**
 * Text stays text and can never become a formula. Numbers stay numbers: as text they might pass where a number is refused
 * because it lost digits. Error values stay faults.
 */
function valueOf(cell: Cell): CellValue {
  if (typeof cell === 'string' || cell.kind === 'date') return shownCell(cell);
  if (cell.kind === 'faulty') return { error: '#VALUE!' };
  const number = Number(cell.text);
  return Number.isFinite(number) ? number : cell.text;
}

/** The file appears whole or not at all. */
function settle(partial: string, target: string): void {
  const handle = openSync(partial, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(partial, target);
}
