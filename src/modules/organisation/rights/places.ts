import type { Place } from 'src/common/permission';
import type { Roster } from 'src/modules/organisation/roster';

/** Where windows and people of a month stand, for rights: whose they are. */
export interface Places {
  /** A window, by code: its own and its department. */
  window(id: string | null): Place;
  /** A person: he himself and the department of the windows he was at; never a window, colleagues do not see his sheet. */
  staff(id: string): Place;
}

/** `roster` null: nobody knows any windows, and a code alone says whose it is. */
export function placesOf(hall: string, roster: Pick<Roster, 'windows' | 'staff'> | null): Places {
  const departments = new Map(roster?.windows.map(({ id, department }) => [id, department]));
  const posts = new Map(roster?.staff.map(({ id, postings }) => [id, postings.at(-1)?.window ?? null]));
  const departmentOf = (window: string | null): string | null => departments.get(window ?? '') ?? null;
  return {
    window: (id) => ({ hall, window: id, department: departmentOf(id) }),
    staff: (id) => ({ hall, staff: id, department: departmentOf(posts.get(id) ?? null) }),
  };
}
