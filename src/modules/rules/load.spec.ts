import fc from 'fast-check';
import { LARGEST_BOOK, loadBook } from './load';

const at = (text: string): string[] =>
  loadBook(text).problems.map(({ line, column, code }) => `${line}:${column} ${code}`);

describe('loadBook', () => {
  it('keeps the digits of the source: nothing becomes a binary float', () => {
    const { value, problems } = loadBook(
      'points: 0.30\nthird: 1/3\nshare: 12.5%\ncode: 01.10\nbig: 12345678901234567890\nexp: 1e3\nhex: 0x10\ntime: 17:30\nfrom: 2026-01\n10: 20\n',
    );
    expect(problems).toEqual([]);
    expect(value).toEqual({
      points: '0.30',
      third: '1/3',
      share: '12.5%',
      code: '01.10',
      big: '12345678901234567890',
      exp: '1e3',
      hex: '0x10',
      time: '17:30',
      from: '2026-01',
      10: '20',
    });
  });

  it('gives numbers only to members that are whole numbers, and only for plain digits', () => {
    expect(loadBook('n: 5\nafter: -1\ntimes: "3"\nbest: 03\ndecimals: 2.0\npoints: 5\n').value).toEqual({
      n: 5,
      after: -1,
      times: '3',
      best: '03',
      decimals: '2.0',
      points: '5',
    });
  });

  it('knows true, false and nothing', () => {
    expect(loadBook('a: true\nb: false\nc:\nd: ~\ne: "true"\nf: yes\ng: ""\n').value).toEqual({
      a: true,
      b: false,
      c: null,
      d: null,
      e: 'true',
      f: 'yes',
      g: '',
    });
  });

  it('knows where each value and each name stands', () => {
    const { places } = loadBook('a: 1\nitems:\n  - code: 01.01\n    shape: { kind: per-unit, points: 2 }\n');
    expect(places.of('/a')).toEqual({ line: 1, column: 4 });
    expect(places.of('/items/0/code')).toEqual({ line: 3, column: 11 });
    expect(places.of('/items/0/shape/points')).toEqual({ line: 4, column: 38 });
    expect(places.of('/items/0/shape/points', true)).toEqual({ line: 4, column: 30 });
    expect(places.of('/items/0/shape/missing/deep')).toEqual({ line: 4, column: 5 });
    expect(places.of('/nothing')).toEqual({ line: 1, column: 1 });
  });

  it.each([
    ['a: 1\nb: 2\na: 3\n', '3:1 duplicate-key'],
    ['a:\n\tb: 1\n', '2:1 syntax'],
    ['a: &x 1\n', '1:7 anchor'],
    ['a: *x\n', '1:4 anchor'],
    ['a: !!binary aGk=\n', '1:13 tag'],
    ['a: 1\n---\nb: 2\n', '2:1 syntax'],
    ['a: b: c\n', '1:4 syntax'],
    ['a: "x\n', '2:1 syntax'],
    ['', '1:1 not-a-book'],
    ['# nothing\n', '1:1 not-a-book'],
    ['just words\n', '1:1 not-a-book'],
    ['- a\n- b\n', '1:1 not-a-book'],
    ['? [a]\n: 1\n', '1:1 bad-key'],
    ['a:\n  __proto__: 1\n', '2:3 bad-key'],
  ])('refuses %j', (text, expected) => {
    expect(at(text)).toEqual([expected]);
  });

  it('says what is wrong with a full-width colon', () => {
    const [problem] = loadBook('book: a\ntitle：b\nfrom: c\n').problems;
    expect(problem).toMatchObject({ line: 2, column: 1, cause: { zh: '这一行用了全角冒号“：”。' } });
  });

  it('refuses what is too large, too deep or too many', () => {
    expect(at(`a: ${'x'.repeat(LARGEST_BOOK)}`)).toEqual(['1:1 too-large']);
    expect(at(`a: ${'['.repeat(5000)}${']'.repeat(5000)}`)).toHaveLength(1);
    expect(at(`a: ${'['.repeat(30)}${']'.repeat(30)}`)).toEqual(['1:28 too-deep']);
    expect(at(`a: [${'1,'.repeat(70_000)}1]`).map((one) => one.split(' ')[1])).toEqual(['too-many-values']);
  });

  it('never throws and always gives a position', () => {
    const piece = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '"',
      '&x',
      '*x',
      '!',
      '\t',
      '1',
      '%',
      '---\n',
      '：',
      '|',
      '#',
      '?',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
        ),
        (text) => {
          const { value, problems } = loadBook(text);
          for (const { line, column } of problems) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(column).toBeGreaterThanOrEqual(1);
          }
          return problems.length > 0 || (typeof value === 'object' && value !== null);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
