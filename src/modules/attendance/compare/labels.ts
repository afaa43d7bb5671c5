import { dayNumber, type CivilDate } from 'src/common/civil-date';
import { distance, type Check } from 'src/modules/attendance/verdicts/day-plan';
import { isCorrection, isVoid, type Count, type DayRow, type RawRow } from './report';
import { approvalsOf, isRest, slotsOf, type Slot } from './shift-text';

/** What became of a slot. `free`: 未打卡, no duty to punch; `corrected`: made good by an approval or an administrator. */
export type SlotState = 'ok' | 'late' | 'early' | 'missing' | 'excused' | 'free' | 'corrected';

export interface JudgedSlot extends Slot {
  /** Minutes since midnight of the attendance day; null for none. */
  readonly mark: number | null;
  readonly state: SlotState;
  /** Late or early by so many minutes. */
  readonly minutes: number;
}

export interface JudgedDay {
  readonly slots: readonly JudgedSlot[];
  readonly counts: Readonly<Record<Count, number>>;
}

/** The word a slot's result stands for; undefined for none and for words of no known kind. */
export function stateOfLabel(result: string): SlotState | undefined {
  if (/改为正常|补卡审批通过|^补卡/.test(result)) return 'corrected';
  if (/迟到/.test(result)) return 'late';
  if (/早退/.test(result)) return 'early';
  if (/缺卡|旷工/.test(result)) return 'missing';
  if (/未打卡/.test(result)) return 'free';
  if (/假|外出|出差|公出|调休/.test(result)) return 'excused';
  return /正常/.test(result) ? 'ok' : undefined;
}

/**
 * The labels of a day from its raw punches, by the rule of the service: late = punch − start, early = end − punch, in
 * whole minutes; nothing at all on a working day is one day of absence and no missing punch; leave and 外出 on a slot
 * excuse it. A punch stands for the time the service says it was meant for (考勤时间), else for the nearest slot.
 */
export function judgedDay(day: DayRow, raw: readonly RawRow[]): JudgedDay {
  const valid = raw.filter((row) => !isVoid(row));
  const slots = slotsOf(day.shift);
  const own = assigned(day.date, slots, valid);
  const approvals = approvalsOf(day.approvals, day.date);
  const judged = slots.map((slot, index): JudgedSlot => {
    const label = stateOfLabel(day.slots[index]?.result ?? '');
    const excused = label === 'excused' || approvals.some(({ from, to }) => from <= slot.at && slot.at <= to);
    return { ...slot, ...settled(slot, own[index] ?? [], { date: day.date, excused, free: label === 'free' }) };
  });
  return { slots: judged, counts: countsOf(day, judged, valid.length > 0) };
}

function settled(
  { way, at }: Slot,
  rows: readonly RawRow[],
  { date, excused, free }: { date: CivilDate; excused: boolean; free: boolean },
): Pick<JudgedSlot, 'mark' | 'state' | 'minutes'> {
  const corrections = rows.filter(isCorrection);
  const minutes = (corrections.length > 0 ? corrections : rows).map((row) => minuteOn(date, row.at));
  const mark = minutes.length === 0 ? null : way === 'in' ? Math.min(...minutes) : Math.max(...minutes);
  if (corrections.length > 0) return { mark, state: 'corrected', minutes: 0 };
  if (excused) return { mark, state: 'excused', minutes: 0 };
  if (free) return { mark, state: 'free', minutes: 0 };
  if (mark === null) return { mark, state: 'missing', minutes: 0 };
  const late = way === 'in' ? mark - at : at - mark;
  if (late <= 0) return { mark, state: 'ok', minutes: 0 };
  return { mark, state: way === 'in' ? 'late' : 'early', minutes: late };
}

function countsOf(day: DayRow, slots: readonly JudgedSlot[], present: boolean): Record<Count, number> {
  const absent = slots.length > 0 && slots.every(({ state }) => state === 'missing');
  const of = (state: SlotState, way?: 'in' | 'out'): JudgedSlot[] =>
    slots.filter((slot) => slot.state === state && (way === undefined || slot.way === way));
  const sum = (state: SlotState): number => of(state).reduce((total, { minutes }) => total + minutes, 0);
  return {
    出勤天数: present ? 1 : 0,
    休息天数: isRest(day.shift) ? 1 : 0,
    迟到次数: of('late').length,
    迟到时长: sum('late'),
    早退次数: of('early').length,
    早退时长: sum('early'),
    上班缺卡次数: absent ? 0 : of('missing', 'in').length,
    下班缺卡次数: absent ? 0 : of('missing', 'out').length,
    旷工天数: absent ? 1 : 0,
  };
}

/** The rows of each slot. */
function assigned(date: CivilDate, slots: readonly Slot[], rows: readonly RawRow[]): RawRow[][] {
  const own: RawRow[][] = slots.map(() => []);
  for (const row of rows) {
    const due = row.due === '' ? undefined : minuteOn(date, row.due);
    const named = slots.findIndex(({ at }) => at === due);
    // 加班 is no punch of the shift.
    const index = named >= 0 || /加班/.test(row.result) ? named : nearest(slots, minuteOn(date, row.at));
    if (index >= 0) own[index]?.push(row);
  }
  return own;
}

function nearest(slots: readonly Slot[], minute: number): number {
  const gaps = slots.map(({ at }) => distance(minute, { from: at, to: at } as Check));
  return gaps.indexOf(Math.min(...gaps));
}

/** Whole minutes since midnight of the day. */
export function minuteOn(date: CivilDate, at: string): number {
  return (
    (dayNumber(at.slice(0, 10)) - dayNumber(date)) * 1440 + Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16))
  );
}
