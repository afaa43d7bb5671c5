import { fromDayNumber, parseCivilDate } from 'src/common/civil-date';
import type { DateCell, NumberCell } from 'src/modules/intake/feed';

/** What a number format shows of a serial number. */
export interface DateFormat {
  readonly time: boolean;
  /** `[h]:mm`: a length of time, no time of day, once it reaches a day. */
  readonly elapsed: boolean;
}

/** How a number format shows its numbers, where it matters: as a date, as per cent. */
export type ShownAs = DateFormat | 'percent';

const BUILT_IN_TIMES = new Set([18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 46, 47, 55, 56]);
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
/** Serial of 9999-12-31. */
const LAST_DAY = 2_958_465;
/** Day numbers (since 1970-01-01) of 1899-12-30 and 1904-01-01. */
const EPOCH_1900 = -25_569;
const EPOCH_1904 = -24_107;

/** What is behind a number format of ECMA-376 §18.8.30: a date, per cent, or undefined when it shows plain numbers. */
export function shownAs(id: number, code: string | undefined): ShownAs | undefined {
  if (code === undefined ? id === 9 || id === 10 : plainCode(code).includes('%')) return 'percent';
  return dateFormat(id, code);
}

/** Of a format without its literal text, colours and conditions. */
function plainCode(code: string): string {
  return code
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .replace(/general/gi, '');
}

function dateFormat(id: number, code: string | undefined): DateFormat | undefined {
  if (code === undefined) {
    if (BUILT_IN_TIMES.has(id)) return { time: true, elapsed: id === 46 };
    return BUILT_IN_DATES.has(id) ? { time: false, elapsed: false } : undefined;
  }
  const elapsed = /\[[hms]+\]/i.test(code);
  const plain = plainCode(code);
  // `aaaa` is the day of the week in Chinese and Japanese workbooks.
  if (!/[ymdhs]|aaa/i.test(plain)) return undefined;
  return { time: /[hs]|am\/pm|a\/p|上午\/下午/i.test(plain), elapsed };
}

/**
 * The civil date and time of a serial number, rounded to the nearest second. Undefined where there is none: negative or
 * too large, serial 60 of the 1900 system (29 February 1900 never was), a length of time of a day or more.
 */
export function civilOfSerial(serial: number, format: DateFormat, date1904: boolean): DateCell | undefined {
  if (!(serial >= 0 && serial < LAST_DAY + 1)) return undefined;
  if (serial < 1) {
    const second = Math.min(Math.round(serial * 86_400), 86_399);
    if (serial > 0 || format.time) return { kind: 'date', date: '', time: clock(second), holds: 'time' };
  }
  if (format.elapsed) return undefined;
  const seconds = Math.round(serial * 86_400);
  const day = Math.floor(seconds / 86_400);
  const date = dayOf(day, date1904);
  if (date === undefined) return undefined;
  const second = seconds - day * 86_400;
  return { kind: 'date', date, time: clock(second), holds: second === 0 && !format.time ? 'date' : 'both' };
}

/** The cell of a stored number: its civil date where its format shows one, else its digits. `written` as the file has it. */
export function cellOfNumber(
  { serial, written }: { readonly serial: number; readonly written: string },
  format: ShownAs | undefined,
  date1904: boolean,
): DateCell | NumberCell {
  const isPercent = format === 'percent';
  const date = format === undefined || isPercent ? undefined : civilOfSerial(serial, format, date1904);
  if (date) return date;
  const number: NumberCell = { kind: 'number', text: written };
  if (isPercent) return { ...number, percent: true };
  return date1904 ? { ...number, date1904: true } : number;
}

/** `2026-01-05T08:21:00`, `2026-01-05`, `T08:21` or `08:21:00.5` as strict workbooks write them. */
export function civilOfIso(text: string): DateCell | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})?(?:T?(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?Z?$/.exec(text.trim());
  if (!match) return undefined;
  const [, date, hour, minute, second = '0'] = match;
  if (date !== undefined && parseCivilDate(date) === undefined) return undefined;
  if (hour === undefined || minute === undefined) {
    return date === undefined ? undefined : { kind: 'date', date, time: '00:00:00', holds: 'date' };
  }
  const total = Number(hour) * 3600 + Number(minute) * 60 + Math.round(Number(second));
  if (total > 86_400) return undefined;
  const time = clock(Math.min(total, 86_399));
  return { kind: 'date', date: date ?? '', time, holds: date === undefined ? 'time' : 'both' };
}

function dayOf(day: number, date1904: boolean): string | undefined {
  if (date1904) return fromDayNumber(EPOCH_1904 + day);
  if (day === 0 || day === 60) return undefined;
  return fromDayNumber(EPOCH_1900 + day + (day < 60 ? 1 : 0));
}

function clock(second: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
}
