import { addDays, civilDate, weekday, type CivilDate } from 'src/common/civil-date';
import { fold } from 'src/common/text';
import type { ImportOptions } from './feed';

/** Why a cell is no date or no time; the sentences stand in `date-faults.ts`. */
export type DateFault =
  | 'date-empty'
  | 'time-empty'
  | 'cell-error'
  | 'cell-formula'
  | 'date-no-year'
  | 'date-ambiguous'
  | 'date-impossible'
  | 'date-unreadable'
  | 'date-missing'
  | 'date-zone'
  | 'weekday-wrong'
  | 'time-impossible'
  | 'time-unreadable';

export interface Fault {
  readonly fault: DateFault;
}

/** `time` is `HH:MM:SS`, null where the cell holds a day only; `serial`: a bare number without date format was read. */
export interface DateReading {
  readonly date: CivilDate;
  readonly time: string | null;
  readonly serial?: true;
}

/** `nextDay`: written `次日 07:45` or `24:00`; the instant lies one day after the day of the row. */
export interface TimeReading {
  readonly time: string;
  readonly nextDay: boolean;
}

export interface DateFormOptions {
  /** Order of `5/1/2026` and of years with two digits; unset: such text is refused as ambiguous. */
  readonly dateOrder?: ImportOptions['dateOrder'];
}

const HAN_DIGITS = '〇一二三四五六七八九';
const WEEKDAYS = '一二三四五六日';
const WEEKDAY_MARK = /[([]?(?:星期|周|礼拜)([一二三四五六日天])[)\]]?/;
/** `20260105082000`, as many systems write an instant. */
const PACKED = /^((?:19|20)\d{6})(\d\d)(\d\d)(\d\d)$/;
const CLOCK =
  /^(次日)? ?(?:(上午|早上|中午|下午|晚上|am|pm) ?)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?(am|pm))?$/i;
const HAN_CLOCK = /^(次日)? ?(?:(上午|早上|中午|下午|晚上) ?)?(\d{1,2})[时点](?:(\d{1,2})分?)?(?:(\d{1,2})秒)?$/;

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
  if (text === '') return { fault: 'date-empty' };
  if (/(?:Z|[+-]\d\d:?\d\d)$/.test(text) && /T/.test(text)) {
    if (!/\+08:?00$/.test(text)) return { fault: 'date-zone' };
    text = text.replace(/(?:\.\d+)?\+08:?00$/, '');
  }
  const mark = WEEKDAY_MARK.exec(text);
  const plain = fold(mark ? text.replace(mark[0], ' ') : text);
  const split = splitDate(hanDate(plain));
  if (split === undefined) return { fault: noYear(plain) ? 'date-no-year' : 'date-unreadable' };
  const date = dayOf(split.parts, options.dateOrder);
  if (typeof date !== 'string') return date;
  if (mark && weekday(date) !== WEEKDAYS.indexOf((mark[1] ?? '').replace('天', '日')) + 1)
    return { fault: 'weekday-wrong' };
  if (split.rest === '') return { date, time: null };
  const time = timeOfText(split.rest);
  if (isFault(time)) return time;
  return { date: time.nextDay ? addDays(date, 1) : date, time: time.time };
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

function noYear(text: string): boolean {
  return /^(\d{1,2}|[一二三四五六七八九十]{1,3}) ?月/.test(text) || /^\d{1,2}[/.-]\d{1,2}(?: |$)/.test(text);
}

/** `二〇二六年十二月三十一日` with digits; other text as it is. */
function hanDate(text: string): string {
  const match =
    /^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿]{1,3})[日号]?/.exec(text);
  if (!match) return text;
  const [all, year = '', month = '', day = ''] = match;
  const digits = Array.from(year.replace(/[零○]/g, '〇'))
    .map((han) => HAN_DIGITS.indexOf(han))
    .join('');
  return `${digits}年${hanNumber(month)}月${hanNumber(day)}日${text.slice(all.length)}`;
}

/** 一 … 三十一, also 廿三. */
function hanNumber(han: string): number {
  const [tens = '', ones = ''] = han.replace('廿', '二十').split(/(?<=十)/);
  if (!tens.endsWith('十')) return HAN_DIGITS.indexOf(tens);
  return (
    (tens === '十' ? 10 : HAN_DIGITS.indexOf(tens.slice(0, 1)) * 10) + (ones === '' ? 0 : HAN_DIGITS.indexOf(ones))
  );
}

/** The time of day written in folded text. */
export function timeOfText(text: string): TimeReading | Fault {
  if (text === '') return { fault: 'time-empty' };
  const match = CLOCK.exec(text) ?? HAN_CLOCK.exec(text);
  if (!match) return { fault: 'time-unreadable' };
  const half = (match[2] ?? match[6] ?? '').toLowerCase();
  let hour = Number(match[3]);
  const [minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0)];
  if (half !== '' && hour > 12) return { fault: 'time-impossible' };
  if (/^(下午|晚上|pm)$/.test(half) && hour < 12) hour += 12;
  if (/^(上午|早上|am)$/.test(half) && hour === 12) hour = 0;
  const midnight = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !midnight) || minute > 59 || second > 59) return { fault: 'time-impossible' };
  const time = [midnight ? 0 : hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
  return { time, nextDay: midnight || match[1] !== undefined };
}
