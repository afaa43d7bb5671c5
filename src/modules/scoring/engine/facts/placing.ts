import type { CivilDate } from 'src/common/civil-date';
import type { Occurrence, StaffSubject, Subjects, WindowSubject } from 'src/modules/rules/facts';

/** Who belongs where on which day. */
export interface Placing {
  readonly windows: ReadonlyMap<string, WindowSubject>;
  readonly staff: ReadonlyMap<string, StaffSubject>;
  /** People with days at each window, in order of staff number. */
  readonly at: ReadonlyMap<
    string,
    readonly { readonly person: StaffSubject; readonly days: number; readonly chief: number }[]
  >;
  /** The window named by the fact, else the one where its first person was that day. */
  windowOf(fact: Occurrence): string | undefined;
  /** The window of most days; of equal ones the last in the roster's order. */
  home(person: string): string | undefined;
  /** The chief of the window on that day; without a day the one at month end. */
  chiefOf(window: string, date?: CivilDate): string | undefined;
}

export function placing(subjects: Subjects): Placing {
  const windows = new Map([...subjects.windows].sort(byId).map((window) => [window.id, window]));
  const staff = new Map([...subjects.staff].sort(byId).map((person) => [person.id, person]));
  const at = new Map<string, { person: StaffSubject; days: number; chief: number }[]>();
  for (const person of staff.values()) {
    for (const { window, days, chief } of person.at) {
      const there = at.get(window) ?? [];
      const before = there.find((other) => other.person === person);
      if (before === undefined) there.push({ person, days, chief: chief === true ? days : 0 });
      else Object.assign(before, { days: before.days + days, chief: before.chief + (chief === true ? days : 0) });
      at.set(window, there);
    }
  }
  const home = (id: string): string | undefined => homeOf(staff.get(id));
  return {
    windows,
    staff,
    at,
    home,
    windowOf: ({ window, staff: persons, date }) => window ?? placeOf(staff.get(persons?.[0] ?? ''), date),
    chiefOf: (window, date) => chiefOf(windows.get(window), date),
  };
}

function chiefOf(window: WindowSubject | undefined, date: CivilDate | undefined): string | undefined {
  if (window?.chiefs === undefined || window.chiefs.length === 0) return window?.chief;
  const day = date ?? '9999-12-31';
  const inOffice = window.chiefs.filter(({ from = '', to = '9999-12-31' }) => from <= day && day <= to);
  return inOffice.at(-1)?.staff ?? (date === undefined ? window.chief : undefined);
}

function placeOf(person: StaffSubject | undefined, date: CivilDate): string | undefined {
  const dated = person?.at.find(
    ({ from, to }) => (from ?? to) !== undefined && (from ?? '') <= date && date <= (to ?? '9999'),
  );
  return dated?.window ?? homeOf(person);
}

function homeOf(person: StaffSubject | undefined): string | undefined {
  const days = new Map<string, number>();
  for (const { window, days: here } of person?.at ?? []) days.set(window, (days.get(window) ?? 0) + here);
  let best: string | undefined;
  for (const [window, here] of days) if (best === undefined || here >= (days.get(best) ?? 0)) best = window;
  return best;
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
