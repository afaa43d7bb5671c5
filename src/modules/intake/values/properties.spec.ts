import * as fc from 'fast-check';
import { fromDayNumber, weekday } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import { isFault, parseDateCell, parseTimeCell, parseTimesCell } from './dates';
import { hanNumber, hanOf } from './han';
import { numberOf, UNITS, type Unit } from './numbers';
import { RULES } from './rules';

const wide = (text: string): string =>
  text.replace(/[!-~]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000');
const two = (value: number): string => String(value).padStart(2, '0');
const digits = (text: string): string => Array.from(text, (one) => '〇一二三四五六七八九'.charAt(Number(one))).join('');

/** Any text, with a preference for what values are made of. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(
      ...Array.from(
        '0123456789０１９.,:-/%+ ()（）年月日号时点分秒半天个工作日次上下午星期周一二三四五六七八九十百千万零〇廿两无—TZ\n',
      ),
    ),
    maxLength: 24,
  }),
  fc.constantFrom(...Object.values(RULES).flatMap(({ examples }) => examples.map(([written]) => written))),
);

describe('numbers, whatever they are written like', () => {
  it('are the same number in every spelling', () => {
    const units = Object.keys(UNITS) as Unit[];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom(...units), (value, unit) => {
        const plain = String(value);
        const [first] = UNITS[unit];
        const grouped = plain.replace(/\B(?=(?:\d{3})+$)/g, ',');
        const spellings = [
          plain,
          wide(plain),
          `0${plain}`,
          `${plain}.00`,
          grouped,
          wide(grouped),
          hanOf(value),
          `'${plain}`,
        ];
        for (const written of [...spellings, ` ${plain} `, ...UNITS[unit].map((one) => `${plain}${one}`)])
          expect([written, numberOf(written, unit)]).toMatchObject([written, { number: plain }]);
        expect(numberOf(`${wide(plain)}（${first}）`, unit)).toMatchObject({ number: plain, rule: 'unit' });
        expect(numberOf({ kind: 'number', text: plain })).toEqual({ number: plain });
      }),
    );
  });

  it('keep every digit of a fraction', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 1, max: 9999 }), (whole, part) => {
        const written = `${whole}.${String(part).padStart(4, '0')}`;
        const exact = Fraction.parse(written).toString();
        for (const one of [written, wide(written), `${written}分`, `-${written}`.slice(1), `${written}0`]) {
          const read = numberOf(one, 'points');
          expect('number' in read ? Fraction.parse(read.number).toString() : read).toBe(exact);
        }
      }),
    );
  });

  it('are per cent when they say so: by sign, by word, by the format of the cell', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (basis) => {
        const written = `${Math.floor(basis / 100)}.${two(basis % 100)}`;
        const number = written.replace(/\.?0+$/, '') || '0';
        const read = { number, percent: true, rule: 'percent' };
        expect(numberOf(`${written}%`)).toEqual(read);
        expect(numberOf(`${wide(written)}％`)).toEqual(read);
        const stored = `0.${String(basis).padStart(4, '0')}`;
        if (basis < 10_000) expect(numberOf({ kind: 'number', text: stored, percent: true })).toEqual(read);
      }),
    );
  });

  it('are nought only where a nought is written', () => {
    const isZero = /^'?[+]?(?:0+|0{1,3}(?:,000)+)(?:\.0+)?$|^'?[+]?\.0+$|^'?[零〇○](?:点[零〇○]+)?$/;
    const signs =
      /[%]$|^百分之|[(（[]?(?:个|工作日|自然日|天|日|小时|时|分钟|分|秒|件|次|人|人次|条|席|岗|月|周|年|元)[)）\]]?$/g;
    fc.assert(
      fc.property(anyText, fc.constantFrom(undefined, ...(Object.keys(UNITS) as Unit[])), (written, unit) => {
        const read = numberOf(written, unit);
        if (!('number' in read) || Number(read.number) !== 0) return;
        const bare = written.normalize('NFKC').trim().replace(signs, '').trim().replace(signs, '').trim();
        expect([written, isZero.test(bare)]).toEqual([written, true]);
      }),
      { numRuns: 5000 },
    );
  });

  it('are a value, a blank or a fault for any text, and never an exception', () => {
    fc.assert(
      fc.property(anyText, (written) => {
        const read = numberOf(written, 'workingDays');
        expect(['number', 'blank', 'fault'].filter((key) => key in read)).toHaveLength(1);
        if ('number' in read) expect(read.number).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/);
      }),
      { numRuns: 5000 },
    );
  });

  it('in Chinese are written and read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (value) => {
        expect(hanNumber(hanOf(value))).toBe(String(value));
      }),
    );
    for (const slip of ['十百', '一百五', '九五', '五十十', '万', '一零', '二二十', '', '点五'])
      expect([slip, hanNumber(slip)]).toEqual([slip, slip === '一零' ? '10' : undefined]);
  });
});

const anyDay = fc.integer({ min: 10_957, max: 47_481 }).map(fromDayNumber);

describe('dates, whatever they are written like', () => {
  it('are the same day in every form', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const [y = '', m = '', d = ''] = date.split('-');
        const [month, day] = [Number(m), Number(d)];
        const name = '一二三四五六日'.charAt(weekday(date) - 1);
        const period = `${y}-${m}`;
        const forms = [
          ...[date, `${y}-${month}-${day}`, `${y}/${month}/${day}`, `${y}.${month}.${day}`, `${y}${m}${d}`],
          ...[`${y}年${month}月${day}日`, `${y} 年 ${m} 月 ${d} 日`, `${digits(y)}年${hanOf(month)}月${hanOf(day)}日`],
          ...[`${date} 星期${name}`, `${y}/${month}/${day}（周${name}）`, `${y.slice(2)}-${m}-${d} 星期${name}`],
          ...[`${month}月${day}日`, `${hanOf(month)}月${hanOf(day)}日`, `${month}/${day}`],
        ];
        for (const form of [...forms, ...forms.map(wide)])
          expect([form, parseDateCell(form, { period })]).toMatchObject([form, { date, time: null }]);
        const serial = String(Date.parse(date) / 86_400_000 + 25_569);
        expect(parseDateCell({ kind: 'number', text: serial })).toMatchObject({ date, serial: true });
        expect(parseDateCell(serial)).toMatchObject({ date, rule: 'serial' });
        const later = String(Number(serial) - 1462);
        expect(parseDateCell({ kind: 'number', text: later, date1904: true })).toMatchObject({ date });
      }),
    );
  });

  it('of two orders are decided by a part above 12 or by what the person says, never by guessing', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const [y = '', m = '', d = ''] = date.split('-');
        const open = Number(d) <= 12 && m !== d;
        const read = parseDateCell(`${m}/${d}/${y}`);
        if (Number(d) <= 12) expect(read).toEqual({ fault: 'date-ambiguous' });
        else expect(read).toMatchObject({ date, rule: 'order' });
        expect(parseDateCell(`${m}/${d}/${y}`, { dateOrder: 'mdy' })).toMatchObject({ date });
        expect(parseDateCell(`${d}/${m}/${y}`, { dateOrder: 'dmy' })).toMatchObject({ date });
        if (open) expect(parseDateCell(`${d}/${m}/${y}`, { dateOrder: 'mdy' })).not.toMatchObject({ date });
      }),
    );
  });

  it('with a weekday of another day are refused', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 6 }), (date, shift) => {
        const wrong = '一二三四五六日'.charAt((weekday(date) - 1 + shift) % 7);
        expect(parseDateCell(`${date} 星期${wrong}`)).toEqual({ fault: 'weekday-wrong' });
        expect(parseDateCell(`${date.slice(2)} 星期${wrong}`)).toEqual({ fault: 'weekday-wrong' });
      }),
    );
  });

  it('that do not exist are refused', () => {
    for (const day of [
      '2026-02-29',
      '2026-02-30',
      '2026-02-31',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
    ]) {
      const [y = '', m = '', d = ''] = day.split('-');
      for (const form of [day, `${y}/${m}/${d}`, `${y}${m}${d}`, `${y}年${Number(m)}月${Number(d)}日`])
        expect([form, parseDateCell(form)]).toEqual([form, { fault: 'date-impossible' }]);
    }
  });

  it('are a day that exists or a fault for any text, and never an exception', () => {
    fc.assert(
      fc.property(anyText, (written) => {
        const read = parseDateCell(written, { period: '2026-03' });
        if (isFault(read)) return;
        expect(fromDayNumber(Date.parse(read.date) / 86_400_000)).toBe(read.date);
        expect(read.time ?? '00:00:00').toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('times, whatever they are written like', () => {
  const anyTime = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });

  it('are the same time in every form', () => {
    fc.assert(
      fc.property(anyTime, ({ hour, minute }) => {
        const time = `${two(hour)}:${two(minute)}:00`;
        const half = hour < 12 ? '上午' : '下午';
        const twelve = hour % 12 === 0 ? 12 : hour % 12;
        const forms = [
          ...[time, `${hour}:${two(minute)}`, `${two(hour)}:${two(minute)}`, `${hour}时${minute}分`],
          ...[`${hour}点${two(minute)}分`, `${hanOf(hour)}时${hanOf(minute)}分`, `${half}${twelve}:${two(minute)}`],
          ...[`${half} ${twelve}:${two(minute)}`, `${twelve}:${two(minute)} ${hour < 12 ? 'AM' : 'PM'}`],
          ...(minute === 0 ? [`${hour}点`] : []),
          ...(minute === 30 ? [`${hour}点半`] : []),
        ];
        for (const form of [...forms, ...forms.map(wide)])
          expect([form, parseTimeCell(form)]).toMatchObject([form, { time, nextDay: false }]);
        expect(parseTimeCell(`次日 ${hour}:${two(minute)}`)).toMatchObject({ time, nextDay: true });
      }),
    );
  });

  it('of one cell come apart, glued or listed', () => {
    fc.assert(
      fc.property(fc.array(anyTime, { minLength: 1, maxLength: 6 }), (times) => {
        const short = times.map(({ hour, minute }) => `${two(hour)}:${two(minute)}`);
        const clocks = short.map((time) => ({ time: `${time}:00`, nextDay: false }));
        for (const written of [
          short.join(''),
          short.join('\n'),
          short.join('  \r\n'),
          short.join('、'),
          short.join(' '),
        ])
          expect([written, parseTimesCell(written)]).toMatchObject([written, clocks]);
      }),
    );
  });

  it('are times or a fault for any text, and never an exception', () => {
    fc.assert(
      fc.property(anyText, (written) => {
        const read = parseTimesCell(written);
        if (isFault(read)) return;
        for (const { time } of read) expect(time).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);
      }),
      { numRuns: 5000 },
    );
  });
});
