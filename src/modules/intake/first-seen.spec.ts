import fc from 'fast-check';
import { FirstSeen } from './first-seen';

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
