import { FileFault } from './faults';
import { isLines, JsonLines, looksLikeJson, rowsOfDocument } from './json-rows';

function lines(text: string): unknown[] {
  const first = new JsonLines();
  first.write(text);
  first.end();
  const second = new JsonLines(first.found);
  for (const piece of text.match(/[\s\S]{1,5}/g) ?? []) second.write(piece);
  second.end();
  return second.take();
}

describe('one object a line', () => {
  it('gives a row of names and one row an object, with the numbers of the lines', () => {
    expect(lines('{"a":"1","b":2}\r\n\r\n{"c":null,"a":"x"}')).toEqual([
      { line: 0, cells: ['a', 'b', 'c'] },
      { line: 1, cells: ['1', { kind: 'number', text: '2' }, ''] },
      { line: 3, cells: ['x', '', ''] },
    ]);
  });

  it('names lines that are no JSON or no object', () => {
    expect(lines('{"a":"1"}\n{"a": "2\n[]\n')).toEqual([
      { line: 0, cells: ['a'] },
      { line: 1, cells: ['1'] },
      { line: 2, bad: 'json-invalid', text: '{"a": "2' },
      { line: 3, bad: 'json-not-object', text: '[]' },
    ]);
  });
});

describe('a document', () => {
  it('is a list, or holds one below', () => {
    const rows = [
      { line: 0, cells: ['a'] },
      { line: 1, cells: ['x'] },
    ];
    expect(rowsOfDocument('[{"a":"x"}]')).toEqual(rows);
    expect(rowsOfDocument('{"code":0,"data":{"total":1,"list":[{"a":"x"}]}}')).toEqual(rows);
  });

  it('keeps the digits of numbers, and lists and objects inside as JSON', () => {
    const text = '[{"n":32999926000010010001,"p":[{"id":"07002","k":1.50}],"t":true,"e":{}}]';
    expect(rowsOfDocument(text)[1]).toEqual({
      line: 1,
      cells: [{ kind: 'number', text: '32999926000010010001' }, '[{"id":"07002","k":1.50}]', 'true', '{}'],
    });
  });

  it('rejects items that are no object by their place', () => {
    expect(rowsOfDocument('[{"a":"x"},7]')[2]).toEqual({ line: 2, bad: 'json-not-object', text: '7' });
  });

  it.each(['{"a":1}', '[1,2', '[{"a":"x"}] x', '[01]', '{"a":[{"b":1}'])('refuses %s', (text) => {
    expect(() => rowsOfDocument(text)).toThrow(FileFault);
  });

  it('refuses nesting without end instead of running out of stack', () => {
    expect(() => rowsOfDocument('['.repeat(100_000))).toThrow(new FileFault('json', '第 1 行 (line 1)'));
  });
});

describe('what JSON looks like', () => {
  it.each([
    ['{"a":1}\n{"a":2}', true, true],
    ['[\n {"a":1}\n]', true, false],
    ['{\n"data":[\n{"a":1}\n]}', true, false],
    ['{"a": "2\n{"a":1}', true, true],
    ['{"data":[{"a":1}]}', true, false],
    ['{\n "data": [\n {"a":1}]}', true, false],
    ['[办件编号],事项\n', false, false],
    ['工号,打卡时间', false, false],
  ])('%j', (text, json, perLine) => {
    expect([looksLikeJson(text), looksLikeJson(text) && isLines(text)]).toEqual([json, perLine]);
  });
});
