import { lastDay, type CivilDate } from 'src/common/civil-date';
import { chiefsOn, personDays, presenceOf } from 'src/modules/organisation/presence';
import type { Roster, RosterWindow } from 'src/modules/organisation/roster';
import type { StaffSubject, Subjects, WindowSubject } from 'src/modules/rules/facts';

/**
 * The subjects of a month from its roster. Staff are named by their numbers only: personal names live in one erasable
 * place and never enter facts or seals.
 */
export function subjectsOf(roster: Roster, period: string, openDays: readonly CivilDate[]): Subjects {
  const days = personDays(roster, openDays);
  const last = lastDay(period);
  const staff = roster.staff.flatMap((person): StaffSubject[] => {
    const at = days.flatMap((entry) => {
      if (entry.staff !== person.id || entry.window === null) return [];
      const chief = person.postings.some((posting) => posting.chief && posting.window === entry.window);
      return [{ window: entry.window, days: entry.days, ...(chief ? { chief } : {}) }];
    });
    return at.length === 0 ? [] : [{ id: person.id, name: person.id, type: person.type, at }];
  });
  return { windows: roster.windows.map((window) => windowSubject(roster, window, last, openDays)), staff };
}

function windowSubject(
  roster: Roster,
  window: RosterWindow,
  last: CivilDate,
  openDays: readonly CivilDate[],
): WindowSubject {
  const chief = chiefsOn(roster, window.id, last)[0] ?? window.chiefs.at(-1);
  return {
    id: window.id,
    name: window.name,
    kind: window.kind,
    ...(window.group === '' ? {} : { group: window.group }),
    tags: window.tags,
    department: window.departmentName,
    ...(chief === undefined ? {} : { chief }),
    ...(window.branchLeader === null ? {} : { branchLeader: window.branchLeader }),
    presence: presenceOf(window, openDays),
  };
}
