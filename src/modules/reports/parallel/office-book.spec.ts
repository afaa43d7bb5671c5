import type { Cell, Placed, Row, SheetInfo } from 'src/modules/intake/feed';
import { itemOf } from './item-columns';
import feed from './office-book.feed';
import type { BookItem, ItemLine, OfficeLine } from './office-record';

const items: readonly BookItem[] = [
  { code: '01.07', name: '窗口空岗', number: '第七条（一）', kind: 'deduction' },
  { code: '01.071', name: '窗口空岗超时', number: '', kind: 'deduction' },
  { code: '13.02', name: '锦旗、表扬信', number: '13.02', kind: 'bonus' },
  { code: '00.9', name: '专项决定', number: '', kind: 'both' },
];

describe('the clause an office names', () => {
  it.each([
    ['01.07', '01.07'],
    ['第01.07条', '01.07'],
    ['01.07 窗口空岗', '01.07'],
    ['01.071窗口空岗超时', '01.071'],
    ['第七条（一）', '01.07'],
    ['锦旗、表扬信', '13.02'],
    ['13.02锦旗、表扬信加分', '13.02'],
    ['环境卫生', null],
    ['窗口空岗超时扣分', '01.071'],
  ])('%s', (text, item) => expect(itemOf(items, [text])).toBe(item));
});

function read(rows: readonly (readonly Cell[])[]): { lines: Placed<ItemLine>[]; rejects: string[] } {
  const sheet: SheetInfo = { name: '明细', index: 0, hidden: false, source: 'xlsx' };
  const context = { options: { period: '2026-04' }, given: { roster: null, base: '100', items } };
  const all: Row[] = rows.map((cells, at) => ({ line: at + 1, cells }));
  const layout = feed.layouts
    .flatMap((one) => one.begin(sheet, all, context) ?? [])
    .sort((a, b) => b.fit - a.fit)
    .at(0);
  const records = all.flatMap((row): Placed<OfficeLine>[] =>
    (layout?.reader.row(row) ?? []).flatMap((outcome) =>
      outcome.kind === 'record' ? [{ sheet: '明细', line: outcome.line, record: outcome.record }] : [],
    ),
  );
  const together = feed.across?.(records, context);
  return {
    lines: (together?.records ?? []).filter((one): one is Placed<ItemLine> => one.record.kind === 'item'),
    rejects: (together?.rejects ?? []).map(({ line, code }) => `${String(line)} ${code}`),
  };
}

const signs = (rows: readonly (readonly Cell[])[]): string[] => read(rows).lines.map(({ record }) => record.points);

describe('a list of additions and deductions', () => {
  it('has its sign from columns, words, signs, or the kind of the item', () => {
    expect(
      signs([
        ['窗口编号', '条款', '加分', '扣分'],
        ['W01', '13.02', '0.2', ''],
        ['W01', '01.07', '', '1'],
      ]),
    ).toEqual(['0.2', '-1']);
    expect(
      signs([
        ['窗口编号', '条款', '加/减', '分值'],
        ['W01', '13.02', '加分', '0.2'],
        ['W01', '01.07', '减', '1'],
      ]),
    ).toEqual(['0.2', '-1']);
    expect(
      signs([
        ['窗口编号', '条款', '分值'],
        ['W01', '00.9', '-0.3'],
        ['W01', '01.07', '1'],
        ['W01', '13.02', '+0.2'],
      ]),
    ).toEqual(['-0.3', '-1', '0.2']);
  });

  it('leaves headings, subtotals and empty lines, and sends back points that are none', () => {
    const told = read([
      ['2026年4月加减分明细'],
      ['窗口编号', '条款', '分值', '事由'],
      ['W01', '01.07', '1', '空岗'],
      ['', '', '', ''],
      ['小计', '', '-1', ''],
      ['W01', '', '5', ''],
      ['W02', '01.07', '若干', '空岗'],
      ['W02', '01.07', '1', '空岗'],
      ['W02', '01.07', '1', '空岗'],
    ]);
    expect(told.lines.map(({ line, record }) => [line, record.subject, record.points, record.reason])).toEqual([
      [3, 'W01', '-1', '空岗'],
      [8, 'W02', '-1', '空岗'],
      // The same words twice are two findings.
      [9, 'W02', '-1', '空岗'],
    ]);
    expect(told.rejects).toEqual(['7 not-points']);
  });
});
