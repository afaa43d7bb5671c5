import { Fraction } from 'src/common/fraction';
import { isBlank, shown } from 'src/modules/attendance/layouts/rows';
import type { Half } from 'src/modules/attendance/leave';
import type { DateReading } from 'src/modules/intake/values/dates';
import type { Cell } from 'src/modules/intake/feed';
import { numberOf } from 'src/modules/intake/values/numbers';
import type { Rule } from 'src/modules/intake/values/rules';

/**
 * Times in the date columns say which half: before noon the morning begins, an end until 13:00 is the morning's. Midnight
 * is how spreadsheets and databases write a day without a time.
 */
export function endsOf(begin: DateReading, end: DateReading | undefined): { begins?: Half; ends?: Half } {
  const [from, to] = [timeIn(begin), timeIn(end)];
  return {
    ...(from && { begins: from < '12:00:00' ? 'am' : 'pm' }),
    ...(to && { ends: to <= '13:00:00' ? 'am' : 'pm' }),
  };
}

function timeIn(date: DateReading | undefined): string | undefined {
  return date?.time == null || date.time === '00:00:00' ? undefined : date.time;
}

/** A number of days up to 999, undefined where nothing is written; `told` hears what was not written plainly. */
export function daysIn(
  cell: Cell | undefined,
  told: (rule: Rule | undefined, number: string) => void = () => undefined,
): Fraction | undefined | 'fault' {
  const read = numberOf(cell ?? '', 'days');
  if ('blank' in read) return undefined;
  if ('fault' in read || read.percent === true || !/^\d{1,3}(?:\.\d+)?$/.test(read.number)) return 'fault';
  told(read.rule, read.number);
  return Fraction.parse(read.number);
}

export function halfIn(text: string): Half | undefined {
  const [am, pm] = [/上午|^am$/i.test(text), /下午|^pm$/i.test(text)];
  return am === pm ? undefined : am ? 'am' : 'pm';
}

/** Minutes a day: `60`, `60分钟`, `1小时`, `每天2小时`; undefined where nothing is said. */
export function minutesIn(...texts: readonly string[]): number | undefined {
  for (const text of texts) {
    const hours = /(\d|一|两|二|三)(?:个)?小时/.exec(text)?.[1];
    if (hours !== undefined) return 60 * (HOURS[hours] ?? Number(hours));
    const minutes = /(\d{1,3})(?:分钟|分)?$/.exec(text)?.[1];
    if (minutes !== undefined && /^(?:每[天日])?\d{1,3}(?:分钟|分)?$/.test(text)) return Number(minutes);
  }
  return undefined;
}

const HOURS: Readonly<Record<string, number>> = { 一: 1, 两: 2, 二: 2, 三: 3 };

/** What the office's columns say about the leave: granted, not granted, not decided yet. Silence is a register of what was. */
export type Grant = 'granted' | 'refused' | 'pending';

const REFUSED = /不同意|不准|不批|不予|未同意|未获批|未批准|未准|拒绝|驳回|退回|否决|撤销|撤回|取消|作废|终止|^否$/;
const PENDING = /审批中|审核中|处理中|进行中|待审|待批|未审/;

export function grantIn(result: string, state: string): Grant {
  if (REFUSED.test(result) || REFUSED.test(state)) return 'refused';
  return PENDING.test(result) || (result === '' && PENDING.test(state)) ? 'pending' : 'granted';
}

/** Whether a column says that the leave was taken although it should not have been. */
export function isTaken(cell: Cell | undefined): boolean {
  return !isBlank(cell) && /^(?:是|√|y|yes|1|true|已休.*|已离岗|实际已休|已休假)$/i.test(shown(cell));
}
