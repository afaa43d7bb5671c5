import { firstDay, lastDay, type CivilDate, type Period } from 'src/common/civil-date';
import type { Roster, RosterKey, RosterPosting, RosterStaff, RosterWindow } from './roster';
import { byStart, covers, hull, joined, overlap, type Span } from './spans';
import type { KeyLine, PostingLine, Statement, WindowLine } from './statement';

export interface RosterOrder {
  readonly hall: Roster['hall'];
  readonly period: Period | null;
  readonly statement: Statement;
  /** The hall's open days of the period, to count presence. */
  readonly openDays?: readonly CivilDate[];
}

/** Builds the roster from dated lines. The order of the lines has no influence. */
export function buildRoster({ hall, period, statement, openDays }: RosterOrder): Roster {
  const within: Span = period === null ? { from: null, to: null } : { from: firstDay(period), to: lastDay(period) };
  const present = <T extends Span>(lines: readonly T[]): T[] => lines.filter((line) => overlap(line, within));
  const departments = present(statement.departments).map(({ code, name, leader, from, to }) => ({
    code,
    name,
    leader,
    from,
    to,
  }));
  const staff = staffOf({ ...statement, postings: present(statement.postings), keys: present(statement.keys) });
  // Once for all windows: a hall has thousands of postings.
  const chiefs = chiefTerms(staff);
  const leaders = staff.filter(({ postings }) => postings.some(({ branchLeader }) => branchLeader));
  const windows = [...grouped(statement.windows, (line) => line.code)]
    .map(([, lines]) => windowOf([...lines].sort(byStart), within, { departments, chiefs, leaders, openDays }))
    .filter((window) => window !== undefined);
  return {
    hall,
    period,
    windows: windows.sort(by(({ id }) => id)),
    staff,
    departments: departments.sort(by(({ code, from }) => `${code} ${from ?? ''}`)),
    abPairs: present(statement.pairs)
      .map(({ window, a, b, third, from, to }) => ({ window, a, b, third, from, to }))
      .sort(by(({ window, a, b, from }) => `${window} ${a} ${b} ${from ?? ''}`)),
    groups: [...new Set(windows.map(({ group }) => group).filter((group) => group !== ''))].sort(),
  };
}

function staffOf(statement: Statement): RosterStaff[] {
  const names = new Map(statement.names.map(({ staff, name }) => [staff, name]));
  const keys = grouped(statement.keys, (key) => key.staff);
  return [...grouped(statement.postings, (posting) => posting.staff)]
    .map(([id, lines]) => {
      const postings = [...lines].sort(byStart);
      return {
        id,
        name: names.get(id) ?? '',
        type: postings.at(-1)?.staffType ?? '',
        postings: postings.map(postingOf),
        keys: [{ source: 'staff-number' as const, key: id, from: null, to: null }, ...keySpans(keys.get(id) ?? [])],
      };
    })
    .sort(by(({ id }) => id));
}

function postingOf(line: PostingLine): RosterPosting {
  const { window, unit, chief, branchLeader, post, side, duty, staffType, from, to } = line;
  return { window, unit, chief, branchLeader, post, side, duty, type: staffType, from, to };
}

/** The same key on postings that touch is one key. */
function keySpans(keys: readonly KeyLine[]): RosterKey[] {
  return [...grouped(keys, ({ source, key, device }) => JSON.stringify([source, key, device]))]
    .sort(by(([name]) => name))
    .flatMap(([, lines]) => {
      const [{ source, key, device } = { source: 'pin' as const, key: '', device: '' }] = lines;
      return joined(lines).map((span) => ({ source, key, ...(device === '' ? {} : { device }), ...span }));
    });
}

interface Known extends Pick<Roster, 'departments'> {
  readonly chiefs: ReadonlyMap<string, readonly Term[]>;
  /** Those ever posted as branch leader. */
  readonly leaders: readonly RosterStaff[];
  readonly openDays: readonly CivilDate[] | undefined;
}

function windowOf(lines: readonly WindowLine[], within: Span, known: Known): RosterWindow | undefined {
  const last = lines.filter((line) => overlap(line, within)).at(-1);
  if (last === undefined) return undefined;
  const id = last.code;
  const day = [last.to, within.to].filter((end) => end !== null).sort()[0] ?? null;
  const department = known.departments
    .filter(({ code }) => code === last.department)
    .filter((line) => coversEnd(line, day));
  const names = lines.flatMap(({ name, formerNames }) => [...formerNames, name]);
  return {
    id,
    name: last.name,
    department: last.department,
    departmentName: department[0]?.name ?? last.departmentName,
    group: last.group,
    tags: last.tags,
    kind: last.windowKind,
    seats: last.seats,
    ...(last.coefficient === null ? {} : { coefficient: last.coefficient }),
    ...(hull(lines) ?? { from: null, to: null }),
    chiefs: chiefsIn(known.chiefs.get(id) ?? []),
    branchLeader: department[0]?.leader ?? leaderByPosting(known.leaders, department[0]?.name, day),
    ...(known.openDays && {
      openDaysPresent: known.openDays.filter((open) => lines.some((l) => covers(l, open))).length,
    }),
    formerNames: [...new Set(names)].filter((name) => name !== last.name),
    mergedInto: lines.at(-1)?.mergedInto ?? null,
    states: lines.map(stateOf),
  };
}

function stateOf({ name, department, group, tags, from, to }: WindowLine): RosterWindow['states'][number] {
  return { name, department, group, tags, from, to };
}

interface Term extends Span {
  readonly id: string;
}

function chiefsIn(terms: readonly Term[]): string[] {
  return [...new Set([...terms].sort(byStart).map(({ id }) => id))];
}

/** The terms of the chief representatives of each window, in order of staff. */
function chiefTerms(staff: readonly RosterStaff[]): Map<string, Term[]> {
  const terms = new Map<string, Term[]>();
  for (const { id, postings } of staff) {
    for (const { chief, window, from, to } of postings) {
      if (!chief || window === null) continue;
      const own = terms.get(window);
      if (own) own.push({ id, from, to });
      else terms.set(window, [{ id, from, to }]);
    }
  }
  return terms;
}

/** Where the department names no leader: the person posted to it as branch leader. */
function leaderByPosting(
  staff: readonly RosterStaff[],
  unit: string | undefined,
  day: CivilDate | null,
): string | null {
  if (unit === undefined) return null;
  const leads = (posting: RosterPosting): boolean =>
    posting.branchLeader && posting.unit === unit && coversEnd(posting, day);
  return staff.find(({ postings }) => postings.some(leads))?.id ?? null;
}

/** Whether the span holds on the day; null: at the open end of time. */
function coversEnd(span: Span, day: CivilDate | null): boolean {
  return day === null ? span.to === null : covers(span, day);
}

function grouped<T>(entries: readonly T[], key: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(key(entry));
    if (group) group.push(entry);
    else groups.set(key(entry), [entry]);
  }
  return groups;
}

function by<T>(text: (entry: T) => string): (a: T, b: T) => number {
  return (a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0);
}
