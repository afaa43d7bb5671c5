import { firstDay, lastDay, type CivilDate, type Period } from 'src/common/civil-date';
import { presenceOf } from 'src/modules/organisation/presence';
import type { Roster, RosterStaff, RosterWindow } from 'src/modules/organisation/roster';
import { byStart, covers, joined, overlap, type Span } from 'src/modules/organisation/spans';
import type { StaffSubject, Subjects, WindowSubject } from 'src/modules/rules/facts';

/** Days inside the month that are worth naming: an end is absent where it is that of the month. */
type Dates = Pick<StaffSubject['at'][number], 'from' | 'to'>;

/**
 * The subjects of a month from its roster. Staff are named by their numbers only: personal names live in one erasable
 * place and never enter facts or seals. Who moved, and a window whose chief changed, carry their dates: an event goes to
 * the window and the chief of its day.
 */
export function subjectsOf(roster: Roster, period: Period, openDays: readonly CivilDate[]): Subjects {
  const month: Span = { from: firstDay(period), to: lastDay(period) };
  const staff = roster.staff.flatMap((person): StaffSubject[] => {
    const at = placesOf(person, month, openDays);
    return at.length === 0 ? [] : [{ id: person.id, name: person.id, type: person.type, at }];
  });
  const chiefs = chiefTerms(roster, month);
  const windows = roster.windows.map((window) => windowSubject(window, chiefs.get(window.id) ?? [], month, openDays));
  return { windows, staff };
}

function placesOf(person: RosterStaff, month: Span, openDays: readonly CivilDate[]): StaffSubject['at'] {
  const moved = person.postings.length > 1;
  return person.postings.flatMap((posting) => {
    const days = openDays.filter((day) => covers(posting, day)).length;
    if (posting.window === null || days === 0) return [];
    const dates = moved ? datesIn(posting, month) : {};
    return [{ window: posting.window, days, ...(posting.chief ? { chief: true } : {}), ...dates }];
  });
}

function windowSubject(
  window: RosterWindow,
  terms: readonly Term[],
  month: Span,
  openDays: readonly CivilDate[],
): WindowSubject {
  const last = terms.filter((term) => covers(term, month.to ?? '')).at(-1);
  const chief = (last ?? terms.at(-1))?.staff;
  const changed = terms.length > 1 || terms.some((term) => !holds(term, window, month));
  return {
    id: window.id,
    name: window.name,
    kind: window.kind,
    ...(window.group === '' ? {} : { group: window.group }),
    tags: window.tags,
    department: window.departmentName,
    ...(chief === undefined ? {} : { chief }),
    ...(changed ? { chiefs: terms.map((term) => ({ staff: term.staff, ...datesIn(term, month) })) } : {}),
    ...(window.branchLeader === null ? {} : { branchLeader: window.branchLeader }),
    presence: presenceOf(window, openDays),
    ...(window.coefficient === undefined ? {} : { coefficient: window.coefficient }),
  };
}

interface Term extends Span {
  readonly staff: string;
}

/** Who was chief of each window and when, in order of time; of two who began together the smaller number comes last and counts. */
function chiefTerms({ staff }: Roster, month: Span): Map<string, Term[]> {
  const terms = new Map<string, Term[]>();
  for (const { id, postings } of staff) {
    const led = postings.filter(({ chief, window }) => chief && window !== null);
    for (const window of new Set(led.map((posting) => posting.window ?? ''))) {
      const own = joined(led.filter((posting) => posting.window === window)).filter((term) => overlap(term, month));
      terms.set(window, [...(terms.get(window) ?? []), ...own.map((span) => ({ staff: id, ...span }))]);
    }
  }
  for (const own of terms.values()) own.sort((a, b) => byStart(a, b) || (a.staff < b.staff ? 1 : -1));
  return terms;
}

/** Whether the term lasts as long as the window does in the month. */
function holds(term: Span, window: RosterWindow, month: Span): boolean {
  const days = [...window.states].sort(byStart);
  const first = later(days[0]?.from ?? null, month.from);
  const last = earlier(days.at(-1)?.to ?? null, month.to);
  return covers(term, first) && covers(term, last);
}

function datesIn({ from, to }: Span, month: Span): Dates {
  return {
    ...(from !== null && from > (month.from ?? '') ? { from } : {}),
    ...(to !== null && to < (month.to ?? '') ? { to } : {}),
  };
}

function later(a: CivilDate | null, b: CivilDate | null): CivilDate {
  return (a ?? '') > (b ?? '') ? (a ?? '') : (b ?? '');
}

function earlier(a: CivilDate | null, b: CivilDate | null): CivilDate {
  return (a ?? '9999-12-31') < (b ?? '9999-12-31') ? (a ?? '') : (b ?? '');
}
