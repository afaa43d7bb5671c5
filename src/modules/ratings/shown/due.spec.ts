import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { deadlinesOf } from 'src/modules/ratings/handling/deadlines';
import type { Keyed } from 'src/modules/ratings/rating-month';
import type { RatingState } from 'src/modules/ratings/rating-state';
import { dueOf } from './due';

const calendar = new StatutoryCalendar(shippedNotices);
const BASE: RatingState = {
  ...{ caseNo: '1', window: 'A01', staff: ['07001'], grade: 'dissatisfied', ratedAt: null, ratedOn: '2026-01-05' },
  ...{ channel: '', isDefault: false, realName: true, contact: '', comment: '', tag: '', replied: null },
  ...{ calledBack: null, reply: '', rectification: '', rectifiedAt: null, foundTrue: null, verifiedOn: null },
};
const rating = (sign: string, state: Partial<RatingState>, excluded: Keyed['excluded'] = null): Keyed => ({
  ...{ key: sign.repeat(32), state: { ...BASE, ...state }, excluded },
});
const FOUND = { foundTrue: true, verifiedOn: '2026-01-12' };
const KNOWN: readonly Keyed[] = [
  rating('a', {}),
  rating('b', { ...FOUND, calledBack: true }),
  rating('c', { ...FOUND, calledBack: false, window: 'B01', rectifiedAt: '2026-01-20' }),
  rating('d', { ratedOn: '2026-01-29', realName: false }),
  rating('e', {}, { seq: 1, kind: 'mistaken', reason: '点错', by: 'cli:王某', at: '2026-01-10 09:00:00' }),
  rating('f', { isDefault: true }),
  rating('1', { grade: 'satisfied' }),
];
const TODAY = '2026-01-31';
const due = (until: string, window?: string) =>
  dueOf(KNOWN, ({ state }) => deadlinesOf(state, TODAY, calendar, []), {
    ...{ today: TODAY, until },
    ...(window === undefined ? {} : { window }),
  }).map(({ due: day, past, steps }) => [
    day,
    past,
    ...steps.map((one) => `${one.step} ${one.rating.slice(0, 1)} ${one.stated ? String(one.workingDaysLate) : '?'}`),
  ]);

describe('steps of bad ratings still to be taken', () => {
  it('stand by due day, what was done, excluded, given by default or good is not there', () => {
    // Verification and callback within 5 working days, rectification within 15 of the verification on the 12th.
    expect(due('2026-02-28')).toEqual([
      ['2026-01-12', true, 'verification a 14', 'callback a ?', 'callback c 14'],
      ['2026-02-02', false, 'rectification b 0'],
      ['2026-02-05', false, 'verification d 0'],
    ]);
  });

  it('end with the last day asked for, and may be of one window', () => {
    expect(due('2026-02-02').map(([day]) => day)).toEqual(['2026-01-12', '2026-02-02']);
    expect(due('2026-02-01').map(([day]) => day)).toEqual(['2026-01-12']);
    expect(due('2026-02-28', 'B01')).toEqual([['2026-01-12', true, 'callback c 14']]);
  });

  it('name whom to ask and how late it is', () => {
    const [first] = dueOf(KNOWN, ({ state }) => deadlinesOf(state, TODAY, calendar, []), {
      today: TODAY,
      until: TODAY,
    });
    expect(first?.steps[0]).toEqual({
      ...{ step: 'verification', rating: 'a'.repeat(16), window: 'A01', staff: ['07001'], case: '1' },
      ...{ grade: 'dissatisfied', ratedOn: '2026-01-05', overdue: true, workingDaysLate: 14, stated: true },
    });
  });
});
