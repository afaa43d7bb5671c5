import type { PunchRecord } from 'src/modules/attendance/punch';
import type { FeedContext, Layout, Outcome, Row, SheetInfo } from 'src/modules/intake/feed';
import { askingLayout } from 'src/modules/intake/table/asking';
import { readNaming } from 'src/modules/intake/table/naming';
import { isOnePersonList, layoutOf, positionsOf, PUNCH_TITLES, punchColumns, type PunchColumns } from './columns';
import { findHeader, isHeaderAgain, unreadIn, type Header } from './header';
import { inOneOrder, type DateOrder } from './order';
import { Persons, type Key } from './persons';
import { footerOf, isBlank, shown, titleOf } from './rows';
import { instantsOf, type Instants } from './row-times';
import { keyOf } from './row-person';
import { SERIAL_READ, skipped } from './words';

const ASK_PERSON = {
  code: 'person',
  answer: 'person',
  text: {
    zh: '这份表只有日期和上下班时间，没有人员。请在导入时指明是谁的考勤（工号）。',
    en: 'This list holds dates and times but no person. Name whose list it is (staff number).',
  },
} as const;

type TableId = '4' | '5c' | '5d' | '5e' | '11';
const ORDER: readonly TableId[] = ['4', '5c', '5d', '5e', '11'];

/** Punch tables by their column names, in any order, below title rows, with one or two header rows. */
export const tables: readonly Layout<PunchRecord>[] = ORDER.map((id) => ({
  id,
  begin(sheet, head, context) {
    const header = findHeader(head, (titles) => punchColumns(titles) !== undefined, context);
    const columns = header && punchColumns(header.titles);
    if (!header || !columns || isReport(header.titles) || layoutOf(header.titles, columns) !== id) return undefined;
    const table = new Table(sheet, header, columns, context);
    const { dateOrder } = context.options;
    const dateColumns = [columns.date, ...columns.at].filter((column) => column >= 0);
    const remarks = unreadIn(header, positionsOf(columns), PUNCH_TITLES);
    const reader = inOneOrder({ ...table.work(), dateColumns }, dateOrder);
    return { fit: id === '11' ? 4 : 6, reader, remarks, naming: readNaming(header.naming, positionsOf(columns)) };
  },
}));

/** A table with people and times under titles nobody knows, one of them much like a known one: asked, never guessed. */
export const unnamedTable = askingLayout<PunchRecord>({
  id: '11',
  fit: 1,
  needed: PUNCH_TITLES.needed,
  known: PUNCH_TITLES.known,
  needless: PUNCH_TITLES.needless,
  isOther: isReport,
  fold: titleOf,
});

/** Sheets of a report whose columns look like punches but are results: 考勤组 with UserId are DingTalk's other sheets. */
function isReport(titles: readonly string[]): boolean {
  return titles.includes('考勤组') || titles.includes('迟到时间') || titles.includes('出勤天数');
}

class Table {
  private readonly persons: Persons;
  private rows = 0;

  constructor(
    private readonly sheet: SheetInfo,
    private readonly header: Header,
    private readonly columns: PunchColumns,
    private readonly context: FeedContext,
  ) {
    this.persons = new Persons(context);
  }

  work(): {
    row(row: Row, order: DateOrder): Outcome<PunchRecord>[];
    end?(): { question: typeof ASK_PERSON; rows: number };
  } {
    if (!isOnePersonList(this.columns) || this.context.options.person !== undefined)
      return { row: (row, order) => this.read(row, order) };
    return {
      row: (row, order) => {
        if (this.read(row, order).length > 0) this.rows++;
        return [];
      },
      end: () => ({ question: ASK_PERSON, rows: this.rows }),
    };
  }

  private read(row: Row, order: DateOrder): Outcome<PunchRecord>[] {
    if (row.line <= this.header.line || row.cells.every(isBlank) || isHeaderAgain(this.header, row)) return [];
    const { columns, context } = this;
    const footer = footerOf(row);
    if (footer !== undefined && !/\d{3}/.test(shown(row.cells[columns.staff])))
      return [skipped(row.line, footer, row.cells.map(shown).find((text) => text !== '') ?? '')];
    const own = [columns.staff, columns.pin, columns.userId, columns.name, columns.phone, columns.date, ...columns.at];
    if (own.every((column) => isBlank(row.cells[column]))) return [skipped(row.line, 'no-punch')];
    if (/^(?:否|无效|no|n|false|0)$/i.test(shown(row.cells[columns.valid]))) return [skipped(row.line, 'invalid')];
    const place = { sheet: this.sheet.name, line: row.line, titles: this.header.shown };
    const times = instantsOf(row, columns, { order, context, place });
    const words = times.words.map((word) => skipped(row.line, 'word', word));
    if (times.instants.length === 0) {
      const why = [...words, ...times.rejects];
      return why.length > 0 ? why : [skipped(row.line, 'no-punch')];
    }
    const key = keyOf(row, columns, { persons: this.persons, options: context.options, place, on: times.days });
    if ('kind' in key) return [key];
    return [...this.records(row, key, times), ...words, ...times.rejects];
  }

  private records(row: Row, key: Key, { instants, serial }: Instants): Outcome<PunchRecord>[] {
    const device = shown(row.cells[this.columns.device]);
    const origin = `${shown(row.cells[this.columns.origin])} ${device}`;
    const kind = /补卡|补签|管理员修改|人工修改/.test(origin) ? 'correction' : 'punch';
    return instants.map((at) => {
      const outcome = this.persons.outcome(row.line, key, { at, device, kind });
      return serial && outcome.kind === 'record' ? { ...outcome, warning: SERIAL_READ } : outcome;
    });
  }
}
