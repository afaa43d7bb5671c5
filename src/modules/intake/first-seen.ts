const WORDS = 3;
const SLOT = WORDS + 1;
const FIRST_CAPACITY = 1024;

/**
 * Which texts came before, and a mark of the first time each came. A file may hold a million rows, so a text is kept as 96 bits
 * of digest and 32 bits of mark beside the heap: 24 to 48 bytes a text, whatever its length. That two of a million texts
 * share a digest has a chance of one in 10¹⁷.
 */
export class FirstSeen {
  private capacity = FIRST_CAPACITY;
  private slots = new Uint32Array(FIRST_CAPACITY * SLOT);
  private readonly digest = new Uint32Array(WORDS);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Undefined when the text is new and is kept with `mark` (0 … 2³² − 1); else the mark of its first time. */
  mark(text: string, mark = 0): number | undefined {
    digestInto(this.digest, text);
    const at = this.find(this.digest);
    if (this.isTaken(at)) return this.slots[at + WORDS];
    this.slots.set(this.digest, at);
    this.slots[at + WORDS] = mark;
    if (++this.count * 3 > this.capacity * 2) this.grow();
    return undefined;
  }

  /** Another mark for a text that came before. */
  change(text: string, mark: number): void {
    digestInto(this.digest, text);
    const at = this.find(this.digest);
    if (this.isTaken(at)) this.slots[at + WORDS] = mark;
  }

  /** Where the digest stands, or the free slot it belongs into. */
  private find(digest: Uint32Array): number {
    const { slots, capacity } = this;
    for (let place = (digest[0] ?? 0) & (capacity - 1); ; place = (place + 1) & (capacity - 1)) {
      const at = place * SLOT;
      if (!this.isTaken(at)) return at;
      let word = 0;
      while (word < WORDS && slots[at + word] === digest[word]) word++;
      if (word === WORDS) return at;
    }
  }

  /** The second word of a digest is never 0. */
  private isTaken(at: number): boolean {
    return this.slots[at + 1] !== 0;
  }

  private grow(): void {
    const old = this.slots;
    this.capacity *= 2;
    this.slots = new Uint32Array(this.capacity * SLOT);
    for (let at = 0; at < old.length; at += SLOT) {
      if (old[at + 1] === 0) continue;
      const slot = old.subarray(at, at + SLOT);
      this.slots.set(slot, this.find(slot));
    }
  }
}

/** Three mixes of the text side by side; no secret, only enough bits that two texts of a file never meet. */
function digestInto(digest: Uint32Array, text: string): void {
  let [a, b, c] = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x85ebca6b) ^ (b >>> 13);
    b = Math.imul(b ^ code, 0xc2b2ae35) ^ (c >>> 15);
    c = Math.imul(c ^ code, 0x27d4eb2f) ^ (a >>> 16);
  }
  digest[0] = mixed(a ^ text.length);
  digest[1] = mixed(b + a) || 1;
  digest[2] = mixed(c + b);
}

function mixed(word: number): number {
  let value = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
