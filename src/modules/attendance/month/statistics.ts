import type { DayVerdict } from 'src/modules/attendance/verdicts/judge';
import { halfKey, type Half } from 'src/modules/attendance/leave';
import { isDuty, type LeaveKind } from 'src/modules/attendance/leave-kinds';
import { postingOn } from 'src/modules/organisation/presence';
import { countHalves, isExpected, isPresent, type JudgedMonth } from './facts';

/** One line of 考勤统计: a person at a window. Half days and times, whole numbers. */
export interface AttendanceStatistics {
  readonly staff: string;
  /** Null: posted in the hall, at no window. */
  readonly window: string | null;
  readonly expected: number;
  readonly present: number;
  /** Times. */
  readonly late: number;
  readonly early: number;
  readonly missingPunches: number;
  /** Missing punches that an approval made good. */
  readonly corrections: number;
  /** Half days without leave. */
  readonly absent: number;
  readonly personalLeave: number;
  readonly sickLeave: number;
  /** 年假、公休. */
  readonly publicLeave: number;
  /** Duty elsewhere: 公假、出差、外出、培训、借调. */
  readonly officialTrips: number;
  readonly otherLeave: number;
  /** Half days on which the person stood in for somebody on leave. */
  readonly standIn: number;
  /** Half days that no complete source covers. */
  readonly unknown: number;
}

type Sums = { -readonly [K in Exclude<keyof AttendanceStatistics, 'staff' | 'window'>]: number };

/** Per person and window, by staff number; a person who moved has a line at each window. */
export function statisticsOf(months: readonly JudgedMonth[]): AttendanceStatistics[] {
  const lines = new Map<string, { staff: string; window: string | null; sums: Sums }>();
  const standIns = standInHalves(months);
  for (const { person, verdicts } of months) {
    for (const verdict of verdicts) {
      const window = postingOn(person.staff, verdict.date)?.window ?? null;
      const key = JSON.stringify([person.id, window]);
      const line = lines.get(key) ?? { staff: person.id, window, sums: nothing() };
      lines.set(key, line);
      add(line.sums, verdict, standIns.get(person.id));
    }
  }
  return [...lines.values()].map(({ staff, window, sums }) => ({ staff, window, ...sums }));
}

function nothing(): Sums {
  return {
    ...{ expected: 0, present: 0, late: 0, early: 0, missingPunches: 0, corrections: 0, absent: 0 },
    ...{ personalLeave: 0, sickLeave: 0, publicLeave: 0, officialTrips: 0, otherLeave: 0, standIn: 0, unknown: 0 },
  };
}

function add(sums: Sums, verdict: DayVerdict, standIn: ReadonlySet<string> | undefined): void {
  sums.expected += countHalves(verdict, isExpected);
  sums.present += countHalves(verdict, isPresent);
  const times = (kind: string): number => verdict.faults.filter((fault) => fault.kind === kind).length;
  sums.late += times('late');
  sums.early += times('early');
  sums.missingPunches += times('missing-punch');
  sums.absent += times('absent');
  sums.corrections += verdict.repaired.length;
  for (const half of ['am', 'pm'] as const) {
    const word = half === 'am' ? verdict.morning : verdict.afternoon;
    const leave = verdict.leave[half];
    if (word === 'unknown') sums.unknown++;
    if (word === 'leave' && leave !== undefined) sums[columnOf(leave)]++;
    if (standIn?.has(halfKey(verdict.date, half)) && word !== 'rest') sums.standIn++;
  }
}

function columnOf(kind: LeaveKind): 'personalLeave' | 'sickLeave' | 'publicLeave' | 'officialTrips' | 'otherLeave' {
  if (kind === 'personal') return 'personalLeave';
  if (kind === 'sick') return 'sickLeave';
  if (kind === 'annual') return 'publicLeave';
  return isDuty(kind) ? 'officialTrips' : 'otherLeave';
}

/** The half days on which a person is named as stand-in of somebody whose leave counts. */
function standInHalves(months: readonly JudgedMonth[]): Map<string, Set<string>> {
  const halves = new Map<string, Set<string>>();
  for (const { person, verdicts } of months) {
    const onLeave = new Set(verdicts.flatMap((verdict) => leaveHalves(verdict)));
    for (const { standIn, halves: own } of person.spells) {
      if (standIn === '') continue;
      const known = halves.get(standIn) ?? new Set();
      for (const half of own) if (onLeave.has(half)) known.add(half);
      halves.set(standIn, known);
    }
  }
  return halves;
}

function leaveHalves({ date, morning, afternoon }: DayVerdict): string[] {
  const words: readonly [Half, string][] = [
    ['am', morning],
    ['pm', afternoon],
  ];
  return words.filter(([, word]) => word === 'leave').map(([half]) => halfKey(date, half));
}
