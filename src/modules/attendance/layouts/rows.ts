import { fold, foldTitle } from 'src/common/text';
import type { Cell, Row } from 'src/modules/intake/feed';

/** The cell as a person sees it, folded. */
export function shown(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return fold(cell);
  if (cell.kind !== 'date') return cell.text;
  return cell.holds === 'date' ? cell.date : cell.holds === 'time' ? cell.time : `${cell.date} ${cell.time}`;
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || (typeof cell === 'string' && fold(cell) === '');
}

export function isBlankRow(row: Row): boolean {
  return row.cells.every(isBlank);
}

/** A column title for comparison: folded, without what stands in brackets at the end: `打卡时间（到秒）` → `打卡时间`. */
export function titleOf(cell: Cell | undefined): string {
  return foldTitle(shown(cell))
    .replace(/^\*+|[*:]+$/g, '')
    .replace(/^【([^【】]+)】$/, '$1')
    .replace(/(?:[([【][^()[\]【】]*[)\]】])+$/, '')
    .replace(/[*:]+$/, '');
}

/** `A`, `B` … `AA`, as a spreadsheet names its columns; index from 0. */
export function letter(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letter(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

const SPACED = /^\s*(\S+)\s+(\d{4}[-/]\d{1,2}[-/]\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?)(?:\s+(.*))?$/;

/** Clock files travel as plain text as well as tab-separated cells: one cell with tabs, or pin and time, is split here. */
export function tabbed(row: Row): readonly Cell[] {
  const [only] = row.cells;
  if (row.cells.length !== 1 || typeof only !== 'string') return row.cells;
  if (only.includes('\t')) return only.split('\t');
  const spaced = SPACED.exec(only);
  return spaced ? [spaced[1] ?? '', spaced[2] ?? '', spaced[3] ?? ''] : row.cells;
}

const TOTALS = /^(合计|总计|小计|共计|累计|本页合计|平均)/;
const SIGNATURE =
  /^(制表|填表|审核|复核|审批|统计|考勤员|负责人|单位负责人|部门负责人|经办|签字|签名|签章|盖章|打印|导出|备注:|说明:|注:)/;

/** `totals`, `signature` or undefined. Looks only at the first cells with a word, so a remark in a data row is no signature. */
export function footerOf(row: Row): 'totals' | 'signature' | undefined {
  const word = row.cells.map(shown).find((text) => text !== '' && !/^\d+$/.test(text)) ?? '';
  const compact = word.replace(/ /g, '');
  if (TOTALS.test(compact)) return 'totals';
  return SIGNATURE.test(compact) ? 'signature' : undefined;
}
