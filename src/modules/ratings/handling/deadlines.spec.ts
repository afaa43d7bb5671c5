import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import type { RatingState } from 'src/modules/ratings/rating-state';
import { deadlinesOf, limitsOn, type DatedLimits } from './deadlines';

const calendar = new StatutoryCalendar(shippedNotices);

/** Given on Monday 9 February 2026; the Spring Festival is off from 15 to 23 February, 14 and 28 are make-up days. */
const BAD: RatingState = {
  ...{ caseNo: null, window: 'A01', staff: [], grade: 'dissatisfied', ratedAt: null, ratedOn: '2026-02-09' },
  ...{ channel: '', isDefault: false, realName: true, contact: '', comment: '', tag: '', replied: null },
  ...{ calledBack: null, reply: '', rectification: '', rectifiedAt: null, foundTrue: null, verifiedOn: null },
};
const steps = (state: Partial<RatingState>, today = '2026-03-31') =>
  deadlinesOf({ ...BAD, ...state }, today, calendar, []);

describe('deadlines of a bad rating', () => {
  it('run over statutory working days, make-up Saturday included', () => {
    // 10, 11, 12, 13 and Saturday 14 February.
    expect(steps({}, '2026-02-14')?.verification).toEqual({
      ...{ due: '2026-02-14', done: false, doneOn: null, overdue: false, workingDaysLate: 0 },
    });
    expect(steps({}, '2026-02-15')?.verification).toMatchObject({ overdue: true, workingDaysLate: 0 });
    expect(steps({}, '2026-02-24')?.verification).toMatchObject({ overdue: true, workingDaysLate: 1 });
  });

  it('rectification runs from the verification, and only for what was found true', () => {
    const found = { foundTrue: true, verifiedOn: '2026-02-14' };
    // 24–28 (Saturday 28 made up), 2–6, 9–13 March.
    expect(steps({ ...found, rectifiedAt: '2026-03-13 17:00:00' })?.rectification).toEqual({
      ...{ due: '2026-03-13', done: true, doneOn: '2026-03-13', overdue: false, workingDaysLate: 0 },
    });
    expect(steps({ ...found, rectifiedAt: '2026-03-17' })?.rectification).toMatchObject({
      ...{ overdue: true, workingDaysLate: 2 },
    });
    expect(steps({ foundTrue: false, verifiedOn: '2026-02-14' })?.rectification).toBeNull();
    expect(steps({})?.rectification).toBeNull();
  });

  it('a callback that the list leaves open is not known to be undone', () => {
    expect(steps({})?.callback).toMatchObject({ due: '2026-02-14', done: null, overdue: false });
    expect(steps({ calledBack: false })?.callback).toMatchObject({ done: false, overdue: true });
    expect(steps({ calledBack: true })?.callback).toMatchObject({ done: true, overdue: false });
    expect(steps({ realName: false, calledBack: false })?.callback).toBeNull();
  });

  it('a callback the office recorded has its day, which may be late', () => {
    const called = { calledBack: true, calledBackOn: '2026-02-14' };
    expect(steps(called)?.callback).toMatchObject({ done: true, doneOn: '2026-02-14', overdue: false });
    expect(steps({ ...called, calledBackOn: '2026-02-25' })?.callback).toEqual({
      ...{ due: '2026-02-14', done: true, doneOn: '2026-02-25', overdue: true, workingDaysLate: 2 },
    });
  });

  it('there are none for good, default and nobody’s ratings', () => {
    expect(steps({ grade: 'basically-satisfied' })).toBeNull();
    expect(steps({ isDefault: true })).toBeNull();
    expect(steps({ window: null })).toBeNull();
    expect(steps({ window: null, staff: ['07001'] })).not.toBeNull();
  });

  it('are those of the month in which the step begins, a sample before anybody set them', () => {
    const set = (from: string, days: number): DatedLimits => ({
      ...{ from, verifyDays: days, rectifyDays: days, callbackDays: days },
    });
    const sets = [set('2026-02', 2), set('2026-03', 3)];
    expect(['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'].map((day) => limitsOn(sets, day))).toEqual([
      { from: null, verifyDays: 5, rectifyDays: 15, callbackDays: 5 },
      sets[0],
      sets[0],
      sets[1],
    ]);
    const found = { ...BAD, foundTrue: true, verifiedOn: '2026-03-02' };
    const { verification, rectification } = deadlinesOf(found, '2026-03-31', calendar, sets) ?? {};
    expect([verification?.due, rectification?.due]).toEqual(['2026-02-11', '2026-03-05']);
  });
});
