import fc from 'fast-check';
import { canonicalJson, digestOf } from './canonical';

describe('canonical JSON', () => {
  it('sorts members by UTF-16 code units and writes no blanks', () => {
    // The members of the example in RFC 8785 §3.2.3, in another order.
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}');
  });

  it('leaves undefined members out, writes undefined entries as null and asks toJSON', () => {
    const value = { b: undefined, a: [undefined, null, { toJSON: () => ({ d: 1, c: [] }) }], c: {} };
    expect(canonicalJson(value)).toBe('{"a":[null,null,{"c":[],"d":1}],"c":{}}');
  });

  it.each([[Number.NaN], [Infinity], ['\ud800'], [undefined], [() => 1]])('has no %p', (value) => {
    expect(() => canonicalJson([0, { value: [value ?? Symbol('none')] }])).toThrow(TypeError);
  });

  it('reads back as what it was and forgets the order of members', () => {
    const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => JSON.stringify(value).isWellFormed());
    fc.assert(
      fc.property(json, (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
        expect(digestOf(reversed(plain))).toBe(digestOf(plain));
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}
