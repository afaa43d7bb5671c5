import type { CivilDate } from 'src/common/civil-date';
import type { Roster, RosterPosting, RosterStaff, RosterWindow } from './roster';
import { covers } from './spans';

/** Open days on which a person was posted to a window; `window` null: posted in the hall, at no window. */
export interface PersonDays {
  readonly window: string | null;
  readonly staff: string;
  readonly days: number;
}

/** Where the person was posted that day; undefined: not in the hall. */
export function postingOn(person: RosterStaff, day: CivilDate): RosterPosting | undefined {
  return person.postings.find((posting) => covers(posting, day));
}

/** The people posted to the window that day, in order of staff number. */
export function staffOn(roster: Roster, window: string, day: CivilDate): RosterStaff[] {
  return roster.staff.filter((person) => postingOn(person, day)?.window === window);
}

/** The people posted to the window on any day of the roster's period. */
export function staffIn(roster: Roster, window: string): RosterStaff[] {
  return roster.staff.filter(({ postings }) => postings.some((posting) => posting.window === window));
}

/** Staff numbers of the chief representatives of the window that day: normally one. */
export function chiefsOn(roster: Roster, window: string, day: CivilDate): string[] {
  return roster.staff
    .filter(({ postings }) => postings.some((one) => one.chief && one.window === window && covers(one, day)))
    .map(({ id }) => id);
}

/** How many of the open days each person was posted where: weights of means over staff. Zero days are left out. */
export function personDays(roster: Roster, openDays: readonly CivilDate[]): PersonDays[] {
  return roster.staff.flatMap((person) => {
    const counts = new Map<string | null, number>();
    for (const day of openDays) {
      const posting = postingOn(person, day);
      if (posting) counts.set(posting.window, (counts.get(posting.window) ?? 0) + 1);
    }
    return [...counts].map(([window, days]) => ({ window, staff: person.id, days }));
  });
}

/**
 * The window with which the person's eligibility goes: that of most open days; of equals the one served last. Null:
 * most days at no window; undefined: not posted on any of the days.
 */
export function windowOfMostDays(person: RosterStaff, openDays: readonly CivilDate[]): string | null | undefined {
  const tally = new Map<string | null, { days: number; last: CivilDate }>();
  for (const day of openDays) {
    const posting = postingOn(person, day);
    if (!posting) continue;
    const { days, last } = tally.get(posting.window) ?? { days: 0, last: day };
    tally.set(posting.window, { days: days + 1, last: day > last ? day : last });
  }
  const order = [...tally].sort(([, a], [, b]) => b.days - a.days || (a.last < b.last ? 1 : -1));
  return order[0]?.[0];
}

/** On how many of the open days the window existed: `minimum presence` of the rule book divides the two. */
export function presenceOf(window: RosterWindow, openDays: readonly CivilDate[]): { days: number; of: number } {
  return { days: openDays.filter((day) => existsOn(window, day)).length, of: openDays.length };
}

export function existsOn(window: RosterWindow, day: CivilDate): boolean {
  return window.states.some((state) => covers(state, day));
}
