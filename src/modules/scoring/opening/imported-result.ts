import type { CivilTime, Period } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import type { ImportedMonth } from 'src/modules/opening/imported-month';
import type { Book } from 'src/modules/rules/book';
import type { PastMonth, SubjectType } from 'src/modules/rules/facts';
import { pointsOf } from 'src/modules/scoring/engine/line';
import type { MonthResult } from 'src/modules/scoring/engine/ranking/rollup';

/** A line of an imported month's ranking: docs/schemas/imported-month.schema.json. null: the office's table does not say. */
export interface ImportedStanding {
  readonly type: SubjectType;
  readonly subject: string;
  readonly name: string;
  readonly group: string;
  readonly rank: number | null;
  readonly fromBottom: number | null;
  readonly score: string | null;
  readonly bonus: string | null;
  readonly deduction: string | null;
  /** Codes and marks by the book. */
  readonly outcomes: readonly string[];
  readonly marks: readonly string[];
}

/** The answer of `standings` for a month the office imported: docs/schemas/imported-month.schema.json. */
export interface ImportedAnswer {
  readonly hall: string;
  readonly period: Period;
  readonly imported: true;
  readonly verified: false;
  readonly note: { readonly zh: string; readonly en: string };
  readonly revision: number;
  readonly recordedAt: CivilTime;
  readonly batches: readonly string[];
  readonly standings: readonly ImportedStanding[];
}

export const IMPORTED_NOTE = {
  zh: '本月数据由考核办导入，未经系统核算',
  en: 'imported by the office, neither computed nor verified by this system',
} as const;

/** An imported month for a roll-up: scores, deductions and points charged to the year as far as they are known. */
export function importedResult(book: Book, month: ImportedMonth, past: PastMonth): MonthResult {
  const decimals = book.decimals ?? 2;
  const points = (text: string | null) => (text === null ? null : pointsOf(Fraction.parse(text), decimals));
  const codes = [...new Set(past.standings.flatMap(({ outcomes }) => outcomes))].sort();
  return {
    period: month.month,
    fromOffice: true,
    sheets: month.results.map(({ type, subject, name, group, score, deduction }) => ({
      ...{ type, subject, name, group, state: 'assessed' },
      score: points(score),
      deduction: points(deduction),
      lines: yearLines(book, month, subject),
    })),
    outcomes: codes.flatMap((code) =>
      [...new Set(past.standings.map(({ type = 'window' }) => type))].map((type) => ({
        code,
        type,
        members: past.standings.filter((one) => (one.type ?? 'window') === type && one.outcomes.includes(code)),
      })),
    ),
  };
}

/** Points of items that count in the year only (S25), signed by the kind of the item. */
function yearLines(book: Book, { counters }: ImportedMonth, subject: string): { charge: 'year'; exact: string }[] {
  return book.items.flatMap(({ code, charge, kind }) => {
    const text = counters[code]?.[subject];
    if (charge !== 'year' || text === undefined || kind === 'veto') return [];
    const points = Fraction.parse(text);
    return [{ charge: 'year' as const, exact: (kind === 'deduction' ? points.neg() : points).toString() }];
  });
}

/** The ranking of an imported month, in order of type, group, rank and code. */
export function importedStandings(book: Book, month: ImportedMonth, past: PastMonth): ImportedStanding[] {
  const decimals = book.decimals ?? 2;
  const text = (points: string | null): string | null =>
    points === null ? null : pointsOf(Fraction.parse(points), decimals).printed;
  const marks = new Map((book.outcomes ?? []).map(({ code, mark, name }) => [code, mark ?? name]));
  const standings = month.results.map((result) => {
    const { type, subject, name, group, rank, fromBottom, score, bonus, deduction } = result;
    const then = past.standings.find((one) => (one.type ?? 'window') === type && one.subject === subject);
    const outcomes = then?.outcomes ?? [];
    return {
      ...{ type, subject, name, group, rank, fromBottom, outcomes },
      ...{ score: text(score), bonus: text(bonus), deduction: text(deduction) },
      marks: outcomes.map((code) => marks.get(code) ?? code),
    };
  });
  const place = ({ type, group, rank, subject }: ImportedStanding): string =>
    [type === 'window' ? 0 : type, group, String(rank ?? 9999).padStart(4, '0'), subject].join('\n');
  return standings.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
