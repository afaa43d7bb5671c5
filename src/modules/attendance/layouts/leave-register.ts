import type { CivilDate } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import { coveredHalves, type Half, type LeaveRecord, type LeaveSpan } from 'src/modules/attendance/leave';
import { leaveKindOf } from 'src/modules/attendance/leave-kinds';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import type { HolidayNotice } from 'src/modules/calendar/notice';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { isFault, parseDateCell, type DateReading } from 'src/modules/intake/values/dates';
import type { Cell, FeedContext, Layout, Outcome, Row, SheetInfo } from 'src/modules/intake/feed';
import { columnOf, findHeader, isHeaderAgain, unreadIn, type Header } from './header';
import { inOneOrder, type DateOrder } from './order';
import { codeIn, Persons, type Key } from './persons';
import { placeOf, type RowPlace } from './row-times';
import { footerOf, isBlank, isBlankRow, shown } from './rows';
import { reject, rejectDate, skipped } from './words';

type Refused = ReturnType<typeof reject>;

const NAMES = {
  staff: ['工号', '员工工号', '人员工号', '人员编号', '员工编号', '职工号'],
  name: ['姓名', '请假人', '申请人', '员工姓名'],
  unit: ['窗口名称', '窗口', '部门', '所属窗口', '所属部门'],
  from: ['请假日期', '开始日期', '请假开始日期', '开始时间', '请假开始时间', '起始日期', '日期', '请假时间', '开始'],
  to: ['结束日期', '请假结束日期', '结束时间', '请假结束时间', '截止日期', '结束'],
  days: ['请假天数', '天数', '时长', '请假时长', '合计天数'],
  kind: ['类型', '请假类型', '假别', '请假类别', '假期类型', '请假种类'],
  half: ['半天', '午别', '上午/下午', '时段', '请假时段'],
  remark: ['备注', '说明', '请假事由', '事由'],
  standIn: ['顶岗人工号', 'b岗工号', '代岗人工号', '替岗人工号', '顶岗工号'],
} as const;

type Columns = Record<keyof typeof NAMES, number>;

/** Layout 6a: a register of leave, by name or by number, with days, or with both ends. */
export const leaveRegister: Layout<LeaveRecord> = {
  id: '6a',
  begin(sheet, head, context) {
    const header = findHeader(head, (titles) => columnsOf(titles) !== undefined);
    const columns = header && columnsOf(header.titles);
    if (!header || !columns) return undefined;
    const register = new Register(sheet, header, columns, context);
    const work = {
      row: (row: Row, order: DateOrder) => register.read(row, order),
      dateColumns: [columns.from, columns.to],
    };
    const remarks = unreadIn(header, Object.values(columns), { known: Object.values(NAMES) });
    return { fit: 5, reader: inOneOrder(work, context.options.dateOrder), remarks };
  },
};

function columnsOf(titles: readonly string[]): Columns | undefined {
  const entries = Object.entries(NAMES).map(([field, names]) => [field, columnOf(titles, names)] as const);
  const columns = Object.fromEntries(entries) as Columns;
  const who = columns.staff >= 0 || columns.name >= 0;
  return who && columns.from >= 0 && columns.kind >= 0 && (columns.days >= 0 || columns.to >= 0) ? columns : undefined;
}

class Register {
  private readonly persons: Persons;
  private readonly calendar: StatutoryCalendar;
  /** Which line took which day of which person, and what it said. */
  private readonly taken = new Map<string, { line: number; said: string }>();

  constructor(
    private readonly sheet: SheetInfo,
    private readonly header: Header,
    private readonly columns: Columns,
    private readonly context: FeedContext,
  ) {
    this.persons = new Persons(context);
    const given = context.given as { notices?: readonly HolidayNotice[] | null } | null | undefined;
    this.calendar = new StatutoryCalendar(given?.notices ?? shippedNotices);
  }

  read(row: Row, order: DateOrder): Outcome<LeaveRecord>[] {
    if (row.line <= this.header.line || isBlankRow(row) || isHeaderAgain(this.header, row)) return [];
    const footer = footerOf(row);
    if (footer !== undefined && isBlank(row.cells[this.columns.kind]))
      return [skipped(row.line, footer, row.cells.map(shown).find((text) => text !== '') ?? '')];
    if (Object.values(this.columns).every((column) => isBlank(row.cells[column]))) return [];
    return [this.leave(row, order)];
  }

  private leave(row: Row, order: DateOrder): Outcome<LeaveRecord> {
    const place: RowPlace = { sheet: this.sheet.name, line: row.line, titles: this.header.shown };
    const at = (column: number): ReturnType<typeof placeOf> => placeOf(place, column, row.cells[column]);
    const span = this.span(row, order, at);
    if ('reject' in span) return span;
    const leave: LeaveSpan = span;
    const key = this.keyOf(row, leave.from, at);
    if ('kind' in key) return key;
    const standIn = codeIn(row.cells[this.columns.standIn], this.context.options);
    if ('fault' in standIn) return reject(standIn.fault, at(this.columns.standIn));
    const covered = coveredHalves(leave, (date) => this.calendar.isWorkingDay(date));
    const said = [
      leave.kind,
      leave.from,
      shown(row.cells[this.columns.to]),
      shown(row.cells[this.columns.days]),
      leave.half,
    ].join(' ');
    const touched = 'fault' in covered ? covered.touched : covered.halves;
    const clash = this.clash(key, touched, said);
    if (clash !== undefined) return reject('overlap', at(this.columns.from), String(clash));
    if ('fault' in covered) {
      const column = covered.fault === 'span-backwards' ? this.columns.to : this.columns.days;
      return reject(covered.fault, at(column), covered.expected ?? '');
    }
    for (const half of covered.halves) this.taken.set(`${key.source} ${key.person} ${half}`, { line: row.line, said });
    return this.outcome(row, key, { kind: leave.kind, from: leave.from, ...covered, standIn: standIn.code });
  }

  private outcome(
    row: Row,
    key: Key,
    leave: Pick<LeaveRecord, 'kind' | 'from' | 'to' | 'days' | 'halves' | 'standIn'>,
  ): Outcome<LeaveRecord> {
    const staff = this.persons.staffOf(key, { date: leave.from });
    const record: LeaveRecord = { ...key, staff, ...leave };
    if (staff === null) return { kind: 'unmatched', line: row.line, key: key.person, record };
    if (leave.kind === 'maternity' || this.calendar.isWorkingDay(leave.from))
      return { kind: 'record', line: row.line, record };
    const text = { zh: `${leave.from} 不是工作日，请核对`, en: `${leave.from} is no working day: check it` };
    return { kind: 'record', line: row.line, record, warning: { code: 'no-working-day', text } };
  }

  private keyOf(row: Row, date: CivilDate, at: (column: number) => ReturnType<typeof placeOf>): Key | Refused {
    const { staff, name, unit } = this.columns;
    if (!isBlank(row.cells[staff])) {
      const code = codeIn(row.cells[staff], this.context.options);
      return 'fault' in code ? reject(code.fault, at(staff)) : { source: 'staff-number', person: code.code };
    }
    if (isBlank(row.cells[name])) return reject('person-missing', at(Math.max(staff, name)));
    return this.persons.byName(
      shown(row.cells[name]),
      { unit: shown(row.cells[unit]), from: date, to: date },
      at(name),
    );
  }

  private span(row: Row, order: DateOrder, at: (column: number) => ReturnType<typeof placeOf>): LeaveSpan | Refused {
    const { from, to, days, kind, half, remark } = this.columns;
    const code = leaveKindOf(shown(row.cells[kind]));
    if (code === undefined) return reject('kind-unknown', at(kind));
    const begin = parseDateCell(row.cells[from] ?? '', { dateOrder: order });
    if (isFault(begin)) return rejectDate(begin.fault, at(from));
    const end = isBlank(row.cells[to]) ? undefined : parseDateCell(row.cells[to] ?? '', { dateOrder: order });
    if (end && isFault(end)) return rejectDate(end.fault, at(to));
    const length = daysIn(row.cells[days]);
    if (length === 'fault' || (length === undefined && end === undefined)) return reject('days-number', at(days));
    const named = halfIn(shown(row.cells[half])) ?? halfIn(shown(row.cells[remark]));
    return {
      kind: code,
      from: begin.date,
      ...(end && { to: end.date }),
      ...(length && { days: length }),
      ...(named && { half: named }),
      ...endsOf(begin, end),
    };
  }

  private clash(key: Key, touched: readonly string[], said: string): number | undefined {
    const days = touched.flatMap((one) => (one.length === 10 ? [`${one} am`, `${one} pm`] : [one]));
    const before = days.map((half) => this.taken.get(`${key.source} ${key.person} ${half}`)).find((one) => one);
    return before === undefined || before.said === said ? undefined : before.line;
  }
}

/**
 * Times in the date columns say which half: before noon the morning begins, an end until 13:00 is the morning's. Midnight
 * is how spreadsheets and databases write a day without a time.
 */
function endsOf(begin: DateReading, end: DateReading | undefined): { begins?: Half; ends?: Half } {
  const [from, to] = [timeIn(begin), timeIn(end)];
  return {
    ...(from && { begins: from < '12:00:00' ? 'am' : 'pm' }),
    ...(to && { ends: to <= '13:00:00' ? 'am' : 'pm' }),
  };
}

function timeIn(date: DateReading | undefined): string | undefined {
  return date?.time == null || date.time === '00:00:00' ? undefined : date.time;
}

function daysIn(cell: Cell | undefined): Fraction | undefined | 'fault' {
  const text = shown(cell).replace(/ ?天$/, '');
  if (text === '') return undefined;
  if (text === '半') return Fraction.of(1, 2);
  return /^\d{1,3}(?:\.\d+)?$/.test(text) ? Fraction.parse(text) : 'fault';
}

function halfIn(text: string): Half | undefined {
  const [am, pm] = [/上午|^am$/i.test(text), /下午|^pm$/i.test(text)];
  return am === pm ? undefined : am ? 'am' : 'pm';
}
