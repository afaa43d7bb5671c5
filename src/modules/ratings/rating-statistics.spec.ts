import fc from 'fast-check';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { deadlinesOf, type Deadlines } from './handling/deadlines';
import { RATING_MEASURES, talliesOf, type Keyed } from './rating-month';
import { GRADES, type RatingState } from './rating-state';
import { statisticsOf, type RatingStatisticsRow } from './rating-statistics';

const calendar = new StatutoryCalendar(shippedNotices);
const steps = ({ state }: Keyed): Deadlines | null => deadlinesOf(state, '2026-01-31', calendar, []);

const BASE: RatingState = {
  ...{ caseNo: null, window: 'A01', staff: [], grade: 'satisfied', ratedAt: null, ratedOn: '2026-01-05' },
  ...{ channel: '', isDefault: false, realName: false, contact: '', comment: '', tag: '', replied: null },
  ...{ calledBack: null, reply: '', rectification: '', rectifiedAt: null, foundTrue: null, verifiedOn: null },
};

const rating: fc.Arbitrary<Keyed> = fc
  .record({
    grade: fc.constantFrom(...GRADES),
    window: fc.constantFrom('A01', 'A02', 'B01'),
    isDefault: fc.boolean(),
    realName: fc.boolean(),
    calledBack: fc.constantFrom(true, false, null),
    foundTrue: fc.constantFrom(true, false, null),
    rectifiedAt: fc.constantFrom(null, '2026-01-20 10:00:00', '2026-01-30'),
    ratedOn: fc.constantFrom('2026-01-05', '2026-01-29', '2025-12-31'),
    caseNo: fc.constantFrom(null, '1', '2'),
    excluded: fc.constantFrom('mistaken', 'malicious', null),
  })
  .map(({ excluded, ...state }) => ({
    key: 'k',
    state: { ...BASE, ...state, verifiedOn: state.foundTrue === null ? null : state.ratedOn },
    excluded:
      excluded === null ? null : { seq: 1, kind: excluded, reason: '点错', by: 'cli:x', at: '2026-01-31 09:00:00' },
  }));

describe('statistics of ratings', () => {
  it('keep the six counts apart, each a part of the one before, and lose no rating', () => {
    fc.assert(
      fc.property(fc.array(rating, { maxLength: 40 }), (ratings) => {
        const { total, windows } = statisticsOf(ratings, ['A01', 'C01'], '2026-01', steps);
        for (const row of [total, ...windows]) {
          const { collected, valid, bad, ticketed, verified, rectified, excluded } = row;
          expect([collected, valid, bad, ticketed, verified, rectified]).toEqual(
            [collected, valid, bad, ticketed, verified, rectified].sort((a, b) => b - a),
          );
          expect(collected).toBe(valid + excluded.mistaken + excluded.malicious);
          expect(valid).toBe(row.active + row.default);
          expect(valid).toBe(Object.values(row.byGrade).reduce((sum, number) => sum + number, 0));
          expect(ticketed).toBe(verified + row.badPending);
          expect(row.rectifiedOnTime).toBeLessThanOrEqual(rectified);
        }
        const sum = (of: (row: RatingStatisticsRow) => number): number =>
          windows.reduce((all, row) => all + of(row), 0);
        for (const of of [
          (row: RatingStatisticsRow) => row.collected,
          (row: RatingStatisticsRow) => row.ticketed,
          (row: RatingStatisticsRow) => row.overdue.verification,
        ])
          expect(sum(of)).toBe(of(total));
        expect(total.collected).toBe(ratings.filter(({ state }) => state.ratedOn.startsWith('2026-01')).length);
      }),
    );
  });

  it('agree with the tallies on what was collected, and after the rulings on what stands', () => {
    fc.assert(
      fc.property(fc.array(rating, { maxLength: 40 }), (ratings) => {
        const { windows } = statisticsOf(ratings, ['A01'], '2026-01', steps);
        const { facts, rulings } = talliesOf(ratings, ['A01'], '2026-01');
        const tallies = facts.filter(({ basis }) => basis === 'rated');
        const amended = new Map(rulings.map(({ fact, amend }) => [fact, amend?.value]));
        expect(tallies).toHaveLength(windows.length * RATING_MEASURES.length);
        for (const { window, ...row } of windows) {
          const own = tallies.filter(({ subject }) => subject === window);
          const of = Object.fromEntries(own.map(({ measure, id, value }) => [measure, amended.get(id) ?? value]));
          expect(own.find(({ measure }) => measure === 'ratings.collected')?.value).toBe(row.collected);
          expect(of).toEqual({
            'ratings.collected': row.valid,
            'ratings.active': row.active,
            'ratings.default': row.default,
            'ratings.satisfied': row.satisfied.of,
            'ratings.bad': row.bad,
            'ratings.bad-valid': row.badValid,
          });
        }
      }),
    );
  });

  it('count a bad default rating as bad, but nobody has a ticket for it', () => {
    const one: Keyed = { key: 'k', state: { ...BASE, grade: 'dissatisfied', isDefault: true }, excluded: null };
    expect(statisticsOf([one], [], '2026-01', steps).total).toMatchObject({
      valid: 1,
      bad: 1,
      ticketed: 0,
      default: 1,
    });
  });
});
