import { daysBetween, type CivilDate } from 'src/common/civil-date';
import type { Stated } from 'src/modules/intake/feed';
import { staffOn } from 'src/modules/organisation/presence';
import type { Roster } from 'src/modules/organisation/roster';

/** The days a file calls complete. */
export interface Said {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** Scope of a report that was read while nobody knew whose windows it tells about. */
const REPORT = '考勤报表';

/**
 * A report says for which days it is complete, not for whom: it may hold one department. It covers a window on the days on
 * which at least half of the people posted there are in the file; one of them may have been away all month, but a newcomer
 * from another department does not speak for his new window. Where this holds for every window with people, it covers the
 * hall. Without a roster it covers no window.
 */
export function coveredBy(said: Said, seen: ReadonlySet<string>, roster: Roster | null): Stated[] {
  if (roster === null) return [{ ...said, scope: REPORT }];
  const days = daysBetween(said.from, said.to);
  const windows = roster.windows.map(({ id }) => ({ id, days: days.map((day) => stateOf(roster, id, day, seen)) }));
  const staffed = windows.filter((window) => window.days.some((state) => state !== 'nobody'));
  if (staffed.length > 0 && staffed.every((window) => !window.days.includes('missing'))) return [said];
  return staffed.flatMap((window) => spans(days, window.days).map((span) => ({ ...span, scope: window.id })));
}

type DayState = 'covered' | 'missing' | 'nobody';

function stateOf(roster: Roster, window: string, day: CivilDate, seen: ReadonlySet<string>): DayState {
  const posted = staffOn(roster, window, day);
  if (posted.length === 0) return 'nobody';
  return posted.filter(({ id }) => seen.has(id)).length * 2 >= posted.length ? 'covered' : 'missing';
}

/** Runs of days without a missing one, among them at least one that is covered. */
function spans(days: readonly CivilDate[], states: readonly DayState[]): Said[] {
  const runs: { from: CivilDate; to: CivilDate; covered: boolean }[] = [];
  let open = false;
  for (const [index, day] of days.entries()) {
    const covered = states[index] === 'covered';
    const run = open ? runs.at(-1) : undefined;
    open = states[index] !== 'missing';
    if (!open) continue;
    if (run) [run.to, run.covered] = [day, run.covered || covered];
    else runs.push({ from: day, to: day, covered });
  }
  return runs.filter((run) => run.covered).map(({ from, to }) => ({ from, to }));
}
