import * as fc from 'fast-check';
import { checkBook } from 'src/modules/rules/check';
import { compile } from 'src/modules/scoring/engine/compile';
import { evaluate } from 'src/modules/scoring/engine/order';
import { readFacts } from 'src/modules/scoring/evaluate/facts-file';

/** Design §4 in one book: every limit there is, points that need rounding, a rate, an allowance. */
const BOOK = `
book: independent
title: 独立核对
from: 2026-01
subjects: { window: { base: 100, bonusCap: 7, deductionCap: 12, floor: 90, ceiling: 105 } }
sections: [{ code: a, name: 甲, fullMark: 9 }, { code: b, name: 乙, bonusCap: 6 }]
ranking: { window: {} }
items:
  - { code: E1, name: 着装, section: a, kind: deduction, count: { facts: [{ type: patrol.dress }], persons: each }, shape: { kind: per-unit, points: 0.3 }, caps: { month: 4 } }
  - code: E2
    name: 迟到
    section: a
    kind: deduction
    count: { facts: [{ type: attendance.late }] }
    shape: { kind: bands, amount: minutes, bands: [{ upTo: 10, points: 0.2 }, { over: 10, upTo: 30, points: 0.5 }] }
  - code: E3
    name: 事假
    section: a
    kind: deduction
    count: { facts: [{ type: leave.taken }], persons: each, amount: { name: days }, allowance: { units: 2, per: person } }
    shape: { kind: per-unit, points: 0.25 }
  - { code: E4, name: 投诉, section: b, kind: deduction, count: { facts: [{ type: complaint.received }] }, shape: { kind: per-unit, points: 3 } }
  - { code: E5, name: 锦旗, section: b, kind: bonus, count: { facts: [{ type: declaration.praise }] }, shape: { kind: per-unit, points: 1.255 }, caps: { event: 1.25 } }
  - { code: E6, name: 提前, section: a, kind: bonus, shape: { kind: steps, value: { of: cases.early, over: cases.promised-finished, basis: finished }, first: 10%, points: 0.4, each: 10%, add: 0.4 } }
`;
const { book } = checkBook(BOOK);
if (book === undefined) throw new Error('the book of this test is wrong');
const compiled = compile(book);

interface Happened {
  readonly dress: readonly number[];
  readonly late: readonly number[];
  /** Half days of leave of P1 and P2, one after another. */
  readonly leave: readonly (readonly [person: 0 | 1, halves: number])[];
  readonly complaints: number;
  readonly praise: number;
  readonly cases: readonly [early: number, finished: number];
}
const happened: fc.Arbitrary<Happened> = fc.record({
  dress: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 8 }),
  late: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 14 }),
  leave: fc.array(fc.tuple(fc.constantFrom<0 | 1>(0, 1), fc.integer({ min: 1, max: 9 })), { maxLength: 5 }),
  complaints: fc.integer({ min: 0, max: 5 }),
  praise: fc.integer({ min: 0, max: 7 }),
  cases: fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
});

/** The score worked out in whole ten-thousandths, written from the rule's words and not from the engine. */
function byHand({ dress, late, leave, complaints, praise, cases: [early, finished] }: Happened): number {
  const e1 = Math.min(40_000, dress.reduce((sum, people) => sum + Math.max(1, people), 0) * 3_000);
  const e2 = late.reduce((sum, minutes) => sum + (minutes <= 10 ? 2_000 : minutes <= 30 ? 5_000 : 0), 0);
  const over = [0, 1].map((one) =>
    Math.max(0, leave.reduce((sum, [person, halves]) => sum + (person === one ? halves : 0), 0) - 4),
  );
  // Half a day is 0.125: the item is rounded half up to hundredths.
  const e3 = Math.floor(((over[0] ?? 0) + (over[1] ?? 0)) * 12.5 + 0.5) * 100;
  const e6 = finished === 0 || early * 10 < finished ? 0 : Math.floor((early * 10) / finished) * 4_000;
  const a = Math.min(90_000, e1 + e2 + e3);
  const minus = Math.min(120_000, a + complaints * 30_000);
  const plus = Math.min(70_000, e6 + Math.min(60_000, praise * 12_500));
  return Math.min(1_050_000, Math.max(900_000, 1_000_000 - minus + plus));
}

function factsOf(windows: readonly Happened[]): unknown[] {
  return windows.flatMap((one, index) => {
    const window = `W${index}`;
    let next = 0;
    const fact = (type: string, more: object): object => ({
      ...{ kind: 'occurrence', id: `${window}-${next++}`, type, window },
      ...{ date: `2026-03-${String((next % 28) + 1).padStart(2, '0')}`, ...more },
    });
    const tally = (measure: string, value: number): object => ({
      ...{ kind: 'tally', id: `${window}-${measure}`, measure, basis: 'finished', subject: window, value },
    });
    const staff = [`${window}P0`, `${window}P1`];
    return [
      ...one.dress.map((people) => fact('patrol.dress', { staff: staff.slice(0, people) })),
      ...one.late.map((minutes) => fact('attendance.late', { staff: staff.slice(0, 1), amounts: { minutes } })),
      ...one.leave.map(([who, halves]) =>
        fact('leave.taken', { staff: [staff[who]], amounts: { days: String(halves / 2) } }),
      ),
      ...Array.from({ length: one.complaints }, () => fact('complaint.received', {})),
      ...Array.from({ length: one.praise }, () => fact('declaration.praise', {})),
      ...[tally('cases.early', one.cases[0]), tally('cases.promised-finished', one.cases[1])],
    ];
  });
}

describe('an independent calculation', () => {
  it('gives the same scores and ranks, whatever happened', () => {
    fc.assert(
      fc.property(fc.array(happened, { minLength: 1, maxLength: 6 }), (windows) => {
        const read = readFacts({
          period: '2026-03',
          subjects: { windows: windows.map((_, index) => ({ id: `W${index}`, name: `${index}号` })), staff: [] },
          facts: factsOf(windows),
          coverage: [{ source: '*', from: '2026-03-01', to: '2026-03-31' }],
        });
        if ('faults' in read) throw new Error(JSON.stringify(read.faults));
        const { standings } = evaluate(compiled, read.facts);
        const scores = windows.map(byHand);
        const expected = scores.map((score, index) => [
          ...[`W${index}`, score, 1 + scores.filter((other) => other > score).length],
        ]);
        const got = standings.map(({ subject, scale4, rank }) => [subject, scale4, rank]);
        expect(got.sort()).toEqual(expected.sort());
      }),
      { numRuns: 400 },
    );
  });
});
