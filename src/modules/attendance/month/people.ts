import { addDays, daysBetween, type CivilDate, type CivilTime } from 'src/common/civil-date';
import type { Incident } from 'src/modules/attendance/incidents/incident';
import type { StoredSlip } from 'src/modules/attendance/slips/slip';
import type { Excuse } from 'src/modules/attendance/verdicts/excuses';
import type { JudgedPerson } from 'src/modules/attendance/verdicts/judge';
import type { Mark } from 'src/modules/attendance/verdicts/mark-days';
import type { LeaveRecord } from 'src/modules/attendance/leave';
import { minutesADay, type LeaveKind } from 'src/modules/attendance/leave-kinds';
import type { PunchRecord } from 'src/modules/attendance/punch';
import { PeopleIndex } from 'src/modules/organisation/people';
import { postingOn } from 'src/modules/organisation/presence';
import type { Roster, RosterStaff } from 'src/modules/organisation/roster';
import { overlap } from 'src/modules/organisation/spans';

export type StoredPunch = Omit<PunchRecord, 'staff'> & { readonly evidence: string };
export type StoredLeave = Pick<
  LeaveRecord,
  'source' | 'person' | 'kind' | 'halves' | 'standIn' | 'document' | 'minutes'
> & { readonly evidence: string };

/** Dates for which punches are complete; scope `hall` or a window's id. */
export interface Complete {
  readonly scope: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

export interface MonthInput {
  readonly roster: Roster;
  readonly punches: readonly StoredPunch[];
  readonly leaves: readonly StoredLeave[];
  readonly complete: readonly Complete[];
  readonly slips: readonly StoredSlip[];
  /** Device failures that hold. */
  readonly incidents: readonly Incident[];
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Nothing is known after it; the day itself only when its source is called complete. */
  readonly asOf: CivilTime;
}

/** What a person of the roster brings to the judge, and the leave spells behind it. */
export interface MonthPerson extends JudgedPerson {
  readonly staff: RosterStaff;
  readonly spells: readonly StoredLeave[];
}

/**
 * The people of the roster with their marks and leave. Keys are resolved as of now, so a pin confirmed today also finds
 * last week's punches. People posted as branch leaders, and people without a key of any clock and without any mark, have no
 * device: silence says nothing about them.
 */
export function peopleOfMonth(input: MonthInput): MonthPerson[] {
  const index = new PeopleIndex(input.roster);
  const marks = marksByStaff(index, input);
  const spells = spellsByStaff(index, input.leaves);
  const last = input.asOf.slice(0, 10) < input.to ? input.asOf.slice(0, 10) : input.to;
  const days = last < input.from ? [] : daysBetween(input.from, last);
  return input.roster.staff.map((staff) => {
    const own = marks.get(staff.id) ?? [];
    const leave = spells.get(staff.id) ?? [];
    const device = own.length > 0 || hasClockKey(staff, input);
    return {
      id: staff.id,
      staff,
      marks: own,
      slips: input.slips.filter((slip) => slip.staff === staff.id),
      excuses: excusesOf(input.incidents, staff.id),
      spells: leave,
      leave: leaveByHalf(leave),
      days: days.filter((day) => postingOn(staff, day) !== undefined),
      postedAt: (day) => postingOn(staff, day),
      covered: (day) => isComplete(input.complete, postingOn(staff, day)?.window ?? null, day),
      freeMinutes: freeMinutesOf(leave),
      exempt: (day) => !device || postingOn(staff, day)?.branchLeader === true,
    };
  });
}

function excusesOf(incidents: readonly Incident[], staff: string): Excuse[] {
  return incidents
    .filter(({ people }) => people.includes(staff))
    .map(({ id, from, to, firstDay }) => ({ incident: id, from, to, since: firstDay }));
}

function marksByStaff(index: PeopleIndex, { punches, to, asOf }: MonthInput): Map<string, Mark[]> {
  // A month that is over keeps the morning after its last night.
  const until = asOf.slice(0, 10) >= to ? markSpan(to, to).last : asOf;
  const marks = new Map<string, Mark[]>();
  const known = new Map<string, string | undefined>();
  for (const { source, person, at, kind, device, evidence } of punches) {
    if (source === 'name' || at > until) continue;
    const date = at.slice(0, 10);
    const key = JSON.stringify([source, person, date, device]);
    if (!known.has(key)) {
      const found = index.byKey(source, person, { date, ...(source === 'pin' && device !== '' ? { device } : {}) });
      known.set(key, found.kind === 'unique' ? found.value.id : undefined);
    }
    const staff = known.get(key);
    if (staff === undefined) continue;
    const own = marks.get(staff);
    if (own) own.push({ at, kind, evidence });
    else marks.set(staff, [{ at, kind, evidence }]);
  }
  return marks;
}

function spellsByStaff(index: PeopleIndex, leaves: readonly StoredLeave[]): Map<string, StoredLeave[]> {
  const spells = new Map<string, StoredLeave[]>();
  for (const leave of leaves) {
    if (leave.source === 'name') continue;
    const found = index.byKey(leave.source, leave.person, { date: (leave.halves[0] ?? '').slice(0, 10) });
    if (found.kind === 'unique') spells.set(found.value.id, [...(spells.get(found.value.id) ?? []), leave]);
  }
  return spells;
}

/** 哺乳时间 and the like: of two registers that name the same day the longer time counts. */
function freeMinutesOf(spells: readonly StoredLeave[]): (day: CivilDate) => number {
  const free = new Map<CivilDate, number>();
  for (const { kind, halves, minutes } of spells) {
    const time = minutesADay(kind) === undefined ? 0 : (minutes ?? minutesADay(kind) ?? 0);
    for (const half of time === 0 ? [] : halves) {
      const day = half.slice(0, 10);
      free.set(day, Math.max(time, free.get(day) ?? 0));
    }
  }
  return (day) => free.get(day) ?? 0;
}

/** Where two registers name the same half day, the first of them in order of kind and row keeps it. */
function leaveByHalf(spells: readonly StoredLeave[]): Map<string, LeaveKind> {
  const byHalf = new Map<string, LeaveKind>();
  for (const { kind, halves } of inOrder(spells))
    for (const half of minutesADay(kind) === undefined ? halves : []) if (!byHalf.has(half)) byHalf.set(half, kind);
  return byHalf;
}

export function inOrder(spells: readonly StoredLeave[]): StoredLeave[] {
  const key = ({ halves, kind, evidence }: StoredLeave): string => `${halves[0] ?? ''} ${kind} ${evidence}`;
  return [...spells].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function hasClockKey(staff: RosterStaff, { from, to }: MonthInput): boolean {
  return staff.keys.some((key) => (key.source === 'pin' || key.source === 'userId') && overlap(key, { from, to }));
}

function isComplete(complete: readonly Complete[], window: string | null, day: CivilDate): boolean {
  return complete.some(({ scope, from, to }) => (scope === 'hall' || scope === window) && from <= day && day <= to);
}

/** Marks needed to judge a span: those of the night before it and of the morning after it belong to its days. */
export function markSpan(from: CivilDate, to: CivilDate): { first: CivilTime; last: CivilTime } {
  return { first: `${from} 00:00:00`, last: `${addDays(to, 1)} 23:59:59` };
}
