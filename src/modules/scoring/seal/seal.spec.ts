import { firstDifference } from './seal';

describe('firstDifference', () => {
  it('finds nothing in equal documents, whatever the order of members', () => {
    expect(firstDifference({ a: [1, { b: '2' }], c: null }, { c: null, a: [1, { b: '2' }] })).toBeUndefined();
    expect(firstDifference({ a: undefined }, {})).toBeUndefined();
  });

  it('names the place and both values', () => {
    expect(
      firstDifference({ sheets: [{ lines: [{ points: '-1/2' }] }] }, { sheets: [{ lines: [{ points: '-1' }] }] }),
    ).toEqual({
      at: '/sheets/0/lines/0/points',
      sealed: '"-1/2"',
      recomputed: '"-1"',
    });
  });

  it('sees a member that is missing on one side and a list that became longer', () => {
    expect(firstDifference({ a: 1 }, { a: 1, b: 2 })?.at).toBe('/b');
    expect(firstDifference([1], [1, 2])).toEqual({ at: '/1', sealed: 'null', recomputed: '2' });
  });

  it('escapes pointers and shortens long values', () => {
    const difference = firstDifference({ 'a/b~c': 'x'.repeat(500) }, { 'a/b~c': 'y' });
    expect(difference?.at).toBe('/a~1b~0c');
    expect(difference?.sealed).toHaveLength(200);
  });
});
