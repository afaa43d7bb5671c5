const WORD = 0x1_0000_0000;

/**
 * Pseudo-random whole numbers from labels: the same labels give the same numbers on every machine. Each part of the demo
 * draws from its own labels, so that a change in one part moves nothing in another. Small fast counter (sfc32) over four
 * 32-bit words that a multiplicative hash of the labels fills; only 32-bit integer arithmetic.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(...labels: readonly (string | number)[]) {
    const text = labels.join('\u001f');
    this.a = hash(text, 0x9e3779b9);
    this.b = hash(text, 0x243f6a88);
    this.c = hash(text, 0xb7e15162);
    for (let round = 0; round < 12; round++) this.word();
  }

  /** 0 … 2^32 − 1. */
  word(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** 0 … n − 1; n up to 2^20, so that the product is exact. */
  below(n: number): number {
    return Math.floor((this.word() * n) / WORD);
  }

  /** Both ends included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** True in `perThousand` of a thousand draws. */
  chance(perThousand: number): boolean {
    return this.below(1000) < perThousand;
  }

  pick<T>(list: readonly T[]): T {
    const value = list[this.below(list.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }

  /** Position in a list of weights. */
  weighted(weights: readonly number[]): number {
    let left = this.below(weights.reduce((sum, weight) => sum + weight, 0));
    return weights.findIndex((weight) => (left -= weight) < 0);
  }

  shuffled<T>(list: readonly T[]): T[] {
    const keyed = list.map((value, index) => ({ value, index, key: this.word() }));
    return keyed.sort((x, y) => x.key - y.key || x.index - y.index).map(({ value }) => value);
  }
}

function hash(text: string, start: number): number {
  let value = start;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
    value = (value << 13) | (value >>> 19);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) | 0;
}
