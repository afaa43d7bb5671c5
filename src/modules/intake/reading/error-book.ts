import type { Cell, Row } from 'src/modules/intake/feed';
import type { OpenFile } from 'src/modules/intake/files/open-file';

/** First cell of the summary sheet: by it the workbook of errors is known again, whatever people named it. */
export const ERROR_BOOK_MARK = 'baifen/errors/1';
/** Names of the sheets we add behind those of the user. */
export const ADDED_SHEETS = { summary: '错误汇总', allowed: '允许的取值' } as const;

/**
 * A workbook of errors is the user's own file with one column in front: without that column and the sheets behind, it is
 * read like the file itself, so that rows taken before are exact repeats. Any other file is given back as it is.
 */
export async function withoutErrorMarks(file: OpenFile): Promise<OpenFile> {
  const summary = file.sheets.find(({ name }) => name === ADDED_SHEETS.summary);
  if (!summary || (await firstText(file, summary)) !== ERROR_BOOK_MARK) return file;
  const added: readonly string[] = Object.values(ADDED_SHEETS);
  return {
    sheets: file.sheets.filter(({ name }) => !added.includes(name)),
    async *rows(sheet) {
      for await (const rows of file.rows(sheet)) yield rows.map((row) => ('cells' in row ? shifted(row) : row));
    },
    close: () => file.close(),
  };
}

function shifted({ line, cells, spread }: Row): Row {
  const columns = spread?.filter((column) => column > 0).map((column) => column - 1);
  return { line, cells: cells.slice(1), ...(columns === undefined ? {} : { spread: columns }) };
}

async function firstText(file: OpenFile, sheet: OpenFile['sheets'][number]): Promise<Cell | undefined> {
  for await (const rows of file.rows(sheet)) for (const row of rows) return 'cells' in row ? row.cells[0] : undefined;
  return undefined;
}
