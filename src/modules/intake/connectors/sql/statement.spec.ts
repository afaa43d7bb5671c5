import * as fc from 'fast-check';
import { earlier, kindOf, notAfter, rowsFrom, rowsWithout } from './statement';

const view = { view: 'kq.v_punch', key: ['id'], columns: { 工号: 'emp_no', 打卡时间: '时间' } };

describe('the statement of a pull', () => {
  it('names everything in back quotes, the watermark first, then the key, then the columns', () => {
    expect(rowsFrom({ ...view, watermark: { column: 'changed' } }, '2026-02-01 08:00:00', 11)).toBe(
      "SELECT `changed`, `id`, `emp_no`, `时间` FROM `kq`.`v_punch` WHERE `changed` >= '2026-02-01 08:00:00' ORDER BY `changed`, `id` LIMIT 11",
    );
    expect(rowsFrom({ ...view, watermark: { column: 'id' } }, '9007199254740993', 11)).toBe(
      'SELECT `id`, `id`, `emp_no`, `时间` FROM `kq`.`v_punch` WHERE `id` >= 9007199254740993 ORDER BY `id` LIMIT 11',
    );
    expect(rowsFrom(view, '7', 11)).toBe('SELECT `id`, `emp_no`, `时间` FROM `kq`.`v_punch` ORDER BY `id` LIMIT 11');
    expect([rowsWithout(view), rowsWithout({ ...view, watermark: { column: 'a' } })]).toEqual([
      undefined,
      'SELECT 1 FROM `kq`.`v_punch` WHERE `a` IS NULL LIMIT 1',
    ]);
  });

  it('is not made of anything else', () => {
    for (const name of ['a`b', 'a b', "a'", 'a;b', '', 'a--', '.', 'x'.repeat(65)])
      expect(() => rowsFrom({ ...view, key: [name] }, undefined, 1)).toThrow(RangeError);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (mark) => {
        if (kindOf(mark) === undefined)
          expect(() => rowsFrom({ ...view, watermark: { column: 'a' } }, mark, 1)).toThrow(RangeError);
        else expect(mark).toMatch(/^[-\d :.]+$/);
      }),
    );
  });
});

describe('a watermark with an overlap', () => {
  it.each([
    ['2026-03-01 00:30:00', 3600, '2026-02-28 23:30:00'],
    ['2026-03-01 00:30:00.123456', 60, '2026-03-01 00:29:00.123456'],
    ['2026-03-01', 1, '2026-02-28 23:59:59'],
    ['2026-03-01', 0, '2026-03-01'],
    ['9007199254740993', 3, '9007199254740990'],
    ['5', 9, '0'],
  ])('%s less %d is %s', (mark, overlap, from) => expect(earlier(mark, overlap)).toBe(from));

  it('is a time or a whole number and nothing else', () => {
    for (const mark of ['2026-13-01', '2026-01-01T00:00:00', '24:00', '1.5', '-1', '', '2026-01-01 24:00:00', "1'"])
      expect(kindOf(mark)).toBeUndefined();
  });

  it('never lies after now, as far as it is a time', () => {
    const now = '2026-02-10 10:00:00.000';
    expect(notAfter('2036-01-01 00:00:00', now)).toBe(now);
    expect(notAfter('2026-02-10 09:59:59.999', now)).toBe('2026-02-10 09:59:59.999');
    expect(notAfter('99999999999999999999', now)).toBe('99999999999999999999');
  });
});
