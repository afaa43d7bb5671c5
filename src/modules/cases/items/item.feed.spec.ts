import { readLines, sampleGiven } from 'test/support/feed-driver';
import type { CatalogueItem } from './catalogue';
import feed from './item.feed';

const read = (...lines: string[]): ReturnType<typeof readLines<CatalogueItem>> =>
  readLines(feed, lines, { given: sampleGiven });

describe('the item catalogue', () => {
  it('is read by its header in any order, below a title, with codes kept as text', async () => {
    const { summary, records, warnings } = await read(
      '示范大厅事项目录,,,,,,,,,,',
      '承诺时限（工作日）,事项名称,事项编码,受理窗口,审批窗口编号,办件类型,法定时限,网办深度,启用日期,停用日期,备注',
      '5,甲事项,0113208,税务窗口,C02,承诺件,20,四级,2026年1月1日,,x',
      ',乙事项,0113209,,,即办,,,,2026-06-30,',
    );
    expect(summary.layout).toBe('13');
    expect(records.map(({ record }) => record)).toEqual([
      {
        ...{ code: '0113208', name: '甲事项', department: null, accepting: 'A02', approving: 'C02', type: 'promised' },
        ...{ promiseDays: 5, legalDays: 20, online: '四级', from: '2026-01-01', to: null },
      },
      {
        ...{ code: '0113209', name: '乙事项', department: null, accepting: null, approving: null, type: 'instant' },
        ...{ promiseDays: null, legalDays: null, online: null, from: null, to: '2026-06-30' },
      },
    ]);
    expect(warnings.map(({ line, code }) => [line, code])).toEqual([[4, 'item-without-window']]);
  });

  it('gives the only window of a department as the approving one', async () => {
    const { windows } = sampleGiven.roster;
    const single = windows.find(
      ({ department }) => windows.filter((other) => other.department === department).length === 1,
    );
    const { records } = await read(
      '事项编码,实施部门,承诺时限',
      `I1,${single?.departmentName ?? ''},5`,
      'I2,没有这个部门,5',
    );
    expect(records.map(({ record }) => record.approving)).toEqual([single?.id, null]);
  });

  it('says which of two rows about one item and day counts, and what contradicts itself', async () => {
    const { warnings, records } = await read(
      '事项编码,审批窗口,承诺时限,法定时限,办件类型',
      'I1,税务窗口,5,20,承诺件',
      'I1,税务窗口,6,20,承诺件',
      'I2,税务窗口,30,20,承诺件',
      'I3,税务窗口,0,20,承诺件',
    );
    expect(records).toHaveLength(4);
    expect(warnings.map(({ line, code }) => [line, code])).toEqual([
      [3, 'item-twice'],
      [4, 'promise-over-legal'],
      [5, 'type-against-promise'],
    ]);
  });

  it('is no list of cases, and a list of cases is none', async () => {
    await expect(read('办件编号,受理时间', '1,2026-01-05')).rejects.toThrow('no layout of items fits');
  });
});
