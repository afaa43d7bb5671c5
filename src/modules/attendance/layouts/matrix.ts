import { civilDate, isPeriod, type CivilDate, type Period } from 'src/common/civil-date';
import type { PunchRecord } from 'src/modules/attendance/punch';
import { instantOf, isFault, parseDateCell, parseTimesCell } from 'src/modules/intake/values/dates';
import type { Cell, FeedContext, Layout, Outcome, Row, SheetInfo } from 'src/modules/intake/feed';
import { codeIn, Persons, type Key } from './persons';
import { isAbsenceWord, isNothing } from './absence-words';
import { noteTimes } from './row-times';
import { footerOf, isBlank, letter, shown, titleOf } from './rows';
import { reject, rejectDate, skipped } from './words';

const STAFF_TITLES = ['工号', '员工工号', '考勤号码', '考勤号'];
const HALF = /^(?:上午|下午|晚上?)?(?:上班|下班|签到|签退|到岗|离岗)$/;

interface DayColumn {
  readonly column: number;
  readonly date: CivilDate;
}

interface Matrix {
  readonly line: number;
  readonly days: readonly DayColumn[];
  readonly name: number;
  readonly staff: number;
  readonly unit: number;
}

/** Header of a matrix: a row with 姓名 and days, and below it 上班 and 下班 once or more often a day. */
interface MatrixHeader {
  readonly top: Row;
  readonly bottom: Row;
  readonly above: readonly Row[];
}

/**
 * Layout 6b, the matrix 考勤明细: a row a person, two columns a day. Year and month stand in the title (or come with the
 * import), the day above 上班/下班; where a day cell is empty the days cannot be told and nothing is read.
 */
export const matrix: Layout<PunchRecord> = {
  id: '6b',
  begin(sheet, head, context) {
    const header = headerIn(head);
    if (header === undefined) return undefined;
    const period = periodOf(header, sheet, context);
    const built = period === undefined ? undefined : columnsOf(header, period, sheet);
    const fault = period === undefined ? monthUnknown(sheet, header) : built && 'kind' in built ? built : undefined;
    if (fault !== undefined || built === undefined || 'kind' in built)
      return {
        fit: 7,
        reader: {
          row: (row) =>
            row === header.top || row.line === header.top.line ? [fault].filter((one) => one !== undefined) : [],
        },
      };
    const reader = new MatrixReader(sheet, built, context);
    return { fit: 7, reader: { row: (row) => reader.read(row) } };
  },
};

function headerIn(head: readonly Row[]): MatrixHeader | undefined {
  for (const [index, top] of head.entries()) {
    const bottom = head[index + 1];
    if (bottom === undefined || !top.cells.map(titleOf).includes('姓名')) continue;
    const halves = bottom.cells.map(titleOf).filter((title) => HALF.test(title));
    const words = halves.filter((title) => title === halves[0]);
    // Once 上班 and once 下班 is a table with one day a row; several times is a matrix.
    if (halves.length >= 4 && words.length >= 2) return { top, bottom, above: head.slice(0, index) };
  }
  return undefined;
}

function periodOf({ above, top }: MatrixHeader, sheet: SheetInfo, { options }: FeedContext): Period | undefined {
  for (const text of [...above, top].flatMap((row) => row.cells.map(shown)).concat(sheet.name)) {
    const match = /(\d{4})\s?年\s?(\d{1,2})\s?月|(?<!\d)(\d{4})[-./](\d{1,2})(?![-./\d])/.exec(text);
    const period = match && `${match[1] ?? match[3] ?? ''}-${(match[2] ?? match[4] ?? '').padStart(2, '0')}`;
    if (period && isPeriod(period)) return period;
  }
  return options.period !== undefined && isPeriod(options.period) ? options.period : undefined;
}

function monthUnknown(sheet: SheetInfo, { top }: MatrixHeader): ReturnType<typeof reject> {
  return reject('month-unknown', { sheet: sheet.name, line: top.line, column: '', value: '' });
}

function columnsOf(
  { top, bottom }: MatrixHeader,
  period: Period,
  sheet: SheetInfo,
): Matrix | ReturnType<typeof reject> {
  const titles = top.cells.map(titleOf);
  const days: DayColumn[] = [];
  let [date, seen]: [CivilDate | undefined, Set<string>] = [undefined, new Set()];
  for (const [column, cell] of bottom.cells.entries()) {
    const half = titleOf(cell);
    if (!HALF.test(half)) continue;
    const own = top.cells[column];
    if (!isBlank(own) && titleOf(own) !== half) [date, seen] = [dayIn(own ?? '', period), new Set()];
    // The same word again without a new day: the day cell of this pair is empty.
    if (date === undefined || seen.has(half))
      return reject('day-unknown', { sheet: sheet.name, line: top.line, column: letter(column), value: shown(own) });
    seen.add(half);
    days.push({ column, date });
  }
  const find = (names: readonly string[]): number => titles.findIndex((title) => names.includes(title));
  return {
    line: bottom.line,
    days,
    name: find(['姓名']),
    staff: find(STAFF_TITLES),
    unit: find(['部门', '窗口', '窗口名称']),
  };
}

/** `5`, `5日`, `1月5日`, `六` is none, a date cell: the day of the month. */
function dayIn(cell: Cell, period: Period): CivilDate | undefined {
  const whole = parseDateCell(cell);
  if (!isFault(whole) && typeof cell !== 'string' && cell.kind === 'date') return whole.date;
  if (!isFault(whole) && typeof cell === 'string' && /\d{4}/.test(cell)) return whole.date;
  const match = /^(?:(\d{1,2})[月/.-])?(\d{1,2})[日号]?(?: ?[(]?(?:星期|周)?[一二三四五六日天][)]?)?$/.exec(
    shown(cell),
  );
  if (!match) return undefined;
  const month = Number(period.slice(5));
  if (match[1] !== undefined && Number(match[1]) !== month) return undefined;
  return civilDate(Number(period.slice(0, 4)), month, Number(match[2]));
}

class MatrixReader {
  private readonly persons: Persons;
  private unit = '';

  constructor(
    private readonly sheet: SheetInfo,
    private readonly matrix: Matrix,
    private readonly context: FeedContext,
  ) {
    this.persons = new Persons(context);
  }

  read(row: Row): Outcome<PunchRecord>[] {
    const { matrix } = this;
    if (row.line <= matrix.line) return [];
    const unit = shown(row.cells[matrix.unit]);
    if (unit !== '') this.unit = unit;
    const footer = footerOf(row);
    if (footer !== undefined)
      return [skipped(row.line, footer, row.cells.map(shown).find((text) => text !== '') ?? '')];
    const filled = matrix.days.filter(({ column }) => !isBlank(row.cells[column]));
    if (isBlank(row.cells[matrix.name]) && isBlank(row.cells[matrix.staff])) {
      if (filled.length === 0) return [];
      return [reject('person-missing', { sheet: this.sheet.name, line: row.line, column: '姓名', value: '' })];
    }
    const key = this.keyOf(row);
    if ('kind' in key) return [key];
    return filled.length === 0 ? [skipped(row.line, 'no-punch')] : filled.flatMap((day) => this.cell(row, key, day));
  }

  private keyOf(row: Row): Key | ReturnType<typeof reject> {
    const { staff, name, days } = this.matrix;
    const place = { sheet: this.sheet.name, line: row.line };
    if (!isBlank(row.cells[staff])) {
      const code = codeIn(row.cells[staff], this.context.options);
      if ('fault' in code) return reject(code.fault, { ...place, column: '工号', value: shown(row.cells[staff]) });
      return { source: 'staff-number', person: code.code };
    }
    const on = { unit: this.unit, from: days[0]?.date ?? '', to: days.at(-1)?.date ?? '' };
    const value = shown(row.cells[name]);
    return this.persons.byName(value, on, { ...place, column: '姓名', value });
  }

  private cell(row: Row, key: Key, { column, date }: DayColumn): Outcome<PunchRecord>[] {
    const cell = row.cells[column] ?? '';
    if (isNothing(cell)) return [];
    if (isAbsenceWord(cell)) return [skipped(row.line, 'word', `${date} ${shown(cell)}`)];
    const times = parseTimesCell(cell);
    const place = { sheet: this.sheet.name, line: row.line, column: letter(column), value: shown(cell) };
    if (isFault(times)) return [rejectDate(times.fault, place)];
    noteTimes(this.context, place, cell, times);
    const { asOf } = this.context.options;
    return times.map((time) => {
      const at = instantOf(date, time);
      if (asOf !== undefined && at > asOf) return reject('after-as-of', place, asOf);
      return this.persons.outcome(row.line, key, { at, device: '', kind: 'punch' });
    });
  }
}
