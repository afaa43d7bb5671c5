import { addDays, type CivilDate, type CivilTime } from 'src/common/civil-date';
import type { Cell, FeedContext, Outcome, Row } from 'src/modules/intake/feed';
import {
  isFault,
  parseDateCell,
  parseTimesCell,
  type DateFormOptions,
  type DateReading,
  type Fault,
  type TimeReading,
} from 'src/modules/intake/values/dates';
import { telling, type Rule } from 'src/modules/intake/values/rules';
import { isAbsenceWord, isNothing } from './absence-words';
import type { PunchColumns } from './columns';
import type { DateOrder } from './order';
import { isBlank, letter, shown } from './rows';
import { reject, rejectDate, type Place } from './words';

export interface Instants {
  readonly instants: readonly CivilTime[];
  /** Civil days of the row: of its first punch, for finding the person. */
  readonly days: CivilDate;
  readonly rejects: readonly Extract<Outcome<never>, { kind: 'reject' }>[];
  /** Words in place of a time, such as 事假. */
  readonly words: readonly string[];
  /** A bare serial number was read as a date. */
  readonly serial: boolean;
}

/** What the day columns of a card or a matrix are called together. */
const DAYS = '每日打卡';

export interface RowPlace {
  readonly sheet: string;
  readonly line: number;
  /** Column titles as the user sees them. */
  readonly titles: readonly string[];
}

/** The place of a column of the row. */
export function placeOf({ sheet, line, titles }: RowPlace, column: number, cell: Cell | undefined): Place {
  return { sheet, line, column: titles[column] || letter(Math.max(column, 0)), value: shown(cell) };
}

/** All punches of a row: each time column with its own day, or with the day of the date column. */
export function instantsOf(
  row: Row,
  columns: PunchColumns,
  { order, context, place }: { order: DateOrder; context: FeedContext; place: RowPlace },
): Instants {
  const { asOf, period } = context.options;
  const forms: DateFormOptions = { dateOrder: order, period };
  const instants: CivilTime[] = [];
  const rejects: Instants['rejects'][number][] = [];
  const words: string[] = [];
  let serial = false;
  const dayCell = columns.date < 0 ? undefined : row.cells[columns.date];
  const day = isBlank(dayCell) ? undefined : parseDateCell(dayCell ?? '', forms);
  for (const column of columns.at) {
    const cell = row.cells[column] ?? '';
    if ((isBlank(cell) || isNothing(cell)) && !columns.single) continue;
    const isWord = !columns.single && isAbsenceWord(cell);
    if (isWord) words.push(shown(cell));
    if (isWord) continue;
    const read = readCell(cell, day, forms);
    if ('fault' in read) {
      const where = read.of === 'day' ? columns.date : column;
      rejects.push(rejectDate(read.fault, placeOf(place, where, row.cells[where])));
      // A day that cannot be read is one fault of the row, not one of each column.
      if (read.of === 'day') break;
      continue;
    }
    serial ||= read.serial;
    context.normalised?.note(placeOf(place, column, cell), read.rule, shownLines(cell), read.at.join(' '));
    if (read.day && instants.length === 0) {
      const { date, rule } = read.day;
      context.normalised?.note(placeOf(place, columns.date, dayCell), rule, shown(dayCell), date);
    }
    for (const at of read.at) {
      if (asOf !== undefined && at > asOf) rejects.push(reject('after-as-of', placeOf(place, column, cell), asOf));
      else instants.push(at);
    }
  }
  return { instants, rejects, words, serial, days: instants[0]?.slice(0, 10) ?? '' };
}

type Read =
  { at: CivilTime[]; serial: boolean; rule: Rule | undefined; day?: DateReading } | (Fault & { of: 'day' | 'time' });

function readCell(cell: Cell, day: ReturnType<typeof parseDateCell> | undefined, forms: DateFormOptions): Read {
  const whole = parseDateCell(cell, forms);
  if (!isFault(whole) && whole.time !== null)
    return { at: [`${whole.date} ${whole.time}`], serial: whole.serial === true, rule: whole.rule };
  if (day === undefined) {
    if (isFault(whole)) return { fault: whole.fault === 'date-empty' ? 'time-empty' : whole.fault, of: 'time' };
    return { fault: 'time-empty', of: 'time' };
  }
  if (isFault(day)) return { ...day, of: 'day' };
  const times = parseTimesCell(cell);
  if (isFault(times)) return { ...times, of: 'time' };
  if (times.length === 0) return { fault: 'time-empty', of: 'time' };
  const at = times.map(({ time, nextDay }) => `${nextDay ? addDays(day.date, 1) : day.date} ${time}`);
  return { at, serial: day.serial === true, rule: telling(...times.map(({ rule }) => rule)), day };
}

/** A cell with its line feeds as people can see them. */
export function shownLines(cell: Cell): string {
  return typeof cell === 'string' ? shown(cell.trim().replace(/[ \t]*\r?\n[ \t]*/g, '↵')) : shown(cell);
}

/** Tells how the times of a cell under a day were read; the columns of the days are counted together. */
export function noteTimes({ normalised }: FeedContext, place: Place, cell: Cell, times: readonly TimeReading[]): void {
  const rule = telling(...times.map((one) => one.rule));
  normalised?.note({ ...place, column: DAYS }, rule, shownLines(cell), times.map(({ time }) => time).join(' '));
}
