import type { Book } from 'src/modules/rules/book';
import type { MonthFacts } from 'src/modules/rules/facts';
import { compile } from 'src/modules/scoring/engine/compile';
import { evaluate } from 'src/modules/scoring/engine/order';

/** One event of two people, and a scorer who answers for both of their lines. */
const book = {
  ...{ book: 'b', title: 't', from: '2026-01', subjects: { window: { base: '0' }, staff: { base: '0' } } },
  sections: [{ code: '1', name: '1' }],
  items: [
    {
      ...{ code: 'i0', name: 'i0', section: '1', kind: 'deduction', subject: 'staff' },
      ...{ count: { facts: [{ type: 'attendance.late' }] }, shape: { kind: 'per-unit', points: '1' } },
      links: [{ to: 'scorer' }],
    },
  ],
  ranking: { window: {}, staff: {} },
  outcomes: [],
};
const facts = {
  period: '2026-03',
  subjects: {
    windows: [{ id: 'A', name: 'A' }],
    staff: ['p2', 'p3'].map((id) => ({ id, name: id, at: [{ window: 'A', days: 5 }] })),
  },
  facts: [
    {
      ...{ kind: 'occurrence', id: 'f0', type: 'attendance.late', date: '2026-03-04' },
      ...{ staff: ['p2', 'p3'], scorer: 'A' },
    },
  ],
  coverage: [{ source: '*', from: '2026-03-01', to: '2026-03-31' }],
};

it('tells the lines of a scorer apart when one event comes from the sheets of two people', () => {
  const { sheets } = evaluate(compile(book as unknown as Book), facts as unknown as MonthFacts);
  const lines = sheets.find(({ subject }) => subject === 'A')?.lines.filter(({ item }) => item === 'i0') ?? [];
  expect(lines).toHaveLength(2);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(2);
});
