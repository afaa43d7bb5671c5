import type { Cell, Row } from 'src/modules/intake/feed';
import { findColumns, titleOf, type Columns } from './columns';

const NAMES = { no: ['办件编号'], limit: ['承诺时限(工作日)'], from: ['特别程序开始'], to: ['特别程序结束'] } as const;
type Field = keyof typeof NAMES;

function found(...rows: readonly (readonly Cell[])[]): Columns<Field> | undefined {
  const head: Row[] = rows.map((cells, index) => ({ line: index + 1, cells }));
  return findColumns<Field>(head, NAMES, (has) => has('no') && has('limit'));
}

describe('titles', () => {
  it.each([
    ['*办件编号', '办件编号'],
    ['办件编号＊', '办件编号'],
    ['办件编号：', '办件编号'],
    ['【办件编号】', '办件编号'],
    ['*办件编号（必填）', '办件编号'],
    ['办件编号（必填项）', '办件编号'],
    ['承诺时限（单位：工作日）', '承诺时限(工作日)'],
    ['承诺时限\n（工作日）', '承诺时限(工作日)'],
    ['备注：其他', '备注:其他'],
  ])('compares %j as %j', (written, compared) => {
    expect(titleOf(written)).toBe(compared);
  });
});

describe('two rows of titles', () => {
  const two = [
    ['办件编号', '承诺时限', '特别程序', '', '备注'],
    ['', '(工作日)', '开始', '结束', ''],
  ] as const;

  it('puts upper and lower title together where that is a known column', () => {
    const columns = found(...two);
    expect(columns?.line).toBe(2);
    expect([...(columns?.at ?? [])]).toEqual([
      ['no', 0],
      ['limit', 1],
      ['from', 2],
      ['to', 3],
    ]);
  });

  it('takes the second row in where the first is complete by itself', () => {
    const columns = found(['办件编号', '承诺时限（工作日）', '特别程序'], ['', '', '开始', '结束']);
    expect(columns?.line).toBe(2);
    expect(columns?.at.get('to')).toBe(3);
  });

  it.each([
    ['a row of data', ['A1', '5', '', '']],
    ['words that name no further column', ['', '', '甲', '乙']],
    ['a blank row', ['', '', '', '']],
  ])('leaves %s below a complete header alone', (_, below) => {
    expect(found(['办件编号', '承诺时限（工作日）', '特别程序', ''], below)?.line).toBe(1);
  });
});
