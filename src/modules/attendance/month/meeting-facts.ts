import type { CivilDate } from 'src/common/civil-date';
import type { Half } from 'src/modules/attendance/leave';
import { MEETING_STATUS, type MeetingKind, type MeetingStatus } from 'src/modules/attendance/registers/meeting';
import type { DayVerdict } from 'src/modules/attendance/verdicts/judge';
import { postingOn } from 'src/modules/organisation/presence';
import type { Roster } from 'src/modules/organisation/roster';
import type { Occurrence } from 'src/modules/rules/facts';
import type { OccurrenceType } from 'src/modules/rules/occurrences';

/** One person of one meeting, as recorded last. */
export interface StoredSignIn {
  readonly id: string;
  readonly person: string;
  readonly date: CivilDate;
  readonly event: string;
  readonly kind: MeetingKind;
  readonly halves: readonly Half[];
  readonly status: MeetingStatus;
  readonly signedAt: string;
  readonly minutes: number | null;
  readonly evidence: string;
}

/** Of several states of one person at one meeting the one that came last; `rows` in order of batch and line. */
export function latestSignIns(rows: readonly StoredSignIn[]): StoredSignIn[] {
  const latest = new Map(rows.map((row) => [JSON.stringify([row.person, row.date, row.event]), row]));
  return [...latest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Half days, `07001 2026-01-06 am`, that a meeting took from whoever was there. */
export function meetingHalves(rows: readonly StoredSignIn[]): Set<string> {
  const there = rows.filter(({ status }) => status !== 'absent' && status !== 'excused');
  return new Set(there.flatMap(({ person, date, halves }) => halves.map((half) => `${person} ${date} ${half}`)));
}

/**
 * Late, left early, absent and excused as facts at the window of the day. Whoever was on leave in all half days of the
 * meeting is excused, whatever the sheet says.
 */
export function meetingFacts(
  rows: readonly StoredSignIn[],
  roster: Roster,
  verdicts: ReadonlyMap<string, DayVerdict>,
): Occurrence[] {
  const people = new Map(roster.staff.map((person) => [person.id, person]));
  return rows.flatMap((row) => {
    const person = people.get(row.person);
    const posting = person && postingOn(person, row.date);
    if (posting === undefined) return [];
    const verdict = verdicts.get(`${row.person} ${row.date}`);
    const away = row.status === 'absent' && isAway(row, verdict);
    const status = away ? 'excused' : row.status;
    const type = typeOf(row.kind, status);
    return type === undefined ? [] : [fact(row, { type, window: posting.window, away })];
  });
}

function fact(
  row: StoredSignIn,
  { type, window, away }: { type: OccurrenceType; window: string | null; away: boolean },
): Occurrence {
  const timed = type === 'meeting.late' && row.minutes !== null && row.minutes > 0;
  const reason = away ? '当日请假' : MEETING_STATUS[row.status].zh;
  return {
    ...{ kind: 'occurrence', id: `meeting:${row.id.slice(0, 16)}`, type, date: row.date },
    ...(window === null ? {} : { window }),
    staff: [row.person],
    ...(timed ? { amounts: { minutes: row.minutes } } : {}),
    labels: { event: row.event, ...(type !== 'meeting.survey-absent' && { reason }) },
    evidence: [row.evidence],
    text: row.signedAt === '' ? row.event : `${row.event}，签到 ${row.signedAt}`,
  };
}

function typeOf(kind: MeetingKind, status: MeetingStatus): OccurrenceType | undefined {
  if (status === 'present') return undefined;
  if (status === 'absent') return kind === 'survey' ? 'meeting.survey-absent' : 'meeting.absent';
  return `meeting.${status}`;
}

function isAway({ halves }: StoredSignIn, verdict: DayVerdict | undefined): boolean {
  if (verdict === undefined) return false;
  const asked: readonly Half[] = halves.length === 0 ? ['am', 'pm'] : halves;
  return asked.every((half) => (half === 'am' ? verdict.morning : verdict.afternoon) === 'leave');
}
