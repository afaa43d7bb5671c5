import fc from 'fast-check';
import { Fraction, type RoundingMode } from './fraction';

/** The safe-integer paths answer what plain BigInt arithmetic answers, on both sides of the limit of safe integers. */
const whole = fc.oneof(fc.integer({ min: -2000, max: 2000 }), fc.maxSafeInteger());
const below = fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }));

function rounded(n: bigint, d: bigint, decimals: number, mode: RoundingMode): bigint {
  const size = (n < 0n ? -n : n) * 10n ** BigInt(decimals);
  const [near, rest] = [size / d, size % d];
  const away = mode === 'up' ? rest > 0n : mode === 'half-up' && rest * 2n >= d;
  const value = near + (away ? 1n : 0n);
  return n < 0n ? -value : value;
}

describe('fractions on safe integers', () => {
  it('round like BigInt in all modes', () => {
    fc.assert(
      fc.property(
        whole,
        below,
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom<RoundingMode>('half-up', 'up', 'down'),
        (n, d, decimals, mode) => {
          const expected = rounded(BigInt(n), BigInt(d), decimals, mode);
          expect(
            Fraction.of(n, d)
              .round(decimals, mode)
              .equals(Fraction.of(expected, 10n ** BigInt(decimals))),
          ).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('floor, print and scale like BigInt', () => {
    fc.assert(
      fc.property(whole, below, fc.integer({ min: 0, max: 4 }), (n, d, decimals) => {
        const value = Fraction.of(n, d);
        const [above, under] = [BigInt(n), BigInt(d)];
        const quotient = above / under;
        const floor = above < 0n && quotient * under !== above ? quotient - 1n : quotient;
        expect(value.floor().toString()).toBe(floor.toString());
        const scaled = rounded(above, under, decimals, 'half-up');
        const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
        const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
        expect(value.toFixed(decimals)).toBe(`${scaled < 0n ? '-' : ''}${text}`);
        expect(value.toScale4()).toBe(Number(rounded(above, under, 4, 'half-up')));
      }),
      { numRuns: 2000 },
    );
  });

  it('read what they print', () => {
    fc.assert(
      fc.property(whole, below, (n, d) => {
        const value = Fraction.of(n, d);
        expect(Fraction.parse(value.toString()).equals(value)).toBe(true);
        expect(Fraction.parse(value.toText()).equals(value)).toBe(true);
      }),
    );
  });
});
