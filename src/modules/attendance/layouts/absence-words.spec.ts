import { isAbsenceWord, isNothing } from './absence-words';

describe('words in place of a time', () => {
  it.each([
    '事假',
    '年休假(天)',
    '上午出差',
    '出差、培训',
    '休息',
    '缺卡',
    '未打卡',
    '√',
    '请病假',
    '离职',
    '外出（下午）',
  ])('%s says why there is no time', (word) => expect(isAbsenceWord(word)).toBe(true));

  it.each(['never', '老王', '8点', '08:20', '-', '', '待定'])('%j does not', (word) => {
    expect(isAbsenceWord(word)).toBe(false);
  });

  it('nothing is said by a dash', () => {
    expect(['-', '—', '/', '无', '事假', ''].map(isNothing)).toEqual([true, true, true, true, false, false]);
  });
});
