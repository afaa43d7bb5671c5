import fc from 'fast-check';
import { FirstSeen, type Shelf } from './first-seen';

/** A shelf of so many words. */
class Words implements Shelf {
  readonly held: number[] = [];

  constructor(private readonly room = Infinity) {}

  put(words: Uint32Array): number {
    const from = this.held.length;
    if (from + words.length > this.room) throw new Error('no room');
    for (const word of words) this.held.push(word);
    return from;
  }

  read(from: number, into: Uint32Array): void {
    into.set(this.held.slice(from, from + into.length));
  }
}

describe('texts seen for the first time', () => {
  it('keep the mark of their first time', () => {
    const seen = new FirstSeen();
    expect(seen.mark('20260300001', 7)).toBeUndefined();
    expect(seen.mark('20260300002', 8)).toBeUndefined();
    expect(seen.mark('20260300001', 9)).toBe(7);
    expect(seen.mark('20260300002')).toBe(8);
    expect(seen.size).toBe(2);
    seen.change('20260300001', 10);
    seen.change('20260300003', 11);
    expect([seen.mark('20260300001'), seen.mark('20260300003', 12)]).toEqual([10, undefined]);
  });

  it('are told apart in tens of thousands that differ in one digit', () => {
    const seen = new FirstSeen();
    const number = (n: number): string => `9900202601${String(n).padStart(6, '0')}`;
    for (let n = 0; n < 40_000; n++) seen.mark(number(n), n);
    expect(seen.size).toBe(40_000);
    for (let n = 0; n < 40_000; n += 97) expect(seen.mark(number(n), 1)).toBe(n);
  });

  it.each([
    ['all of them', Infinity, 24 * 256 * 4],
    ['as many as there is room for', 5000, 4096],
  ])('are put away, %s, and found again with the mark they have now', (_, room, held) => {
    const shelf = new Words(room);
    const seen = new FirstSeen(shelf, 256);
    for (let n = 0; n < 4000; n++) expect(seen.mark(String(n), n)).toBeUndefined();
    for (let n = 0; n < 4000; n += 3) seen.change(String(n), 10_000 + n);
    expect(shelf.held.length).toBeGreaterThanOrEqual(held);
    for (let n = 0; n < 4000; n++) expect(seen.mark(String(n))).toBe(n % 3 === 0 ? 10_000 + n : n);
    expect([seen.mark('4000', 5), seen.mark('4000'), seen.size]).toEqual([undefined, 5, 4001]);
  });

  it('are what a map of the texts themselves says', () => {
    const texts = fc.array(fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('', '0', '00', 'a ', ' a')), {
      maxLength: 500,
    });
    fc.assert(
      fc.property(texts, (list) => {
        const [seen, known] = [new FirstSeen(), new Map<string, number>()];
        const marks = list.map((text, index) => seen.mark(text, index));
        const firsts = list.map((text, index) => {
          const first = known.get(text);
          if (first === undefined) known.set(text, index);
          return first;
        });
        expect([marks, seen.size]).toEqual([firsts, known.size]);
      }),
    );
  });
});
