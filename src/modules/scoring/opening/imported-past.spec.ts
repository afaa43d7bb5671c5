import type { ImportedMonth, ImportedResult } from 'src/modules/opening/imported-month';
import type { Book } from 'src/modules/rules/book';
import type { PastMonth } from 'src/modules/rules/facts';
import { withImported } from './imported-past';

const book = {
  book: 'b',
  title: 'b',
  from: '2026-04',
  subjects: { window: { base: '100' } },
  sections: [],
  items: [],
  ranking: { window: {} },
  outcomes: [
    { code: 'top', name: '前二名', kind: 'top', n: 2, minimumGroup: 3, mark: '红旗候选' },
    {
      code: 'last',
      name: '后一名',
      kind: 'bottom',
      n: 1,
      minimumGroup: 3,
      effects: [{ lose: 'eligibility', who: 'all-staff', length: 'month' }],
    },
    { code: 'twice', name: '连续两次前二', kind: 'streak', of: { outcome: 'top' }, times: 2, within: 'running' },
  ],
} as const satisfies Book;

const nothing = { bonus: null, deduction: null, marks: {}, topOf: null, bottomOf: null, results: [] };

function month(name: string, results: readonly Partial<ImportedResult>[], whole = true): ImportedMonth {
  return {
    month: name,
    results: results.map((one, at) => ({
      ...{ type: 'window', subject: `W${String(at + 1)}`, name: '', group: '', rank: at + 1, score: String(100 - at) },
      ...nothing,
      fromBottom: whole ? results.length - at : null,
      ...one,
    })),
    counters: {},
    batches: ['b1'],
    revision: 1,
    recordedAt: '2026-05-01 08:00:00.000',
  };
}

const outcomes = (past: readonly PastMonth[]): Record<string, string> =>
  Object.fromEntries(
    past.flatMap(({ period, standings }) =>
      standings.map((one): [string, string] => [`${period} ${one.subject}`, one.outcomes.join(' ')]),
    ),
  );

describe('imported months', () => {
  it('have the outcomes the book gives to their ranks, runs included', () => {
    const past = withImported(book, [], [month('2026-02', [{}, {}, {}, {}]), month('2026-01', [{}, {}, {}, {}])]);
    expect(past.map(({ period }) => period)).toEqual(['2026-01', '2026-02']);
    expect(outcomes(past)).toEqual({
      '2026-01 W1': 'top',
      '2026-01 W2': 'top',
      '2026-01 W3': '',
      '2026-01 W4': 'last',
      '2026-02 W1': 'top twice',
      '2026-02 W2': 'top twice',
      '2026-02 W3': '',
      '2026-02 W4': 'last',
    });
    expect(past[0]?.imported).toEqual({ batches: ['b1'], recordedAt: '2026-05-01 08:00:00.000' });
  });

  it('have what the office’s table says, in marks or in words, before what the book would say', () => {
    const marked = month('2026-01', [
      { marks: { top: false, disqualified: false } },
      { marks: { top: true, disqualified: false } },
      { marks: { top: true, disqualified: true } },
    ]);
    expect(outcomes(withImported(book, [], [marked]))).toEqual({
      '2026-01 W1': '',
      '2026-01 W2': 'top',
      '2026-01 W3': 'top last',
    });
    const worded = month('2026-01', [{}, {}, { results: ['红旗候选'] }]);
    expect(outcomes(withImported(book, [], [worded]))).toEqual({
      '2026-01 W1': '',
      '2026-01 W2': '',
      '2026-01 W3': 'top last',
    });
    // A mark over five places says nothing about an outcome of two.
    const other = month('2026-01', [{ marks: { top: true }, topOf: 5 }, {}, { marks: { top: true }, topOf: 5 }]);
    expect(outcomes(withImported(book, [], [other]))['2026-01 W3']).toBe('last');
  });

  it('have no edges that an incomplete table cannot tell, but keep first places', () => {
    const part = month('2026-01', [{}, {}, {}], false);
    const [past] = withImported(book, [], [part]);
    expect(past?.standings.map(({ rank, outcomes: codes }) => [rank, codes])).toEqual([
      [1, []],
      [2, []],
      [3, []],
    ]);
  });

  it('stand only where this system has sealed nothing, and say no score that nobody stated', () => {
    const sealed: PastMonth = { period: '2026-02', standings: [] };
    const past = withImported(book, [sealed], [month('2026-02', [{}]), month('2026-01', [{ score: null }])]);
    expect(past.map(({ period, imported }) => [period, imported === undefined])).toEqual([
      ['2026-01', false],
      ['2026-02', true],
    ]);
    expect(past[0]?.standings[0]).toEqual({
      type: 'window',
      subject: 'W1',
      group: '',
      rank: 1,
      fromBottom: 1,
      outcomes: [],
    });
  });

  it('exempt nobody from the bottom for deductions nobody stated', () => {
    const careful = {
      ...book,
      outcomes: [{ code: 'last', name: 'l', kind: 'bottom', n: 1, minimumGroup: 3, needsDeduction: true }],
    } as const satisfies Book;
    const zero = month('2026-01', [{ deduction: '1' }, { deduction: '1' }, { deduction: '0' }]);
    expect(outcomes(withImported(careful, [], [zero]))['2026-01 W3']).toBe('');
    const unknown = month('2026-01', [{ deduction: '1' }, { deduction: '1' }, { deduction: '2' }]);
    expect(outcomes(withImported(careful, [], [unknown]))['2026-01 W3']).toBe('last');
    const open = month('2026-01', [{ deduction: '1' }, { deduction: null }, { deduction: '2' }]);
    expect(outcomes(withImported(careful, [], [open]))['2026-01 W3']).toBe('');
  });
});
