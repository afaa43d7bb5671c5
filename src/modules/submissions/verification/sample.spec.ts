import fc from 'fast-check';
import { drawSample, falseRates, populationDigest, type Drawable, type SampleResult } from './sample';

const drawable = fc.record({
  id: fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: 6, maxLength: 8 }),
  window: fc.constantFrom('', 'A01', 'A02', 'B01', 'C07'),
});
const population = fc.uniqueArray(drawable, { selector: ({ id }) => id, maxLength: 60 });
const size = fc.record({ percent: fc.integer({ min: 1, max: 100 }), atLeast: fc.integer({ min: 0, max: 5 }) });
const seed = fc.string({ minLength: 8, maxLength: 64 });

const perWindow = (all: readonly Drawable[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { window } of all) counts.set(window, (counts.get(window) ?? 0) + 1);
  return counts;
};
const idsOf = (all: readonly Drawable[]): string[] => all.map(({ id }) => id);

describe('a sample', () => {
  it('is the same for the same seed and population, in whatever order it was read', () => {
    fc.assert(
      fc.property(
        population.chain((from) => fc.tuple(fc.constant(from), fc.shuffledSubarray(from, { minLength: from.length }))),
        size,
        seed,
        ([from, shuffled], many, word) => {
          expect(populationDigest(shuffled)).toBe(populationDigest(from));
          expect(idsOf(drawSample(shuffled, many, word))).toEqual(idsOf(drawSample(from, many, word)));
        },
      ),
    );
  });

  it('takes of each window its share rounded up, at least so many, never more than there are, nobody twice', () => {
    fc.assert(
      fc.property(population, size, seed, (from, many, word) => {
        const drawn = drawSample(from, many, word);
        expect(new Set(idsOf(drawn)).size).toBe(drawn.length);
        expect(idsOf(from)).toEqual(expect.arrayContaining(idsOf(drawn)));
        const taken = perWindow(drawn);
        for (const [window, there] of perWindow(from)) {
          const share = Math.ceil((there * many.percent) / 100);
          expect(taken.get(window)).toBe(Math.min(there, Math.max(share, many.atLeast)));
        }
      }),
    );
  });

  it('only grows when more is asked for with the same seed', () => {
    fc.assert(
      fc.property(population, size, fc.integer({ min: 0, max: 50 }), seed, (from, many, more, word) => {
        const larger = { ...many, percent: Math.min(100, many.percent + more) };
        expect(idsOf(drawSample(from, larger, word))).toEqual(
          expect.arrayContaining(idsOf(drawSample(from, many, word))),
        );
      }),
    );
  });

  it('reaches every submission with some seed, and no window can tell beforehand', () => {
    const from = Array.from({ length: 20 }, (_, at) => ({ id: `id${String(at)}`, window: 'A01' }));
    const hits = new Map(from.map(({ id }) => [id, 0]));
    for (let at = 0; at < 400; at++) {
      for (const { id } of drawSample(from, { percent: 10, atLeast: 1 }, `seed${String(at)}`))
        hits.set(id, (hits.get(id) ?? 0) + 1);
    }
    // 400 draws of 2 out of 20: 40 each on average.
    for (const [id, count] of hits) expect([id, count > 15 && count < 70]).toEqual([id, true]);
  });
});

describe('what was found untrue', () => {
  const result = (submission: string, outcome: SampleResult['outcome']): SampleResult => ({
    draw: 'd',
    submission,
    window: 'A01',
    outcome,
    remark: '',
    by: 'x',
    at: '2026-02-01 09:00:00',
  });

  it('is counted over what was checked; whom nobody reached says nothing; no rate out of nothing', () => {
    const drawn = ['1', '2', '3', '4'].map((id) => ({ id, window: id === '4' ? 'B01' : 'A01' }));
    const results = [result('1', 'false'), result('2', 'true'), result('3', 'unreached')];
    expect(falseRates([...drawn, drawn[0] ?? { id: '1', window: 'A01' }], results)).toEqual([
      { window: 'A01', drawn: 3, checked: 2, untrue: 1, rate: '1/2' },
      { window: 'B01', drawn: 1, checked: 0, untrue: 0, rate: null },
    ]);
  });
});
