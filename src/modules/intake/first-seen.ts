const WORDS = 3;
const SLOT = WORDS + 1;
const FIRST_CAPACITY = 1024;
/** Slots of the largest table in memory: 16 MB. With a shelf a full one is put away. */
const LARGEST = 1 << 20;
/** Slots read from the shelf at a time; few chains of taken slots are longer. */
const WINDOW = 64;
/** Words of a filter's block: a text sets one bit in each. */
const BLOCK = 8;

/** Room beside the memory, for what is written once and looked at now and then. */
export interface Shelf {
  /** Puts words away and tells where. Throws when there is no room. */
  put(words: Uint32Array): number;
  /** Fills `into` with the words from there on. */
  read(from: number, into: Uint32Array): void;
}

/**
 * Which texts came before, and a mark of the first time each came. A text is kept as 96 bits of digest and 32 bits of mark
 * beside the heap: 24 to 48 bytes a text, whatever its length. With a shelf only the youngest 700,000 stay in memory, of
 * older ones 1.5 bytes each, so that a file may hold ten million rows. That two of ten million texts share a digest has a
 * chance of one in 10¹⁵.
 */
export class FirstSeen {
  private young: Uint32Array;
  private readonly digest = new Uint32Array(WORDS);
  private inYoung = 0;
  private count = 0;
  private readonly old: PutAway[] = [];

  /** `largest`: slots of the table in memory, a power of two, at least 32. */
  constructor(
    private shelf?: Shelf,
    private readonly largest = LARGEST,
  ) {
    this.young = new Uint32Array(Math.min(FIRST_CAPACITY, largest) * SLOT);
  }

  get size(): number {
    return this.count;
  }

  /** Undefined when the text is new and is kept with `mark` (0 … 2³² − 1); else the mark of its first time. */
  mark(text: string, mark = 0): number | undefined {
    digestInto(this.digest, text);
    const at = placeOf(this.young, this.digest);
    if (isTaken(this.young, at)) return this.young[at + WORDS];
    const before = this.older();
    if (before !== undefined) return before;
    this.count++;
    this.keep(at, mark);
    return undefined;
  }

  /** Another mark for a text that came before. */
  change(text: string, mark: number): void {
    digestInto(this.digest, text);
    const at = placeOf(this.young, this.digest);
    if (isTaken(this.young, at)) this.young[at + WORDS] = mark;
    // The younger mark hides the one that was put away.
    else if (this.older() !== undefined) this.keep(at, mark);
  }

  private older(): number | undefined {
    for (let index = this.old.length - 1; index >= 0; index--) {
      const mark = this.old[index]?.markOf(this.digest);
      if (mark !== undefined) return mark;
    }
    return undefined;
  }

  private keep(at: number, mark: number): void {
    this.young.set(this.digest, at);
    this.young[at + WORDS] = mark;
    if (++this.inYoung * 3 * SLOT > this.young.length * 2) this.makeRoom();
  }

  private makeRoom(): void {
    if (this.shelf && this.young.length >= this.largest * SLOT) {
      try {
        this.old.push(new PutAway(this.young, this.shelf));
        this.young.fill(0);
        this.inYoung = 0;
        return;
      } catch {
        // No room there: from now on everything stays in memory, as without a shelf.
        this.shelf = undefined;
      }
    }
    const full = this.young;
    this.young = new Uint32Array(full.length * 2);
    for (let at = 0; at < full.length; at += SLOT) {
      if (!isTaken(full, at)) continue;
      const slot = full.subarray(at, at + SLOT);
      this.young.set(slot, placeOf(this.young, slot));
    }
  }
}

/** A full table on the shelf, as it was in memory, with a filter that knows nearly every text it does not hold. */
class PutAway {
  private readonly from: number;
  private readonly length: number;
  private readonly filter: Uint32Array;
  private readonly window = new Uint32Array(WINDOW * SLOT);

  constructor(
    table: Uint32Array,
    private readonly shelf: Shelf,
  ) {
    this.length = table.length;
    this.filter = new Uint32Array(table.length / SLOT / 4);
    for (let at = 0; at < table.length; at += SLOT)
      if (isTaken(table, at)) this.pass(table[at + 1], table[at + 2], true);
    this.from = shelf.put(table);
  }

  markOf(digest: Uint32Array): number | undefined {
    if (!this.pass(digest[1], digest[2], false)) return undefined;
    const { window, length } = this;
    let at = startOf(length, digest[0]);
    for (;;) {
      const words = Math.min(window.length, length - at);
      this.shelf.read(this.from + at, words === window.length ? window : window.subarray(0, words));
      for (let word = 0; word < words; word += SLOT) {
        if (!isTaken(window, word)) return undefined;
        if (isSame(window, word, digest)) return window[word + WORDS];
      }
      at = (at + words) % length;
    }
  }

  /** Sets the bits of a digest, or tells whether all are set: one bit in each word of one block. */
  private pass(second = 0, third = 0, set: boolean): boolean {
    const { filter } = this;
    const block = (second & (filter.length / BLOCK - 1)) * BLOCK;
    for (let word = 0; word < BLOCK; word++) {
      const bit = 1 << (Math.imul(third, SALTS[word] ?? 1) >>> 27);
      const held = filter[block + word] ?? 0;
      if (set) filter[block + word] = held | bit;
      else if ((held & bit) === 0) return false;
    }
    return true;
  }
}

/** Odd numbers; each picks another five bits of the same word. */
const SALTS = [0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31];

/** Where the digest stands in a table, or the free slot it belongs into. */
function placeOf(table: Uint32Array, digest: Uint32Array): number {
  let at = startOf(table.length, digest[0]);
  while (isTaken(table, at) && !isSame(table, at, digest)) at = (at + SLOT) & (table.length - 1);
  return at;
}

/** The number of slots is a power of two. */
function startOf(length: number, first = 0): number {
  return (first & (length / SLOT - 1)) * SLOT;
}

/** The second word of a digest is never 0. */
function isTaken(table: Uint32Array, at: number): boolean {
  return table[at + 1] !== 0;
}

function isSame(table: Uint32Array, at: number, digest: Uint32Array): boolean {
  return table[at] === digest[0] && table[at + 1] === digest[1] && table[at + 2] === digest[2];
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
