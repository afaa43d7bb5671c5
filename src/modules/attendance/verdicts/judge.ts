import type { CivilDate, CivilTime } from 'src/common/civil-date';
import type { OpenDays } from 'src/modules/calendar/open-days';
import { hoursText, minuteOn, planBesideLeave, planOf } from './day-plan';
import { withoutExcused, type Excuse, type ExcusedFault } from './excuses';
import { hoursOfDays, type Worker } from './hours-of-day';
import { marksByDay, type Mark } from './mark-days';
import { slipMarks } from './slip-marks';
import { halfKey, type Half } from 'src/modules/attendance/leave';
import type { LeaveKind } from 'src/modules/attendance/leave-kinds';
import { isExempt, minutesOf, type HoursEntry, type Schedule } from 'src/modules/attendance/schedule';
import type { JudgedSlip, Slip } from 'src/modules/attendance/slips/slip';
import { faultsOf, repairedBy, verdictOf, type Fault, type Verdict, type Limits } from './verdict';

export interface JudgedPerson extends Worker {
  readonly marks: readonly Mark[];
  /** By half day, `2026-01-06 am`. */
  readonly leave: ReadonlyMap<string, LeaveKind>;
  /** Days to judge, in any order: days on which the person was posted. */
  readonly days: readonly CivilDate[];
  /** Whether silence means absence on the day: the source is complete. */
  covered(date: CivilDate): boolean;
  /** Make-up slips (补卡单), of any day. */
  readonly slips?: readonly Slip[];
  /** Device failures that excuse the person, of any day. */
  readonly excuses?: readonly Excuse[];
  /** Has no device, or is free of punching for another reason. */
  exempt?(date: CivilDate): boolean;
  /** Minutes of the day that are left free (哺乳时间). */
  freeMinutes?(date: CivilDate): number;
}

/** What became of a person's day. */
export interface DayVerdict {
  readonly person: string;
  readonly date: CivilDate;
  /** The hours by which the day was judged, `08:30-12:00,14:00-17:30`; '' on days off. */
  readonly hours: string;
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
  /** What a device failure excuses: no fault of the person. */
  readonly excused: readonly ExcusedFault[];
  /** The make-up slips of the day, also those that do not count. */
  readonly slips: readonly JudgedSlip[];
  readonly leave: Readonly<Partial<Record<Half, LeaveKind>>>;
  /** Corrections (补卡) that belong to the day. */
  readonly corrections: number;
  readonly evidence: readonly string[];
}

const DAY_CUT = '04:00';
const REPEAT_WITHIN = 30;

/** The verdicts of one person. The order of marks and days has no influence, an exact repeat changes nothing. */
export function judgePerson(schedule: Schedule, openDays: OpenDays, person: JudgedPerson): DayVerdict[] {
  const entryOn = hoursOfDays(schedule, openDays, person);
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
  const found = day.exempt || entry === undefined ? NOTHING : findings(schedule, person, { ...day, entry, leave });
  const { left, excused, slips, repaired } = found;
  const covered = person.covered(date);
  const faults = covered ? left : [];
  const sum = (way: 'in' | 'out'): number =>
    faults.filter((fault) => fault.way === way).reduce((total, fault) => total + fault.minutes, 0);
  const verdict = (half: Half): Verdict => {
    if (entry === undefined || !planOf(entry).halves.includes(half)) return 'rest';
    if (day.exempt) return 'exempt';
    if (leave[half] !== undefined) return 'leave';
    const word = verdictOf(half, left);
    if (word === 'present' && excused.some((fault) => fault.half === half)) return 'excused';
    // In an incomplete source a punch may still come: only what is in order is known.
    return covered || word === 'present' ? word : 'unknown';
  };
  const punches = marks.filter(({ kind }) => kind === 'punch');
  const [first, last] = ends(date, punches);
  const evidence = [...marks.flatMap((mark) => mark.evidence ?? []), ...slips.map((slip) => slip.evidence)];
  return {
    ...{ person: person.id, date, hours: entry === undefined ? '' : hoursText(entry), first, last },
    ...{ morning: verdict('am'), afternoon: verdict('pm'), lateMinutes: sum('in'), earlyMinutes: sum('out') },
    ...{ faults, repaired, excused, slips },
    leave: entry === undefined ? {} : leave,
    corrections: marks.length - punches.length + slips.filter(({ state }) => state === 'counted').length,
    evidence: [...new Set(evidence)].sort(),
  };
}

interface Findings {
  /** What is charged where the source is complete. */
  readonly left: readonly Fault[];
  readonly excused: readonly ExcusedFault[];
  readonly repaired: readonly Fault[];
  readonly slips: readonly JudgedSlip[];
}

const NOTHING: Findings = { left: [], excused: [], repaired: [], slips: [] };

/** What is wrong with a working day, what a slip made good, and what a device failure excuses. */
function findings(
  schedule: Schedule,
  person: JudgedPerson,
  day: { date: CivilDate; entry: HoursEntry; marks: readonly Mark[]; leave: Partial<Record<Half, LeaveKind>> },
): Findings {
  const { date, marks } = day;
  const plan = planBesideLeave(day.entry, new Set(Object.keys(day.leave) as Half[]));
  const limits = { ...limitsOf(schedule), free: person.freeMinutes?.(date) ?? 0 };
  const minutesOfMarks = (own: readonly Mark[]): number[] => own.map(({ at }) => minuteOn(date, at));
  const slips = slipMarks(person.slips?.filter((slip) => slip.date === date) ?? [], plan, schedule.slips);
  const punches = marks.filter(({ kind }) => kind === 'punch');
  const minutes = [...minutesOfMarks(marks), ...slips.marks];
  const found = faultsOf(plan, minutes, limits);
  const repaired = punches.length === minutes.length ? [] : repairedBy(plan, minutesOfMarks(punches), found, limits);
  const { left, excused } = withoutExcused({ date, plan, found }, person.excuses ?? []);
  return { left, excused, repaired, slips: slips.judged };
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
