import {
  decimalPlaces,
  fitsNumber,
  negate,
  readNumber,
  roundBig,
  roundSmall,
  type Int,
  type RoundingMode,
} from './whole';

export type { RoundingMode } from './whole';

/**
 * An exact rational number. Points and rates live in this type from the book to the printed sheet; no binary floating
 * point value ever touches a point. Small values run on safe integers, everything else falls back to BigInt.
 */
export class Fraction {
  static readonly zero = new Fraction(0, 1);
  static readonly one = new Fraction(1, 1);

  private constructor(
    private readonly n: Int,
    private readonly d: Int,
  ) {}

  private static readonly small = Array.from({ length: 1025 }, (_, n) => new Fraction(n, 1));

  /** `n / d` of two whole numbers. Throws RangeError when d is zero or an operand is not whole. */
  static of(n: Int, d: Int = 1): Fraction {
    if (typeof n === 'number' && typeof d === 'number') {
      if (d === 1 && n >= 0 && n <= 1024) {
        const known = Fraction.small[n];
        if (known !== undefined) return known;
      }
      if (!Number.isSafeInteger(n) || !Number.isSafeInteger(d)) throw new RangeError(`not whole: ${n}/${d}`);
      if (d === 0) throw new RangeError('division by zero');
      return reduceSmall(n, d);
    }
    return reduceBig(BigInt(n), BigInt(d));
  }

  /** Only for the two reducers below: operands must already be in lowest terms with a positive denominator. */
  static lowest(n: Int, d: Int): Fraction {
    return new Fraction(n, d);
  }

  /** Reads `12`, `-0.25`, `1/3` or `12.5%` exactly. Throws RangeError on anything else. */
  static parse(text: string | number): Fraction {
    if (typeof text === 'number' && Number.isSafeInteger(text)) return Fraction.of(text);
    const [n, d] = readNumber(text);
    return typeof n === 'number' && typeof d === 'number' ? reduceSmall(n, d) : reduceBig(BigInt(n), BigInt(d));
  }

  add(other: Fraction): Fraction {
    const a = this.n;
    const b = this.d;
    const c = other.n;
    const e = other.d;
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
    return reduceBig(
      BigInt(this.n) * BigInt(other.d) + BigInt(other.n) * BigInt(this.d),
      BigInt(this.d) * BigInt(other.d),
    );
  }

  sub(other: Fraction): Fraction {
    return this.add(other.neg());
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
    return this.mul(other.n < 0 ? new Fraction(negate(other.d), negate(other.n)) : new Fraction(other.d, other.n));
  }

  neg(): Fraction {
    return this.isZero() ? Fraction.zero : new Fraction(negate(this.n), this.d);
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
    return this.d === 1 || this.d === 1n;
  }

  compare(other: Fraction): -1 | 0 | 1 {
    if (this.d === other.d) return this.n < other.n ? -1 : this.n > other.n ? 1 : 0;
    return this.sub(other).sign();
  }

  equals(other: Fraction): boolean {
    return this.compare(other) === 0;
  }

  static min(a: Fraction, b: Fraction): Fraction {
    return a.compare(b) <= 0 ? a : b;
  }

  static max(a: Fraction, b: Fraction): Fraction {
    return a.compare(b) >= 0 ? a : b;
  }

  /** Largest whole number not above the value. */
  floor(): Fraction {
    if (this.isWhole()) return this;
    if (typeof this.n === 'number' && typeof this.d === 'number') {
      const rest = this.n % this.d;
      return Fraction.of((this.n - rest) / this.d - (rest < 0 ? 1 : 0));
    }
    const [n, d] = [BigInt(this.n), BigInt(this.d)];
    const q = n / d;
    return reduceBig(n < 0n && q * d !== n ? q - 1n : q, 1n);
  }

  /** Smallest whole number not below the value. */
  ceil(): Fraction {
    return this.neg().floor().neg();
  }

  /** Rounds on the absolute value: half-up 0.125 → 0.13 and -0.125 → -0.13; down towards zero, up away from it. */
  round(decimals: number, mode: RoundingMode = 'half-up'): Fraction {
    if (this.isWhole()) return this;
    if (typeof this.n === 'number' && typeof this.d === 'number') {
      const scale = 10 ** decimals;
      if (scale % this.d === 0) return this;
      const near = roundSmall(this.n, this.d, scale, mode);
      if (near !== undefined) return reduceSmall(near, scale);
    }
    const scale = 10n ** BigInt(decimals);
    return reduceBig(roundBig(BigInt(this.n), BigInt(this.d), scale, mode), scale);
  }

  /** Decimal text with exactly `decimals` places, rounded half up on the absolute value: `-5.00`. Never `-0.00`. */
  toFixed(decimals: number): string {
    const scaled = this.scaled(decimals);
    const digits = String(scaled < 0 ? -scaled : scaled).padStart(decimals + 1, '0');
    const whole = digits.slice(0, digits.length - decimals);
    return `${scaled < 0 ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`;
  }

  /** Exact text: `3`, `-1/3`. `Fraction.parse` reads it back. */
  toString(): string {
    return this.isWhole() ? String(this.n) : `${this.n}/${this.d}`;
  }

  /** Shortest exact text for people: a terminating decimal where there is one (`0.25`), else `n/d`. */
  toText(): string {
    const places = decimalPlaces(BigInt(this.d));
    return places === undefined ? this.toString() : this.toFixed(places);
  }

  /** The value as a whole number at scale 4 (1.25 → 12500), the form in which printed points are stored. */
  toScale4(): number {
    return Number(this.scaled(4));
  }

  /** Rounded to the decimals, as the whole number without the point. */
  private scaled(decimals: number): Int {
    const rounded = this.round(decimals);
    if (typeof rounded.n === 'number' && typeof rounded.d === 'number') {
      const value = rounded.n * (10 ** decimals / rounded.d);
      if (Number.isSafeInteger(value)) return value;
    }
    return (BigInt(rounded.n) * 10n ** BigInt(decimals)) / BigInt(rounded.d);
  }

  toJSON(): string {
    return this.toString();
  }
}

function reduceSmall(n: number, d: number): Fraction {
  if (d === 1) return n === 0 ? Fraction.zero : Fraction.lowest(n, 1);
  if (n === 0) return Fraction.zero;
  let [a, b] = [Math.abs(n), Math.abs(d)];
  while (b !== 0) [a, b] = [b, a % b];
  return d < 0 ? Fraction.lowest(-n / a, -d / a) : Fraction.lowest(n / a, d / a);
}

function reduceBig(n: bigint, d: bigint): Fraction {
  if (d === 0n) throw new RangeError('division by zero');
  if (n === 0n) return Fraction.zero;
  let [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d];
  while (b !== 0n) [a, b] = [b, a % b];
  const [rn, rd] = d < 0n ? [-n / a, -d / a] : [n / a, d / a];
  return fitsNumber(rn) && fitsNumber(rd) ? Fraction.lowest(Number(rn), Number(rd)) : Fraction.lowest(rn, rd);
}
