import { fold } from 'src/common/text';
import type { Cell, Reject, Row, SheetInfo } from 'src/modules/intake/feed';
import type { Columns } from './columns';

/** A cell as a person sees it. */
export function shownCell(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (cell.kind !== 'date') return cell.text;
  return cell.holds === 'both' ? `${cell.date} ${cell.time}` : cell.holds === 'date' ? cell.date : cell.time;
}

/** A row of cells that does not fit the header of a text file; rows of workbooks leave blank ends out. */
export function wrongWidth(sheet: SheetInfo, columns: Columns<string>, row: Row): Reject | undefined {
  if (sheet.source !== 'csv' && sheet.source !== 'tsv') return undefined;
  const [wide, filled] = [columns.titles.length, row.cells.findLastIndex((cell) => cell !== '') + 1];
  if (row.cells.length >= wide && filled <= wide) return undefined;
  return {
    sheet: sheet.name,
    line: row.line,
    column: '',
    value: '',
    code: 'wrong-number-of-cells',
    cause: {
      zh: `本行有 ${row.cells.length} 个单元格，表头有 ${wide} 个`,
      en: `${row.cells.length} cells, the header has ${wide}`,
    },
    remedy: {
      zh: '请检查本行是否缺列、多列，或文字中的逗号、引号未按 CSV 规则书写',
      en: 'look for a missing or surplus column, or a comma or quote that is not written as CSV demands',
    },
  };
}

/** Totals and signature rows below a table: 合计, 制表人 … */
export function closingWord(row: Row): string | undefined {
  const first = row.cells.find((cell) => cell !== '');
  if (typeof first !== 'string' || /^[!-~]/.test(first)) return undefined;
  return /^(?:合\s*计|总\s*计|小\s*计|制表人|制表|填表人|审核人|负责人|填报人|打印时间)(?:\s*[:：].*|)$/.exec(
    fold(first),
  )?.[0];
}

/** Nearly every row of a list ends here, by its first cell: a sign that no folding takes away. */
const VISIBLE = /[!-~\u4e00-\u9fa5]/;

export function isBlank(row: Row): boolean {
  return row.cells.every((cell) => typeof cell === 'string' && !VISIBLE.test(cell) && fold(cell) === '');
}
