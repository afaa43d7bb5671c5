import { Fraction } from 'src/common/fraction';
import { fold } from 'src/common/text';
import type { ImportedMonth, ImportedResult } from 'src/modules/opening/imported-month';
import type { Book } from 'src/modules/rules/book';
import type { PastMonth, SubjectType } from 'src/modules/rules/facts';
import type { Outcome } from 'src/modules/rules/ranking';
import type { OutcomeResult, Standing } from 'src/modules/scoring/engine/evaluation';
import { streak } from 'src/modules/scoring/engine/ranking/counts';
import type { Setting } from 'src/modules/scoring/engine/ranking/edges';
import { outcomesOf } from 'src/modules/scoring/engine/ranking/outcomes';
import { poolOf } from 'src/modules/scoring/engine/ranking/rank';

/**
 * Sealed and imported months of the past as the engine reads them, earliest first. A month this system has sealed is its
 * own; an imported one stands only where there is none. Outcomes of an imported month are what the office's table says;
 * where it is silent they follow from ranks and scores by the book of the month that looks back, if its table is whole.
 */
export function withImported(
  book: Book,
  sealed: readonly PastMonth[],
  imported: readonly ImportedMonth[],
): PastMonth[] {
  const own = new Set(sealed.map(({ period }) => period));
  const past: PastMonth[] = [...sealed];
  for (const month of [...imported].sort((a, b) => (a.month < b.month ? -1 : 1)))
    if (!own.has(month.month)) past.push(pastMonthOf(book, month, past));
  return past.sort((a, b) => (a.period < b.period ? -1 : 1));
}

/** An imported month with its outcomes; `past` are the months known so far, for streaks. */
export function pastMonthOf(book: Book, month: ImportedMonth, past: readonly PastMonth[]): PastMonth {
  const received = outcomesBySubject(book, month, past);
  const { batches, recordedAt } = month;
  return {
    period: month.month,
    standings: month.results.map((result) => ({
      type: result.type,
      subject: result.subject,
      group: result.group,
      rank: result.rank,
      fromBottom: result.fromBottom,
      ...(result.score !== null && { score: printed(result.score) }),
      outcomes: received.get(keyOf(result)) ?? [],
    })),
    ...(Object.keys(month.counters).length > 0 && { counters: month.counters }),
    imported: { batches, recordedAt },
  };
}

/** Codes of the outcomes of each subject in the book's order; later ones (streaks) see the earlier ones. */
function outcomesBySubject(
  book: Book,
  month: ImportedMonth,
  past: readonly PastMonth[],
): ReadonlyMap<string, string[]> {
  const received = new Map<string, string[]>();
  const results: OutcomeResult[] = [];
  const setting: Setting = { period: month.month, past, rankings: book.ranking, staffAt: () => 0, also: () => ({}) };
  for (const outcome of book.outcomes ?? []) {
    const type = outcome.subject ?? 'window';
    const own = month.results.filter((result) => result.type === type);
    const told = new Set(toldBy(book, outcome, own, setting, results));
    const has = own.filter((result) => stated(book, outcome, result, month) ?? told.has(result.subject));
    for (const result of has) received.set(keyOf(result), [...(received.get(keyOf(result)) ?? []), outcome.code]);
    const members = has.map(({ subject, name, rank, score }) => ({
      subject,
      name,
      rank,
      score: score ?? '',
      tied: false,
    }));
    const { code, name, kind } = outcome;
    results.push({
      code,
      name,
      kind,
      type,
      group: '',
      sample: false,
      members,
      decide: [],
      spared: [],
      size: own.length,
    });
  }
  return received;
}

/** Who has the outcome by the book's own rules; of tables that leave somebody out only what each line says for itself. */
function toldBy(
  book: Book,
  outcome: Outcome,
  own: readonly ImportedResult[],
  setting: Setting,
  results: readonly OutcomeResult[],
): string[] {
  const rules = book.ranking[outcome.subject ?? 'window'] ?? {};
  const pools = new Map<string, ImportedResult[]>();
  for (const result of own) {
    const pool = poolOf(result.group, rules);
    pools.set(pool, [...(pools.get(pool) ?? []), result]);
  }
  return [...pools.values()].flatMap((pool) => {
    const standings = standingsOf(outcome.subject ?? 'window', pool);
    if (outcome.kind === 'streak')
      return streak(outcome, standings, results, setting).members.map(({ subject }) => subject);
    if (!isKnown(outcome, pool)) return [];
    const all = (book.outcomes ?? []).filter(({ kind }) => kind === 'top' || kind === 'bottom' || kind === 'score');
    const found = outcomesOf(all, standings, setting).filter(({ code }) => code === outcome.code);
    return found.flatMap(({ members }) => members.map(({ subject }) => subject));
  });
}

/** The part of a line that says who received what. */
type Stating = Pick<ImportedResult, 'type' | 'subject' | 'marks' | 'topOf' | 'bottomOf' | 'results'>;

/** `type subject` → outcome → whether the office's table says that it has it; outcomes the table is silent about are absent. */
export function statedOutcomes(book: Book, results: readonly Stating[]): Map<string, Map<string, boolean>> {
  return new Map(
    results.map((result) => {
      const own = (book.outcomes ?? []).filter(({ subject }) => (subject ?? 'window') === result.type);
      const told = own.flatMap((outcome): [string, boolean][] => {
        const has = stated(book, outcome, result, { results });
        return has === undefined ? [] : [[outcome.code, has]];
      });
      return [`${result.type} ${result.subject}`, new Map(told)];
    }),
  );
}

/** What the office's table itself says of an outcome; undefined: nothing. */
function stated(
  book: Book,
  outcome: Outcome,
  result: Stating,
  { results }: { readonly results: readonly Stating[] },
): boolean | undefined {
  const named = [outcome.mark, outcome.name].filter((name) => name !== undefined);
  const has = ({ results: words }: Stating): boolean => words.some((word) => named.some((name) => fold(name) === word));
  if (results.some((one) => one.type === result.type && has(one))) return has(result);
  const { marks, topOf, bottomOf } = result;
  const rivals = (book.outcomes ?? []).filter(
    ({ kind, subject }) => kind === outcome.kind && (subject ?? 'window') === (outcome.subject ?? 'window'),
  );
  if (outcome.kind === 'top') {
    if (topOf === null ? rivals.length === 1 : topOf === outcome.n) {
      if (marks.top !== undefined) return marks.top;
    }
    return rivals.length === 1 && named.some((name) => name.includes('红旗')) ? marks.redFlag : undefined;
  }
  if (outcome.kind !== 'bottom') return undefined;
  if ((bottomOf === null ? rivals.length === 1 : bottomOf === outcome.n) && marks.bottom !== undefined)
    return marks.bottom;
  return rivals.length === 1 && (outcome.effects ?? []).length > 0 ? marks.disqualified : undefined;
}

/** A ranked line without its place from the bottom belongs to a table that leaves somebody out: its edges are unknown. */
function isKnown(outcome: Outcome, results: readonly ImportedResult[]): boolean {
  if (outcome.kind === 'score') return results.every(({ score }) => score !== null);
  if (results.some(({ rank, fromBottom }) => rank !== null && fromBottom === null)) return false;
  if (outcome.kind !== 'bottom') return outcome.kind === 'top';
  return outcome.needsDeduction !== true || results.every(({ deduction }) => deduction !== null);
}

function standingsOf(type: SubjectType, results: readonly ImportedResult[]): Standing[] {
  const scored = results.every(({ score }) => score !== null);
  const ranked = results.filter(({ rank }) => rank !== null);
  return results
    .map((result): Standing => {
      const { subject, name, group, rank, fromBottom } = result;
      const shared = ranked.filter((one) => one.group === group && one.rank === rank).length;
      const scale4 = scored ? Fraction.parse(result.score ?? '0').toScale4() : -(rank ?? 0);
      return {
        ...{ type, subject, name, group, rank, fromBottom, scale4, shared: Math.max(1, shared), of: ranked.length },
        score: result.score ?? '0',
        base: '0',
        bonus: result.bonus ?? '0',
        // Not known is not nothing: only a stated zero is a zero.
        deduction: result.deduction ?? 'unknown',
        ...{ adjustment: '0', keys: [], marks: [], outcomes: [] },
      };
    })
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.subject < b.subject ? -1 : 1));
}

function keyOf({ type, subject }: ImportedResult): string {
  return `${type} ${subject}`;
}

/** As it stands in the office's table: two decimals at least. */
function printed(score: string): string {
  const exact = Fraction.parse(score);
  const two = exact.toFixed(2);
  return Fraction.parse(two).equals(exact) ? two : exact.toFixed(4);
}
