import { heldFor } from './held';

const found = (rejected: number, records: number, ...unmatched: number[]) => ({
  rejected,
  records,
  unmatchedKeys: unmatched.map((count, index) => ({ key: `k${String(index)}`, records: count, line: 2 })),
});

describe('a file that is taken whole or not at all', () => {
  it.each([
    ['nothing wrong', { whole: true, known: true }, found(0, 3), null],
    ['one bad row', { whole: true, known: true }, found(1, 3), 'rejects'],
    ['one bad row, only the good ones wanted', { whole: false, known: true }, found(1, 3), null],
    ['nothing said: the one who calls takes what is good', {}, found(1, 3), null],
    ['one person nobody knows beside others', { whole: true, known: true }, found(0, 3, 2), null],
    ['nobody the roster knows', { whole: true, known: true }, found(0, 3, 2, 1), 'strangers'],
    ['the same, only the good ones wanted', { known: true }, found(0, 3, 2, 1), null],
    ['nobody is known, as there is no roster', { whole: true }, found(0, 3, 3), null],
    ['no record at all', { whole: true, known: true }, found(0, 0), null],
  ])('%s', (_, asked, summary, held) => {
    expect(heldFor(asked, summary)).toBe(held);
  });
});
