import { addDays, daysBetween, weekday, type CivilDate } from 'src/common/civil-date';
import type { Roster, RosterPair, RosterPosting, RosterWindow } from './roster';
import { covers, hull, type Span } from './spans';

/** What a window lacks, and when. */
export interface WindowGap {
  readonly window: string;
  readonly missing: Missing;
  /** Counted over open days: a gap of rest days only is none. `to` null: no end in sight. */
  readonly spans: readonly Span[];
}

type Missing = (typeof MISSING)[number];

const MISSING = ['anybody', 'chief', 'b-post'] as const;

/** A window with everything that is dated about it. */
interface Case {
  readonly window: RosterWindow;
  readonly postings: readonly RosterPosting[];
  readonly pairs: readonly RosterPair[];
}

/**
 * Windows without chief representative, without B post (neither a B posting nor an A/B pair) or without anybody. A day
 * without anybody is not named again for the other two. `within` limits the days; by default all days from which the
 * roster knows anything. `isOpen` defaults to Monday to Friday.
 */
export function gapsOf(roster: Roster, within?: Span, isOpen = isWeekday): WindowGap[] {
  const cases = new Map(
    roster.windows.map((window) => [window.id, { window, postings: [] as RosterPosting[], pairs: [] as RosterPair[] }]),
  );
  for (const { postings } of roster.staff)
    for (const posting of postings) cases.get(posting.window ?? '')?.postings.push(posting);
  for (const pair of roster.abPairs) cases.get(pair.window)?.pairs.push(pair);
  return [...cases.values()].flatMap((one) => gapsOfCase(one, within, isOpen));
}

function gapsOfCase(one: Case, within: Span | undefined, isOpen: (day: CivilDate) => boolean): WindowGap[] {
  const dated: readonly Span[] = [...one.window.states, ...one.postings, ...one.pairs];
  const { days, openEnded } = daysOf(one.window, dated, within);
  // Between two of these days nothing changes, so that years need no more work than their changes.
  const changes = new Set(dated.flatMap(({ from, to }) => [from, to === null ? null : addDays(to, 1)]));
  const open: { day: CivilDate; lacks: ReadonlySet<Missing> }[] = [];
  let state: ReadonlySet<Missing> | undefined;
  for (const [position, day] of days.entries()) {
    if (position === 0 || changes.has(day)) state = stateOn(one, day);
    if (state && isOpen(day)) open.push({ day, lacks: state });
  }
  return MISSING.map((missing) => ({
    window: one.window.id,
    missing,
    spans: runs(
      open.map(({ day, lacks }) => ({ day, meets: lacks.has(missing) })),
      openEnded,
    ),
  })).filter(({ spans }) => spans.length > 0);
}

/** What the window lacks on that day; undefined when there is no window. */
function stateOn({ window, postings, pairs }: Case, day: CivilDate): ReadonlySet<Missing> | undefined {
  if (!window.states.some((state) => covers(state, day))) return undefined;
  const here = postings.filter((posting) => covers(posting, day));
  const lacks = new Set<Missing>();
  if (here.length === 0) return lacks.add('anybody');
  if (!here.some(({ chief }) => chief)) lacks.add('chief');
  if (!here.some(({ side }) => side === 'B') && !pairs.some((pair) => covers(pair, day))) lacks.add('b-post');
  return lacks;
}

function isWeekday(day: CivilDate): boolean {
  return weekday(day) < 6;
}

/** The days of the window that have to be looked at: until nothing changes any more, and a week on. */
function daysOf(
  window: RosterWindow,
  dated: readonly Span[],
  within: Span | undefined,
): { days: CivilDate[]; openEnded: boolean } {
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
function runs(days: readonly { readonly day: CivilDate; readonly meets: boolean }[], openEnded: boolean): Span[] {
  const spans: { from: CivilDate; to: CivilDate | null }[] = [];
  let running = false;
  for (const { day, meets } of days) {
    const last = spans.at(-1);
    if (meets && running && last) last.to = day;
    else if (meets) spans.push({ from: day, to: day });
    running = meets;
  }
  const last = spans.at(-1);
  if (openEnded && running && last) last.to = null;
  return spans;
}
