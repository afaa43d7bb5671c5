import * as fc from 'fast-check';
import { addDays, dayNumber, fromDayNumber } from 'src/common/civil-date';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { judgeCase, type CaseVerdict } from './case-clock';
import { standingOf, caseTypeOf } from './list/case-words';
import type { CaseState } from './case-state';
import { WorkingDayCounter } from './working-day-counter';

const calendar = new StatutoryCalendar(shippedNotices);
const days = new WorkingDayCounter(calendar);
const ASOF = '2026-12-31 18:00:00';
const base: CaseState = {
  no: '1',
  itemCode: null,
  itemName: null,
  window: 'A01',
  handler: null,
  accepted: '2026-01-06 09:00:00',
  finished: null,
  promiseDays: 3,
  legalDays: 30,
  type: 'promised',
  standing: 'open',
  stopFrom: null,
  stopTo: null,
  correctionFrom: null,
  correctionTo: null,
  corrections: null,
  full: true,
};
const judge = (changes: Partial<CaseState>, asOf = ASOF): CaseVerdict => judgeCase({ ...base, ...changes }, days, asOf);
/** A finished case, seen from its day of acceptance. */
const due = (accepted: string, promiseDays: number): string | null => judge({ accepted, promiseDays }).due;

describe('the day the clock begins', () => {
  it.each([
    ['Monday 17:30', '2026-01-05 17:30:00', 3, '2026-01-08'],
    ['Monday 17:30:59, still 17:30 by whole minutes', '2026-01-05 17:30:59', 3, '2026-01-08'],
    ['Monday 17:31 counts as Tuesday', '2026-01-05 17:31:00', 3, '2026-01-09'],
    ['Saturday counts as Monday', '2026-01-10 10:00:00', 3, '2026-01-15'],
    ['a make-up Sunday is a working day', '2026-01-04 10:00:00', 3, '2026-01-07'],
    ['before New Year, over the holiday and the make-up Sunday', '2025-12-31 16:40:00', 3, '2026-01-06'],
    ['at once, the same day', '2026-01-05 09:00:00', 0, '2026-01-05'],
    ['at once, on a Saturday: Monday', '2026-01-10 09:00:00', 0, '2026-01-12'],
    ['a day without time is in hours', '2026-01-05', 1, '2026-01-06'],
  ])('%s', (_, accepted, promise, expected) => {
    expect(due(accepted, promise)).toBe(expected);
  });

  it('takes the closing hour of the hall', () => {
    const late = { ...base, accepted: '2026-01-05 17:10:00' };
    expect(judgeCase(late, days, ASOF, { closing: '17:00' }).due).toBe('2026-01-09');
    expect(judgeCase(late, days, ASOF, { closing: '17:30' }).due).toBe('2026-01-08');
  });
});

describe('stops', () => {
  it('counts a day in two stops once', () => {
    const verdict = judge({
      finished: '2026-01-20 10:00:00',
      stopFrom: '2026-01-07 09:00:00',
      stopTo: '2026-01-09 09:00:00',
      correctionFrom: '2026-01-08 09:00:00',
      correctionTo: '2026-01-12 09:00:00',
    });
    expect([verdict.paused, verdict.due, verdict.result]).toEqual([3, '2026-01-14', 'late']);
    expect([verdict.used, verdict.over]).toEqual([7, 4]);
  });

  it('is never overdue while a stop is open, and ends an open stop with the case', () => {
    const stop = { stopFrom: '2026-01-07 09:00:00' };
    expect(judge(stop)).toMatchObject({ result: 'open, clock stopped', due: null, over: 0 });
    expect(judge({ ...stop, finished: '2026-01-12 09:00:00' })).toMatchObject({
      paused: 3,
      due: '2026-01-14',
      used: 1,
    });
  });

  it('takes no correction asked for before acceptance', () => {
    const correction = { correctionFrom: '2026-01-05 09:00:00', correctionTo: '2026-01-06 09:00:00' };
    expect(judge({ ...correction, finished: '2026-01-09 09:00:00' })).toMatchObject({ paused: 0, due: '2026-01-09' });
    expect(judge({ ...correction, correctionTo: null, accepted: null })).toMatchObject({ result: 'not accepted' });
  });
});

describe('what is judged at all', () => {
  it('leaves withdrawn, refused, void and test cases outside, and says when it does not know', () => {
    for (const standing of ['withdrawn', 'refused-intake', 'void', 'test'] as const)
      expect(judge({ standing, finished: '2026-02-01 09:00:00' }).result).toBe('outside');
    expect(judge({ promiseDays: null, finished: '2026-01-07 09:00:00' }).result).toBe('unknown');
    expect(judge({ promiseDays: null, type: 'instant', finished: '2026-01-06 09:30:00' }).result).toBe('on time');
    expect(judge({ standing: 'finished' }).result).toBe('unknown');
    expect(judge({ standing: 'unknown' }, '2026-12-31 18:00:00')).toMatchObject({
      result: 'unknown',
      over: 0,
      due: null,
    });
    expect(judge({ accepted: null, finished: '2026-01-07 09:00:00' }).result).toBe('unknown');
  });

  it('reads the words of lists', () => {
    const open = (word: string): string => standingOf(word, null);
    expect(['已办结', '办结-准予许可', '不予许可', '90', '办理完成'].map(open)).toEqual(Array(5).fill('finished'));
    expect(['申请人撤回', '终止办理'].map(open)).toEqual(['withdrawn', 'withdrawn']);
    expect(['不予受理', '作废', '测试件'].map(open)).toEqual(['refused-intake', 'void', 'test']);
    const underWay = ['办理中', '未办结', '待办结', '未完成', '特别程序中', '审核中', '', '-', '/'];
    expect(underWay.map(open)).toEqual(underWay.map(() => 'open'));
    expect(['乱写的', '10', '其他', '√'].map(open)).toEqual(Array(4).fill('unknown'));
    expect(['办理中', '乱写的', '', '作废'].map((word) => standingOf(word, '2026-01-07'))).toEqual([
      ...Array<string>(3).fill('finished'),
      'void',
    ]);
    expect(['即办件', '承诺件', '联办件', '其他'].map(caseTypeOf)).toEqual(['instant', 'promised', 'joint', null]);
  });

  it('says how long a case is overdue: to its end, or to the as-of day', () => {
    expect(judge({}, '2026-01-09 23:59:59')).toMatchObject({ result: 'open', over: 0 });
    expect(judge({}, '2026-01-14 08:00:00')).toMatchObject({ result: 'open, overdue', over: 3 });
    expect(judge({ finished: '2026-01-10 09:00:00' })).toMatchObject({ result: 'late', over: 0 });
    expect(judge({ finished: '2026-01-12 09:00:00' })).toMatchObject({ result: 'late', over: 1 });
  });
});

describe('laws of the clock', () => {
  const instant = (low: number, high: number): fc.Arbitrary<string> =>
    fc.tuple(fc.integer({ min: low, max: high }), fc.integer({ min: 0, max: 1439 })).map(([day, minute]) => {
      const hour = String(Math.floor(minute / 60)).padStart(2, '0');
      return `${addDays('2026-01-01', day)} ${hour}:${String(minute % 60).padStart(2, '0')}:00`;
    });
  const limit = fc.integer({ min: 0, max: 60 });

  it('is never due before acceptance, and on a working day', () => {
    fc.assert(
      fc.property(instant(0, 300), limit, (accepted, promiseDays) => {
        const day = due(accepted, promiseDays) ?? '';
        expect(day >= accepted.slice(0, 10)).toBe(true);
        expect(calendar.isWorkingDay(day)).toBe(true);
      }),
    );
  });

  it('agrees with a count day by day, written another way', () => {
    fc.assert(
      fc.property(instant(0, 300), limit, fc.integer({ min: 0, max: 90 }), (accepted, promiseDays, took) => {
        const finished = `${addDays(accepted.slice(0, 10), took)} 23:59:59`;
        let start = accepted.slice(0, 10);
        if (!calendar.isWorkingDay(start) || accepted.slice(11, 16) > '17:30')
          start = calendar.addWorkingDays(start, 1);
        const last = calendar.addWorkingDays(start, promiseDays);
        const verdict = judge({ accepted, promiseDays, finished });
        expect(verdict.due).toBe(last);
        expect(verdict.result).toBe(finished.slice(0, 10) > last ? 'late' : 'on time');
      }),
    );
  });

  it('never makes a longer stop due earlier, whatever the order of two stops', () => {
    const stretch = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(stretch, stretch, fc.integer({ min: 0, max: 20 }), limit, (one, two, more, promiseDays) => {
        const at = (day: number): string => `${fromDayNumber(dayNumber('2026-01-06') + day)} 12:00:00`;
        const [stopFrom, stopTo] = [at(one[0]), at(one[0] + one[1])];
        const [correctionFrom, correctionTo] = [at(two[0]), at(two[0] + two[1])];
        const plain = judge({ promiseDays, stopFrom, stopTo }).due ?? '';
        const longer = judge({ promiseDays, stopFrom, stopTo: at(one[0] + one[1] + more) }).due ?? '';
        const both = judge({ promiseDays, stopFrom, stopTo, correctionFrom, correctionTo }).due;
        const swapped = judge({
          promiseDays,
          stopFrom: correctionFrom,
          stopTo: correctionTo,
          correctionFrom: stopFrom,
          correctionTo: stopTo,
        }).due;
        expect(longer >= plain).toBe(true);
        expect((both ?? '') >= plain).toBe(true);
        expect(swapped).toBe(both);
      }),
    );
  });
});
