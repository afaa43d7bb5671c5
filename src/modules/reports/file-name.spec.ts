import * as fc from 'fast-check';
import { fileName, sheetNames } from './file-name';

describe('file names', () => {
  it('drops what file systems and mail programs do not take', () => {
    expect(fileName('示例县/..\\政务:服务*中心?"<>|', '2026年10月通报', '.xlsx')).toBe(
      '示例县..政务服务中心2026年10月通报.xlsx',
    );
    expect(fileName('..\u0000\u202e 县', '通报. ', '.xlsx')).toBe('县通报.xlsx');
    expect(fileName('CON', '', '.xlsx')).toBe('_CON.xlsx');
  });

  it('cuts the hall, never the month', () => {
    const name = fileName('县'.repeat(300), '2026年10月窗口考核情况通报附表（草稿）', '.xlsx');
    expect(name.endsWith('县2026年10月窗口考核情况通报附表（草稿）.xlsx')).toBe(true);
    expect(Array.from(name).length).toBeLessThanOrEqual(80);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(235);
  });

  it('holds for any hall', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (hall) => {
        const name = fileName(hall, '2026年10月通报', '.xlsx');
        expect(name).not.toMatch(/[\\/:*?"<>|\u0000-\u001f]|^[. ]/);
        expect(name.endsWith('2026年10月通报.xlsx')).toBe(true);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(235);
      }),
    );
  });
});

describe('sheet names', () => {
  it('are short, free of signs workbooks refuse, and unique whatever the case', () => {
    expect(
      sheetNames(["得分汇总（[A]:'x'/*?）", '得分汇总（Ax）', '得分汇总（ax）', '', '组'.repeat(40), '组'.repeat(41)]),
    ).toEqual([
      '得分汇总（Ax）',
      '得分汇总（Ax）2',
      '得分汇总（ax）3',
      'Sheet',
      '组'.repeat(31),
      `${'组'.repeat(30)}2`,
    ]);
  });
});
