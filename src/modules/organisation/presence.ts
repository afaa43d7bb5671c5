import { addDays, daysBetween, weekday, type CivilDate } from 'src/common/civil-date';
import type { Roster, RosterPosting, RosterStaff, RosterWindow } from './roster';
import { covers, hull, type Span } from './spans';

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

/** What a window lacks, and when. */
export interface WindowGap {
  readonly window: string;
  readonly missing: 'chief' | 'b-post' | 'anybody';
  /** Counted over open days: a gap of rest days only is none. `to` null: no end in sight. */
  readonly spans: readonly Span[];
}

/**
 * Windows without chief representative, without B post (neither a B posting nor an A/B pair) or without anybody. A day
 * without anybody is not named again for the other two. `within` limits the days; by default all days from which the
 * roster knows anything. `isOpen` defaults to Monday to Friday.
 */
export function gapsOf(roster: Roster, within?: Span, isOpen = isWeekday): WindowGap[] {
  return roster.windows.flatMap((window) => {
    const { days, openEnded } = daysOf(roster, window, within);
    const here = roster.staff.flatMap(({ postings }) => postings.filter((posting) => posting.window === window.id));
    const pairs = roster.abPairs.filter((pair) => pair.window === window.id);
    const open = days.filter((day) => existsOn(window, day) && isOpen(day));
    const manned = (day: CivilDate): boolean => here.some((posting) => covers(posting, day));
    const lacks: readonly [WindowGap['missing'], (day: CivilDate) => boolean][] = [
      ['anybody', (day) => !manned(day)],
      ['chief', (day) => manned(day) && !here.some((one) => one.chief && covers(one, day))],
      [
        'b-post',
        (day) => manned(day) && ![...here.filter(({ side }) => side === 'B'), ...pairs].some((one) => covers(one, day)),
      ],
    ];
    return lacks
      .map(([missing, isMissing]) => ({ window: window.id, missing, spans: runs(open, isMissing, openEnded) }))
      .filter(({ spans }) => spans.length > 0);
  });
}

function isWeekday(day: CivilDate): boolean {
  return weekday(day) < 6;
}

/** The days of the window that have to be looked at: until nothing changes any more, and a week on. */
function daysOf(roster: Roster, window: RosterWindow, within?: Span): { days: CivilDate[]; openEnded: boolean } {
  const dated: readonly Span[] = [
    ...window.states,
    ...roster.staff.flatMap(({ postings }) => postings.filter((posting) => posting.window === window.id)),
    ...roster.abPairs.filter((pair) => pair.window === window.id),
  ];
  const dates = dated
    .flatMap(({ from, to }) => [from, to])
    .filter((date) => date !== null)
    .sort();
  const [first, last] = [dates[0], dates.at(-1)];
  const whole = within ?? hull(window.states) ?? { from: null, to: null };
  const from = whole.from ?? first;
  const to = whole.to ?? (last === undefined ? undefined : addDays(last, 7));
  return { days: from === undefined || to === undefined ? [] : daysBetween(from, to), openEnded: whole.to === null };
}

/** The stretches of neighbouring days that meet the condition. */
function runs(days: readonly CivilDate[], meets: (day: CivilDate) => boolean, openEnded: boolean): Span[] {
  const spans: { from: CivilDate; to: CivilDate | null }[] = [];
  let running = false;
  for (const day of days) {
    const now = meets(day);
    const last = spans.at(-1);
    if (now && running && last) last.to = day;
    else if (now) spans.push({ from: day, to: day });
    running = now;
  }
  const last = spans.at(-1);
  if (openEnded && running && last) last.to = null;
  return spans;
}
