import type { ComparisonWords } from 'src/modules/reports/words/comparison';
import type { ClauseComparison, Comparison, Side, SubjectComparison } from './comparison';

const SIDES: readonly Side[] = ['same', 'different', 'only-office', 'only-ours'];

/** The summary, line by line. */
export function summaryRows({ summary, unread }: Comparison, own: ComparisonWords): [string, number][] {
  const { numbers, sides } = own;
  const rows: [string, number][] = [
    ...SIDES.map((side): [string, number] => [numbers[side], summary.subjects[side]]),
    [numbers.scores, summary.scores],
    [numbers.ranks, summary.ranks],
    [numbers.outcomes, summary.outcomes],
  ];
  for (const side of SIDES) if (summary.clauses) rows.push([`${numbers.clauses}${sides[side]}`, summary.clauses[side]]);
  rows.push([numbers.unread, unread.length]);
  return rows;
}

/** What differs for one subject, in words. */
export function differenceTexts({ differences }: SubjectComparison, own: ComparisonWords): string[] {
  return differences.map(({ what, name, office, ours }) =>
    what === 'outcome'
      ? own.difference(name ?? '', own.has(office === 'yes'), own.has(ours === 'yes'))
      : own.difference(own.what[what], office, ours),
  );
}

/** Adjustments of the total have no item. */
export function titleOf({ title }: ClauseComparison, own: ComparisonWords): string {
  return title.startsWith('@') ? own.totals : title;
}
