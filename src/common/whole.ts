/** Arithmetic on whole numbers behind `Fraction`: small ones fast, large ones as BigInt. */
export type Int = number | bigint;

export type RoundingMode = 'half-up' | 'down' | 'up';

/** Longest text whose digits and scale surely stay safe integers. */
const SHORT = 14;
const LARGEST_SMALL = 0x7fffffff;
const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

export function negate(value: Int): Int {
  return typeof value === 'number' ? (value === 0 ? 0 : -value) : -value;
}

export function fitsNumber(value: bigint): boolean {
  return value <= MAX_SAFE && value >= -MAX_SAFE;
}

const POWERS: readonly number[] = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

export function powerOfTen(exponent: number): number {
  return POWERS[exponent] ?? 10 ** exponent;
}

export function product(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = a * b;
    if (Number.isSafeInteger(result)) return result;
  }
  return BigInt(a) * BigInt(b);
}

/** Of a number and a BigInt too. */
export function order(a: Int, b: Int): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Largest whole number that divides both; neither below 0. Remainders of 32-bit numbers cost a tenth of others. */
export function commonDivisor(a: number, b: number): number {
  while (b > LARGEST_SMALL || (a > LARGEST_SMALL && b !== 0)) [a, b] = [b, a % b];
  if (b === 0) return a;
  let [x, y] = [a | 0, b | 0];
  while (y !== 0) {
    const rest = (x % y) | 0;
    x = y;
    y = rest;
  }
  return x;
}

/** Largest whole number not above `n / d`, for a positive d. */
export function floorOf(n: Int, d: Int): Int {
  if (typeof n === 'number' && typeof d === 'number') return (n - (n % d)) / d - (n % d < 0 ? 1 : 0);
  const [above, below] = [BigInt(n), BigInt(d)];
  const rest = above % below;
  return (above - rest) / below - (rest < 0n ? 1n : 0n);
}

/** Decimals of `1 / d` where it terminates; undefined where it does not. */
export function decimalPlaces(d: bigint): number | undefined {
  let [rest, twos, fives] = [d, 0, 0];
  while (rest % 2n === 0n) [rest, twos] = [rest / 2n, twos + 1];
  while (rest % 5n === 0n) [rest, fives] = [rest / 5n, fives + 1];
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

/** Numerator and denominator, not reduced, of `12`, `-0.25`, `1/3` or `12.5%`. Throws RangeError on anything else. */
export function readNumber(text: string | number): [Int, Int] {
  const source = typeof text === 'number' ? shortest(text) : text.trim();
  const match = /^([+-]?\d+)(?:\.(\d+))?(?:\/(\d+))?(%?)$/.exec(source);
  if (!match || (match[2] !== undefined && match[3] !== undefined)) throw new RangeError(`not a number: ${source}`);
  const decimals = match[2] ?? '';
  // "-0.25": the sign stands on the whole part and must carry over a zero.
  const digits = `${match[1] ?? '0'}${decimals}`;
  const percent = match[4] === '%';
  if (source.length <= SHORT) {
    const below = Number(match[3] ?? '1') * 10 ** decimals.length * (percent ? 100 : 1);
    if (below !== 0 && Number.isSafeInteger(below)) return [Number(digits), below];
  }
  return [BigInt(digits), BigInt(match[3] ?? '1') * 10n ** BigInt(decimals.length) * (percent ? 100n : 1n)];
}

/** `n / d` in units of `1 / scale` (a power of ten), rounded on the absolute value. */
export function scaled(n: Int, d: Int, scale: number, mode: RoundingMode): Int {
  if (typeof n === 'number' && typeof d === 'number') {
    const size = Math.abs(n) * scale;
    if (Number.isSafeInteger(size) && Number.isSafeInteger(2 * d)) {
      const rest = size % d;
      const away = mode === 'up' ? rest > 0 : mode === 'down' ? false : rest * 2 >= d;
      const near = (size - rest) / d + (away ? 1 : 0);
      return n < 0 ? negate(near) : near;
    }
  }
  const [above, below] = [BigInt(n), BigInt(d)];
  const size = (above < 0n ? -above : above) * BigInt(scale);
  const rest = size % below;
  const away = mode === 'up' ? rest > 0n : mode === 'down' ? false : rest * 2n >= below;
  const near = (size - rest) / below + (away ? 1n : 0n);
  return above < 0n ? -near : near;
}

/** `-500` with 2 decimals → `-5.00`. */
export function decimalText(units: Int, decimals: number): string {
  const size = units < 0 ? -units : units;
  const known = typeof size === 'number' && size < PRINTED ? printed[decimals] : undefined;
  const text = known === undefined ? unsigned(size, decimals) : (known[Number(size)] ??= unsigned(size, decimals));
  return units < 0 ? `-${text}` : text;
}

/** Points are small and have few decimals: `0.50` stands on thousands of lines, and is made once. */
const PRINTED = 1 << 14;
const printed: readonly string[][] = [0, 1, 2, 3, 4].map(() => []);

function unsigned(size: Int, decimals: number): string {
  const digits = String(size).padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  return decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** Shortest decimal text of a number that came from JSON; exact for what a person typed. */
function shortest(value: number): string {
  const text = String(value);
  if (!Number.isFinite(value) || text.includes('e')) throw new RangeError(`not a number: ${text}`);
  return text;
}
