import { halfKey } from 'src/modules/attendance/leave';
import { leaveKindOf, type LeaveKind } from 'src/modules/attendance/leave-kinds';
import type { Schedule } from 'src/modules/attendance/schedule';
import { judgePerson, type DayVerdict } from 'src/modules/attendance/verdicts/judge';
import type { Fault } from 'src/modules/attendance/verdicts/verdict';
import type { OpenDays } from 'src/modules/calendar/open-days';
import { inOrder, placeOf, type Comparison, type Report } from './comparing';
import { countsApart, type Difference, type Reason } from './difference';
import { judgedDay } from './labels';
import { isCorrection, isVoid, type Count, type DayRow } from './report';
import { approvalsOf, segmentsOf } from './shift-text';

/**
 * Compares the verdicts by a schedule of the hall with the labels of 每日统计: why the numbers of the bulletin are not those
 * of the clock service. Leave and 外出 are taken from the report.
 */
export function compareWithSchedule(report: Report, schedule: Schedule, openDays: OpenDays): Comparison {
  const people = new Map<string, DayRow[]>();
  // People in no group, and those who left, have no shift: the service judges nothing.
  for (const day of report.days.filter(({ shift }) => shift !== ''))
    people.set(day.key, [...(people.get(day.key) ?? []), day]);
  const differences = [...people.values()].flatMap((days) => ofPerson(report, days, schedule, openDays));
  const days = [...people.values()].reduce((sum, own) => sum + own.length, 0);
  return { people: people.size, days, differences: inOrder(differences) };
}

function ofPerson(report: Report, days: readonly DayRow[], schedule: Schedule, openDays: OpenDays): Difference[] {
  const rows = days.flatMap((day) => report.raw.get(placeOf(day)) ?? []).filter((row) => !isVoid(row));
  const verdicts = judgePerson(schedule, openDays, {
    id: days[0]?.person ?? '',
    days: days.map(({ date }) => date),
    marks: rows.map((row) => ({ at: row.at, kind: isCorrection(row) ? ('correction' as const) : ('punch' as const) })),
    leave: new Map(days.flatMap((day) => leaveOn(day, report))),
    covered: () => true,
  });
  const byDate = new Map(verdicts.map((verdict) => [verdict.date, verdict]));
  return days.flatMap((day) => {
    const verdict = byDate.get(day.date);
    return verdict === undefined ? [] : ofDay(day, verdict);
  });
}

/** The half days that the report itself excuses. */
function leaveOn(day: DayRow, report: Report): [string, LeaveKind][] {
  const { slots } = judgedDay(day, report.raw.get(placeOf(day)) ?? []);
  const [first, last] = [slots[0], slots.at(-1)];
  const word = approvalsOf(day.approvals, day.date)[0]?.word ?? '';
  const kind = leaveKindOf(word) ?? 'other';
  return [
    ...(first?.state === 'excused' ? [[halfKey(day.date, 'am'), kind] as [string, LeaveKind]] : []),
    ...(last?.state === 'excused' ? [[halfKey(day.date, 'pm'), kind] as [string, LeaveKind]] : []),
  ];
}

function ofDay(day: DayRow, verdict: DayVerdict): Difference[] {
  const own = countsOf(verdict.faults);
  const shift = segmentsOf(day.shift)
    .map(({ start, end }) => `${start}-${end}`)
    .join(',');
  return countsApart(day.counts, own).map((field) => ({
    ...{ person: day.person, date: day.date, sheet: '每日统计', field },
    ...{ label: String(day.counts[field] ?? ''), own: String(own[field] ?? 0), reason: reasonOf(verdict.hours, shift) },
    detail: `${verdict.hours === '' ? '休息' : verdict.hours} | ${day.shift}`,
  }));
}

function reasonOf(hours: string, shift: string): Reason {
  if ((hours === '') !== (shift === '')) return 'other-days';
  return hours === shift ? 'other-rule' : 'other-hours';
}

function countsOf(faults: readonly Fault[]): Partial<Record<Count, number>> {
  const of = (kind: Fault['kind'], way?: 'in' | 'out'): Fault[] =>
    faults.filter((fault) => fault.kind === kind && (way === undefined || fault.way === way));
  const sum = (kind: Fault['kind']): number => of(kind).reduce((total, { minutes }) => total + minutes, 0);
  return {
    迟到次数: of('late').length,
    迟到时长: sum('late'),
    早退次数: of('early').length,
    早退时长: sum('early'),
    上班缺卡次数: of('missing-punch', 'in').length,
    下班缺卡次数: of('missing-punch', 'out').length,
    旷工天数: of('absent').length / 2,
  };
}
