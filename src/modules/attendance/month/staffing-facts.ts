import { addDays, firstDay, lastDay, type CivilDate, type Period } from 'src/common/civil-date';
import { policyOn, type DatedPolicy } from 'src/modules/attendance/policy/policy';
import type { SwapContent } from 'src/modules/attendance/registers/swap';
import type { Roster, RosterPosting, RosterStaff } from 'src/modules/organisation/roster';
import { covers } from 'src/modules/organisation/spans';
import type { Occurrence } from 'src/modules/rules/facts';

export interface StoredSwap extends SwapContent {
  readonly staff: string;
  readonly evidence: string;
}

export interface StaffingInput {
  /** All postings ever recorded, so that a move on the first of a month is known as one. */
  readonly roster: Roster;
  readonly period: Period;
  readonly swaps: readonly StoredSwap[];
  readonly policies: readonly DatedPolicy[];
  /** Whether the register of notices is complete for the day: where it is not, a missing notice proves nothing. */
  complete(day: CivilDate): boolean;
  isWorkingDay(day: CivilDate): boolean;
}

/** A person who came to a window, left it or moved on. `day` is the last day there, or the first at the new one. */
interface Change {
  readonly person: RosterStaff;
  readonly kind: 'in' | 'out' | 'move';
  readonly window: string;
  readonly day: CivilDate;
  /** First day of the new state. */
  readonly effective: CivilDate;
}

const WORDS = { in: '调入', out: '调出', move: '调岗' } as const;
/** A notice that names another day of the same week is still the notice of this change. */
const NEAR = 7;

/**
 * 换人须提前报备 (R6: staff withdrawn or swapped without notice): changes of the month without a notice in time; and people
 * posted to a window who are not of the staff types asked for or hold no certificate.
 */
export function staffingFacts(input: StaffingInput): Occurrence[] {
  const facts = input.roster.staff.flatMap((person) => [
    ...changesOf(person, input).flatMap((change) => unreported(change, input) ?? []),
    ...unqualified(person, input),
  ]);
  return facts.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function changesOf(person: RosterStaff, { roster, period }: StaffingInput): Change[] {
  const begun = firstEver(roster);
  return person.postings.flatMap((posting, index) => {
    const { from, to, window } = posting;
    const before = person.postings[index - 1];
    const after = person.postings[index + 1];
    const moved = from !== null && before?.to != null && addDays(before.to, 1) === from ? before : undefined;
    const changes: Change[] = [];
    if (window !== null && from !== null && inMonth(from, period) && from !== begun && !isNew(roster, window, from)) {
      const kind = moved?.window == null ? 'in' : 'move';
      if (moved?.window !== window) changes.push({ person, kind, window, day: from, effective: from });
    }
    const next = to !== null && after?.from != null && addDays(to, 1) === after.from ? after : undefined;
    const gone = next === undefined || next.window === null;
    if (window !== null && to !== null && inMonth(to, period) && gone && !isClosed(roster, window, to))
      changes.push({ person, kind: 'out', window, day: to, effective: addDays(to, 1) });
    return changes;
  });
}

function unreported(change: Change, input: StaffingInput): Occurrence | undefined {
  const { person, kind, window, day, effective } = change;
  const rules = policyOn(input.policies, day)?.staffing;
  if (rules === undefined || !input.complete(day)) return undefined;
  const notices = input.swaps.filter((swap) => concerns(swap, change));
  const due = before(effective, rules.noticeDays ?? 0, (day) => input.isWorkingDay(day));
  if (notices.some(({ reportedOn }) => reportedOn <= due)) return undefined;
  const [late] = notices;
  const reason = `${WORDS[kind]}${late === undefined ? '未报备' : '报备过迟'}`;
  return {
    ...{ kind: 'occurrence', id: `staffing:${person.id}:${day}:${kind}`, type: 'roster.unreported-change' },
    ...{ date: day, window, staff: [person.id], labels: { reason } },
    ...(late === undefined ? {} : { evidence: [late.evidence] }),
    text: late === undefined ? `${day}${WORDS[kind]}，没有报备记录` : `应于${due}前报备，${late.reportedOn}才报备`,
  };
}

function concerns({ staff, replaced, window, effectiveOn }: StoredSwap, change: Change): boolean {
  if (staff !== change.person.id && replaced !== change.person.id) return false;
  if (effectiveOn < addDays(change.effective, -NEAR) || effectiveOn > addDays(change.effective, NEAR)) return false;
  // A move may be told by the window that is left or by the one that is gone to.
  return window === null || change.kind === 'move' || window === change.window;
}

/** The last day on which a notice is in time. */
function before(effective: CivilDate, days: number, isWorkingDay: (day: CivilDate) => boolean): CivilDate {
  let day = effective;
  for (let left = days; left > 0;) {
    day = addDays(day, -1);
    if (isWorkingDay(day)) left--;
  }
  return day;
}

function unqualified(person: RosterStaff, input: StaffingInput): Occurrence[] {
  const { period, swaps, policies } = input;
  const told = new Set<string>();
  return person.postings.flatMap((posting): Occurrence[] => {
    const day = firstIn(posting, period);
    const rules = day === undefined ? undefined : policyOn(policies, day)?.staffing;
    if (day === undefined || rules === undefined || posting.window === null || posting.branchLeader) return [];
    if (told.has(posting.window)) return [];
    const type = posting.type === '' ? person.type : posting.type;
    const wrongType = rules.types !== undefined && type !== '' && !rules.types.includes(type);
    const uncertified = rules.certificate === true && input.complete(day) && !isCertified(swaps, person.id, day);
    if (!wrongType && !uncertified) return [];
    told.add(posting.window);
    const reason = wrongType ? `人员类型为${type}` : '未持有效上岗证';
    return [
      {
        ...{ kind: 'occurrence', id: `staffing:${person.id}:${day}:unqualified`, type: 'roster.unqualified' },
        ...{ date: day, window: posting.window, staff: [person.id], labels: { reason }, text: reason },
      },
    ];
  });
}

/** Whether a notice up to the day shows a certificate that still holds. */
export function isCertified(swaps: readonly StoredSwap[], staff: string, day: CivilDate): boolean {
  return swaps.some(
    (swap) =>
      swap.staff === staff &&
      swap.certificate !== '' &&
      swap.reportedOn <= day &&
      (swap.certifiedUntil === '' || swap.certifiedUntil >= day),
  );
}

function firstIn(posting: RosterPosting, period: Period): CivilDate | undefined {
  const first = firstDay(period);
  const day = posting.from === null || posting.from < first ? first : posting.from;
  return day <= lastDay(period) && covers(posting, day) ? day : undefined;
}

function inMonth(day: CivilDate, period: Period): boolean {
  return day.startsWith(period);
}

/** The day on which the roster begins: whoever is posted from then on is no change. */
function firstEver({ staff }: Roster): CivilDate | undefined {
  return staff
    .flatMap(({ postings }) => postings.map(({ from }) => from ?? ''))
    .sort()
    .at(0);
}

function isNew({ windows }: Roster, id: string, day: CivilDate): boolean {
  const first = windows.find((window) => window.id === id)?.states[0]?.from;
  return first === day;
}

function isClosed({ windows }: Roster, id: string, day: CivilDate): boolean {
  return windows.find((window) => window.id === id)?.states.at(-1)?.to === day;
}
