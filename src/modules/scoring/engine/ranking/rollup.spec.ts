import type { Book } from 'src/modules/rules/book';
import type { MonthFacts } from 'src/modules/rules/facts';
import { compile } from 'src/modules/scoring/engine/compile';
import { evaluate } from 'src/modules/scoring/engine/order';
import { rollUp, type MonthResult } from './rollup';

/** Windows A, B, C; each overdue case costs one point, a commendation in the year's total brings two. */
const book = {
  book: 'b',
  title: 'b',
  from: '2026-01',
  subjects: { window: { base: '100' } },
  sections: [{ code: '1', name: '1' }],
  ranking: { window: {} },
  items: [
    {
      code: '1.1',
      name: 'x',
      section: '1',
      kind: 'deduction',
      count: { facts: [{ type: 'case.overdue' }] },
      shape: { kind: 'per-unit', points: '1' },
    },
    {
      code: '1.2',
      name: 'y',
      section: '1',
      kind: 'bonus',
      charge: 'year',
      count: { facts: [{ type: 'document.commendation' }] },
      shape: { kind: 'per-unit', points: '2' },
    },
  ],
  outcomes: [{ code: 'top', name: 'first', kind: 'top', n: 1, minimumGroup: 1 }],
} as const satisfies Book;

function month(period: string, overdue: Record<string, number>, praised: string[] = []): MonthResult {
  const late = Object.entries(overdue).flatMap(([window, times]) =>
    Array.from({ length: times }, (_, at) => ({
      kind: 'occurrence' as const,
      id: `${window}${at}`,
      type: 'case.overdue' as const,
      date: `${period}-02`,
      window,
    })),
  );
  const praise = praised.map((window) => ({
    kind: 'occurrence' as const,
    id: `p${window}`,
    type: 'document.commendation' as const,
    date: `${period}-02`,
    window,
  }));
  const facts: MonthFacts = {
    period,
    subjects: { windows: Object.keys(overdue).map((id) => ({ id, name: id })), staff: [] },
    facts: [...late, ...praise],
    coverage: [{ source: '*', from: `${period}-01`, to: `${period}-31` }],
  };
  return evaluate(compile(book), facts);
}

const quarter = ['2026-01', '2026-02', '2026-03'];
const results = [
  month('2026-01', { A: 0, B: 1, C: 3 }, ['C']),
  month('2026-02', { A: 2, B: 1, C: 3 }),
  month('2026-03', { A: 2, B: 1 }),
];

function totals(rollups: Book['rollups'], span: 'quarter' | 'year' = 'quarter'): Record<string, string> {
  const rolled = rollUp({ ...book, rollups }, span, quarter, results);
  return Object.fromEntries(rolled.map(({ subject, total, rank }) => [subject, `${total.printed} #${rank}`]));
}

describe('roll-ups', () => {
  it('mean of the months, rounded once; a missing month is left out', () => {
    // A (100 + 98 + 98) / 3 = 98.666…, B 99, C (97 + 97) / 2
    expect(totals({ quarter: { method: 'mean' } })).toEqual({ B: '99.00 #1', A: '98.67 #2', C: '97.00 #3' });
  });
  it('mean with missing months as 0', () => {
    expect(totals({ quarter: { method: 'mean', missing: 'zero' } })).toEqual({
      B: '99.00 #1',
      A: '98.67 #2',
      C: '64.67 #3',
    });
  });
  it('sum', () => {
    expect(totals({ quarter: { method: 'sum' } })).toEqual({ B: '297.00 #1', A: '296.00 #2', C: '194.00 #3' });
  });
  it('weighted: A (100 × 1 + 98 × 1 + 98 × 2) / 4', () => {
    expect(totals({ quarter: { method: 'weighted', weights: ['1', '1', '2'] } })).toEqual({
      B: '99.00 #1',
      A: '98.50 #2',
      C: '97.00 #3',
    });
  });
  it('mean of the two best months', () => {
    expect(totals({ quarter: { method: 'best', best: 2 } })).toEqual({ A: '99.00 #1', B: '99.00 #1', C: '97.00 #3' });
  });
  it('lines charged to the year count in the year and not in the quarter', () => {
    expect(totals({ quarter: { method: 'mean' } }).C).toBe('97.00 #3');
    expect(totals({ year: { method: 'mean' } }, 'year').C).toBe('99.00 #1');
  });
  it('candidates: outcome most often, then the score', () => {
    const rolled = rollUp(
      { ...book, rollups: { quarter: { method: 'mean', candidates: { outcome: 'top', n: 1 } } } },
      'quarter',
      quarter,
      [...results].reverse(),
    );
    expect(rolled.map(({ subject, counts, candidate }) => [subject, counts.top ?? 0, candidate])).toEqual([
      ['B', 2, 'chosen'],
      ['A', 1, null],
      ['C', 0, null],
    ]);
  });
  it('candidates equal on every key at the edge are left to the leading group', () => {
    const twins = [month('2026-01', { A: 0, B: 0, C: 1 }), month('2026-02', { A: 0, B: 0, C: 1 })];
    const rolled = rollUp(
      { ...book, rollups: { quarter: { method: 'mean', candidates: { outcome: 'top', n: 1 } } } },
      'quarter',
      quarter,
      twins,
    );
    expect(rolled.map(({ subject, candidate }) => [subject, candidate])).toEqual([
      ['A', 'tied'],
      ['B', 'tied'],
      ['C', null],
    ]);
  });
});
