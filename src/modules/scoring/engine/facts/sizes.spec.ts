import type { Book } from 'src/modules/rules/book';
import type { Quantity } from 'src/modules/rules/facts';
import { compile } from 'src/modules/scoring/engine/compile';
import { evaluate } from 'src/modules/scoring/engine/order';

const BOOK: Book = {
  book: 'b',
  title: 't',
  from: '2026-01',
  subjects: { window: { base: '100' } },
  sections: [{ code: '1', name: '1' }],
  ranking: { window: {} },
  items: [
    {
      code: 'a',
      name: '超时',
      section: '1',
      kind: 'deduction',
      count: { facts: [{ type: 'case.overdue' }], amount: { name: 'workingDays' } },
      shape: { kind: 'per-unit', points: '1' },
    },
    {
      code: 'b',
      name: '信息不全',
      section: '1',
      kind: 'deduction',
      shape: {
        kind: 'per-percent',
        value: { of: 'cases.incomplete', over: 'cases.sampled' },
        target: '0',
        side: 'below',
        points: '1',
      },
    },
  ],
};

/** States of the lines of both items and the total. */
function scored(size: Quantity, count: Quantity): { lines: readonly string[]; score: string | undefined } {
  const [sheet] = evaluate(compile(BOOK), {
    period: '2026-03',
    subjects: { windows: [{ id: 'A', name: 'A' }], staff: [] },
    facts: [
      {
        kind: 'occurrence',
        id: 'f1',
        type: 'case.overdue',
        date: '2026-03-03',
        window: 'A',
        amounts: { workingDays: size },
      },
      { kind: 'tally', id: 't1', measure: 'cases.incomplete', basis: '-', subject: 'A', value: count },
      { kind: 'tally', id: 't2', measure: 'cases.sampled', basis: '-', subject: 'A', value: 100 },
    ],
    coverage: [{ source: '*', from: '2026-03-01', to: '2026-03-31' }],
  }).sheets;
  const lines = sheet?.lines.map(({ item, state, exact }) => `${item ?? ''} ${state} ${exact}`) ?? [];
  return { lines, score: sheet?.score.printed };
}

it('counts sizes and tallies from nothing upwards', () => {
  expect(scored(3, 5)).toEqual({ lines: ['a counted -3', 'b counted 0'], score: '97.00' });
  expect(scored('0', 0)).toEqual({ lines: ['a counted 0', 'b counted 0'], score: '100.00' });
});

it.each([
  [-3, -5],
  ['-3', '-5'],
  ['-0.5', '-1/3'],
])('a size of %s and a number of %s are none: refused and not assessed, never points', (size, count) => {
  expect(scored(size, count)).toEqual({ lines: ['a refused 0', 'b not-assessed 0'], score: '100.00' });
});
