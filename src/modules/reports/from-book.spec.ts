import type { Book } from 'src/modules/rules/book';
import { groupsOf, rankingOf, sectionsOf, sharedFirstsCount } from './from-book';

const book: Book = {
  book: 'b',
  title: 'b',
  from: '2026-01',
  sample: true,
  subjects: { window: { base: 100 } },
  groups: [{ code: 'A', name: '一组' }],
  sections: [
    { code: '02', name: '办件' },
    { code: '01', name: '纪律', subject: 'staff' },
  ],
  items: [
    { code: '02.1', name: '超时', section: '02', kind: 'deduction', shape: { kind: 'per-unit', points: 1 } },
    { code: '02.2', name: '提前', section: '02', kind: 'bonus', sample: false, shape: { kind: 'per-unit', points: 1 } },
  ],
  ranking: {
    window: {
      within: 'all',
      tieBreak: [
        { by: 'deductions' },
        { by: 'measure', measure: 'cases.finished' },
        { by: 'rate', measure: 'cases.on-time', over: 'cases.due' },
      ],
    },
    chief: { ties: 'dense' },
  },
};

it('keeps the order of sections and says which items are samples', () => {
  expect(sectionsOf(book)).toEqual([
    {
      code: '02',
      name: '办件',
      items: [
        { code: '02.1', name: '超时', sample: true },
        { code: '02.2', name: '提前', sample: false },
      ],
    },
    { code: '01', name: '纪律', subject: 'staff', items: [] },
  ]);
  expect(groupsOf(book)).toEqual({ A: '一组' });
});

it('names tie-break keys as standings do', () => {
  expect(rankingOf(book)).toEqual({
    window: { ties: 'competition', within: 'all', keys: ['deductions', 'cases.finished', 'cases.on-time/cases.due'] },
    chief: { ties: 'dense', within: 'group', keys: [] },
  });
});

it('counts a shared first unless the book says otherwise', () => {
  const streak = (of: object, sharedCounts?: boolean) =>
    ({
      ...book,
      outcomes: [{ kind: 'streak', code: 's', name: 's', of, times: 3, within: 'year', sharedCounts }],
    }) as Book;
  expect(
    [book, streak({ rank: 1 }), streak({ rank: 1 }, false), streak({ rank: 2 }, false)].map(sharedFirstsCount),
  ).toEqual([true, true, false, true]);
});
