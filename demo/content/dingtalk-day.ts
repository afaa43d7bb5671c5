import { dayNumber, weekday, type CivilDate } from 'src/common/civil-date';
import { postingOn, type DemoPerson } from 'demo/hall/staff';
import { nameOn } from 'demo/hall/windows';
import type { DemoDay } from './attendance';
import { clockTime } from './punches';

const SHIFT = '普通出勤 08:30-17:30';
const START = 510;
const NOON = 720;
const AFTERNOON = 840;
const END = 1050;
const WEEKDAYS = '一二三四五六日';

/** One day of one person as DingTalk shows it; counts by column name, only where they are not zero. */
export interface DingtalkDay {
  readonly date: CivilDate;
  readonly shift: string;
  /** In and out of the only segment: time `HH:MM` or '', result. */
  readonly slots: readonly [Slot, Slot];
  readonly approvals: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Cell of the sheet 月度汇总. */
  readonly label: string;
}

interface Slot {
  readonly time: string;
  readonly result: string;
}

const NONE: Slot = { time: '', result: '' };

/** 姓名 考勤组 部门 工号 职位 UserId. */
export function headOf(person: DemoPerson, day: CivilDate): string[] {
  const posting = postingOn(person, day) ?? person.postings[0];
  const window = posting?.window;
  return [
    person.name,
    '普通出勤',
    window ? nameOn(window, day) : '',
    person.number,
    posting?.duty ?? '',
    person.userId,
  ];
}

/** `YY-MM-DD 星期X`. */
export function shortDate(date: CivilDate): string {
  return `${date.slice(2)} 星期${WEEKDAYS.charAt(weekday(date) - 1)}`;
}

/** Milliseconds of the local midnight (UTC+8), as text. */
export function workDate(date: CivilDate): string {
  return String(dayNumber(date) * 86_400_000 - 8 * 3_600_000);
}

export function restDay(date: CivilDate): DingtalkDay {
  return { date, shift: '休息', slots: [NONE, NONE], approvals: '', counts: { 休息天数: 1 }, label: '休息\n(-)' };
}

export function workDay(demo: DemoDay): DingtalkDay {
  const counts: Record<string, number> = {};
  const [first, last] = [minuteOf(demo.first), minuteOf(demo.last)];
  const words: string[] = [];
  const absent = first === null && last === null && demo.leave === null;
  const result = (end: '上班' | '下班', minute: number | null): string => {
    const half = end === '上班' ? 'am' : 'pm';
    if (demo.leave && (demo.leave.half ?? half) === half) return '请假';
    const off = minute === null ? 0 : end === '上班' ? minute - START : END - minute;
    if (minute === null && !absent) counts[`${end}缺卡次数`] = 1;
    if (minute === null) words.push(absent ? '' : `普通出勤:${end}缺卡`);
    const [word, verb] = end === '上班' ? ['迟到', '上班迟到'] : ['早退', '下班早退'];
    if (minute === null) return '缺卡';
    if (off <= 0) return '正常';
    counts[`${word}次数`] = 1;
    counts[`${word}时长`] = off;
    words.push(`普通出勤:${verb}${off}分钟`);
    return word;
  };
  const slots = [
    { time: text(demo.first), result: result('上班', first) },
    { time: text(demo.last), result: result('下班', last) },
  ] as const;
  if (absent) counts.旷工天数 = 1;
  if (first !== null || last !== null) counts.出勤天数 = 1;
  if (first !== null && last !== null) counts.工作时长 = worked(first, last);
  const approvals = approvalOf(demo, counts);
  return { date: demo.day, shift: SHIFT, slots, approvals, counts, label: labelOf(slots, words, absent, approvals) };
}

function labelOf(slots: readonly Slot[], words: readonly string[], absent: boolean, approvals: string): string {
  const said = absent ? ['普通出勤:旷工'] : words;
  const parts = [...said, approvals].filter((part) => part !== '');
  const times = slots.every(({ time }) => time === '') ? '-' : slots.map(({ time }) => time || '-').join(',');
  return `${parts.length === 0 ? '普通出勤:正常' : parts.join(',')}\n(${times})`;
}

/** The approval as DingTalk names it, and what it adds to the leave columns: hours for 事假 and 病假, days for the others. */
function approvalOf({ day, leave }: DemoDay, counts: Record<string, number>): string {
  if (!leave) return '';
  const date = day.slice(5);
  const [from, to] = leave.half === 'pm' ? ['14:00', '17:30'] : ['08:30', leave.half === 'am' ? '12:00' : '17:30'];
  const hours = leave.half ? 3.5 : 7;
  const inHours = leave.kind === '事假' || leave.kind === '病假' || leave.kind === '公假';
  const kind = leave.kind === '公假' ? '外出' : leave.kind;
  const quantity = inHours ? hours : leave.half ? 0.5 : 1;
  counts[kind === '外出' ? '外出时长' : `${kind}(${inHours ? '小时' : '天'})`] = quantity;
  return `${kind}${date} ${from}到${date} ${to} ${quantity}${inHours ? '小时' : '天'}`;
}

/** Working minutes without the noon break. */
function worked(first: number, last: number): number {
  return last - first - Math.max(0, Math.min(last, AFTERNOON) - Math.max(first, NOON));
}

function minuteOf(second: number | null): number | null {
  return second === null ? null : Math.floor(second / 60);
}

function text(second: number | null): string {
  return second === null ? '' : clockTime(second).slice(0, 5);
}
