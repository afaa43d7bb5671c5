import expected from 'test/fixtures/ratings/expected.json';
import casesList from 'test/fixtures/cases/expected.json';
import { fixture, readLines, readWith, sampleGiven, type Read } from 'test/support/feed-driver';
import { maskContact, maskText } from './personal-data';
import { GRADE_NAMES, isBad } from './rating-state';
import type { RatingRecord } from './list/rating-reader';
import { gradeOf, verdictOf } from './list/rating-words';
import feed from './rating.feed';

const caseNumbers = casesList['cases.utf8.csv'].list.map(({ no }) => no);
const CODES = {
  '5': 'very-satisfied',
  '4': '满意',
  '3': 'basically-satisfied',
  '2': 'dissatisfied',
  '1': '非常不满意',
};
const extended = expected['ratings-extended.utf8bom.csv'];

const read = (
  file: string,
  options = {},
  given: object = { ...sampleGiven, caseNumbers },
): Promise<Read<RatingRecord>> => readWith(feed, fixture(`ratings/${file}`), { options, given });

/** Exact repeats counted once. */
function distinct({ records }: Read<RatingRecord>): RatingRecord[] {
  return [...new Map(records.map(({ record }) => [feed.identity(record), record])).values()];
}

function byGrade(
  records: readonly RatingRecord[],
  name: (grade: RatingRecord['grade']) => string,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { grade } of records) counts[name(grade)] = (counts[name(grade)] ?? 0) + 1;
  return counts;
}
const code = (grade: string): string =>
  Object.entries(CODES).find(
    ([, word]) => word === grade || word === GRADE_NAMES[grade as keyof typeof GRADE_NAMES],
  )?.[0] ?? '';

describe.each(['ratings-extended.utf8bom.csv', 'ratings-extended.xlsx'])('%s', (file) => {
  let found: Read<RatingRecord>;
  let records: RatingRecord[];
  beforeAll(async () => {
    found = await read(file);
    records = distinct(found);
  });

  it('counts rows, records, repeats and grades', () => {
    const { rows, records: all, accepted, repeats, first, last } = found.summary;
    expect({ rows, records: all, distinct: accepted, exact_repeats: repeats, first, last }).toEqual({
      rows: extended.rows,
      records: extended.records,
      distinct: extended.distinct,
      exact_repeats: extended.exact_repeats,
      first: extended.first,
      last: extended.last,
    });
    expect(byGrade(records, (grade) => GRADE_NAMES[grade])).toEqual(extended.by_grade);
  });

  it('keeps default ratings apart, and what has no case or several people', () => {
    const cases = new Map<string, number>();
    for (const { caseNo } of records) if (caseNo !== null) cases.set(caseNo, (cases.get(caseNo) ?? 0) + 1);
    expect({
      default: records.filter(({ isDefault }) => isDefault).length,
      active: records.filter(({ isDefault }) => !isDefault).length,
      bad: records.filter(({ grade }) => isBad(grade)).length,
      without_case: records.filter(({ caseNo }) => caseNo === null).length,
      cases_rated_more_than_once: [...cases.values()].filter((times) => times > 1).length,
      several_people: records.filter(({ staff }) => staff.length > 1).length,
    }).toEqual({
      default: extended.default,
      active: extended.active,
      bad: extended.bad,
      without_case: extended.without_case,
      cases_rated_more_than_once: extended.cases_rated_more_than_once,
      several_people: extended.several_people,
    });
  });

  it('rejects and marks exactly the rows that are wrong', () => {
    expect(found.rejects.map(({ line, code: what, value }) => [line, what, value])).toEqual([
      [23, 'grade-unknown', '很好'],
      [24, 'window-unknown', 'Z99'],
    ]);
    expect(found.warnings.map(({ line, code: what }) => [line, what])).toEqual([[25, 'case-unknown']]);
    expect(extended.warnings.map(({ row }) => row)).toEqual([25]);
  });

  it('never lets the text change the grade, and keeps text that looks like a formula as text', () => {
    expect(records[0]).toMatchObject({ grade: 'very-satisfied', comment: '办得快，就是停车不方便', staff: ['07002'] });
    expect(records.at(-1)?.comment).toBe('=HYPERLINK("http://example.invalid","点我")');
  });

  it('reads handling and verification of bad ratings', () => {
    const bad = records.filter(({ grade }) => isBad(grade));
    expect(
      bad.map(({ foundTrue, calledBack, rectifiedAt, verifiedOn, realName }) => [
        foundTrue,
        calledBack,
        rectifiedAt,
        verifiedOn,
        realName,
      ]),
    ).toEqual([
      [true, true, '2026-01-15 16:00:00', '2026-01-07', true],
      [false, true, null, '2026-01-16', true],
      [null, false, null, null, true],
      [null, false, null, null, true],
    ]);
  });
});

describe('ratings with codes', () => {
  const narrow = expected['ratings-narrow-code.gb18030.csv'];

  it('asks for the code table, then for the month, and guesses neither', async () => {
    const first = await read('ratings-narrow-code.gb18030.csv');
    expect([first.question?.answer, first.summary.rows, first.summary.records]).toEqual(['gradeCodes', 25, 0]);
    const second = await read('ratings-narrow-code.gb18030.csv', { gradeCodes: CODES });
    expect([second.question?.answer, second.summary.rows, second.summary.records]).toEqual(['period', 25, 0]);
    expect((await read('ratings-interface.json')).question?.code).toBe('grade-codes');
  });

  it('reads the narrow export into the named month', async () => {
    const found = await read('ratings-narrow-code.gb18030.csv', { gradeCodes: CODES, period: '2026-01' });
    const { rows, records, accepted, repeats } = found.summary;
    expect([rows, records, accepted, repeats]).toEqual([
      narrow.rows,
      narrow.records,
      narrow.distinct,
      narrow.exact_repeats,
    ]);
    expect(byGrade(distinct(found), code)).toEqual(narrow.by_grade);
    expect(found.rejects.map(({ line, code: what, cause }) => [line, what, cause.en])).toEqual([
      [23, 'grade-unknown', narrow.rejects[0]?.reason],
      [24, 'window-unknown', '窗口编号 Z99 is not in the roster, or more than one window bears it'],
    ]);
    expect(distinct(found).filter(({ isDefault }) => isDefault)).toHaveLength(2);
    expect(found.covers).toEqual([{ from: '2026-01-01', to: '2026-01-31' }]);
    expect(distinct(found)[0]).toMatchObject({ ratedAt: null, ratedOn: '2026-01-31' });
  });

  it('reads the objects of the interface, repeats known without their running number', async () => {
    const found = await read('ratings-interface.json', { gradeCodes: CODES });
    const sample = expected['ratings-interface.json'];
    expect([found.summary.rows, found.summary.repeats]).toEqual([sample.rows, 1]);
    expect(byGrade(distinct(found), code)).toEqual(sample.by_grade);
    expect(distinct(found).filter(({ staff }) => staff.length > 1)).toHaveLength(1);
    expect(distinct(found).filter(({ isDefault }) => isDefault)).toHaveLength(2);
  });
});

describe('words and masks', () => {
  it('knows five grades and no sixth', () => {
    expect(['非常满意', ' 不满意 ', '很好', '5', ''].map((text) => gradeOf(text, undefined))).toEqual([
      'very-satisfied',
      'dissatisfied',
      undefined,
      undefined,
      undefined,
    ]);
    expect([gradeOf('5', CODES), gradeOf('９', CODES), gradeOf('5', { '5': '很好' })]).toEqual([
      'very-satisfied',
      undefined,
      undefined,
    ]);
    expect(['属实', '不属实', '', '核实中', '误评', '其他'].map(verdictOf)).toEqual([
      true,
      false,
      null,
      null,
      false,
      undefined,
    ]);
  });

  it('refuses spoiled case numbers, reads guarded ones, and says which columns it does not read', async () => {
    const row = (no: string, window: string): string => `${no},${window},满意,2026-01-05 10:00:00,是`;
    const { summary, records } = await readLines(
      feed,
      [
        '办件编号,窗口编号,满意度,评价时间,默认好评',
        row('3.29999E+15', 'A01'),
        row('3299992600001002', 'A01'),
        row('="3299992600001002"', '="A01"'),
        row('', 'A01'),
        row('', '="A01"'),
        row('', '1.2E+5'),
      ],
      { given: sampleGiven },
    );
    expect(summary).toMatchObject({ rows: 6, accepted: 2, repeats: 2, rejected: 2, warned: 1 });
    expect(summary.rejects).toMatchObject([
      { line: 2, column: '办件编号', code: 'digits-lost' },
      { line: 7, column: '窗口编号', code: 'digits-lost' },
    ]);
    expect(records[0]?.record).toMatchObject({ caseNo: '3299992600001002', window: 'A01' });
    expect(summary.warnings).toMatchObject([{ line: 1, code: 'column-unknown' }]);
    expect(summary.warnings[0]?.text.zh).toContain('“默认好评”');
  });

  it('counts a rating shown twice with other content once, and names the row that counts', async () => {
    const row = (verdict: string, callback: string): string =>
      `3299992600001002,A01,不满意,2026-01-05 10:00:00,${verdict},${callback}`;
    const header = '办件编号,窗口编号,满意度,评价时间,核实结论,是否回访';
    const lines = [header, row('', ''), row('属实', ''), row('', '是'), row('', ''), row('属实', '')];
    const { summary } = await readLines(feed, lines, { given: sampleGiven });
    expect(summary).toMatchObject({ rows: 5, records: 3, accepted: 1, repeats: 2, skipped: 2, rejected: 0 });
    expect(summary.skippedRows.map(({ line, code }) => [line, code])).toEqual([
      [2, 'replaced-state'],
      [4, 'replaced-state'],
    ]);
    expect(summary.skippedRows.map(({ text }) => /以第 3 行为准/.test(text.zh))).toEqual([true, true]);
  });

  it('masks phones and identity numbers in what is kept', async () => {
    expect(maskContact('13800001234')).toBe('138****1234');
    expect(maskText('2026-01-05 13800001234')).toBe('2026-01-05 138****1234');
    expect(maskText('电话１３８００００１２３４')).toBe('电话138****1234');
    expect(maskContact('0517-83456789')).toBe('051****');
    expect(maskContact('wx_zhang')).toBe('w***');
    expect(maskText('请打 138 0000 1234 或 32999919900101001X 找我，等了20分钟')).toBe(
      '请打 138****1234 或 329**** 找我，等了20分钟',
    );
    const { records } = await read('ratings-extended.utf8bom.csv');
    expect(JSON.stringify(records)).not.toMatch(/1000000\d{4}|万某|白某/);
  });
});
