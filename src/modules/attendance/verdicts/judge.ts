import { addDays, type CivilDate, type CivilTime } from 'src/common/civil-date';
import type { OpenDays } from 'src/modules/calendar/open-days';
import { distance, minuteOn, planBesideLeave, planOf, type DayPlan } from './day-plan';
import { halfKey, type Half } from 'src/modules/attendance/leave';
import type { LeaveKind } from 'src/modules/attendance/leave-kinds';
import { groupOf, hoursOn, isExempt, minutesOf, type HoursEntry, type Schedule } from 'src/modules/attendance/schedule';
import { faultsOf, repairedBy, verdictOf, type Fault, type Verdict, type Limits } from './verdict';

export interface Mark {
  readonly at: CivilTime;
  readonly kind: 'punch' | 'correction';
  /** The way back, `batch#line`. */
  readonly evidence?: string;
}

export interface JudgedPerson {
  readonly id: string;
  readonly marks: readonly Mark[];
  /** By half day, `2026-01-06 am`. */
  readonly leave: ReadonlyMap<string, LeaveKind>;
  /** Days to judge, in any order: days on which the person was posted. */
  readonly days: readonly CivilDate[];
  /** Whether silence means absence on the day: the source is complete. */
  covered(date: CivilDate): boolean;
  /** Has no device, or is free of punching for another reason. */
  exempt?(date: CivilDate): boolean;
}

/** What became of a person's day. */
export interface DayVerdict {
  readonly person: string;
  readonly date: CivilDate;
  /** `HH:MM:SS` of the first and last punch of the day, `次日 HH:MM:SS` after midnight; null for none. */
  readonly first: string | null;
  readonly last: string | null;
  readonly morning: Verdict;
  readonly afternoon: Verdict;
  readonly lateMinutes: number;
  readonly earlyMinutes: number;
  readonly faults: readonly Fault[];
  /** Missing punches that only a correction (补卡) put in order. */
  readonly repaired: readonly Fault[];
  readonly leave: Readonly<Partial<Record<Half, LeaveKind>>>;
  /** Corrections (补卡) that belong to the day. */
  readonly corrections: number;
  readonly evidence: readonly string[];
}

const DAY_CUT = '04:00';
const REPEAT_WITHIN = 30;

/** The verdicts of one person. The order of marks and days has no influence, an exact repeat changes nothing. */
export function judgePerson(schedule: Schedule, openDays: OpenDays, person: JudgedPerson): DayVerdict[] {
  const group = groupOf(schedule, person.id);
  const hours = {
    ...(schedule.makeUpAs === undefined ? {} : { makeUpAs: schedule.makeUpAs }),
    hours: group?.hours ?? schedule.hours,
  };
  const entryOn = (date: CivilDate): HoursEntry | undefined =>
    group?.everyDay === true || openDays.isOpen(date) ? hoursOn(hours, date) : undefined;
  const byDay = marksByDay(person.marks, { entryOn, cut: minutesOf(schedule.dayCut ?? DAY_CUT) });
  return [...new Set(person.days)].sort().map((date) => {
    const exempt = isExempt(schedule, person.id, date) || person.exempt?.(date) === true;
    return judgeDay(schedule, person, { date, entry: entryOn(date), marks: byDay.get(date) ?? [], exempt });
  });
}

interface Day {
  readonly date: CivilDate;
  readonly entry: HoursEntry | undefined;
  readonly marks: readonly Mark[];
  readonly exempt: boolean;
}

function judgeDay(schedule: Schedule, person: JudgedPerson, day: Day): DayVerdict {
  const { date, entry, marks } = day;
  const leave = leaveOn(person, date);
  const own =
    entry === undefined || day.exempt ? undefined : planBesideLeave(entry, new Set(Object.keys(leave) as Half[]));
  const limits = limitsOf(schedule);
  const covered = person.covered(date);
  const minutes = (own: readonly Mark[]): number[] => own.map(({ at }) => minuteOn(date, at));
  const punches = marks.filter(({ kind }) => kind === 'punch');
  const found = own === undefined ? [] : faultsOf(own, minutes(marks), limits);
  const faults = covered ? found : [];
  const repaired =
    own === undefined || punches.length === marks.length ? [] : repairedBy(own, minutes(punches), found, limits);
  const sum = (way: 'in' | 'out'): number =>
    faults.filter((fault) => fault.way === way).reduce((total, fault) => total + fault.minutes, 0);
  const verdict = (half: Half): Verdict => {
    if (entry === undefined || !planOf(entry).halves.includes(half)) return 'rest';
    if (day.exempt) return 'exempt';
    if (leave[half] !== undefined) return 'leave';
    const word = verdictOf(half, found);
    // In an incomplete source a punch may still come: only what is in order is known.
    return covered || word === 'present' ? word : 'unknown';
  };
  const [first, last] = ends(date, punches);
  return {
    person: person.id,
    date,
    first,
    last,
    morning: verdict('am'),
    afternoon: verdict('pm'),
    lateMinutes: sum('in'),
    earlyMinutes: sum('out'),
    faults,
    repaired,
    leave: entry === undefined ? {} : leave,
    corrections: marks.filter(({ kind }) => kind === 'correction').length,
    evidence: [...new Set(marks.flatMap(({ evidence }) => evidence ?? []))].sort(),
  };
}

function limitsOf({ grace = 0, absentAfter, repeatWithin = REPEAT_WITHIN }: Schedule): Limits {
  return { grace, absentAfter, repeatWithin };
}

function leaveOn(person: JudgedPerson, date: CivilDate): Partial<Record<Half, LeaveKind>> {
  const [am, pm] = [person.leave.get(halfKey(date, 'am')), person.leave.get(halfKey(date, 'pm'))];
  return { ...(am && { am }), ...(pm && { pm }) };
}

/** First and last punch as shown. */
function ends(date: CivilDate, punches: readonly Mark[]): readonly [string | null, string | null] {
  const times = punches.map(({ at }) => at).sort();
  const text = (at: CivilTime | undefined): string | null =>
    at === undefined ? null : at.slice(0, 10) === date ? at.slice(11) : `次日 ${at.slice(11)}`;
  return [text(times[0]), text(times.at(-1))];
}

/**
 * Marks by attendance day. Until the cut a mark belongs to the day before; where that day has a shift over midnight, the
 * nearest check of both days decides, ties to the earlier.
 */
function marksByDay(
  marks: readonly Mark[],
  { entryOn, cut }: { entryOn: (date: CivilDate) => HoursEntry | undefined; cut: number },
): Map<CivilDate, Mark[]> {
  const plans = new Map<CivilDate, DayPlan | undefined>();
  const planOn = (date: CivilDate): DayPlan | undefined => {
    if (!plans.has(date)) {
      const entry = entryOn(date);
      plans.set(date, entry && planOf(entry));
    }
    return plans.get(date);
  };
  const days = new Map<CivilDate, Mark[]>();
  // Last of the sorted first: of an exact repeat the same row is kept, whatever the order of the file.
  const inOrder = [...marks].sort((a, b) => (sortKey(a) < sortKey(b) ? 1 : -1));
  const distinct = new Map(inOrder.map((mark) => [`${mark.at} ${mark.kind}`, mark]));
  for (const mark of distinct.values()) {
    const date = dayOfMark(mark.at, cut, planOn);
    days.set(date, [...(days.get(date) ?? []), mark]);
  }
  return days;
}

function dayOfMark(at: CivilTime, cut: number, planOn: (date: CivilDate) => DayPlan | undefined): CivilDate {
  const civil = at.slice(0, 10);
  const before = addDays(civil, -1);
  const overnight = planOn(before);
  if (overnight?.checks.some((check) => check.at >= 1440)) {
    const toBefore = gap(overnight, minuteOn(before, at));
    const today = planOn(civil);
    const toToday = today === undefined ? Infinity : gap(today, minuteOn(civil, at));
    // After a night without a next shift only the hours around its end are that night's.
    return toBefore <= toToday && (today !== undefined || minuteOn(civil, at) < 720) ? before : civil;
  }
  return minuteOn(civil, at) < cut ? before : civil;
}

function gap(plan: DayPlan, minute: number): number {
  return Math.min(...plan.checks.map((check) => distance(minute, check)));
}

function sortKey({ at, kind, evidence }: Mark): string {
  return `${at} ${kind} ${evidence ?? ''}`;
}
