import type { CivilDate } from 'src/common/civil-date';
import type { DayVerdict } from 'src/modules/attendance/verdicts/judge';
import type { Half } from 'src/modules/attendance/leave';
import { isDuty } from 'src/modules/attendance/leave-kinds';
import { SLIP_WORDS } from 'src/modules/attendance/slips/slip';
import type { Fault } from 'src/modules/attendance/verdicts/verdict';
import { postingOn } from 'src/modules/organisation/presence';
import type { RosterStaff } from 'src/modules/organisation/roster';
import type { Occurrence, Tally } from 'src/modules/rules/facts';
import { leaveFact } from './leave-facts';
import { takenHalves } from './leave-taken';
import type { MonthPerson } from './people';

/** A person of the roster with the verdicts of the month. */
export interface JudgedMonth {
  readonly person: MonthPerson;
  readonly verdicts: readonly DayVerdict[];
}

const FAULTS = {
  late: 'attendance.late',
  early: 'attendance.early',
  'missing-punch': 'attendance.missing-punch',
  absent: 'attendance.absent',
} as const;

/** Late, early, missing punches, absence and leave as facts, in order of their ids. No points are decided here. */
export function occurrencesOf(months: readonly JudgedMonth[]): Occurrence[] {
  const facts = months.flatMap(({ person, verdicts }) => [
    ...verdicts.flatMap((verdict) => [
      ...verdict.faults.map((fault) => faultFact(person.staff, verdict, fault)),
      ...verdict.repaired.map((fault) => repairedFact(person.staff, verdict, fault)),
    ]),
    ...takenHalves(person, verdicts).map((taken) => leaveFact(person.staff, taken)),
  ]);
  return facts.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function faultFact(staff: RosterStaff, verdict: DayVerdict, fault: Fault): Occurrence {
  const { half, kind, minutes, session, way } = fault;
  // Of a duty beside the half the same kind may happen twice: on arrival and on leaving.
  const beside = session === undefined ? '' : `:${session}-${way ?? 'in'}`;
  const timed = kind === 'late' || kind === 'early';
  return {
    kind: 'occurrence',
    id: `attendance:${staff.id}:${verdict.date}:${half}:${kind}${beside}`,
    type: FAULTS[kind],
    date: verdict.date,
    ...placeOf(staff, verdict.date),
    ...(timed ? { amounts: { minutes } } : kind === 'absent' ? { amounts: { halfDays: 1 } } : {}),
    labels: {
      half,
      ...(fault.reason === 'minutes'
        ? { reason: `${fault.way === 'in' ? '迟到' : '早退'}${String(minutes)}分钟` }
        : {}),
    },
    ...(verdict.evidence.length === 0 ? {} : { evidence: verdict.evidence }),
    text: textOf(verdict),
  };
}

/** A punch that only an approval made good: books may allow some of them (reason 补卡). */
function repairedFact(staff: RosterStaff, verdict: DayVerdict, { half, way, session }: Fault): Occurrence {
  const beside = session === undefined ? '' : `:${session}`;
  return {
    kind: 'occurrence',
    id: `attendance:${staff.id}:${verdict.date}:${half}:corrected-${way ?? 'in'}${beside}`,
    type: 'attendance.missing-punch',
    date: verdict.date,
    ...placeOf(staff, verdict.date),
    labels: { half, reason: '补卡' },
    ...(verdict.evidence.length === 0 ? {} : { evidence: verdict.evidence }),
    text: textOf(verdict),
  };
}

function placeOf(staff: RosterStaff, date: CivilDate): Pick<Occurrence, 'window' | 'staff'> {
  const window = postingOn(staff, date)?.window;
  return { ...(window ? { window } : {}), staff: [staff.id] };
}

/** The hours of the day and what the clock showed: with them the person can check the line. */
function textOf({ first, last, hours, slips }: DayVerdict): string {
  const shown = first === null || last === null ? '当日无打卡' : `首次打卡 ${first}，末次打卡 ${last}`;
  const open = [...new Set(slips.flatMap(({ state }) => (state === 'counted' ? [] : [SLIP_WORDS[state].zh])))];
  const slip = open.length === 0 ? '' : `；补卡单${open.join('、')}`;
  return `${first !== null && first === last ? `当日打卡 ${first}` : shown}（班次 ${hours}）${slip}`;
}

/** What counts in the tallies: half days expected, half days present, faults. */
interface Sums {
  expected: number;
  present: number;
  faults: number;
}

/** Three tallies for each window of the list, also where nothing happened. */
export function talliesOf(months: readonly JudgedMonth[], windows: readonly string[]): Tally[] {
  const sums = new Map<string, Sums>(windows.map((window) => [window, { expected: 0, present: 0, faults: 0 }]));
  for (const { person, verdicts } of months) {
    for (const verdict of verdicts) {
      const sum = sums.get(postingOn(person.staff, verdict.date)?.window ?? '');
      if (!sum) continue;
      sum.expected += countHalves(verdict, isExpected);
      sum.present += countHalves(verdict, isPresent);
      sum.faults += verdict.faults.length;
    }
  }
  const tally = (subject: string, measure: string, value: number): Tally => ({
    ...{ kind: 'tally', id: `${measure}:${subject}`, measure, basis: '-', subject, value, rows: 'punches' },
  });
  return [...sums].flatMap(([window, { expected, present, faults }]) => [
    tally(window, 'attendance.expected-half-days', expected),
    tally(window, 'attendance.faults', faults),
    tally(window, 'attendance.present-half-days', present),
  ]);
}

export function countHalves(verdict: DayVerdict, counts: (verdict: DayVerdict, half: Half) => boolean): number {
  return (['am', 'pm'] as const).filter((half) => counts(verdict, half)).length;
}

/** Half days on which somebody had to be at the window; duty elsewhere (公假, 培训 …) is not expected here. */
export function isExpected(verdict: DayVerdict, half: Half): boolean {
  const word = half === 'am' ? verdict.morning : verdict.afternoon;
  const leave = verdict.leave[half];
  return word !== 'rest' && word !== 'exempt' && !(word === 'leave' && leave !== undefined && isDuty(leave));
}

export function isPresent(verdict: DayVerdict, half: Half): boolean {
  const word = half === 'am' ? verdict.morning : verdict.afternoon;
  // Whom a device failure excuses is taken to have been there: nobody could punch.
  return ['present', 'late', 'early', 'missing-punch', 'excused'].includes(word);
}
