import { edgeOf, pointsOf, rankOf, tickOf, wordsOf } from './cell-texts';
import { monthInTitle, monthOf } from './month-text';

describe('what offices write', () => {
  it.each([
    ['2026-03', '2026-03'],
    ['2026年3月', '2026-03'],
    ['２０２６年０３月份', '2026-03'],
    ['202603', '2026-03'],
    ['2026.3', '2026-03'],
    ['2026-03-15', '2026-03'],
    ['二〇二六年十二月', '2026-12'],
    ['二○二六年十月', '2026-10'],
    ['2026年1-3月', undefined],
    ['2026年第一季度', undefined],
    ['13月', undefined],
    ['3月', undefined],
  ])('the month %s', (text, month) => expect(monthOf(text)).toBe(month));

  it('a month without its year needs one beside it', () => {
    expect(monthOf('3月份', '2026')).toBe('2026-03');
    expect(monthOf('三月', '2026')).toBe('2026-03');
    expect(monthInTitle('××中心2026年3月窗口考核情况通报附表（第2版）')).toBe('2026-03');
    expect(monthInTitle('3月窗口考核')).toBeUndefined();
  });

  it.each([
    ['96.5', { value: '96.5' }],
    ['+1.50分', { value: '1.5' }],
    ['－0.3', { value: '-0.3' }],
    ['1,002.25', { value: '1002.25' }],
    ['.5', { value: '0.5' }],
    ['99.300000000000011', { value: '99.3' }],
    ['', 'blank'],
    ['—', 'blank'],
    ['无', 'blank'],
    ['九十五', { value: '95' }],
    ['九五', 'fault'],
    ['1e9', 'fault'],
    ['1.2.3', 'fault'],
  ])('points %s', (text, read) => expect(pointsOf(text)).toEqual(read));

  it.each([
    ['第3名', { value: 3 }],
    ['第十二名', { value: 12 }],
    ['3（并列）', { value: 3 }],
    ['并列第2', { value: 2 }],
    ['不排名', 'blank'],
    ['不参评', 'blank'],
    ['-', 'blank'],
    ['0', 'fault'],
    ['优', 'fault'],
  ])('the rank %s', (text, read) => expect(rankOf(text)).toEqual(read));

  it('ticks, edges and result words', () => {
    expect(tickOf('√', '前五名')).toEqual({ value: true });
    expect(tickOf('红旗', '红旗窗口')).toEqual({ value: true });
    expect(tickOf('×', '红旗窗口')).toEqual({ value: false });
    expect(tickOf('', '红旗窗口')).toBe('blank');
    expect(tickOf('待定', '红旗窗口')).toBe('fault');
    expect([edgeOf('前五名'), edgeOf('后10名'), edgeOf('倒数三名'), edgeOf('红旗')]).toEqual([5, 10, 3, null]);
    expect(wordsOf('季度红旗窗口候选（并列）；全年三次第一名（3次、含导入2次）')).toEqual([
      '季度红旗窗口候选',
      '全年三次第一名',
    ]);
    expect(wordsOf('—')).toEqual([]);
  });
});
