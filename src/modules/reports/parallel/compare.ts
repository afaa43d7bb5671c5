import { Fraction } from 'src/common/fraction';
import type { Placed } from 'src/modules/intake/feed';
import type { ResultLine } from 'src/modules/opening/opening-record';
import type { Book } from 'src/modules/rules/book';
import type { Evaluation, Standing as OurStanding } from 'src/modules/scoring/engine/evaluation';
import type { Line } from 'src/modules/scoring/engine/sheet';
import { statedOutcomes } from 'src/modules/scoring/opening/imported-past';
import { compareClauses } from './compare-clauses';
import type {
  ClauseComparison,
  Comparison,
  ComparisonSummary,
  Difference,
  Side,
  Standing,
  SubjectComparison,
} from './comparison';
import type { ItemLine } from './office-record';

export interface Compared {
  readonly book: Book;
  readonly evaluation: Evaluation;
  readonly results: readonly Placed<ResultLine>[];
  readonly items: readonly Placed<ItemLine>[];
  readonly explain: (line: Line) => string;
  /** Name of a subject on paper. */
  readonly nameOf: (one: { type: string; subject: string; name: string }) => string;
}

/** The office's result beside ours, subject by subject and clause by clause. Only what both sides state is compared. */
export function compare(input: Compared): Pick<Comparison, 'summary' | 'subjects' | 'clauses'> {
  const subjects = compareSubjects(input);
  const clauses = input.items.length === 0 ? null : compareClauses(input);
  return { summary: summaryOf(subjects, clauses), subjects, clauses: clauses ?? [] };
}

function compareSubjects({ book, evaluation, results, nameOf }: Compared): SubjectComparison[] {
  const types = new Set(results.map(({ record }) => record.type));
  const stated = statedOutcomes(
    book,
    results.map(({ record }) => record),
  );
  const office = new Map(results.map((one) => [keyOf(one.record), one]));
  const ours = evaluation.standings.filter(({ type }) => types.has(type));
  const known = new Set(ours.map(keyOf));
  const rows = ours.map((standing) => row(book, standing, office.get(keyOf(standing)), stated, nameOf));
  const alone = results.filter(({ record }) => !known.has(keyOf(record)));
  return [...rows, ...alone.map((one) => row(book, undefined, one, stated, nameOf))];
}

type Stated = ReturnType<typeof statedOutcomes>;

function row(
  book: Book,
  standing: OurStanding | undefined,
  placed: Placed<ResultLine> | undefined,
  stated: Stated,
  nameOf: Compared['nameOf'],
): SubjectComparison {
  const { type, subject, name } = standing ?? placed?.record ?? { type: 'window', subject: '', name: '' };
  const told = stated.get(`${type} ${subject}`) ?? new Map<string, boolean>();
  const names = new Map((book.outcomes ?? []).map(({ code, name: title }) => [code, title]));
  const title = (codes: readonly string[]): string[] => codes.map((code) => names.get(code) ?? code);
  const office = placed && {
    ...officeOf(placed.record, title([...told].flatMap(([code, has]) => (has ? [code] : [])))),
    sheet: placed.sheet,
    line: placed.line,
  };
  const ours = standing && oursOf(standing, title(standing.outcomes));
  const differences =
    office && standing ? [...numbers(office, oursOf(standing, [])), ...outcomes(told, standing, names)] : [];
  const state: Side = !office ? 'only-ours' : !ours ? 'only-office' : differences.length > 0 ? 'different' : 'same';
  return {
    type,
    subject,
    name: nameOf({ type, subject, name }),
    state,
    office: office ?? null,
    ours: ours ?? null,
    differences,
  };
}

function officeOf({ rank, score, base, bonus, deduction }: ResultLine, names: readonly string[]): Standing {
  return { rank, score, base, bonus, deduction, outcomes: names };
}

function oursOf({ rank, score, base, bonus, deduction }: OurStanding, names: readonly string[]): Standing {
  return { rank, score, base, bonus, deduction, outcomes: names };
}

/** Numbers both sides state. */
function numbers(office: Standing, ours: Standing): Difference[] {
  const found: Difference[] = [];
  for (const what of ['score', 'base', 'bonus', 'deduction'] as const) {
    const [theirs, own] = [office[what], ours[what]];
    if (theirs === null || own === null) continue;
    const delta = Fraction.parse(own).sub(Fraction.parse(theirs));
    if (!delta.isZero()) found.push({ what, office: theirs, ours: own, delta: delta.toText() });
  }
  if (office.rank !== null && office.rank !== ours.rank) {
    const delta = ours.rank === null ? {} : { delta: String(ours.rank - office.rank) };
    found.push({
      what: 'rank',
      office: String(office.rank),
      ours: ours.rank === null ? '' : String(ours.rank),
      ...delta,
    });
  }
  return found;
}

function outcomes(
  told: ReadonlyMap<string, boolean>,
  ours: OurStanding,
  names: ReadonlyMap<string, string>,
): Difference[] {
  return [...told].flatMap(([code, has]): Difference[] => {
    const own = ours.outcomes.includes(code);
    if (own === has) return [];
    return [{ what: 'outcome', name: names.get(code) ?? code, office: has ? 'yes' : 'no', ours: own ? 'yes' : 'no' }];
  });
}

function summaryOf(
  subjects: readonly SubjectComparison[],
  clauses: readonly ClauseComparison[] | null,
): ComparisonSummary {
  const having = (what: Difference['what']): number =>
    subjects.filter(({ differences }) => differences.some((one) => one.what === what)).length;
  return {
    subjects: counted(subjects),
    scores: having('score'),
    ranks: having('rank'),
    outcomes: having('outcome'),
    clauses: clauses && counted(clauses),
  };
}

function counted(rows: readonly { readonly state: Side }[]): Record<Side, number> {
  const count = (side: Side): number => rows.filter(({ state }) => state === side).length;
  return {
    same: count('same'),
    different: count('different'),
    'only-office': count('only-office'),
    'only-ours': count('only-ours'),
  };
}

function keyOf({ type, subject }: { readonly type: string; readonly subject: string }): string {
  return `${type} ${subject}`;
}
