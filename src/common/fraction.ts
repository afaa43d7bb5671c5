import * as whole from './whole';
import type { Int, RoundingMode } from './whole';

export type { RoundingMode } from './whole';

/**
 * An exact rational number. Points and rates live in this type from the book to the printed sheet; no binary floating
 * point value ever touches a point. Small values run on safe integers, everything else falls back to BigInt.
 */
export class Fraction {
  static readonly zero = new Fraction(0, 1, '0');
  static readonly one = new Fraction(1, 1, '1');

  private constructor(
    private readonly n: Int,
    private readonly d: Int,
    /** Thresholds and points of a book are written on every line: the text of a number that was read is made once. */
    private readonly text?: string,
  ) {}

  private static readonly small = Array.from({ length: 1025 }, (_, n) => new Fraction(n, 1, String(n)));

  /** `n / d` of two whole numbers. Throws RangeError when d is zero or an operand is not whole. */
  static of(n: Int, d: Int = 1): Fraction {
    if (typeof n === 'number' && typeof d === 'number') {
      if (d === 1 && Number.isSafeInteger(n)) return Fraction.whole(n);
      if (!Number.isSafeInteger(n) || !Number.isSafeInteger(d)) throw new RangeError(`not whole: ${n}/${d}`);
      if (d === 0) throw new RangeError('division by zero');
      return reduceSmall(n, d);
    }
    return reduceBig(BigInt(n), BigInt(d));
  }

  /** A safe whole number; small ones are there already. */
  static whole(n: number): Fraction {
    const known = n >= 0 && n < Fraction.small.length ? Fraction.small[n] : undefined;
    return known ?? new Fraction(n, 1);
  }

  /** Only for the two reducers below: operands must already be in lowest terms with a positive denominator. */
  static lowest(n: Int, d: Int): Fraction {
    return new Fraction(n, d);
  }

  /** Reads `12`, `-0.25`, `1/3` or `12.5%` exactly. Throws RangeError on anything else. */
  static parse(text: string | number): Fraction {
    if (typeof text === 'number' && Number.isSafeInteger(text)) return Fraction.of(text);
    const [n, d] = whole.readNumber(text);
    const read = typeof n === 'number' && typeof d === 'number' ? reduceSmall(n, d) : reduceBig(BigInt(n), BigInt(d));
    return read.text === undefined ? new Fraction(read.n, read.d, read.toString()) : read;
  }

  add(other: Fraction): Fraction {
    return this.n === 0 ? other : this.plus(other.n, other.d);
  }

  sub(other: Fraction): Fraction {
    return this.plus(whole.negate(other.n), other.d);
  }

  private plus(c: Int, e: Int): Fraction {
    if (c === 0) return this;
    const a = this.n;
    const b = this.d;
    if (typeof a === 'number' && typeof b === 'number' && typeof c === 'number' && typeof e === 'number') {
      const same = b === e;
      const left = same ? a : a * e;
      const right = same ? c : c * b;
      const d = same ? b : b * e;
      if (Number.isSafeInteger(left) && Number.isSafeInteger(right) && Number.isSafeInteger(d)) {
        const n = left + right;
        if (Number.isSafeInteger(n)) return reduceSmall(n, d);
      }
    }
    return reduceBig(BigInt(a) * BigInt(e) + BigInt(c) * BigInt(b), BigInt(b) * BigInt(e));
  }

  mul(other: Fraction): Fraction {
    const a = this.n;
    const b = this.d;
    const c = other.n;
    const e = other.d;
    if (typeof a === 'number' && typeof b === 'number' && typeof c === 'number' && typeof e === 'number') {
      const n = a * c;
      const d = b * e;
      if (Number.isSafeInteger(n) && Number.isSafeInteger(d)) return reduceSmall(n, d);
    }
    return reduceBig(BigInt(this.n) * BigInt(other.n), BigInt(this.d) * BigInt(other.d));
  }

  div(other: Fraction): Fraction {
    if (other.isZero()) throw new RangeError('division by zero');
    if (typeof this.n === 'number' && typeof this.d === 'number') {
      if (typeof other.n === 'number' && typeof other.d === 'number') {
        const n = this.n * other.d;
        const d = this.d * other.n;
        if (Number.isSafeInteger(n) && Number.isSafeInteger(d)) return reduceSmall(n, d);
      }
    }
    return this.mul(
      other.n < 0 ? new Fraction(whole.negate(other.d), whole.negate(other.n)) : new Fraction(other.d, other.n),
    );
  }

  neg(): Fraction {
    return this.isZero() ? Fraction.zero : new Fraction(whole.negate(this.n), this.d);
  }

  abs(): Fraction {
    return this.n < 0 ? this.neg() : this;
  }

  /** -1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    return this.n > 0 ? 1 : this.n < 0 ? -1 : 0;
  }

  isZero(): boolean {
    return this.n === 0 || this.n === 0n;
  }

  isWhole(): boolean {
    return this.d === 1;
  }

  compare(other: Fraction): -1 | 0 | 1 {
    if (this.d === other.d) return whole.order(this.n, other.n);
    return whole.order(whole.product(this.n, other.d), whole.product(other.n, this.d));
  }

  equals(other: Fraction): boolean {
    return this.compare(other) === 0;
  }

  static readonly min = (a: Fraction, b: Fraction): Fraction => (a.compare(b) <= 0 ? a : b);
  static readonly max = (a: Fraction, b: Fraction): Fraction => (a.compare(b) >= 0 ? a : b);

  /** Largest whole number not above the value. */
  floor(): Fraction {
    return this.isWhole() ? this : Fraction.of(whole.floorOf(this.n, this.d));
  }

  /** Smallest whole number not below the value. */
  ceil(): Fraction {
    return this.neg().floor().neg();
  }

  /** Rounds on the absolute value: half-up 0.125 → 0.13 and -0.125 → -0.13; down towards zero, up away from it. */
  round(decimals: number, mode: RoundingMode = 'half-up'): Fraction {
    const scale = whole.powerOfTen(decimals);
    if (typeof this.d === 'number' && scale % this.d === 0) return this;
    return Fraction.of(whole.scaled(this.n, this.d, scale, mode), scale);
  }

  /** Decimal text with exactly `decimals` places, rounded half up on the absolute value: `-5.00`. Never `-0.00`. */
  toFixed(decimals: number): string {
    return whole.decimalText(whole.scaled(this.n, this.d, whole.powerOfTen(decimals), 'half-up'), decimals);
  }

  /** Exact text: `3`, `-1/3`. `Fraction.parse` reads it back. */
  toString(): string {
    return this.text ?? (this.isWhole() ? String(this.n) : `${this.n}/${this.d}`);
  }

  /** Shortest exact text for people: a terminating decimal where there is one (`0.25`), else `n/d`. */
  toText(): string {
    const places = whole.decimalPlaces(BigInt(this.d));
    return places === undefined ? this.toString() : this.toFixed(places);
  }

  /** The value as a whole number at scale 4 (1.25 → 12500), the form in which printed points are stored. */
  toScale4(): number {
    return Number(whole.scaled(this.n, this.d, 10_000, 'half-up'));
  }

  toJSON(): string {
    return this.toString();
  }
}

function reduceSmall(n: number, d: number): Fraction {
  if (d === 1) return Fraction.whole(n);
  if (n === 0) return Fraction.zero;
  const divisor = whole.commonDivisor(Math.abs(n), Math.abs(d));
  return d < 0 ? Fraction.lowest(-n / divisor, -d / divisor) : Fraction.lowest(n / divisor, d / divisor);
}

function reduceBig(n: bigint, d: bigint): Fraction {
  if (d === 0n) throw new RangeError('division by zero');
  if (n === 0n) return Fraction.zero;
  let [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d];
  while (b !== 0n) [a, b] = [b, a % b];
  const [rn, rd] = d < 0n ? [-n / a, -d / a] : [n / a, d / a];
  return whole.fitsNumber(rn) && whole.fitsNumber(rd)
    ? Fraction.lowest(Number(rn), Number(rd))
    : Fraction.lowest(rn, rd);
}
