import type { Period } from 'src/common/civil-date';
import type { Cell, FeedContext, Row, SheetInfo } from 'src/modules/intake/feed';
import { shownCell } from 'src/modules/intake/table/rows';
import { monthInTitle, monthOf, yearInTitle } from './month-text';

/** What a table says about its month outside its rows. */
export interface TableMonth {
  /** Month of the title above the header, of the sheet's name, or of the option, in this order. */
  readonly month: Period | undefined;
  readonly year: string | undefined;
}

export function tableMonth(sheet: SheetInfo, above: readonly Row[], { options }: FeedContext): TableMonth {
  const texts = [...above.flatMap(({ cells }) => cells.map(shownCell)), sheet.name];
  const year = texts.map(yearInTitle).find((found) => found !== undefined) ?? options.period?.slice(0, 4);
  const titled = texts.map(monthInTitle).find((found) => found !== undefined);
  return { month: titled ?? monthOf(sheet.name, year) ?? options.period, year };
}

/** The month of a row: its own cell, else that of the table. Undefined: neither says. Null: the cell holds no month. */
export function rowMonth(cell: Cell | undefined, table: TableMonth): Period | null | undefined {
  if (cell === undefined || cell === '') return table.month;
  if (typeof cell !== 'string' && cell.kind === 'date') return cell.holds === 'time' ? null : cell.date.slice(0, 7);
  const text = shownCell(cell).trim();
  return text === '' ? table.month : (monthOf(text, table.year) ?? null);
}
