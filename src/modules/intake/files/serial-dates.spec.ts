import fc from 'fast-check';
import { dayNumber, fromDayNumber } from 'src/common/civil-date';
import { cellOfNumber, civilOfIso, civilOfSerial, shownAs } from './serial-dates';

const DATE = { time: false, elapsed: false };
const TIME = { time: true, elapsed: false };

describe('serial numbers', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [46027, '2026-01-05'],
    [2958465, '9999-12-31'],
  ])('%d is %s', (serial, date) => {
    expect(civilOfSerial(serial, DATE, false)).toEqual({ kind: 'date', date, time: '00:00:00', holds: 'date' });
  });

  it('knows that 29 February 1900 never was, and no day before or after the calendar', () => {
    expect(civilOfSerial(60, DATE, false)).toBeUndefined();
    expect(civilOfSerial(-1, DATE, false)).toBeUndefined();
    expect(civilOfSerial(2958466, DATE, false)).toBeUndefined();
    expect(civilOfSerial(NaN, DATE, false)).toBeUndefined();
  });

  it('counts from 1904 where the workbook says so', () => {
    expect(civilOfSerial(44565, DATE, true)?.date).toBe('2026-01-05');
    expect(civilOfSerial(60, DATE, true)?.date).toBe('1904-03-01');
  });

  it('rounds to the nearest second, over midnight too', () => {
    expect(civilOfSerial(46027.34791666667, DATE, false)).toMatchObject({ time: '08:21:00', holds: 'both' });
    expect(civilOfSerial(46027.999999, TIME, false)).toMatchObject({
      date: '2026-01-06',
      time: '00:00:00',
      holds: 'both',
    });
    expect(civilOfSerial(0.354166666, TIME, false)).toEqual({
      kind: 'date',
      date: '',
      time: '08:30:00',
      holds: 'time',
    });
    expect(civilOfSerial(0.9999999, TIME, false)).toMatchObject({ time: '23:59:59', holds: 'time' });
  });

  it('leaves a length of time of a day and more a number', () => {
    expect(civilOfSerial(1.5, { time: true, elapsed: true }, false)).toBeUndefined();
    expect(civilOfSerial(0.5, { time: true, elapsed: true }, false)).toMatchObject({ time: '12:00:00' });
  });

  it('shown as a day of the week is a date all the same', () => {
    expect(shownAs(164, '[$-804]aaaa;@')).toEqual({ time: false, elapsed: false });
    expect(shownAs(165, 'yyyy/m/d\\ aaa')).toEqual({ time: false, elapsed: false });
    expect(shownAs(166, '0.00\\ "aaa"')).toBeUndefined();
  });

  it('gives back every second of every day from 1990 to 2050, in both systems', () => {
    const days = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2050-12-31') });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 86_399 }), fc.boolean(), (day, second, date1904) => {
        const serial = day + (date1904 ? 24_107 : 25_569) + second / 86_400;
        const cell = civilOfSerial(serial, TIME, date1904);
        const [hour = 0, minute = 0, rest = 0] = (cell?.time ?? '').split(':').map(Number);
        expect(cell?.date).toBe(fromDayNumber(day));
        expect(hour * 3600 + minute * 60 + rest).toBe(second);
      }),
    );
  });
});

describe('number formats', () => {
  it.each([
    [14, undefined, DATE],
    [22, undefined, TIME],
    [31, undefined, DATE],
    [46, undefined, { time: true, elapsed: true }],
    [0, undefined, undefined],
    [49, undefined, undefined],
    [164, 'yyyy-mm-dd hh:mm:ss', TIME],
    [164, 'yyyy"年"m"月"d"日"', DATE],
    [164, '[$-F400]h:mm:ss\\ AM/PM', TIME],
    [164, '[h]:mm', { time: true, elapsed: true }],
    [164, '0.00_);[Red]\\(0.00\\)', undefined],
    [164, '#,##0" days"', undefined],
    [164, 'General', undefined],
    [164, 'G/通用格式', undefined],
    [164, '@', undefined],
  ])('%d %s', (id, code, format) => {
    expect(shownAs(id, code)).toEqual(format);
  });
});

describe('ISO cells', () => {
  it.each([
    ['2026-01-05T08:21:00', { kind: 'date', date: '2026-01-05', time: '08:21:00', holds: 'both' }],
    ['2026-01-05', { kind: 'date', date: '2026-01-05', time: '00:00:00', holds: 'date' }],
    ['T08:21', { kind: 'date', date: '', time: '08:21:00', holds: 'time' }],
    ['08:20:59.6', { kind: 'date', date: '', time: '08:21:00', holds: 'time' }],
    ['5 January', undefined],
  ])('%s', (text, cell) => {
    expect(civilOfIso(text)).toEqual(cell);
  });
});

describe('the cell of a stored number', () => {
  const stored = (serial: number): { serial: number; written: string } => ({ serial, written: String(serial) });

  it('is a date where its format shows one, marked where it is shown as per cent', () => {
    expect(cellOfNumber(stored(46027), DATE, false)).toMatchObject({ kind: 'date', date: '2026-01-05' });
    expect(cellOfNumber(stored(0.95), 'percent', false)).toEqual({ kind: 'number', text: '0.95', percent: true });
    expect(cellOfNumber(stored(0.95), undefined, false)).toEqual({ kind: 'number', text: '0.95' });
  });

  it('keeps in mind that its workbook counts from 1904', () => {
    expect(cellOfNumber(stored(44565), undefined, true)).toEqual({ kind: 'number', text: '44565', date1904: true });
  });

  it.each([
    [9, undefined, 'percent'],
    [10, undefined, 'percent'],
    [164, '0.0%', 'percent'],
    [164, '0.00"%"', undefined],
    [164, '0\\%', undefined],
    [2, undefined, undefined],
  ])('format %d %s is %s', (id, code, shown) => {
    expect(shownAs(id, code)).toBe(shown);
  });
});
