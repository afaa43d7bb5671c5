import { daysBetween, firstDay, lastDay, weekday, type CivilDate, type Period } from 'src/common/civil-date';
import type { Fact, MonthFacts, Occurrence, PastMonth, Ruling } from 'src/modules/rules/facts';
import type { LooseFact } from 'src/modules/scoring/engine/evaluation';
import { CoverageIndex } from './coverage';
import { amended, Happening } from './happening';
import { placing, type Placing } from './placing';
import { Tallies } from './tallies';

/** The facts of a month, indexed once: by what they are and whom they concern. */
export interface Month {
  readonly period: Period;
  /** Number of each open day in the month, in order. */
  readonly openDays: ReadonlyMap<CivilDate, number>;
  readonly placing: Placing;
  readonly coverage: CoverageIndex;
  readonly past: readonly PastMonth[];
  /** Facts already counted in an earlier month by an item with an attribution. */
  readonly counted: ReadonlySet<string>;
  readonly happenings: readonly Happening[];
  /** By window or by staff number, then by type (entries by item); each list in order of date and id. */
  readonly byWindow: Lists;
  readonly byStaff: Lists;
  readonly tallies: Tallies;
  readonly unplaced: readonly LooseFact[];
}

export type Lists = ReadonlyMap<string, ReadonlyMap<string, readonly Happening[]>>;

type Building = Map<string, Map<string, Happening[]>>;

/** Applies rulings, places every fact and indexes it. Does not depend on the order of anything in the document. */
export function readMonth(facts: MonthFacts, items: ReadonlySet<string>): Month {
  const where = placing(facts.subjects);
  const unplaced: LooseFact[] = [];
  const all = unique(facts.facts, unplaced);
  const rulings = rulingsOf(facts.rulings ?? [], all, unplaced);
  const byWindow: Building = new Map();
  const byStaff: Building = new Map();
  const tallies = new Tallies();
  const happenings: Happening[] = [];
  const ruled = (id: string): Ruling | undefined => (rulings.size === 0 ? undefined : rulings.get(id));
  for (const fact of all) {
    if (fact.kind === 'tally') {
      const known = where.windows.has(fact.subject) || where.staff.has(fact.subject);
      const id = known ? tallies.add(fact, ruled(fact.id)) : fact.id;
      const why = known ? 'repeated-id' : 'unknown-window';
      if (id !== undefined) unplaced.push({ id, what: fact.measure, window: fact.subject, why });
      continue;
    }
    const happening = place(fact, ruled(fact.id), where, facts.period);
    const why = misplaced(happening, where, items);
    if (why !== undefined) unplaced.push({ ...loose(happening), why });
    happenings.push(happening);
    const { key } = happening;
    if (happening.window !== undefined) push(byWindow, happening.window, key, happening);
    const { staff } = happening;
    for (const person of staff.length < 2 ? staff : new Set(staff)) push(byStaff, person, key, happening);
  }
  for (const lists of [byWindow, byStaff])
    for (const list of lists.values()) for (const one of list.values()) inOrder(one);
  return { ...setting(facts), placing: where, happenings, byWindow, byStaff, tallies, unplaced };
}

/** What the month brings besides its facts. */
function setting(facts: MonthFacts): Pick<Month, 'period' | 'openDays' | 'coverage' | 'past' | 'counted'> {
  const { period, coverage, waivers = [] } = facts;
  const past = (facts.past ?? []).filter((month) => month.period < period);
  past.sort((a, b) => (a.period < b.period ? -1 : 1));
  const counted = new Set(past.flatMap((month) => month.counted ?? []));
  return { period, openDays: openDays(facts), coverage: new CoverageIndex(period, coverage, waivers), past, counted };
}

export function loose({ fact, window }: Happening): Omit<LooseFact, 'why'> {
  return {
    id: fact.id,
    what: fact.type,
    ...(window !== undefined && { window }),
    ...(fact.staff !== undefined && { staff: fact.staff }),
  };
}

/** One fact per id: of several with the same id the first in the order of their text, so that input order is irrelevant. */
function unique(facts: readonly Fact[], unplaced: LooseFact[]): readonly Fact[] {
  if (inOrderOfId(facts) || new Set(facts.map(({ id }) => id)).size === facts.length) return facts;
  const known = new Map<string, Fact>();
  for (const fact of facts) {
    const other = known.get(fact.id);
    if (other !== undefined) {
      const what = fact.kind === 'tally' ? fact.measure : fact.type;
      if (!unplaced.some(({ id }) => id === fact.id)) unplaced.push({ id: fact.id, what, why: 'repeated-id' });
      if (JSON.stringify(other) <= JSON.stringify(fact)) continue;
    }
    known.set(fact.id, fact);
  }
  return [...known.values()];
}

/** Facts of a sealed month stand in order of id: none can be there twice. */
function inOrderOfId(facts: readonly Fact[]): boolean {
  let last = '';
  for (const { id } of facts) {
    if (id <= last) return false;
    last = id;
  }
  return true;
}

/** Of several rulings on one fact a void wins, then an excuse; among amendments the last id. */
function rulingsOf(rulings: readonly Ruling[], facts: readonly Fact[], unplaced: LooseFact[]): Map<string, Ruling> {
  const known = new Set(rulings.length === 0 ? [] : facts.map(({ id }) => id));
  const weight = { amend: 0, excuse: 1, void: 2 };
  const decided = new Map<string, Ruling>();
  for (const ruling of [...rulings].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!known.has(ruling.fact)) unplaced.push({ id: ruling.id, what: ruling.fact, why: 'unknown-fact' });
    const other = decided.get(ruling.fact);
    if (other === undefined || weight[ruling.decision] >= weight[other.decision]) decided.set(ruling.fact, ruling);
  }
  return decided;
}

function place(fact: Occurrence, ruling: Ruling | undefined, where: Placing, period: Period): Happening {
  const now = ruling === undefined ? fact : amended(fact, ruling);
  return new Happening(now, where.windowOf(now), now.date.startsWith(period), ruling, fact);
}

function misplaced(
  { fact, window }: Happening,
  where: Placing,
  items: ReadonlySet<string>,
): LooseFact['why'] | undefined {
  if (fact.type === 'entry' && !items.has(fact.item ?? '')) return 'unknown-item';
  if (window === undefined && (fact.staff === undefined || fact.staff.length === 0)) return 'no-subject';
  if (fact.window !== undefined && !where.windows.has(fact.window)) return 'unknown-window';
  return fact.staff?.some((person) => !where.staff.has(person)) === true ? 'unknown-staff' : undefined;
}

function push(lists: Building, subject: string, key: string, happening: Happening): void {
  let own = lists.get(subject);
  if (own === undefined) lists.set(subject, (own = new Map<string, Happening[]>()));
  const list = own.get(key);
  if (list === undefined) own.set(key, [happening]);
  else list.push(happening);
}

/** By date, then id. */
export function inOrder(list: Happening[]): Happening[] {
  return list.length < 2
    ? list
    : list.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1));
}

function openDays({ period, openDays: stated }: MonthFacts): Map<CivilDate, number> {
  const days = stated ?? daysBetween(firstDay(period), lastDay(period)).filter((day) => weekday(day) <= 5);
  return new Map([...new Set(days)].sort().map((day, index) => [day, index]));
}
