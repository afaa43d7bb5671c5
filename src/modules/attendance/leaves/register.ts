import type { CivilDate } from 'src/common/civil-date';
import { findHeader, isHeaderAgain, unreadIn, type Header } from 'src/modules/attendance/layouts/header';
import { inOneOrder, type DateOrder } from 'src/modules/attendance/layouts/order';
import { codeIn, Persons, type Key } from 'src/modules/attendance/layouts/persons';
import { placeOf, type RowPlace } from 'src/modules/attendance/layouts/row-times';
import { footerOf, isBlank, isBlankRow, shown } from 'src/modules/attendance/layouts/rows';
import { reject, rejectDate, skipped, type Place } from 'src/modules/attendance/layouts/words';
import { coveredHalves, type LeaveRecord, type LeaveSpan } from 'src/modules/attendance/leave';
import { leaveKindOf, minutesADay } from 'src/modules/attendance/leave-kinds';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import type { HolidayNotice } from 'src/modules/calendar/notice';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { readNaming } from 'src/modules/intake/table/naming';
import { isFault, parseDateCell, type DateReading } from 'src/modules/intake/values/dates';
import type { Rule } from 'src/modules/intake/values/rules';
import { isNothing } from 'src/modules/attendance/layouts/absence-words';
import type { FeedContext, Layout, Outcome, Remark, Row, SheetInfo } from 'src/modules/intake/feed';
import { daysIn, endsOf, grantIn, halfIn, minutesIn } from './register-cells';
import { columnsOf, REGISTER_COLUMNS, type RegisterColumns, type RegisterField } from './register-columns';
import { RegisterStandIns } from './register-stand-ins';
import { notGranted } from './register-words';

type Refused = ReturnType<typeof reject>;
type At = (field: RegisterField) => Place;

/** Layout 6a: a register of leave, by name or by number, with days, or with both ends. */
export const leaveRegister: Layout<LeaveRecord> = {
  id: '6a',
  begin(sheet, head, context) {
    const header = findHeader(head, (titles) => columnsOf(titles) !== undefined, context);
    const columns = header && columnsOf(header.titles);
    if (!header || !columns) return undefined;
    const register = new Register(sheet, header, columns, context);
    const work = {
      row: (row: Row, order: DateOrder) => register.read(row, order),
      dateColumns: [columns.from, columns.to],
    };
    const remarks = unreadIn(header, Object.values(columns), { known: Object.values(REGISTER_COLUMNS) });
    const naming = readNaming(header.naming, Object.values(columns));
    return { fit: 5, reader: inOneOrder(work, context.options.dateOrder), remarks, naming };
  },
};

class Register {
  private readonly persons: Persons;
  private readonly standIns: RegisterStandIns;
  private readonly calendar: StatutoryCalendar;
  /** Which line took which day of which person, and what it said. */
  private readonly taken = new Map<string, { line: number; said: string }>();

  constructor(
    private readonly sheet: SheetInfo,
    private readonly header: Header,
    private readonly columns: RegisterColumns,
    private readonly context: FeedContext,
  ) {
    this.persons = new Persons(context);
    this.standIns = new RegisterStandIns(this.persons, columns, context);
    const given = context.given as { notices?: readonly HolidayNotice[] | null } | null | undefined;
    this.calendar = new StatutoryCalendar(given?.notices ?? shippedNotices);
  }

  read(row: Row, order: DateOrder): Outcome<LeaveRecord>[] {
    if (row.line <= this.header.line || isBlankRow(row) || isHeaderAgain(this.header, row)) return [];
    const footer = footerOf(row);
    if (footer !== undefined && this.text(row, 'kind') === '')
      return [skipped(row.line, footer, row.cells.map(shown).find((text) => text !== '') ?? '')];
    if (Object.values(this.columns).every((column) => isBlank(row.cells[column]))) return [];
    const [result, state] = [this.text(row, 'result'), this.text(row, 'state')];
    const grant = grantIn(result, state);
    if (grant !== 'granted') return [notGranted(row.line, grant, result === '' ? state : result)];
    return [this.leave(row, order)];
  }

  private leave(row: Row, order: DateOrder): Outcome<LeaveRecord> {
    const place: RowPlace = { sheet: this.sheet.name, line: row.line, titles: this.header.shown };
    const at: At = (field) => placeOf(place, this.columns[field], row.cells[this.columns[field]]);
    const span = this.span(row, order, at);
    if ('reject' in span) return span;
    const leave: LeaveSpan = span;
    const key = this.keyOf(row, leave.from, at);
    if ('kind' in key) return key;
    const covered = coveredHalves(leave, (date) => this.calendar.isWorkingDay(date));
    const said = [leave.kind, leave.from, this.text(row, 'to'), this.text(row, 'days'), leave.half].join(' ');
    const touched = 'fault' in covered ? covered.touched : covered.halves;
    const clash = minutesADay(leave.kind) === undefined ? this.clash(key, touched, said) : undefined;
    if (clash !== undefined) return reject('overlap', at('from'), String(clash));
    if ('fault' in covered) {
      const field = covered.fault === 'span-backwards' ? 'to' : 'days';
      return reject(covered.fault, at(field), covered.expected ?? '');
    }
    const staff = this.persons.staffOf(key, { date: leave.from });
    const standIn = this.standIns.of(row, { kind: leave.kind, staff, halves: covered.halves }, at);
    if ('kind' in standIn) return standIn;
    if (minutesADay(leave.kind) === undefined)
      for (const half of covered.halves)
        this.taken.set(`${key.source} ${key.person} ${half}`, { line: row.line, said });
    const record = {
      ...{ ...key, staff, kind: leave.kind, from: leave.from, ...covered, standIn: standIn.code },
      ...(standIn.stated && { standInStated: true as const }),
      ...this.further(row, leave.kind),
    };
    return this.outcome(row.line, record, standIn.warning);
  }

  /** What the register adds: the paper it rests on, the minutes of a time that is left free. */
  private further(row: Row, kind: LeaveSpan['kind']): Pick<LeaveRecord, 'document' | 'minutes'> {
    const document = this.text(row, 'document').slice(0, 120);
    const usual = minutesADay(kind);
    const minutes = usual === undefined ? undefined : (this.minutes(row) ?? usual);
    return { ...(document !== '' && { document }), ...(minutes !== undefined && { minutes }) };
  }

  private minutes(row: Row): number | undefined {
    const said = minutesIn(this.text(row, 'minutes'), this.text(row, 'remark'), this.text(row, 'kind'));
    return said !== undefined && said > 0 && said <= 480 ? said : undefined;
  }

  private outcome(
    line: number,
    record: LeaveRecord,
    further: Omit<Remark, 'line' | 'sheet'> | undefined,
  ): Outcome<LeaveRecord> {
    const { staff, from } = record;
    const text = { zh: `${from} 不是工作日，请核对`, en: `${from} is no working day: check it` };
    const working = record.kind === 'maternity' || this.calendar.isWorkingDay(from);
    const warning = further ?? (working || staff === null ? undefined : { code: 'no-working-day', text });
    if (staff === null) return { kind: 'unmatched', line, key: record.person, record, ...(warning && { warning }) };
    return { kind: 'record', line, record, ...(warning && { warning }) };
  }

  private keyOf(row: Row, date: CivilDate, at: At): Key | Refused {
    const { staff, name } = this.columns;
    if (!isBlank(row.cells[staff])) {
      const code = codeIn(row.cells[staff], this.context.options);
      return 'fault' in code ? reject(code.fault, at('staff')) : { source: 'staff-number', person: code.code };
    }
    if (isBlank(row.cells[name])) return reject('person-missing', at(staff > name ? 'staff' : 'name'));
    return this.persons.byName(
      shown(row.cells[name]),
      { unit: this.text(row, 'unit'), from: date, to: date },
      at('name'),
    );
  }

  private span(row: Row, order: DateOrder, at: At): LeaveSpan | Refused {
    const { from, to, days } = this.columns;
    const code = leaveKindOf(this.text(row, 'kind'));
    if (code === undefined) return reject('kind-unknown', at('kind'));
    const forms = { dateOrder: order, period: this.context.options.period };
    const begin = parseDateCell(row.cells[from] ?? '', forms);
    if (isFault(begin)) return rejectDate(begin.fault, at('from'));
    const hasEnd = !isBlank(row.cells[to]) && !isNothing(row.cells[to]);
    const end = hasEnd ? parseDateCell(row.cells[to] ?? '', forms) : undefined;
    if (end && isFault(end)) return rejectDate(end.fault, at('to'));
    this.note(at('from'), begin);
    if (end) this.note(at('to'), end);
    // An hour a day has no length in days: from when to when is all that is asked.
    const hourly = minutesADay(code) !== undefined;
    const length = hourly ? undefined : daysIn(row.cells[days], (rule, number) => this.told(at('days'), rule, number));
    if (length === 'fault' || (length === undefined && end === undefined)) return reject('days-number', at('days'));
    const named = hourly ? undefined : (halfIn(this.text(row, 'half')) ?? halfIn(this.text(row, 'remark')));
    return {
      kind: code,
      from: begin.date,
      ...(end && { to: end.date }),
      ...(length && { days: length }),
      ...(named && { half: named }),
      ...(hourly ? {} : endsOf(begin, end)),
    };
  }

  private note(place: Place, { rule, date, time }: DateReading): void {
    this.told(place, rule, time === null ? date : `${date} ${time}`);
  }

  private told(place: Place, rule: Rule | undefined, to: string): void {
    this.context.normalised?.note(place, rule, place.value, to);
  }

  private clash(key: Key, touched: readonly string[], said: string): number | undefined {
    const days = touched.flatMap((one) => (one.length === 10 ? [`${one} am`, `${one} pm`] : [one]));
    const before = days.map((half) => this.taken.get(`${key.source} ${key.person} ${half}`)).find((one) => one);
    return before === undefined || before.said === said ? undefined : before.line;
  }

  private text(row: Row, field: RegisterField): string {
    return shown(row.cells[this.columns[field]]);
  }
}
