import type { Cell } from 'src/modules/intake/feed';
import { RowCells } from './row-cells';

const NAMES = { no: ['办件编号'], days: ['承诺时限(工作日)', '承诺时限'] } as const;

function cellsOf(no: Cell, days: Cell = ''): RowCells<'no' | 'days'> {
  const at = new Map([
    ['no', 0],
    ['days', 1],
  ] as const);
  const columns = { line: 1, at, titles: ['办件编号', '承诺时限'], folded: ['办件编号', '承诺时限'], above: [] };
  const sheet = { name: '', index: 0, hidden: false, source: 'csv' } as const;
  return new RowCells({ sheet, columns, names: NAMES, options: {} }, { line: 2, cells: [no, days] });
}

describe('ids', () => {
  it.each([
    ['3299992600001002', '3299992600001002'],
    ['="3299992600001002"', '3299992600001002'],
    ['=" 0717 "', '0717'],
    ['=0717', '0717'],
    ["'0717", '0717'],
    ['＝＂０７１７＂', '0717'],
    ['A.01', 'A.01'],
    ['1E5', '1E5'],
    ['E+12', 'E+12'],
  ])('reads %s as %s', (written, id) => {
    const cells = cellsOf(written);
    expect([cells.id('no'), cells.reject]).toEqual([id, undefined]);
  });

  it.each(['3.29999E+15', '3.2999926E+15', '3E+15', '３．２９９９９Ｅ＋１５', '="3.29999E+15"', '3.29999e+015'])(
    'refuses %s, from which a spreadsheet has taken digits',
    (written) => {
      const cells = cellsOf(written);
      expect(cells.id('no')).toBe('');
      expect(cells.reject).toMatchObject({ line: 2, column: '办件编号', value: written, code: 'digits-lost' });
      expect(cells.reject?.cause.zh).toMatch(/^“办件编号”的 3.*是科学计数，已丢失位数$/);
      expect(cells.reject?.remedy.zh).toBe('请从原系统重新导出，并将该列保存为文本格式');
    },
  );

  it('takes no formula for an id', () => {
    const cells = cellsOf('=HYPERLINK("http://example.invalid","3299992600001002")');
    expect([cells.id('no'), cells.reject?.code]).toEqual(['', 'cell-formula']);
  });
});

describe('counts', () => {
  it.each([
    ['3', 3],
    ['3.0', 3],
    ['０３', 3],
    ['', null],
  ])('reads %s as %s', (written, count) => {
    const cells = cellsOf('1', written);
    expect([cells.count('days'), cells.reject]).toEqual([count, undefined]);
  });

  it.each<[Cell, string, string]>([
    ['-3', 'number-negative', '“承诺时限”的“-3”是负数，不能小于 0'],
    ['－3', 'number-negative', '“承诺时限”的“-3”是负数，不能小于 0'],
    [{ kind: 'number', text: '-2.5' }, 'number-negative', '“承诺时限”的“-2.5”是负数，不能小于 0'],
    ['2.5', 'not-a-number', '“承诺时限”的“2.5”不是整数'],
    ['五', 'not-a-number', '“承诺时限”的“五”不是整数'],
  ])('refuses %j as %s', (written, code, zh) => {
    const cells = cellsOf('1', written);
    expect([cells.count('days'), cells.reject?.code, cells.reject?.cause.zh]).toEqual([null, code, zh]);
  });
});
