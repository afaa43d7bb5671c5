import Ajv from 'ajv';
import * as fc from 'fast-check';
import { addMonths } from 'src/common/civil-date';
import { Refusal } from 'src/common/refusal';
import { readFileSync } from 'node:fs';
import { deadlineText, deadlineTime, deadlinesOf, monthPlan, nthWorkingDayAfter } from './deadlines';
import { parseSpan } from './periods';
import { shippedNotices } from './shipped-notices';
import { StatutoryCalendar } from './working-days';

const calendar = new StatutoryCalendar(shippedNotices);
const months = fc.integer({ min: 0, max: 119 }).map((offset) => addMonths('2018-12', offset));
const gaps = fc.integer({ min: 0, max: 20 });

/** Month, submission, verification by the rule, verification with a gap of one; from an independent program and data. */
const TABLE: readonly (readonly [string, string, string, string])[] = [
  ['2020-01', '2020-02-03', '2020-02-03', '2020-02-04'],
  ['2020-02', '2020-03-02', '2020-03-03', '2020-03-03'],
  ['2020-03', '2020-04-01', '2020-04-03', '2020-04-03'],
  ['2020-04', '2020-05-06', '2020-05-06', '2020-05-07'],
  ['2020-05', '2020-06-01', '2020-06-03', '2020-06-03'],
  ['2020-06', '2020-07-01', '2020-07-03', '2020-07-03'],
  ['2020-07', '2020-08-03', '2020-08-03', '2020-08-04'],
  ['2020-08', '2020-09-01', '2020-09-03', '2020-09-03'],
  ['2020-09', '2020-10-09', '2020-10-09', '2020-10-10'],
  ['2020-10', '2020-11-02', '2020-11-03', '2020-11-03'],
  ['2020-11', '2020-12-01', '2020-12-03', '2020-12-03'],
  ['2020-12', '2021-01-04', '2021-01-04', '2021-01-05'],
  ['2021-01', '2021-02-01', '2021-02-03', '2021-02-03'],
  ['2021-02', '2021-03-01', '2021-03-03', '2021-03-03'],
  ['2021-03', '2021-04-01', '2021-04-06', '2021-04-06'],
  ['2021-04', '2021-05-06', '2021-05-06', '2021-05-07'],
  ['2021-05', '2021-06-01', '2021-06-03', '2021-06-03'],
  ['2021-06', '2021-07-01', '2021-07-05', '2021-07-05'],
  ['2021-07', '2021-08-02', '2021-08-03', '2021-08-03'],
  ['2021-08', '2021-09-01', '2021-09-03', '2021-09-03'],
  ['2021-09', '2021-10-08', '2021-10-08', '2021-10-09'],
  ['2021-10', '2021-11-01', '2021-11-03', '2021-11-03'],
  ['2021-11', '2021-12-01', '2021-12-03', '2021-12-03'],
  ['2021-12', '2022-01-04', '2022-01-04', '2022-01-05'],
  ['2022-01', '2022-02-07', '2022-02-07', '2022-02-08'],
  ['2022-02', '2022-03-01', '2022-03-03', '2022-03-03'],
  ['2022-03', '2022-04-01', '2022-04-06', '2022-04-06'],
  ['2022-04', '2022-05-05', '2022-05-05', '2022-05-06'],
  ['2022-05', '2022-06-01', '2022-06-06', '2022-06-06'],
  ['2022-06', '2022-07-01', '2022-07-04', '2022-07-04'],
  ['2022-07', '2022-08-01', '2022-08-03', '2022-08-03'],
  ['2022-08', '2022-09-01', '2022-09-05', '2022-09-05'],
  ['2022-09', '2022-10-08', '2022-10-08', '2022-10-09'],
  ['2022-10', '2022-11-01', '2022-11-03', '2022-11-03'],
  ['2022-11', '2022-12-01', '2022-12-05', '2022-12-05'],
  ['2022-12', '2023-01-03', '2023-01-03', '2023-01-04'],
  ['2023-01', '2023-02-01', '2023-02-03', '2023-02-03'],
  ['2023-02', '2023-03-01', '2023-03-03', '2023-03-03'],
  ['2023-03', '2023-04-03', '2023-04-03', '2023-04-04'],
  ['2023-04', '2023-05-04', '2023-05-04', '2023-05-05'],
  ['2023-05', '2023-06-01', '2023-06-05', '2023-06-05'],
  ['2023-06', '2023-07-03', '2023-07-03', '2023-07-04'],
  ['2023-07', '2023-08-01', '2023-08-03', '2023-08-03'],
  ['2023-08', '2023-09-01', '2023-09-04', '2023-09-04'],
  ['2023-09', '2023-10-07', '2023-10-07', '2023-10-08'],
  ['2023-10', '2023-11-01', '2023-11-03', '2023-11-03'],
  ['2023-11', '2023-12-01', '2023-12-04', '2023-12-04'],
  ['2023-12', '2024-01-02', '2024-01-03', '2024-01-03'],
  ['2024-01', '2024-02-01', '2024-02-04', '2024-02-04'],
  ['2024-02', '2024-03-01', '2024-03-04', '2024-03-04'],
  ['2024-03', '2024-04-01', '2024-04-03', '2024-04-03'],
  ['2024-04', '2024-05-06', '2024-05-06', '2024-05-07'],
  ['2024-05', '2024-06-03', '2024-06-03', '2024-06-04'],
  ['2024-06', '2024-07-01', '2024-07-03', '2024-07-03'],
  ['2024-07', '2024-08-01', '2024-08-05', '2024-08-05'],
  ['2024-08', '2024-09-02', '2024-09-03', '2024-09-03'],
  ['2024-09', '2024-10-08', '2024-10-08', '2024-10-09'],
  ['2024-10', '2024-11-01', '2024-11-04', '2024-11-04'],
  ['2024-11', '2024-12-02', '2024-12-03', '2024-12-03'],
  ['2024-12', '2025-01-02', '2025-01-03', '2025-01-03'],
  ['2025-01', '2025-02-05', '2025-02-05', '2025-02-06'],
  ['2025-02', '2025-03-03', '2025-03-03', '2025-03-04'],
  ['2025-03', '2025-04-01', '2025-04-03', '2025-04-03'],
  ['2025-04', '2025-05-06', '2025-05-06', '2025-05-07'],
  ['2025-05', '2025-06-03', '2025-06-03', '2025-06-04'],
  ['2025-06', '2025-07-01', '2025-07-03', '2025-07-03'],
  ['2025-07', '2025-08-01', '2025-08-04', '2025-08-04'],
  ['2025-08', '2025-09-01', '2025-09-03', '2025-09-03'],
  ['2025-09', '2025-10-09', '2025-10-09', '2025-10-10'],
  ['2025-10', '2025-11-03', '2025-11-03', '2025-11-04'],
  ['2025-11', '2025-12-01', '2025-12-03', '2025-12-03'],
  ['2025-12', '2026-01-04', '2026-01-04', '2026-01-05'],
  ['2026-01', '2026-02-02', '2026-02-03', '2026-02-03'],
  ['2026-02', '2026-03-02', '2026-03-03', '2026-03-03'],
  ['2026-03', '2026-04-01', '2026-04-03', '2026-04-03'],
  ['2026-04', '2026-05-06', '2026-05-06', '2026-05-07'],
  ['2026-05', '2026-06-01', '2026-06-03', '2026-06-03'],
  ['2026-06', '2026-07-01', '2026-07-03', '2026-07-03'],
  ['2026-07', '2026-08-03', '2026-08-03', '2026-08-04'],
  ['2026-08', '2026-09-01', '2026-09-03', '2026-09-03'],
  ['2026-09', '2026-10-08', '2026-10-08', '2026-10-09'],
  ['2026-10', '2026-11-02', '2026-11-03', '2026-11-03'],
  ['2026-11', '2026-12-01', '2026-12-03', '2026-12-03'],
  ['2026-12', '2027-01-01', '2027-01-04', '2027-01-04'],
];

describe('deadlinesOf', () => {
  it.each(TABLE)('%s: submission %s, verification %s, with gap %s', (period, submission, ruleDate, date) => {
    const found = deadlinesOf(calendar, period);
    expect([found.submission.date, found.verification.ruleDate, found.verification.date]).toEqual([
      submission,
      ruleDate,
      date,
    ]);
    expect(found.calendarKnown).toBe(period !== '2026-12');
  });

  it('says why, in Chinese: weekend, holiday with the number of the notice, gap', () => {
    expect(deadlinesOf(calendar, '2025-04')).toEqual({
      period: '2025-04',
      submission: {
        nominal: '2025-05-01',
        date: '2025-05-06',
        reason: '5月1日（周四）至5月5日（周一）劳动节放假（国办发明电〔2024〕12号），顺延至5月6日（周二）',
      },
      verification: {
        nominal: '2025-05-03',
        ruleDate: '2025-05-06',
        date: '2025-05-07',
        reason:
          '5月3日（周六）至5月5日（周一）劳动节放假（国办发明电〔2024〕12号），顺延至5月6日（周二）；与报送截止5月6日（周二）至少间隔1个工作日，定为5月7日（周三）',
      },
      calendarKnown: true,
    });
    expect(deadlinesOf(calendar, '2026-01').submission.reason).toBe('2月1日（周日）为周末，顺延至2月2日（周一）');
    expect(deadlinesOf(calendar, '2020-01').submission.reason).toBe(
      '2月1日（周六）至2月2日（周日）春节放假（国办发明电〔2020〕1号），顺延至2月3日（周一）',
    );
    expect(deadlinesOf(calendar, '2020-12').submission.reason).toBe(
      '1月1日（周五）至1月3日（周日）元旦放假（国办发明电〔2020〕27号），顺延至1月4日（周一）',
    );
    // After the holiday comes a weekend that is not part of it.
    expect(deadlinesOf(calendar, '2019-05', { gap: 0 }).submission.reason).toBe(
      '6月1日（周六）至6月2日（周日）为周末，顺延至6月3日（周一）',
    );
  });

  it('lands on a make-up Sunday and says so', () => {
    expect(deadlinesOf(calendar, '2025-12')).toMatchObject({
      submission: {
        date: '2026-01-04',
        reason:
          '1月1日（周四）至1月3日（周六）元旦放假（国办发明电〔2025〕7号），顺延至1月4日（周日，调休上班，国办发明电〔2025〕7号）',
      },
      verification: { ruleDate: '2026-01-04', date: '2026-01-05' },
    });
    expect(deadlinesOf(calendar, '2020-09').verification.reason).toContain(
      '定为10月10日（周六，调休上班，国办发明电〔2019〕16号）',
    );
  });

  it('says why in English', () => {
    expect(deadlinesOf(calendar, '2025-04', { language: 'en' }).verification.reason).toBe(
      '3 May (Saturday) to 5 May (Monday) Labour Day holiday (国办发明电〔2024〕12号); moved to 6 May (Tuesday); at least 1 working day after the submission deadline 6 May (Tuesday): 7 May (Wednesday)',
    );
    expect(deadlinesOf(calendar, '2026-01', { language: 'en' }).submission.reason).toBe(
      '1 Feb (Sunday) weekend; moved to 2 Feb (Monday)',
    );
  });

  it('has no reason where nothing moved', () => {
    expect(deadlinesOf(calendar, '2026-03')).toEqual({
      period: '2026-03',
      submission: { nominal: '2026-04-01', date: '2026-04-01', reason: '' },
      verification: { nominal: '2026-04-03', ruleDate: '2026-04-03', date: '2026-04-03', reason: '' },
      calendarKnown: true,
    });
  });

  it('uses the weekend rule and marks it where a year has no notice', () => {
    expect(deadlinesOf(calendar, '2026-12')).toMatchObject({
      submission: { nominal: '2027-01-01', date: '2027-01-01', reason: '' },
      verification: {
        date: '2027-01-04',
        reason: '1月3日（周日）为周末（尚无该年放假通知），顺延至1月4日（周一）',
      },
      calendarKnown: false,
    });
    expect(deadlinesOf(calendar, '2018-11').calendarKnown).toBe(false);
    expect(deadlinesOf(calendar, '2018-12').calendarKnown).toBe(true);
    // A long gap reaches days of December that the notice of 2027 may still change.
    expect(deadlinesOf(calendar, '2026-11', { gap: 20 }).calendarKnown).toBe(false);
  });

  it.each([-1, 0.5, 21, NaN])('refuses a gap of %d', (gap) => {
    expect(() => deadlinesOf(calendar, '2026-03', { gap })).toThrow(Refusal);
  });

  it('fits its schema', () => {
    const schema = JSON.parse(readFileSync('docs/schemas/calendar-deadlines.schema.json', 'utf8')) as object;
    const fits = new Ajv({ allErrors: true }).compile(schema);
    const answer = parseSpan('2018-01..2027-12').months.map((period) => deadlinesOf(calendar, period));
    expect(fits(answer)).toBe(true);
    expect(fits([{ ...answer[0], extra: 1 }])).toBe(false);
  });

  it('keeps its laws for every month and gap', () => {
    fc.assert(
      fc.property(months, gaps, (period, gap) => {
        const { submission, verification } = deadlinesOf(calendar, period, { gap });
        for (const date of [submission.date, verification.ruleDate, verification.date])
          expect(calendar.isWorkingDay(date)).toBe(true);
        expect(submission.date >= submission.nominal && verification.ruleDate >= verification.nominal).toBe(true);
        expect(verification.date >= verification.ruleDate).toBe(true);
        expect(calendar.countWorkingDays(submission.date, verification.date)).toBeGreaterThan(gap);
        expect(submission.reason === '').toBe(submission.date === submission.nominal);
        expect(verification.reason === '').toBe(verification.date === verification.nominal);
        if (gap === 0) expect(verification.date).toBe(verification.ruleDate);
        const next = deadlinesOf(calendar, addMonths(period, 1), { gap });
        expect(next.submission.date > submission.date && next.verification.date > verification.date).toBe(true);
        const wider = deadlinesOf(calendar, period, { gap: Math.min(gap + 1, 20) });
        expect(wider.verification.date >= verification.date).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what follows the deadlines', () => {
  // The office's worked examples: verification, pre-publication of two working days, review, publication.
  it.each([
    ['2024-12', '2025-01-03', '2025-01-06', '2025-01-07', '2025-01-08', '2025-01-09'],
    ['2025-04', '2025-05-07', '2025-05-08', '2025-05-09', '2025-05-12', '2025-05-13'],
    ['2025-05', '2025-06-04', '2025-06-05', '2025-06-06', '2025-06-09', '2025-06-10'],
    ['2025-09', '2025-10-10', '2025-10-11', '2025-10-13', '2025-10-14', '2025-10-15'],
  ])(
    '%s: verified %s, notice %s to %s, review %s, publication %s',
    (period, verified, from, to, review, publication) => {
      const { date } = deadlinesOf(calendar, period).verification;
      expect(date).toBe(verified);
      expect(monthPlan(calendar, date)).toEqual({ notice: { from, to }, review, publication });
    },
  );

  it('counts working days after the month', () => {
    expect(nthWorkingDayAfter(calendar, '2026-03', 5)).toBe('2026-04-08');
    expect(nthWorkingDayAfter(calendar, '2025-12', 1)).toBe('2026-01-04');
    expect(nthWorkingDayAfter(calendar, '2026-09', 5)).toBe('2026-10-13');
    expect(() => nthWorkingDayAfter(calendar, '2026-03', 0)).toThrow(Refusal);
  });

  it('ends a deadline at the closing time of its season', () => {
    const hours = { time: '17:30', seasons: [{ from: '06-01', to: '09-30', time: '18:00' }] };
    expect(deadlineText(deadlineTime('2025-10-09'))).toBe('10月9日 17:30');
    expect(deadlineTime('2025-06-03', hours)).toBe('2025-06-03 18:00:00');
    expect(deadlineText(deadlineTime('2025-10-09', hours), 'en')).toBe('9 Oct 17:30');
    const winter = { time: '17:30', seasons: [{ from: '11-01', to: '02-28', time: '17:00' }] };
    expect([deadlineTime('2026-01-04', winter), deadlineTime('2026-03-02', winter)]).toEqual([
      '2026-01-04 17:00:00',
      '2026-03-02 17:30:00',
    ]);
    expect(() => deadlineTime('2026-03-02', { time: '5.30', seasons: [] })).toThrow(Refusal);
  });
});
