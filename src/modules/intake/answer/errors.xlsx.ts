import { openSync, closeSync, fsyncSync, renameSync } from 'node:fs';
import { stream as xlsx } from 'exceljs';
import type { Language } from 'src/common/language';
import type { ImportAnswer } from './answer';
import type { Cell, Row } from 'src/modules/intake/feed';
import { openFile, type OpenFile } from 'src/modules/intake/files/open.process';

/**
 * A workbook of the rejected rows as the user wrote them, with what is wrong in a column in front, so that they can be
 * corrected and imported again. Everything is text: nothing in it can become a formula. Returns one line for people.
 */
export async function writeErrorBook(
  file: string,
  answer: ImportAnswer,
  target: string,
  language: Language,
): Promise<string> {
  const partial = `${target}.part`;
  const book = new xlsx.xlsx.WorkbookWriter({ filename: partial });
  const source = await openFile(file);
  try {
    for (const name of new Set(answer.rejects.map((reject) => reject.sheet))) {
      await writeSheet(book, source, name, answer);
    }
  } finally {
    source.close();
  }
  await book.commit();
  settle(partial, target);
  const count = String(answer.rejects.length);
  return language === 'zh'
    ? `${count} 行退回的数据已写入 ${target}`
    : `${count} rejected rows were written to ${target}`;
}

async function writeSheet(
  book: xlsx.xlsx.WorkbookWriter,
  source: OpenFile,
  name: string,
  answer: ImportAnswer,
): Promise<void> {
  const info = source.sheets.find((sheet) => sheet.name === name);
  const wrong = new Map<number, string>();
  for (const { sheet, line, column, cause, remedy } of answer.rejects) {
    if (sheet !== name) continue;
    const text = `${column === '' ? '' : `${column}：`}${cause}。${remedy}`;
    wrong.set(line, [wrong.get(line), text].filter(Boolean).join('\n'));
  }
  const sheet = book.addWorksheet(name === '' ? 'Sheet1' : name);
  const dataFrom = answer.dataFrom[name] ?? 0;
  if (info) {
    for await (const rows of source.rows(info)) {
      for (const row of rows) {
        // What stands above the first data row are titles and header: they go along.
        if (!wrong.has(row.line) && row.line >= dataFrom) continue;
        const front = wrong.get(row.line) ?? '错误说明';
        sheet.addRow([front, ...textsOf(row)]).commit();
      }
    }
  }
  sheet.commit();
}

function textsOf(row: Row | { readonly text: string }): string[] {
  return 'cells' in row ? row.cells.map(textOf) : [row.text];
}

function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (cell.kind !== 'date') return cell.text;
  return [cell.date, cell.holds === 'date' ? '' : cell.time].filter(Boolean).join(' ');
}

/** The file appears whole or not at all. */
function settle(partial: string, target: string): void {
  const handle = openSync(partial, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(partial, target);
}
