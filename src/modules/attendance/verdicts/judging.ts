import { daysBetween, type CivilDate } from 'src/common/civil-date';
import type { OpenDays } from 'src/modules/calendar/open-days';
import { PeopleIndex } from 'src/modules/organisation/people';
import { postingOn } from 'src/modules/organisation/presence';
import type { Roster, RosterStaff } from 'src/modules/organisation/roster';
import { judgePerson, type DayVerdict, type JudgedPerson } from './judge';
import type { Mark } from './mark-days';
import type { LeaveRecord } from 'src/modules/attendance/leave';
import type { LeaveKind } from 'src/modules/attendance/leave-kinds';
import type { PunchRecord } from 'src/modules/attendance/punch';
import type { Schedule } from 'src/modules/attendance/schedule';

export interface JudgeOrder {
  readonly schedule: Schedule;
  readonly openDays: OpenDays;
  readonly punches: readonly { readonly line: number; readonly record: PunchRecord }[];
  readonly leaves: readonly LeaveRecord[];
  readonly roster: Roster | null;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Days for which the punches are complete. */
  readonly complete: { readonly from: CivilDate; readonly to: CivilDate };
}

/**
 * Judges the people of a file without a database. Without a roster: those seen in it, on all days asked for. With one: the
 * people posted on those days; branch leaders and people without a key of any clock and without a punch have no device.
 * Rest days are left out unless somebody punched on them. In order of person and date.
 */
export function judgeFile(order: JudgeOrder): DayVerdict[] {
  const { schedule, openDays } = order;
  return peopleOf(order)
    .flatMap((person) => judgePerson(schedule, openDays, person))
    .filter(({ morning, afternoon, first }) => morning !== 'rest' || afternoon !== 'rest' || first !== null)
    .sort((a, b) => (a.person === b.person ? (a.date < b.date ? -1 : 1) : a.person < b.person ? -1 : 1));
}

function peopleOf({ punches, leaves, roster, from, to, complete }: JudgeOrder): JudgedPerson[] {
  const index = roster && new PeopleIndex(roster);
  const days = daysBetween(from, to);
  const marks = new Map<string, Mark[]>();
  for (const { line, record } of punches) {
    const { at, kind } = record;
    push(marks, record.staff ?? record.person, { at, kind, evidence: `#${String(line)}` });
  }
  const leave = new Map<string, Map<string, LeaveKind>>();
  for (const { staff, person, kind, halves } of leaves) {
    const own = leave.get(staff ?? person) ?? new Map<string, LeaveKind>();
    for (const half of halves) if (!own.has(half)) own.set(half, kind);
    leave.set(staff ?? person, own);
  }
  // A leave register may name people by other keys than the clock: without a roster it adds nobody.
  const ids = new Set([...marks.keys(), ...(roster?.staff ?? []).map(({ id }) => id)]);
  return [...ids].map((id) => {
    const staff = index?.person(id);
    const own = marks.get(id) ?? [];
    return {
      ...{ id, marks: own, leave: leave.get(id) ?? new Map<string, LeaveKind>() },
      days: staff ? days.filter((day) => postingOn(staff, day) !== undefined) : days,
      postedAt: (day) => staff && postingOn(staff, day),
      covered: (day) => complete.from <= day && day <= complete.to,
      exempt: (day) => staff !== undefined && hasNoDevice(staff, day, own.length > 0),
    };
  });
}

function hasNoDevice(staff: RosterStaff, day: CivilDate, punched: boolean): boolean {
  if (postingOn(staff, day)?.branchLeader === true) return true;
  return !punched && !staff.keys.some(({ source }) => source === 'pin' || source === 'userId');
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const own = map.get(key);
  if (own) own.push(value);
  else map.set(key, [value]);
}
