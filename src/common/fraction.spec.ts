import * as fc from 'fast-check';
import { Fraction } from './fraction';

const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
const fraction = fc
  .tuple(
    whole,
    whole.filter((d) => d !== 0n),
  )
  .map(([n, d]) => Fraction.of(n, d));

describe('Fraction', () => {
  it('reads whole numbers, decimals, fractions and percentages exactly', () => {
    expect(['12', '-0.25', '1/3', '12.5%', '0.10'].map((text) => Fraction.parse(text).toString())).toEqual([
      '12',
      '-1/4',
      '1/3',
      '1/8',
      '1/10',
    ]);
  });

  it.each(['', 'x', '1.2/3', '1,000', '--1', '1e3', '.5'])('refuses %j', (text) => {
    expect(() => Fraction.parse(text)).toThrow(RangeError);
  });

  it('rounds half up on the absolute value', () => {
    const printed = ['0.125', '-0.125', '0.124', '2.5', '-0.004'].map((t) => Fraction.parse(t).toFixed(2));
    expect(printed).toEqual(['0.13', '-0.13', '0.12', '2.50', '0.00']);
    expect(Fraction.parse('1/3').round(2, 'up').toFixed(2)).toBe('0.34');
    expect(Fraction.parse('-1/3').round(2, 'down').toFixed(2)).toBe('-0.33');
  });

  it('has floor and ceiling on both sides of zero', () => {
    expect(
      [Fraction.parse('-1/2').floor(), Fraction.parse('-1/2').ceil(), Fraction.parse('7/2').ceil()].map(String),
    ).toEqual(['-1', '0', '4']);
  });

  it('is a field: sums and products come back, however large', () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => {
        expect(a.add(b).sub(b).equals(a)).toBe(true);
        expect(
          a
            .add(b)
            .mul(c)
            .equals(a.mul(c).add(b.mul(c))),
        ).toBe(true);
        if (!b.isZero()) expect(a.mul(b).div(b).equals(a)).toBe(true);
        expect(Fraction.parse(a.toString()).equals(a)).toBe(true);
        expect(Fraction.parse(a.toText()).equals(a)).toBe(true);
      }),
    );
  });

  it('agrees between the fast path and BigInt', () => {
    const small = fc.integer({ min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(
        small,
        small.filter((d) => d !== 0),
        small,
        small.filter((d) => d !== 0),
        (a, b, c, d) => {
          const fast = Fraction.of(a, b).add(Fraction.of(c, d));
          expect(fast.toString()).toBe(
            Fraction.of(BigInt(a), BigInt(b))
              .add(Fraction.of(BigInt(c), BigInt(d)))
              .toString(),
          );
        },
      ),
    );
  });
});
