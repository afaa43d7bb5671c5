import Ajv from 'ajv';
import * as fc from 'fast-check';
import { daysBetween } from 'src/common/civil-date';
import { Refusal } from 'src/common/refusal';
import { readFileSync } from 'node:fs';
import { checkNotice, type HolidayNotice } from './notice';
import { mergeNotices, shippedNotices } from './shipped-notices';

const schema = JSON.parse(readFileSync('docs/schemas/holiday-notice.schema.json', 'utf8')) as object;
const fitsSchema = new Ajv({ allErrors: true }).compile(schema);

const next: HolidayNotice = {
  year: 2027,
  number: '国办发明电〔2026〕99号',
  title: '样例',
  issued: '2026-11-10',
  sequence: 1,
  holidays: [
    { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
    { name: '春节', from: '2027-02-05', to: '2027-02-11' },
  ],
  makeUpWorkdays: ['2027-01-30', '2027-02-14'],
};

function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the shipped notices', () => {
  it.each(shippedNotices.map((notice) => [notice.number, notice] as const))('%s fits the schema', (_, notice) => {
    expect(fitsSchema(notice)).toBe(true);
  });

  it('carry the numbers of the published notices, in order', () => {
    expect(shippedNotices.map(({ year, sequence, number, issued }) => [year, sequence, number, issued])).toEqual([
      [2019, 1, '国办发明电〔2018〕15号', '2018-12-04'],
      [2019, 2, '国办发明电〔2019〕3号', '2019-03-22'],
      [2020, 1, '国办发明电〔2019〕16号', '2019-11-21'],
      [2020, 2, '国办发明电〔2020〕1号', '2020-01-26'],
      [2021, 1, '国办发明电〔2020〕27号', '2020-11-25'],
      [2022, 1, '国办发明电〔2021〕11号', '2021-10-25'],
      [2023, 1, '国办发明电〔2022〕16号', '2022-12-08'],
      [2024, 1, '国办发明电〔2023〕7号', '2023-10-25'],
      [2025, 1, '国办发明电〔2024〕12号', '2024-11-12'],
      [2026, 1, '国办发明电〔2025〕7号', '2025-11-04'],
    ]);
  });
});

describe('checkNotice', () => {
  const cases: [string, unknown, RegExp][] = [
    ['no object', [next], /应为一个对象/],
    ['null', null, /应为一个对象/],
    ['unknown field', { ...next, makeupWorkdays: [] }, /不认识的字段 makeupWorkdays/],
    ['year as text', { ...next, year: '2027' }, /year 应为/],
    ['sequence zero', { ...next, sequence: 0 }, /sequence 应为/],
    ['blank number', { ...next, number: ' ' }, /number 应为/],
    ['issued on no day', { ...next, issued: '2026-11-31' }, /issued 的日期/],
    ['no holidays', { ...next, holidays: [] }, /年度通知至少有一个假期/],
    ['holidays no list', { ...next, holidays: {} }, /holidays 应为列表/],
    ['holiday without name', { ...next, holidays: [{ from: '2027-01-01', to: '2027-01-01' }] }, /应为 \{ name/],
    ['no such day', { ...next, holidays: [{ name: '春节', from: '2027-02-29', to: '2027-03-01' }] }, /2027-02-29/],
    ['reversed', { ...next, holidays: [{ name: '春节', from: '2027-02-11', to: '2027-02-05' }] }, /首尾颠倒/],
    ['too long', { ...next, holidays: [{ name: '春节', from: '2027-02-05', to: '2027-08-11' }] }, /超过 31 天/],
    ['wrong year', { ...next, holidays: [{ name: '元旦', from: '2026-01-01', to: '2026-01-01' }] }, /不属于 2027 年/],
    [
      'overlap',
      { ...next, holidays: [...next.holidays, { name: '除夕', from: '2027-02-04', to: '2027-02-05' }] },
      /2027-02-05 同时属于两个假期/,
    ],
    ['make-up no list', { ...next, makeUpWorkdays: '2027-01-30' }, /makeUpWorkdays 应为日期列表/],
    ['make-up on a holiday', { ...next, makeUpWorkdays: ['2027-01-02'] }, /既放假又上班/],
    ['make-up on a Monday', { ...next, makeUpWorkdays: ['2027-01-04'] }, /不是周六或周日/],
    ['make-up twice', { ...next, makeUpWorkdays: ['2027-01-30', '2027-01-30'] }, /写了两次/],
    ['withdrawn in the first notice', { ...next, withdrawn: ['2027-03-06'] }, /只能用于调整通知/],
    ['withdrawn and listed', { ...next, sequence: 2, withdrawn: ['2027-01-30'] }, /既列入又撤销/],
  ];

  it.each(cases)('refuses: %s', (_, value, sentence) => {
    const refused = refusalOf(() => checkNotice(value, 'x.json'));
    expect(refused.code).toBe('calendar.notice-invalid');
    expect(refused.in('zh')).toMatch(sentence);
    expect(refused.in('zh')).toContain('x.json');
    expect(refused.in('en')).not.toMatch(/[一-鿿]/);
  });

  it('names every fault at once', () => {
    const value = {
      ...next,
      holidays: [{ name: '元旦', from: '2027-13-01', to: 'x' }],
      makeUpWorkdays: ['2027-01-04'],
    };
    expect(refusalOf(() => checkNotice(value, 'x.json')).details.problems).toHaveLength(3);
  });

  it('lets New Year begin in December', () => {
    const holidays = [{ name: '元旦', from: '2026-12-31', to: '2027-01-02' }];
    expect(checkNotice({ ...next, holidays, makeUpWorkdays: ['2026-12-26'] }, 'x')).toMatchObject({ holidays });
  });

  it('never throws anything but a refusal, and accepts nothing the schema refuses', () => {
    const junk = fc.oneof(fc.anything(), fc.constantFrom('2027-01-02', '2027-02-30', 2027, [], {}, '春节'));
    const mutated = fc
      .tuple(fc.constantFrom(...Object.keys(next), 'withdrawn', 'other'), junk)
      .map(([key, value]) => ({ ...next, [key]: value }));
    fc.assert(
      fc.property(fc.oneof(junk, mutated), (value) => {
        try {
          checkNotice(value, 'x');
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          return;
        }
        // `undefined` members do not exist in a file.
        expect(fitsSchema(JSON.parse(JSON.stringify(value)))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('mergeNotices', () => {
  const from = (notice: HolidayNotice): { notice: HolidayNotice; source: string }[] => [{ notice, source: 'new.json' }];

  it('adds the next year at the end and counts the same notice once', () => {
    const merged = mergeNotices(shippedNotices, [...from(next), ...from(next), ...from(shippedNotices[0] ?? next)]);
    expect(merged).toHaveLength(shippedNotices.length + 1);
    expect(merged.at(-1)).toBe(next);
  });

  it('puts an earlier year in its place', () => {
    const days = daysBetween('2018-10-01', '2018-10-07');
    const early = {
      ...next,
      year: 2018,
      holidays: [{ name: '国庆节', from: days[0] ?? '', to: days[6] ?? '' }],
      makeUpWorkdays: [],
    };
    expect(mergeNotices(shippedNotices, from(early))[0]).toBe(early);
  });

  it('refuses another text for a known notice and an amendment of nothing', () => {
    const changed = { ...next, year: 2026, sequence: 1 };
    expect(refusalOf(() => mergeNotices(shippedNotices, from(changed)))).toMatchObject({
      code: 'calendar.notice-conflict',
      details: { year: 2026, sequence: 1, source: 'new.json', number: '国办发明电〔2025〕7号' },
    });
    expect(refusalOf(() => mergeNotices(shippedNotices, from({ ...next, sequence: 2 })))).toMatchObject({
      code: 'calendar.notice-gap',
      details: { missing: 1 },
    });
    expect(refusalOf(() => mergeNotices(shippedNotices, from({ ...next, year: 2026, sequence: 3 })))).toMatchObject({
      code: 'calendar.notice-gap',
      details: { missing: 2 },
    });
  });
});
