import { sha256 } from 'src/common/canonical';
import { dayNumber, periodOf, type CivilTime, type Period } from 'src/common/civil-date';
import type { Sentence } from 'src/common/language';
import { SHORT_KEY, type Keyed } from 'src/modules/ratings/rating-month';
import { isBad } from 'src/modules/ratings/rating-state';
import { signalSentence } from './signal-sentences';

/** When something is worth a look: this product's own figures, no rule gives any. Shown with every answer. */
export const SIGNAL_THRESHOLDS = {
  /** So many ratings of one window, device or person … */
  burstRatings: 5,
  /** … within so many minutes. */
  burstMinutes: 5,
  /** So many ratings in a month from the window's own device without a case. */
  deviceWithoutCase: 1,
  /** So many ratings of one window in a month that left the same contact. */
  sameContact: 5,
  /** A channel with one of these words is the window's own device. */
  deviceChannels: ['评价器', '评价机', '评价屏', '平板', 'PJQ'],
} as const;

export type SignalKind = 'burst-person' | 'burst-device' | 'burst-window' | 'device-without-case' | 'same-contact';

/** What stands out, for a person to judge: never points, never proof. */
export interface Signal {
  /** The same for the same finding whenever the month is looked at again: of kind, subject and, for a burst, its beginning. */
  readonly id: string;
  /** Digest of `ratings`: another one means that the finding rests on others now. */
  readonly evidence: string;
  readonly kind: SignalKind;
  /** Window id, staff number, or masked contact. */
  readonly subject: string;
  readonly windows: readonly string[];
  readonly from: CivilTime;
  readonly to: CivilTime;
  /** The evidence: short keys as `ratings show` lists them, in order of time. */
  readonly ratings: readonly string[];
  /** How many of them are not bad. */
  readonly good: number;
  readonly sentence: { readonly zh: string; readonly en: string };
}

export interface Signals {
  readonly signals: readonly Signal[];
  /** What was looked at; without a time no burst can be seen, without a full masked number no rater told apart. */
  readonly looked: { readonly ratings: number; readonly withoutTime: number; readonly withoutContact: number };
}

/** A masked mobile number; of other contacts only the beginning is kept, which tells nobody apart. */
const MASKED_NUMBER = /^\d{3}\*{4}\d{4}$/;

/** Findings among the ratings somebody gave in the month; default ratings are the system's own and are left out. */
export function signalsOf(known: readonly Keyed[], period: Period): Signals {
  const given = known
    .filter(({ state }) => !state.isDefault && periodOf(state.ratedOn) === period)
    .sort((a, b) => compare(timeOf(a), timeOf(b)) || compare(a.key, b.key));
  const timed = given.filter(({ state }) => exact(state.ratedAt));
  const named = given.filter(({ state }) => MASKED_NUMBER.test(state.contact));
  const ownDevice = given.filter(({ state }) => isDevice(state.channel) && state.caseNo === null);
  const { deviceWithoutCase, sameContact } = SIGNAL_THRESHOLDS;
  const signals = [
    ...burstsOf(timed),
    ...many(grouped(ownDevice, windowOf), deviceWithoutCase).map(([subject, ratings]) =>
      signal('device-without-case', subject, ratings),
    ),
    // By window: across a whole hall two people's numbers look alike once masked, and agents go to many windows.
    ...grouped(named, windowOf).flatMap(([, own]) =>
      many(
        grouped(own, ({ state }) => [state.contact]),
        sameContact,
      ).map(([subject, ratings]) => signal('same-contact', subject, ratings)),
    ),
  ];
  const looked = {
    ratings: given.length,
    withoutTime: given.length - timed.length,
    withoutContact: given.length - named.length,
  };
  return { signals, looked };
}

/** The narrower subject comes first; what shows the very same ratings again for a wider one is left out. */
function burstsOf(timed: readonly Keyed[]): Signal[] {
  const scopes: readonly (readonly [SignalKind, (one: Keyed) => readonly string[]])[] = [
    ['burst-person', ({ state }) => state.staff],
    ['burst-device', (one) => (isDevice(one.state.channel) ? windowOf(one) : [])],
    ['burst-window', windowOf],
  ];
  const seen = new Set<string>();
  const found: Signal[] = [];
  for (const [kind, subjectsOf] of scopes)
    for (const [subject, ratings] of grouped(timed, subjectsOf))
      for (const run of runsOf(ratings)) {
        const made = signal(kind, subject, run);
        const evidence = made.ratings.join(' ');
        if (!seen.has(evidence)) found.push(made);
        seen.add(evidence);
      }
  return found;
}

/** Longest runs in which every rating lies within the minutes of enough others. `ratings` in order of time. */
function runsOf(ratings: readonly Keyed[]): Keyed[][] {
  const { burstRatings, burstMinutes } = SIGNAL_THRESHOLDS;
  const seconds = ratings.map(({ state }) => secondsOf(state.ratedAt ?? ''));
  const runs: { first: number; end: number }[] = [];
  let end = 0;
  for (let first = 0; first < ratings.length; first++) {
    while (end < ratings.length && (seconds[end] ?? 0) - (seconds[first] ?? 0) <= burstMinutes * 60) end++;
    if (end - first < burstRatings) continue;
    const last = runs.at(-1);
    if (last !== undefined && first < last.end) last.end = end;
    else runs.push({ first, end });
  }
  return runs.map((run) => ratings.slice(run.first, run.end));
}

function signal(kind: SignalKind, subject: string, ratings: readonly Keyed[]): Signal {
  const [first, last] = [ratings[0], ratings.at(-1)];
  const made = {
    kind,
    subject,
    windows: [...new Set(ratings.flatMap(windowOf))].sort(),
    from: first === undefined ? '' : timeOf(first),
    to: last === undefined ? '' : timeOf(last),
    ratings: ratings.map(({ key }) => key.slice(0, SHORT_KEY)),
    good: ratings.filter(({ state }) => !isBad(state.grade)).length,
  };
  const sentence: Sentence<typeof made> = signalSentence(kind);
  const place = kind === 'same-contact' ? made.windows.join(' ') : kind.startsWith('burst') ? made.from : '';
  return {
    id: digest([made.from.slice(0, 7), kind, subject, place]),
    evidence: digest(made.ratings),
    ...made,
    sentence: { zh: sentence.zh(made), en: sentence.en(made) },
  };
}

function digest(parts: readonly string[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 16);
}

/** Groups in order of their subject, each in the order of the ratings. */
function grouped(ratings: readonly Keyed[], subjectsOf: (one: Keyed) => readonly string[]): [string, Keyed[]][] {
  const groups = new Map<string, Keyed[]>();
  for (const rating of ratings)
    for (const subject of subjectsOf(rating)) {
      const group = groups.get(subject);
      if (group) group.push(rating);
      else groups.set(subject, [rating]);
    }
  return [...groups].sort(([a], [b]) => compare(a, b));
}

function many(groups: readonly [string, Keyed[]][], threshold: number): [string, Keyed[]][] {
  return groups.filter(([, ratings]) => ratings.length >= threshold);
}

function windowOf({ state }: Keyed): string[] {
  return state.window === null ? [] : [state.window];
}

function isDevice(channel: string): boolean {
  return SIGNAL_THRESHOLDS.deviceChannels.some((word) => channel.toUpperCase().includes(word));
}

/** Lists that hold only the day, or midnight for it, say nothing about minutes. */
function exact(time: CivilTime | null): boolean {
  return time?.length === 19 && !time.endsWith(' 00:00:00');
}

function timeOf({ state }: Keyed): string {
  return state.ratedAt ?? state.ratedOn;
}

function secondsOf(time: CivilTime): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.slice(11).split(':').map(Number);
  return dayNumber(time.slice(0, 10)) * 86_400 + hours * 3600 + minutes * 60 + seconds;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
