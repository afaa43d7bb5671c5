import { addDays, civilDate, isPeriod, weekday, type CivilDate } from 'src/common/civil-date';
import { fold } from 'src/common/text';
import type { ImportOptions } from 'src/modules/intake/feed';
import type { ValueFault } from './faults';
import { digitsOf, hanNumber } from './han';
import { isBlankWord } from './numbers';
import { telling, type Rule } from './rules';
import { timeOfText } from './times';

export interface Fault {
  readonly fault: ValueFault;
}

/**
 * `time` is `HH:MM:SS`, null where the cell holds a day only; `serial`: a bare number without date format was read. `rule`:
 * the rule of the table by which it was read, absent where it was written plainly.
 */
export interface DateReading {
  readonly date: CivilDate;
  readonly time: string | null;
  readonly serial?: true;
  readonly rule?: Rule;
}

export interface DateFormOptions {
  /** Order of `5/1/2026` and of years with two digits; unset: such text is refused as ambiguous. */
  readonly dateOrder?: ImportOptions['dateOrder'];
  /** The month the file is about: dates without a year belong to the year in which they are nearest to it. */
  readonly period?: ImportOptions['period'];
}

const WEEKDAYS = '一二三四五六日';
const WEEKDAY_MARK = /[([]?(?:星期|周|礼拜)([一二三四五六日天])[)\]]?/;
/** `20260105082000`, as many systems write an instant. */
const PACKED = /^((?:19|20)\d{6})(\d\d)(\d\d)(\d\d)$/;
/** As databases write a day; what follows it is a time. */
const ISO = /^\d{4}-\d{2}-\d{2}(?:[ T]|$)/;
const SERIAL = /^(\d{5})(?:\.\d{1,15})?$/;

export function isFault(reading: object): reading is Fault {
  return 'fault' in reading;
}

/**
 * What a date like `02/13/2026` says about the order of its file: `mdy` or `dmy` when one part is above 12, `either` when
 * both orders are possible, undefined when the text is not of this form.
 */
export function orderOf(text: string): 'mdy' | 'dmy' | 'either' | undefined {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)/.exec(fold(text));
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[2])];
  if (first > 12 && second <= 12) return 'dmy';
  if (second > 12 && first <= 12) return 'mdy';
  return 'either';
}

/** The day (and time) written in a text; see `parseDateCell` for the forms. */
export function dateOfText(raw: string, options: DateFormOptions): DateReading | Fault {
  let text = fold(raw).replace(/^'/, '');
  if (text === '' || isBlankWord(text)) return { fault: 'date-empty' };
  const width = text === raw.trim().replace(/^'/, '').replace(/\s+/g, ' ') ? undefined : 'full-width';
  if (/(?:Z|[+-]\d\d:?\d\d)$/.test(text) && /T/.test(text)) {
    if (!/\+08:?00$/.test(text)) return { fault: 'date-zone' };
    text = text.replace(/(?:\.\d+)?\+08:?00$/, '');
  }
  const mark = WEEKDAY_MARK.exec(text);
  const plain = fold(mark ? text.replace(mark[0], ' ') : text);
  const found = dayIn(plain, options, mark !== null);
  if ('fault' in found) return found;
  const { date, rest } = found;
  if (mark && weekday(date) !== WEEKDAYS.indexOf((mark[1] ?? '').replace('天', '日')) + 1)
    return { fault: 'weekday-wrong' };
  const rules = [found.rule, mark ? 'weekday' : undefined, width] as const;
  if (rest === '') return told({ date, time: null }, telling(...rules));
  const time = timeOfText(rest);
  if (isFault(time)) return time;
  const day = time.nextDay ? addDays(date, 1) : date;
  return told({ date: day, time: time.time }, telling(...rules, time.rule));
}

/** The same reading, with the rule where there is one. */
export function told(reading: DateReading, rule: Rule | undefined): DateReading {
  return rule === undefined ? reading : { ...reading, rule };
}

/** Whether a text is a bare serial number of a spreadsheet, as it is left in text files: `46082`, `46082.347`. */
export function isSerialText(text: string): boolean {
  return SERIAL.test(text);
}

interface Day {
  readonly date: CivilDate;
  readonly rest: string;
  readonly rule: Rule | undefined;
}

function dayIn(text: string, options: DateFormOptions, hasWeekday: boolean): Day | Fault {
  const plain = hanDate(text);
  const split = splitDate(plain);
  if (split === undefined) return withoutYear(plain, options);
  // Two digits, hyphens and a weekday: the year comes first in every export that writes so, and the weekday proves it.
  const provable = hasWeekday && /^\d\d-\d\d-\d\d(?!\d)/.test(plain);
  const order = options.dateOrder ?? (provable ? 'ymd' : undefined);
  const date = dayOf(split.parts, order);
  if (typeof date !== 'string') return date;
  const [year, , last] = split.parts;
  const turned = year.length !== 4 && (order !== 'ymd' || last.length === 4);
  const rule = telling(
    plain === text ? undefined : 'han-date',
    turned ? 'order' : year.length === 4 ? undefined : 'short-year',
    ISO.test(text) ? undefined : 'date-marks',
  );
  return { date, rest: split.rest, rule };
}

/** `3月1日`, `3/1`: only with the month the file is about. */
function withoutYear(text: string, { period }: DateFormOptions): Day | Fault {
  const match = /^(\d{1,2}) ?(?:月 ?(\d{1,2}) ?[日号]|[/.-](\d{1,2})(?= |$))(.*)$/.exec(hanMonth(text));
  if (!match) return { fault: /^\d{1,2} ?月/.test(hanMonth(text)) ? 'date-no-year' : 'date-unreadable' };
  if (period === undefined || !isPeriod(period)) return { fault: 'date-no-year' };
  const [month, day] = [Number(match[1]), Number(match[2] ?? match[3])];
  const away = month - Number(period.slice(5));
  // December in a file of January is that of the year before.
  const year = Number(period.slice(0, 4)) + (away > 6 ? -1 : away < -6 ? 1 : 0);
  const date = civilDate(year, month, day);
  return date === undefined
    ? { fault: 'date-impossible' }
    : { date, rest: (match[4] ?? '').trim(), rule: 'year-added' };
}

function splitDate(text: string): { parts: readonly [string, string, string]; rest: string } | undefined {
  const match =
    /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?(.*)$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})(?!\d)(.*)$/.exec(text.replace(PACKED, '$1 $2:$3:$4')) ??
    /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?![\d/.:-])(.*)$/.exec(text)?.filter((_, index) => index !== 2);
  if (!match) return undefined;
  const [, a = '', b = '', c = '', rest = ''] = match;
  return { parts: [a, b, c], rest: rest.replace(/^T/, '').trim() };
}

function dayOf([a, b, c]: readonly [string, string, string], order: DateFormOptions['dateOrder']): CivilDate | Fault {
  if (a.length === 3 || c.length === 3) return { fault: 'date-unreadable' };
  let [year, month, day] = [a, b, c];
  if (a.length !== 4) {
    // With four digits the year is known, and one part above 12 settles the rest; two digits need to be told.
    const used = c.length === 4 && (order === undefined || order === 'ymd') ? decided(a, b) : order;
    if (used === undefined) return { fault: 'date-ambiguous' };
    if (used !== 'ymd') [year, month, day] = used === 'mdy' ? [c, a, b] : [c, b, a];
  }
  if (year.length === 2) year = `20${year}`;
  if (year.length !== 4 || month.length > 2 || day.length > 2) return { fault: 'date-unreadable' };
  return civilDate(Number(year), Number(month), Number(day)) ?? { fault: 'date-impossible' };
}

function decided(first: string, second: string): 'mdy' | 'dmy' | undefined {
  if (Number(first) > 12) return 'dmy';
  return Number(second) > 12 ? 'mdy' : undefined;
}

const HAN = '[〇零○一二三四五六七八九]';
const HAN_DATE = new RegExp(`^(${HAN}{4}) ?年 ?(${HAN}?十?${HAN}?) ?月 ?([一二三四五六七八九十廿卅]{1,3}) ?[日号]?`);

/** `二〇二六年十二月三十一日` with digits; other text as it is. */
function hanDate(text: string): string {
  const match = HAN_DATE.exec(text);
  if (!match) return text;
  const [all, year = '', month = '', day = ''] = match;
  const [m, d] = [hanNumber(month), hanNumber(day)];
  return m === undefined || d === undefined ? text : `${digitsOf(year)}年${m}月${d}日${text.slice(all.length)}`;
}

/** `三月一日` with digits; other text as it is. */
function hanMonth(text: string): string {
  const match = /^([一二三四五六七八九十]{1,2}) ?月 ?([一二三四五六七八九十廿卅]{1,3}) ?[日号]/.exec(text);
  const [month, day] = [hanNumber(match?.[1] ?? ''), hanNumber(match?.[2] ?? '')];
  return match === null || month === undefined || day === undefined
    ? text
    : `${month}月${day}日${text.slice(match[0].length)}`;
}
