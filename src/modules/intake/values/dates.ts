import { addDays, fromDayNumber, type CivilDate } from 'src/common/civil-date';
import { fold } from 'src/common/text';
import type { Cell, DateCell, NumberCell } from 'src/modules/intake/feed';
import { dateOfText, isSerialText, type DateFormOptions, type DateReading, type Fault } from './date-text';
import { timeOfText, timesOfText, type TimeReading } from './times';

export { isFault, orderOf } from './date-text';
export type { DateFormOptions, DateReading, Fault } from './date-text';
export type { TimeReading } from './times';

/** Day numbers (since 1970-01-01) of day 0 of the date systems of spreadsheets. */
const EPOCH_1900 = -25_569;
const EPOCH_1904 = -24_107;
/** 2000-01-01 and 2099-12-31: outside, a number in a date column is more likely a slip than a day. */
const FIRST_DAY = 10_957;
const LAST_DAY = 47_481;

/**
 * Reads a cell that must hold a civil date, with or without a time: `2026-01-05`, `2026/1/5`, `2026.1.5`, `20260105`,
 * `2026年1月5日`, `二〇二六年一月五日`, with `星期一` (checked), with `8:20`, `08:20:05`, `上午8:20`, `8时20分`; `1月5日` where the month
 * of the file is named; date cells; bare serial numbers of the years 2000–2099. Days that do not exist and undecided orders
 * are faults.
 */
export function parseDateCell(cell: Cell, options: DateFormOptions = {}): DateReading | Fault {
  if (typeof cell === 'string') {
    const text = fold(cell);
    return isSerialText(text) ? dateOfNumber({ kind: 'number', text }, options) : dateOfText(cell, options);
  }
  switch (cell.kind) {
    case 'faulty':
      return { fault: cell.fault === 'formula' ? 'cell-formula' : 'cell-error' };
    case 'number':
      return dateOfNumber(cell, options);
    case 'date':
      return dateOfCell(cell);
  }
}

/** Reads one time of day; `8.25` and `0825` are refused: nobody can tell whether 08:25 is meant. */
export function parseTimeCell(cell: Cell): TimeReading | Fault {
  if (typeof cell === 'string') {
    const text = fold(cell);
    const time = timeOfText(text);
    return 'fault' in time || time.rule !== undefined || text === cell.trim() ? time : { ...time, rule: 'full-width' };
  }
  if (cell.kind === 'faulty') return { fault: cell.fault === 'formula' ? 'cell-formula' : 'cell-error' };
  if (cell.kind === 'date') return { time: cell.time, nextDay: false };
  const serial = Number(cell.text);
  return serial >= 0 && serial < 1 ? { time: clockOf(serial), nextDay: false } : { fault: 'time-unreadable' };
}

/**
 * Reads a cell that may hold several times: `08:2417:36` (each five characters one time), times parted by line feeds,
 * blanks, commas or semicolons. An empty cell gives an empty list.
 */
export function parseTimesCell(cell: Cell): readonly TimeReading[] | Fault {
  if (typeof cell === 'string') return timesOfText(cell);
  const one = parseTimeCell(cell);
  return 'fault' in one ? one : [one];
}

/** The instant of a time that belongs to a day, `YYYY-MM-DD HH:MM:SS`. */
export function instantOf(date: CivilDate, time: TimeReading): string {
  return `${time.nextDay ? addDays(date, 1) : date} ${time.time}`;
}

function dateOfCell(cell: DateCell): DateReading | Fault {
  if (cell.holds === 'time') return { fault: 'date-missing' };
  return { date: cell.date, time: cell.holds === 'both' ? cell.time : null };
}

function dateOfNumber(cell: NumberCell, options: DateFormOptions): DateReading | Fault {
  if (/^(19|20)\d{6}$/.test(cell.text)) return dateOfText(cell.text, options);
  const seconds = Math.round(Number(cell.text) * 86_400);
  const serial = Math.floor(seconds / 86_400);
  const day = serial + (cell.date1904 === true ? EPOCH_1904 : EPOCH_1900);
  if (!(day >= FIRST_DAY && day <= LAST_DAY)) return { fault: 'date-unreadable' };
  const rest = seconds - serial * 86_400;
  const time = rest === 0 ? null : clockOf(rest / 86_400);
  return { date: fromDayNumber(day), time, serial: true, rule: 'serial' };
}

/** The clock of a fraction of a day, to the nearest second. */
function clockOf(fraction: number): string {
  const seconds = Math.min(Math.round(fraction * 86_400), 86_399);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
