import fc from 'fast-check';
import { Delimited, sniffDelimiter, type Delimiter } from './delimited';
import { FileFault } from './faults';

function read(text: string, delimiter: Delimiter | null = ',', size = text.length || 1): (readonly unknown[])[] {
  const cutter = new Delimited(delimiter ?? undefined);
  for (let at = 0; at < text.length; at += size) cutter.write(text.slice(at, at + size));
  cutter.end();
  return cutter.take().map((row) => [row.line, ...row.cells]);
}

describe('records', () => {
  it('end at CRLF, LF, CR or the end of the file', () => {
    expect(read('a,b\r\nc,d\ne,f\rg,h')).toEqual([
      [1, 'a', 'b'],
      [2, 'c', 'd'],
      [3, 'e', 'f'],
      [4, 'g', 'h'],
    ]);
  });

  it('may hold the mark, quotes and line feeds in quotes', () => {
    expect(read('"a,b","say ""no""","two\r\nlines"\nx,y,z')).toEqual([
      [1, 'a,b', 'say "no"', 'two\r\nlines'],
      [2, 'x', 'y', 'z'],
    ]);
  });

  it('keep their own number of cells, and empty lines count', () => {
    expect(read('a,b,c\n\nd\n,,,\n')).toEqual([
      [1, 'a', 'b', 'c'],
      [2, ''],
      [3, 'd'],
      [4, '', '', '', ''],
    ]);
  });

  it('keep a quotation mark inside a cell, and what follows a closing one', () => {
    expect(read('5" pipe,"a"b\n')).toEqual([[1, '5" pipe', 'ab']]);
  });

  it('are whole lines without a mark', () => {
    expect(read('"x, y\nz', null)).toEqual([
      [1, '"x, y'],
      [2, 'z'],
    ]);
  });

  it('name the line of a quotation mark that is never closed', () => {
    expect(() => read('a,b\nc,"d\ne,f')).toThrow(new FileFault('quote-open', '第 2 行 (line 2) '));
  });

  it('refuse cells beyond the limit of a worksheet', () => {
    expect(() => read('x'.repeat(32_768))).toThrow(FileFault);
    expect(read('x'.repeat(32_767))).toHaveLength(1);
  });

  it('are the same however the text is cut into pieces', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '中', '\t'), maxLength: 6 });
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 7 }),
        (records, end, size) => {
          const text = records.map((cells) => cells.map(quoted).join(',')).join(end);
          expect(read(text, ',', size)).toEqual(records.map((cells, index) => [index + 1, ...cells]));
        },
      ),
    );
  });
});

describe('the mark between cells', () => {
  it.each([
    ['a,b,c\n1,2,3', ','],
    ['a;b;c\n1,5;2;3', ';'],
    ['7001\t2026-01-05 08:20:00\t1\n', '\t'],
    ['"x;y;z",1\n"a;b",2', ','],
    ['one\ntwo', undefined],
  ])('%j', (text, mark) => {
    expect(sniffDelimiter(text)).toBe(mark);
  });
});
