import type { CivilDate } from 'src/common/civil-date';
import { foldCode, foldTitle } from 'src/common/text';
import type { Roster } from 'src/modules/organisation/roster';
import { covers } from 'src/modules/organisation/spans';

/** Windows of a department on a day, by its code or its name; [] for a department nobody knows. Without a day: at any time. */
export function windowsOfDepartment(roster: Roster, department: string, date: CivilDate | undefined): string[] {
  const [code, title] = [foldCode(department), foldTitle(department)];
  const named = roster.departments.filter((one) => one.code === code || foldTitle(one.name) === title);
  const codes = new Set(named.map((one) => one.code));
  return roster.windows
    .filter(({ states }) =>
      states.some(
        (state) =>
          state.department !== null && codes.has(state.department) && (date === undefined || covers(state, date)),
      ),
    )
    .map(({ id }) => id);
}
