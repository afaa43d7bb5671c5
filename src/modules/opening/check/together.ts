import type { Period } from 'src/common/civil-date';
import { foldTitle } from 'src/common/text';
import type { FeedContext, Placed, Reject, Remark, Together } from 'src/modules/intake/feed';
import { similar } from 'src/modules/intake/table/similar';
import { peopleOf, type PeopleIndex } from 'src/modules/organisation/people';
import {
  hintOf,
  openingGiven,
  type CounterLine,
  type OpeningGiven,
  type OpeningLine,
  type ResultLine,
} from 'src/modules/opening/opening-record';
import { lineFaults } from 'src/modules/opening/table/line-faults';
import { onceEach, withoutPoorSheets } from './doubles';
import { markFault, withTicks } from './marks';
import { incompleteRemark, monthGapRemark, rankedByScoreRemark, rankedTogetherRemark } from './remarks';
import { placeFromBottom, rankFaults, ranksFromScores, sumFault, type Table } from './tables';
import { stateIn, unitAt, unitOf } from './units';

type Line = Placed<OpeningLine>;
type Result = Placed<ResultLine>;

interface World {
  readonly people: PeopleIndex | null;
  readonly given: OpeningGiven;
}

/**
 * What only the whole file can say: whom each line is about, whether score and rank fit together, who is missing. A line
 * with a fault is sent back; it still counts as being there when the others of its table are checked.
 */
export function together(lines: readonly Line[], context: FeedContext): Together<OpeningLine> {
  const world: World = { people: peopleOf(context), given: openingGiven(context.given) };
  const rejects: Reject[] = [];
  const remarks: Remark[] = [];
  const known: Line[] = [];
  for (const one of lines) {
    const found = faulty(one) ?? identified(one, world);
    if ('code' in found && 'cause' in found) rejects.push(found);
    else known.push(found);
  }
  const kept = onceEach(withoutPoorSheets(known, remarks), rejects);
  const results = withTicks(kept.filter(isResult));
  const checked = tablesOf(results, world, remarks).flatMap((table) => checkedTable(table, world, rejects, remarks));
  const counters = kept.filter((one): one is Placed<CounterLine> => one.record.kind === 'counter');
  remarks.push(...monthGapRemark(checked));
  return { records: [...checked, ...counters].sort(byPlace), rejects: rejects.sort(byPlace), remarks };
}

function faulty({ record }: Line): Reject | undefined {
  return record.faults[0];
}

function isResult(one: Line): one is Result {
  return one.record.kind === 'result';
}

/** The line with its subject, or why it has none. */
function identified(one: Line, { people, given }: World): Line | Reject {
  const unit = unitOf(people, one);
  if ('cause' in unit) return unit;
  const { sheet, line, record } = one;
  const hint = hintOf(given, record.month);
  const subject = { subject: unit.subject, type: unit.type, name: unit.name };
  if (record.kind === 'result')
    return { sheet, line, record: { ...record, ...subject, group: groupOf(record, unit.group, hint) } };
  const items = hint?.items ?? [];
  const wanted = foldTitle(record.item);
  const item =
    items.find(({ code }) => foldTitle(code) === wanted) ?? items.find(({ name }) => foldTitle(name) === wanted);
  if (items.length > 0 && !item) {
    const near = similar(
      record.item,
      items.flatMap(({ code, name }) => [code, name]),
    );
    return lineFaults.itemUnknown({ ...unitAt(one), value: record.item }, near);
  }
  return { sheet, line, record: { ...record, ...subject, item: item?.code ?? record.item } };
}

/** The table's own group by the book's code or name; without one, the roster's. */
function groupOf({ group }: ResultLine, roster: string, hint: ReturnType<typeof hintOf>): string {
  if (group === '') return roster;
  const wanted = foldTitle(group);
  const named = hint?.groups.find(({ code, name }) => foldTitle(code) === wanted || foldTitle(name) === wanted);
  return named?.code ?? group;
}

interface Found extends Table {
  readonly month: Period;
  readonly missing: readonly string[];
}

/** The ranking tables of the file, each with what is missing from it. */
function tablesOf(lines: readonly Result[], world: World, remarks: Remark[]): Found[] {
  return grouped(lines, ({ record }) => `${record.month}\n${record.type}`).flatMap((own) => {
    const split = byGroup(own, world);
    const first = own[0];
    if (split.length < 2 || !first || own.some(({ record }) => record.titles.group !== undefined)) return split;
    if (split.every((table) => rankFaults(table).size === 0)) return split;
    // The hall may have ranked all windows together before it made the groups of its roster.
    const whole = tableOf(own, world, true);
    if (rankFaults(whole).size > 0) return split;
    remarks.push(rankedTogetherRemark(whole.month, first));
    return [whole];
  });
}

function byGroup(lines: readonly Result[], world: World): Found[] {
  const all = hintOf(world.given, lines[0]?.record.month ?? '')?.withinAll === true;
  return grouped(lines, ({ record }) => (all ? '' : record.group)).map((own) => tableOf(own, world, all));
}

function tableOf(own: readonly Result[], { people, given }: World, all: boolean): Found {
  const { month = '', type = 'window', group = '' } = own[0]?.record ?? {};
  const hint = hintOf(given, month);
  const missing =
    type === 'window' || type === 'sub-centre' ? absentees(people, own, { month, type, group, all }) : null;
  return {
    month,
    lines: all
      ? own.map((one) => (hint?.withinAll === true ? one : { ...one, record: { ...one.record, group: '' } }))
      : own,
    missing: missing ?? [],
    whole: missing?.length === 0,
    ties: hint?.ties ?? 'competition',
    // Before there is a book nobody knows how the office breaks ties.
    keyed: hint?.keyed ?? true,
  };
}

function grouped(lines: readonly Result[], keyOf: (one: Result) => string): Result[][] {
  const groups = new Map<string, Result[]>();
  for (const one of lines) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}

/** Names of the windows of the roster that the table does not name; null without a roster. */
function absentees(
  people: PeopleIndex | null,
  lines: readonly Result[],
  { month, type, group, all }: { month: Period; type: string; group: string; all: boolean },
): string[] | null {
  if (people === null) return null;
  const there = new Set(lines.map(({ record }) => record.subject));
  return people.roster.windows.flatMap((window) => {
    const state = window.kind === type ? stateIn(window, month) : undefined;
    const concerned = state !== undefined && (all || state.group === group);
    return concerned && !there.has(window.id) ? [state.name] : [];
  });
}

function checkedTable(table: Found, { given }: World, rejects: Reject[], remarks: Remark[]): Result[] {
  const base = hintOf(given, table.month)?.base ?? null;
  const derived = ranksFromScores(table);
  const wrong = rankFaults(table);
  const ranks = new Map<Result, number>(derived);
  for (const one of table.lines) if (one.record.rank !== null) ranks.set(one, one.record.rank);
  const complete = table.whole && table.lines.every((one) => ranks.has(one) || one.record.rankStated);
  remarks.push(...incompleteRemark(table), ...rankedByScoreRemark(table.month, [...derived.keys()]));
  return table.lines.flatMap((one) => {
    const rank = ranks.get(one) ?? null;
    const fault = sumFault(one, base) ?? wrong.get(one) ?? markFault(one, rank);
    if (fault) {
      rejects.push(fault);
      return [];
    }
    const fromBottom = complete ? placeFromBottom(one, ranks, table.ties) : null;
    return [{ ...one, record: { ...one.record, rank, fromBottom } }];
  });
}

function byPlace(a: { sheet: string; line: number }, b: { sheet: string; line: number }): number {
  return a.sheet === b.sheet ? a.line - b.line : 0;
}
