import type { Period } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import type { Evaluation, Standing } from 'src/modules/scoring/engine/evaluation';
import type { Sheet } from 'src/modules/scoring/engine/sheet';

/** What another book would have changed in a month; docs/schemas/rules-try.schema.json. */
export interface TrialMonth {
  readonly period: Period;
  /** `sealed`: on the sealed facts; `running`: on what is known now. */
  readonly facts: 'sealed' | 'running';
  /** Who moves, largest change of score first; who stays is not listed. */
  readonly moved: readonly Moved[];
  readonly unchanged: number;
}

export interface Moved {
  readonly type: Standing['type'];
  readonly subject: string;
  readonly name: string;
  readonly score: { readonly before: string | null; readonly after: string | null };
  readonly rank: { readonly before: number | null; readonly after: number | null };
  /** Lines crossed: outcomes gained and lost, by their names. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /** By which clause: items whose points differ. */
  readonly by: readonly { readonly item: string; readonly name: string; readonly change: string }[];
}

/** Two results of the same facts, one by each book. */
export function compare(facts: TrialMonth['facts'], before: Evaluation, after: Evaluation): TrialMonth {
  const subjects = new Map<string, Standing>();
  for (const one of [...before.standings, ...after.standings]) subjects.set(keyOf(one), one);
  const [was, is] = [sideOf(before), sideOf(after)];
  const all = [...subjects].map(([key, one]) => difference(key, one, was, is));
  const moved = all.filter((one) => one !== undefined);
  moved.sort((a, b) => change(b) - change(a) || (a.subject < b.subject ? -1 : 1));
  return { period: before.period, facts, moved, unchanged: all.length - moved.length };
}

interface Side {
  readonly standings: ReadonlyMap<string, Standing>;
  readonly sheets: ReadonlyMap<string, Sheet>;
  readonly outcomes: ReadonlyMap<string, string>;
}

function keyOf({ type, subject }: Pick<Standing, 'type' | 'subject'>): string {
  return `${type}:${subject}`;
}

function sideOf({ standings, sheets, outcomes }: Evaluation): Side {
  return {
    standings: new Map(standings.map((one) => [keyOf(one), one])),
    sheets: new Map(sheets.map((sheet) => [keyOf(sheet), sheet])),
    outcomes: new Map(outcomes.map(({ code, name }) => [code, name])),
  };
}

function difference(key: string, { type, subject, name }: Standing, was: Side, is: Side): Moved | undefined {
  const [a, b] = [was.standings.get(key), is.standings.get(key)];
  const by = clauses(was.sheets.get(key), is.sheets.get(key));
  const gained = minus(b?.outcomes, a?.outcomes).map((code) => is.outcomes.get(code) ?? code);
  const lost = minus(a?.outcomes, b?.outcomes).map((code) => was.outcomes.get(code) ?? code);
  const same = a?.scale4 === b?.scale4 && a?.rank === b?.rank;
  if (same && by.length + gained.length + lost.length === 0) return undefined;
  return {
    ...{ type, subject, name, gained, lost, by },
    score: { before: a?.score ?? null, after: b?.score ?? null },
    rank: { before: a?.rank ?? null, after: b?.rank ?? null },
  };
}

function minus(list: readonly string[] = [], other: readonly string[] = []): string[] {
  return [...new Set(list)].filter((one) => !other.includes(one));
}

function clauses(before: Sheet | undefined, after: Sheet | undefined): Moved['by'] {
  const sums = new Map<string, { name: string; points: Fraction }>();
  const add = (sheet: Sheet | undefined, sign: 1 | -1): void => {
    for (const { item, name, exact, charge } of sheet?.lines ?? []) {
      if (charge === 'year') continue;
      const code = item ?? '';
      const points = Fraction.parse(exact);
      const known = sums.get(code);
      sums.set(code, {
        name: known?.name ?? name ?? '',
        points: (known?.points ?? Fraction.zero).add(sign === 1 ? points : Fraction.zero.sub(points)),
      });
    }
  };
  add(before, -1);
  add(after, 1);
  return [...sums]
    .filter(([, { points }]) => !points.isZero())
    .map(([item, { name, points }]) => ({ item, name, change: points.toText() }))
    .sort((a, b) => (a.item < b.item ? -1 : 1));
}

function change({ score: { before, after } }: Moved): number {
  const [a, b] = [Fraction.parse(before ?? '0'), Fraction.parse(after ?? '0')];
  const size = a.sub(b);
  return Math.abs(Number(size.round(4).toString()));
}
