import * as fc from 'fast-check';
import { fromDayNumber } from 'src/common/civil-date';
import { faultWords } from './faults';
import { instantOf, isFault, orderOf, parseDateCell, parseTimeCell, parseTimesCell } from './dates';
import type { Cell } from 'src/modules/intake/feed';

const number = (text: string): Cell => ({ kind: 'number', text });
const dateCell = (date: string, time: string, holds: 'date' | 'time' | 'both'): Cell => ({
  kind: 'date',
  date,
  time,
  holds,
});

describe('parseDateCell', () => {
  it.each([
    '2026-01-05',
    '2026/1/5',
    '2026.1.5',
    '2026-1-05',
    '20260105',
    '2026年1月5日',
    '2026年01月05日 星期一',
    '2026-01-05（周一）',
    '二〇二六年一月五日',
    '二零二六年一月五日星期一',
    '２０２６－０１－０５',
    "'2026-01-05",
  ])('reads %s as a day', (text) => {
    expect(parseDateCell(text)).toMatchObject({ date: '2026-01-05', time: null });
  });

  it.each([
    ['2026-01-05 08:20:00', '08:20:00'],
    ['2026/1/5 8:20', '08:20:00'],
    ['2026/1/5 星期一 8:20', '08:20:00'],
    ['2026年1月5日8时20分', '08:20:00'],
    ['2026年1月5日 下午5:36', '17:36:00'],
    ['2026-01-05T08:20:05', '08:20:05'],
    ['2026-01-05T08:20:05.120+08:00', '08:20:05'],
    ['20260105082005', '08:20:05'],
    ['2026-01-05\u00a008:25:10\n', '08:25:10'],
    ['2026-01-05 12:30:00 AM', '00:30:00'],
  ])('reads %s with its time', (text, time) => {
    expect(parseDateCell(text)).toMatchObject({ date: '2026-01-05', time });
  });

  it.each([
    ['', 'date-empty'],
    ['  ', 'date-empty'],
    ['2026-02-30', 'date-impossible'],
    ['2026-02-31 08:00', 'date-impossible'],
    ['2026-1-32', 'date-impossible'],
    ['20260230', 'date-impossible'],
    ['1月5日', 'date-no-year'],
    ['1/5', 'date-no-year'],
    ['5/1/26', 'date-ambiguous'],
    ['05/01/2026', 'date-ambiguous'],
    ['2026/1/6 星期三 8:22', 'weekday-wrong'],
    ['2026-01-05 25:61:00', 'time-impossible'],
    ['2026-01-05 8.25', 'time-unreadable'],
    ['2026-01-05T00:20:05Z', 'date-zone'],
    ['今天', 'date-unreadable'],
    ['2026-01/05', 'date-unreadable'],
    ['202-01-05', 'date-unreadable'],
    ['05-01-206', 'date-unreadable'],
  ])('refuses %s: %s', (text, fault) => {
    expect(parseDateCell(text)).toEqual({ fault });
  });

  it('takes the order it is told, and the one a part above 12 proves', () => {
    expect(parseDateCell('02/03/2026 08:20', { dateOrder: 'mdy' })).toMatchObject({
      date: '2026-02-03',
      time: '08:20:00',
    });
    expect(parseDateCell('02/03/2026', { dateOrder: 'dmy' })).toMatchObject({ date: '2026-03-02', time: null });
    expect(parseDateCell('02/13/2026')).toMatchObject({ date: '2026-02-13', time: null });
    expect(parseDateCell('13/02/2026', { dateOrder: 'mdy' })).toEqual({ fault: 'date-impossible' });
    expect(parseDateCell('26-01-05 星期一', { dateOrder: 'ymd' })).toMatchObject({ date: '2026-01-05', time: null });
    expect(parseDateCell('5/1/26', { dateOrder: 'dmy' })).toMatchObject({ date: '2026-01-05', time: null });
    expect(['02/13/2026', '13/02/2026', '02/03/26', '2026/02/03', 'x'].map(orderOf)).toEqual([
      'mdy',
      'dmy',
      'either',
      undefined,
      undefined,
    ]);
  });

  it('reads date cells, serial numbers and refuses what is neither', () => {
    expect(parseDateCell(dateCell('2026-01-05', '08:20:00', 'both'))).toMatchObject({
      date: '2026-01-05',
      time: '08:20:00',
    });
    expect(parseDateCell(dateCell('2026-01-05', '00:00:00', 'date'))).toMatchObject({ date: '2026-01-05', time: null });
    expect(parseDateCell(dateCell('1899-12-30', '08:20:00', 'time'))).toEqual({ fault: 'date-missing' });
    expect(parseDateCell(number('46027'))).toMatchObject({ date: '2026-01-05', time: null, serial: true });
    expect(parseDateCell(number('46027.347916666666'))).toMatchObject({
      date: '2026-01-05',
      time: '08:21:00',
      serial: true,
    });
    expect(parseDateCell(number('46027.999999'))).toMatchObject({ date: '2026-01-06', time: null, serial: true });
    expect(parseDateCell(number('20260105'))).toMatchObject({ date: '2026-01-05', time: null });
    expect(parseDateCell(number('8.25'))).toEqual({ fault: 'date-unreadable' });
    expect(parseDateCell({ kind: 'faulty', fault: 'error', text: '#N/A' })).toEqual({ fault: 'cell-error' });
    expect(parseDateCell({ kind: 'faulty', fault: 'formula', text: '' })).toEqual({ fault: 'cell-formula' });
  });

  it('reads every day of two centuries in every form', () => {
    const digits = '〇一二三四五六七八九';
    const han = (value: number): string =>
      value < 10
        ? digits.charAt(value)
        : `${value < 20 ? '' : digits.charAt(Math.floor(value / 10))}十${value % 10 ? digits.charAt(value % 10) : ''}`;
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: 47_481 }), (day) => {
        const date = fromDayNumber(day);
        const [y = '', m = '', d = ''] = date.split('-');
        const forms = [
          date,
          `${y}/${Number(m)}/${Number(d)}`,
          `${y}.${m}.${d}`,
          y + m + d,
          `${y}年${Number(m)}月${d}日`,
        ];
        const year = Array.from(y)
          .map((digit) => digits.charAt(Number(digit)))
          .join('');
        for (const form of [...forms, `${year}年${han(Number(m))}月${han(Number(d))}日`])
          expect(parseDateCell(form)).toMatchObject({ date, time: null });
      }),
    );
  });
});

describe('parseTimeCell', () => {
  it.each([
    ['08:20', '08:20:00', false],
    ['8:20:05', '08:20:05', false],
    ['０８：２０', '08:20:00', false],
    ['次日07:45', '07:45:00', true],
    ['次日 07:45', '07:45:00', true],
    ['24:00', '00:00:00', true],
    ['8时05分', '08:05:00', false],
    ['下午 5:36', '17:36:00', false],
    ['5:36 PM', '17:36:00', false],
  ])('reads %s', (text, time, nextDay) => {
    expect(parseTimeCell(text)).toMatchObject({ time, nextDay });
  });

  it.each(['8.25', '0825', '事假', '08:20 +', '25:00', '24:01', '08:60', '', '13:00 PM'])('refuses %j', (text) => {
    expect(isFault(parseTimeCell(text))).toBe(true);
  });

  it('reads time cells and serials, not numbers above a day', () => {
    expect(parseTimeCell(dateCell('1899-12-30', '08:31:00', 'time'))).toMatchObject({
      time: '08:31:00',
      nextDay: false,
    });
    expect(parseTimeCell(number('0.355555555555556'))).toMatchObject({ time: '08:32:00', nextDay: false });
    expect(parseTimeCell(number('8.25'))).toEqual({ fault: 'time-unreadable' });
  });

  it('reads glued times and lists', () => {
    const clocks = (cell: Cell): unknown => {
      const times = parseTimesCell(cell);
      return isFault(times) ? times : times.map((time) => (time.nextDay ? `+${time.time}` : time.time));
    };
    expect(clocks('08:2417:36')).toEqual(['08:24:00', '17:36:00']);
    expect(clocks('08:2412:0113:5817:36')).toEqual(['08:24:00', '12:01:00', '13:58:00', '17:36:00']);
    expect(clocks('17:41')).toEqual(['17:41:00']);
    expect(clocks('08:13  \n17:46  ')).toEqual(['08:13:00', '17:46:00']);
    expect(clocks('19:30，次日 07:31')).toEqual(['19:30:00', '+07:31:00']);
    expect(clocks('08:13:0517:46:10')).toEqual(['08:13:05', '17:46:10']);
    expect(clocks('')).toEqual([]);
    expect(clocks('旷工')).toEqual({ fault: 'time-unreadable' });
  });

  it('puts 次日 on the next day', () => {
    expect(instantOf('2026-01-31', { time: '07:45:00', nextDay: true })).toBe('2026-02-01 07:45:00');
  });
});

describe('faultWords', () => {
  it('names the day that does not fit', () => {
    expect(faultWords('weekday-wrong', '出勤时间', '2026/1/6 星期三 8:22').cause).toEqual({
      zh: '“2026/1/6 星期三 8:22”中的星期与日期不符（2026-01-06 是星期二）',
      en: 'the weekday in "2026/1/6 星期三 8:22" does not fit the date (2026-01-06 is a Tuesday)',
    });
  });
});
