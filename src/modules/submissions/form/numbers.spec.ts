import fc from 'fast-check';
import type { Recorded, Submission, SubmissionState } from 'src/modules/submissions/submission';
import { handedMeasures, numberFacts, type NumberTerms } from './numbers';

const TERMS: readonly NumberTerms[] = [
  { code: '02.07', verification: 'none' },
  { code: '08.01', evidence: '平台数据', verification: 'document' },
];

function one(
  state: SubmissionState,
  over: Partial<Recorded['submission']> = {},
  more: Partial<Recorded> = {},
): Recorded {
  const submission: Submission = {
    ...{
      id: 'a1',
      period: '2026-03',
      item: '02.07',
      type: 'numbers' as const,
      window: 'W01',
      staff: [],
      date: '2026-03-05',
    },
    ...{ amounts: { 'cases.sampled': '50', 'cases.incomplete': '2' }, labels: {}, evidence: [], text: '' },
    ...{ origin: 'office' as const, by: 'cli:x', at: '2026-03-06 09:00:00', replaces: null },
    ...over,
  };
  return { submission, state, decisions: [], files: [], ...more };
}

const valuesOf = (...recorded: Recorded[]) =>
  numberFacts(recorded, TERMS).map(({ subject, measure, value }) => [subject, measure, value]);

describe('numbers of a month', () => {
  it('are tallies of their window with the way back; several samples add up', () => {
    expect(
      numberFacts([one('pending'), one('verified', { id: 'a2', amounts: { 'cases.sampled': '10.5' } })], TERMS),
    ).toEqual([
      {
        ...{ kind: 'tally', id: 'numbers:W01:cases.incomplete', measure: 'cases.incomplete', basis: '-' },
        ...{ subject: 'W01', value: '2', rows: 'submissions a1' },
      },
      {
        ...{ kind: 'tally', id: 'numbers:W01:cases.sampled', measure: 'cases.sampled', basis: '-' },
        ...{ subject: 'W01', value: '121/2', rows: 'submissions a1, a2' },
      },
    ]);
  });

  it('are none where they are withdrawn, untrue, not yet verified or without the evidence the clause demands', () => {
    const online = { item: '08.01', amounts: { 'cases.online': '1' } };
    const proved = { ...online, evidence: ['截图'] };
    expect(valuesOf(one('withdrawn'), one('replaced'), one('rejected'))).toEqual([]);
    expect(valuesOf(one('pending', proved))).toEqual([]);
    expect(valuesOf(one('verified', online))).toEqual([]);
    expect(valuesOf(one('verified', proved))).toEqual([['W01', 'cases.online', '1']]);
  });

  it('are those the department found instead, and those of each person where no window is named', () => {
    const change = { amounts: { 'cases.incomplete': '5' } };
    const decided = { kind: 'changed', reason: '复核', by: 'x', at: '2026-03-07 09:00:00', change } as const;
    expect(valuesOf(one('changed', {}, { decisions: [decided] }))).toContainEqual(['W01', 'cases.incomplete', '5']);
    const people = { window: undefined, staff: ['1', '2'], amounts: { 'entry.vote': '90' } };
    expect(valuesOf(one('pending', people))).toEqual([
      ['1', 'entry.vote', '90'],
      ['2', 'entry.vote', '90'],
    ]);
  });

  it('do not depend on the order in which they came', () => {
    const list = fc.array(fc.integer({ min: 0, max: 999 }), { maxLength: 8 });
    fc.assert(
      fc.property(list, (counts) => {
        const all = counts.map((count, n) =>
          one('verified', { id: `s${String(n)}`, amounts: { 'cases.sampled': String(count) } }),
        );
        expect(valuesOf(...all)).toEqual(valuesOf(...[...all].reverse()));
      }),
    );
  });
});

it('an item names the numbers people must enter, and none that arrive by themselves', () => {
  const item = { shape: { kind: 'share', value: { of: 'cases.online', over: 'cases.finished' }, weight: 1 } };
  expect(handedMeasures(item as never, (source) => source === 'platform')).toEqual(['cases.online']);
});
