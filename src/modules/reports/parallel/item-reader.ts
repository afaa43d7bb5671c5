import { Fraction } from 'src/common/fraction';
import type { FeedContext, Outcome, Row, RowReader, SheetInfo } from 'src/modules/intake/feed';
import type { Columns } from 'src/modules/intake/table/columns';
import { closingWord, isBlank, shownCell } from 'src/modules/intake/table/rows';
import { LineCells } from 'src/modules/opening/table/line-cells';
import { itemOf, type ItemField } from './item-columns';
import type { BookItem, ItemLine, OfficeGiven, OfficeLine } from './office-record';

/** Reads the office's list of additions and deductions: window, clause, points, reason. */
export class ItemReader implements RowReader<OfficeLine> {
  private readonly items: readonly BookItem[];

  constructor(
    private readonly sheet: SheetInfo,
    private readonly columns: Columns<ItemField>,
    context: FeedContext,
  ) {
    this.items = ((context.given ?? {}) as Partial<OfficeGiven>).items ?? [];
  }

  row(row: Row): Outcome<OfficeLine>[] {
    const { line } = row;
    if (line <= this.columns.line || isBlank(row)) return [];
    const word = closingWord(row);
    if (word !== undefined) return [{ kind: 'skipped', line, why: closing(word) }];
    const cells = new LineCells<ItemField>(this.sheet, this.columns, row);
    const record = this.read(cells);
    // Headings, subtotals and notes between the entries name no clause or no window, and no points.
    if (record === undefined) return [];
    return [{ kind: 'record', line, record }];
  }

  private read(cells: LineCells<ItemField>): ItemLine | undefined {
    const [clause, text] = [cells.text('clause'), cells.text('clauseText')];
    const code = cells.code('window', 'windowName');
    const name = cells.text('windowName');
    if ((clause === '' && text === '') || (code === '' && name === '')) return undefined;
    if ([clause, text].some((part) => /^(?:小计|合计|总计)/.test(part))) return undefined;
    const item = itemOf(this.items, [clause, text]);
    const { points, signed } = this.points(cells, this.items.find((one) => one.code === item)?.kind);
    if (points === null && cells.faults.length === 0) return undefined;
    return {
      ...{ kind: 'item', code, name, subject: '', type: 'window', item, signed },
      clause: [clause, text].filter((part) => part !== '').join(' '),
      points: points ?? '0',
      reason: shownCell(cells.cell('reason')).trim(),
      date: shownCell(cells.cell('date')).trim(),
      title: cells.title(cells.has('windowName') ? 'windowName' : 'window'),
      place: `${this.sheet.name}\n${String(cells.row.line)}`,
      faults: cells.faults,
    };
  }

  /** Columns of their own say the sign; else a word beside it, a sign, or the kind of the item. */
  private points(cells: LineCells<ItemField>, kind: string | undefined): { points: string | null; signed: boolean } {
    const [bonus, deduction] = [cells.points('bonus'), cells.points('deduction')];
    if (bonus !== null || deduction !== null) {
      const sum = Fraction.parse(bonus ?? '0').sub(Fraction.parse(deduction ?? '0').abs());
      return { points: sum.toText(), signed: true };
    }
    const points = cells.points('points');
    if (points === null) return { points, signed: false };
    const direction = cells.text('direction');
    const value = Fraction.parse(points);
    const minus = /[扣减罚-]/.test(direction) && !/加/.test(direction);
    if (minus) return { points: value.abs().neg().toText(), signed: true };
    if (/[加奖+]/.test(direction)) return { points: value.abs().toText(), signed: true };
    const written = shownCell(cells.cell('points')).trim();
    // Another word, such as 调整, leaves the number as it stands.
    if (direction !== '' || /^[-+－＋−]/.test(written)) return { points, signed: true };
    return {
      points: kind === 'deduction' ? value.abs().neg().toText() : points,
      signed: kind === 'deduction' || kind === 'bonus',
    };
  }
}

function closing(word: string): { code: string; text: { zh: string; en: string } } {
  return { code: 'closing-row', text: { zh: `“${word}”行不是数据`, en: `the row ${word} is no data` } };
}
