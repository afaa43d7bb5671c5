import { addDays, type CivilDate, type CivilTime } from 'src/common/civil-date';
import { isFault, parseDateCell, parseTimesCell, type Fault } from 'src/modules/intake/values/dates';
import type { Cell, Outcome, Row } from 'src/modules/intake/feed';
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
  { order, asOf, place }: { order: DateOrder; asOf: string | undefined; place: RowPlace },
): Instants {
  const instants: CivilTime[] = [];
  const rejects: Instants['rejects'][number][] = [];
  const words: string[] = [];
  let serial = false;
  const dayCell = columns.date < 0 ? undefined : row.cells[columns.date];
  const day = isBlank(dayCell) ? undefined : parseDateCell(dayCell ?? '', { dateOrder: order });
  for (const column of columns.at) {
    const cell = row.cells[column] ?? '';
    if (isBlank(cell) && !columns.single) continue;
    if (!columns.single && isWord(cell)) {
      words.push(shown(cell));
      continue;
    }
    const read = readCell(cell, day, order);
    if ('fault' in read) {
      const where = read.of === 'day' ? columns.date : column;
      rejects.push(rejectDate(read.fault, placeOf(place, where, row.cells[where])));
      // A day that cannot be read is one fault of the row, not one of each column.
      if (read.of === 'day') break;
      continue;
    }
    serial ||= read.serial;
    for (const at of read.at) {
      if (asOf !== undefined && at > asOf) rejects.push(reject('after-as-of', placeOf(place, column, cell), asOf));
      else instants.push(at);
    }
  }
  return { instants, rejects, words, serial, days: instants[0]?.slice(0, 10) ?? '' };
}

type Read = { at: CivilTime[]; serial: boolean } | (Fault & { of: 'day' | 'time' });

function readCell(cell: Cell, day: ReturnType<typeof parseDateCell> | undefined, order: DateOrder): Read {
  const whole = parseDateCell(cell, { dateOrder: order });
  if (!isFault(whole) && whole.time !== null)
    return { at: [`${whole.date} ${whole.time}`], serial: whole.serial === true };
  if (day === undefined) {
    if (isFault(whole)) return { fault: whole.fault === 'date-empty' ? 'time-empty' : whole.fault, of: 'time' };
    return { fault: 'time-empty', of: 'time' };
  }
  if (isFault(day)) return { ...day, of: 'day' };
  const times = parseTimesCell(cell);
  if (isFault(times)) return { ...times, of: 'time' };
  if (times.length === 0) return { fault: 'time-empty', of: 'time' };
  const at = times.map(({ time, nextDay }) => `${nextDay ? addDays(day.date, 1) : day.date} ${time}`);
  return { at, serial: day.serial === true };
}

/** `事假`, `休息`, `出差`: somebody wrote why there is no punch. */
export function isWord(cell: Cell | undefined): boolean {
  const text = shown(cell);
  return typeof cell === 'string' && text !== '' && !/\d/.test(text);
}
