import { Fraction } from 'src/common/fraction';
import type { Placed, Reject } from 'src/modules/intake/feed';
import type { BookHint, ResultLine } from 'src/modules/opening/opening-record';
import { lineFaults, type At } from 'src/modules/opening/table/line-faults';

type Line = Placed<ResultLine>;

/** One ranking table: the lines of one month, part and group. */
export interface Table {
  readonly lines: readonly Line[];
  /** Everybody of the roster stands in it, so that places from the bottom and a rank from the score can be told. */
  readonly whole: boolean;
  readonly ties: BookHint['ties'];
  /** Equal scores may have different ranks by keys the table does not show. */
  readonly keyed: boolean;
}

/** `100 + 1.5 - 2 = 99.5` for a line that states bonus and deduction; undefined: right, or not all of it is known. */
export function sumFault({ sheet, line, record }: Line, base: string | null): Reject | undefined {
  const { score, bonus, deduction, adjustment } = record;
  const start = record.base ?? (record.type === 'window' || record.type === 'sub-centre' ? base : null);
  if (score === null || bonus === null || deduction === null || start === null) return undefined;
  const rest = Fraction.parse(adjustment ?? '0');
  const sum = Fraction.parse(start).add(Fraction.parse(bonus)).sub(Fraction.parse(deduction)).add(rest);
  if (sum.equals(Fraction.parse(score))) return undefined;
  const tail = rest.isZero() ? '' : ` ${rest.sign() < 0 ? '-' : '+'} ${rest.abs().toText()}`;
  const text = `${start} + ${bonus} - ${deduction}${tail} = ${sum.toText()}`;
  return lineFaults.sumWrong({ sheet, line, column: record.titles.score ?? '', value: score }, text);
}

/**
 * Ranks that do not follow the scores by the book's tie mode. With further keys, or with windows left out, only what must
 * hold in any case is demanded: a higher score stands before a lower one.
 */
export function rankFaults(table: Table): ReadonlyMap<Line, Reject> {
  const faults = new Map<Line, Reject>();
  const ranked = table.lines.filter(({ record }) => record.rank !== null && record.score !== null);
  for (const one of ranked) {
    const [lowest, highest] = bounds(one, ranked, table);
    const rank = one.record.rank ?? 0;
    if (rank < lowest || rank > highest)
      faults.set(one, lineFaults.rankWrong(rankAt(one), wrongText(one, lowest, highest)));
  }
  return faults;
}

/** Ranks by the scores for a whole table without any; ties share a rank, or are left open where the book has more keys. */
export function ranksFromScores(table: Table): ReadonlyMap<Line, number> {
  const ranks = new Map<Line, number>();
  const scored = table.lines.filter(({ record }) => record.score !== null);
  if (!table.whole || scored.length < table.lines.length || table.lines.some(({ record }) => record.rankStated))
    return ranks;
  for (const one of scored) {
    const [lowest, highest] = bounds(one, scored, { ...table, keyed: true });
    const tied = lowest !== highest;
    if (!tied || (!table.keyed && table.ties !== 'ordered')) ranks.set(one, lowest);
  }
  return ranks;
}

/** 1 = last, as the engine counts; only for whole tables. */
export function placeFromBottom(one: Line, ranks: ReadonlyMap<Line, number>, ties: BookHint['ties']): number | null {
  const rank = ranks.get(one);
  if (rank === undefined) return null;
  const later = [...ranks.values()].filter((other) => other > rank);
  return (ties === 'dense' ? new Set(later).size : later.length) + 1;
}

/** The least and the greatest rank that the score of a line allows. */
function bounds(one: Line, lines: readonly Line[], { ties, keyed, whole }: Table): [number, number] {
  const score = scoreOf(one);
  const better = lines.filter((other) => scoreOf(other).compare(score) > 0);
  const equal = lines.filter((other) => scoreOf(other).equals(score));
  const apart = keyed || ties === 'ordered';
  const first = ties === 'dense' ? new Set(better.map(({ record }) => record.score)).size + 1 : better.length + 1;
  if (!whole) return [first, lowerLimit(one, lines)];
  if (ties === 'dense') {
    // Keys may split equals above as well, so that a dense rank can lie as low as a running number.
    return keyed ? [first, better.length + equal.length] : [first, first];
  }
  return [first, apart ? first + equal.length - 1 : first];
}

/** In a table with gaps a rank may be any that is before those of lower scores. */
function lowerLimit(one: Line, lines: readonly Line[]): number {
  const score = scoreOf(one);
  const worse = lines.filter((other) => scoreOf(other).compare(score) < 0).map(({ record }) => record.rank ?? Infinity);
  return Math.min(Infinity, ...worse) - 1;
}

function scoreOf({ record }: Line): Fraction {
  return Fraction.parse(record.score ?? '0');
}

function rankAt({ sheet, line, record }: Line): At {
  return { sheet, line, column: record.titles.rank ?? '', value: String(record.rank ?? '') };
}

function wrongText({ record }: Line, lowest: number, highest: number): Reject['cause'] {
  const { score, rank } = record;
  const span = lowest >= highest || !Number.isFinite(highest) ? String(lowest) : `${String(lowest)}-${String(highest)}`;
  if (lowest > highest)
    return {
      zh: `得分 ${score ?? ''} 排第 ${String(rank)}，与得分更高、更低的窗口的名次矛盾`,
      en: `score ${score ?? ''} with rank ${String(rank)} contradicts the ranks of higher and lower scores`,
    };
  return {
    zh: `得分 ${score ?? ''} 按名次规则应为第 ${span} 名，表中写第 ${String(rank)} 名`,
    en: `score ${score ?? ''} must have rank ${span} by the tie rule, the table says ${String(rank)}`,
  };
}
