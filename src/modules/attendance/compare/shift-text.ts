import { addDays, dayNumber, type CivilDate } from 'src/common/civil-date';
import { leaveKindOf } from 'src/modules/attendance/leave-kinds';
import { minutesOf, type HoursEntry } from 'src/modules/attendance/schedule';

/** A moment at which the service expects a punch; minutes since midnight of the attendance day. */
export interface Slot {
  readonly way: 'in' | 'out';
  readonly at: number;
}

const SEGMENT = /(次日)? ?(\d{1,2}:\d{2}) ?[-~–] ?(次日)? ?(\d{1,2}:\d{2})/g;

/** `窗口班 08:30-12:00,14:00-17:30`, `夜班 19:30-次日07:30`; none for 休息, 自由工时 and people in no group. */
export function segmentsOf(shift: string): { start: string; end: string }[] {
  return [...shift.matchAll(SEGMENT)].map(([, late = '', start = '', next = '', end = '']) => {
    const [from, to] = [start.padStart(5, '0'), end.padStart(5, '0')];
    // Some reports leave 次日 out: a shift does not end before it begins.
    return { start: `${late}${from}`, end: `${next || late || (to <= from ? '次日' : '')}${to}` };
  });
}

export function slotsOf(shift: string): Slot[] {
  return segmentsOf(shift).flatMap(({ start, end }) => [
    { way: 'in' as const, at: minutesOf(start) },
    { way: 'out' as const, at: minutesOf(end) },
  ]);
}

/** The same hours as a schedule has them, as far as it can: one shift, or two halves. */
export function hoursOfShift(shift: string): HoursEntry | undefined {
  const [morning, afternoon, evening] = segmentsOf(shift);
  if (!morning) return undefined;
  return afternoon ? { morning, afternoon, ...(evening && { evening }) } : { shift: morning };
}

/** 休息, and rest days with punches. */
export function isRest(shift: string): boolean {
  return /休息/.test(shift);
}

/** An approval of a day, in minutes since its midnight, both ends included. */
export interface Approval {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

const APPROVAL =
  /([^\d,，;；\s]+) ?(?:(\d{4})[-/])?(\d{1,2})[-/](\d{1,2}) ?(\d{1,2}:\d{2}|上午|下午)? ?(?:到|至|~) ?(?:(\d{4})[-/])?(\d{1,2})[-/](\d{1,2}) ?(\d{1,2}:\d{2}|上午|下午)?/g;
const STARTS: Readonly<Record<string, string>> = { '': '00:00', 上午: '00:00', 下午: '12:01' };
const ENDS: Readonly<Record<string, string>> = { '': '23:59', 上午: '12:59', 下午: '23:59' };

/**
 * The approvals of 关联的审批单 that excuse from punching: leave of any kind, 外出, 出差; not 加班 and 补卡. They have no
 * year: it is that of the row, or the year before or after where the month lies half a year away.
 */
export function approvalsOf(text: string, date: CivilDate): Approval[] {
  return [...text.matchAll(APPROVAL)].flatMap((match) => {
    const [
      ,
      word = '',
      fromYear,
      fromMonth = '',
      fromDay = '',
      start = '',
      toYear,
      toMonth = '',
      toDay = '',
      end = '',
    ] = match;
    if (!excuses(word)) return [];
    const minute = (year: string | undefined, month: string, day: string, clock: string): number =>
      (dayNumber(dateNear(date, year, month, day)) - dayNumber(date)) * 1440 + minutesOf(clock);
    const from = minute(fromYear, fromMonth, fromDay, STARTS[start] ?? start);
    return [{ word, from, to: minute(toYear, toMonth, toDay, ENDS[end] ?? end) }];
  });
}

function excuses(word: string): boolean {
  return !/补卡|加班|改为/.test(word) && (leaveKindOf(word) !== undefined || /假|外出|出差|公出|调休/.test(word));
}

function dateNear(date: CivilDate, year: string | undefined, month: string, day: string): CivilDate {
  const own = (of: number): CivilDate => `${String(of)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year !== undefined) return own(Number(year));
  const around = [-1, 0, 1].map((step) => own(Number(date.slice(0, 4)) + step));
  const gap = (one: CivilDate): number => Math.abs(dayNumber(one) - dayNumber(date));
  return around.reduce((best, one) => (gap(one) < gap(best) ? one : best), around[1] ?? addDays(date, 0));
}
