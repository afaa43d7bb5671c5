import fc from 'fast-check';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { occurrencesOf, rulingsOn, talliesOf, type Keyed } from 'src/modules/ratings/rating-month';
import { GRADES, type RatingState } from 'src/modules/ratings/rating-state';
import type { Exclusion } from './appeal';

const calendar = new StatutoryCalendar(shippedNotices);
const BASE: RatingState = {
  ...{ caseNo: '1', window: 'A01', staff: ['07001', '07002'], grade: 'dissatisfied', ratedAt: null },
  ...{ ratedOn: '2026-01-05', channel: '', isDefault: false, realName: true, contact: '', comment: '', tag: '' },
  ...{ replied: null, calledBack: false, reply: '', rectification: '', rectifiedAt: null },
  ...{ foundTrue: true, verifiedOn: '2026-01-06' },
};
const exclusion = (more: Partial<Exclusion> = {}): Exclusion => ({
  ...{ seq: 2, kind: 'malicious', reason: '同一人一日七次', by: 'cli:李某', at: '2026-01-31 09:00:00', ...more },
});
const rated = (more: Partial<RatingState> = {}, excluded: Exclusion | null = null, key = 'a'.repeat(32)): Keyed => ({
  ...{ key, state: { ...BASE, ...more }, excluded },
});
const facts = (one: Keyed, asOf = '2026-01-31 18:00:00') => occurrencesOf(one, asOf, calendar, []);

describe('an appeal that was upheld', () => {
  it('leaves the facts of the rating as they are and makes each void, with the reason', () => {
    const one = rated({}, exclusion());
    expect(facts(one)).toEqual(facts(rated()));
    const short = 'a'.repeat(16);
    expect(rulingsOn(facts(one), one)).toEqual(
      ['bad', 'rectification-overdue', 'no-callback'].map((what, index) => ({
        id: `appeal:${short}:2${index === 0 ? '' : `:${what}`}`,
        fact: `rating:${short}:${what}`,
        decision: 'void',
        ground: 'rating-malicious',
        reason: '同一人一日七次',
        by: 'cli:李某',
      })),
    );
    expect(rulingsOn(facts(rated()), rated())).toEqual([]);
  });

  it('stops the clock of its steps: what was not overdue on the day of the decision never becomes so', () => {
    const early = rated({}, exclusion({ at: '2026-01-12 09:00:00' }));
    // The callback is due on the 12th, the rectification on the 27th.
    expect(facts(early).map(({ type }) => type)).toEqual(['rating.bad']);
    expect(facts(rated({}, exclusion({ at: '2026-01-13 09:00:00' }))).map(({ type }) => type)).toEqual([
      'rating.bad',
      'rating.no-callback',
    ]);
  });

  it('amends each number it was in, names the rating and at most five', () => {
    const ratings = ['b', 'c', 'd', 'e', 'f', 'a'].map((sign) => rated({}, exclusion(), sign.repeat(32)));
    const { facts: tallies, rulings } = talliesOf([...ratings, rated({}, null, '9'.repeat(32))], [], '2026-01');
    const collected = tallies.find(({ id }) => id === 'tally:ratings.collected:rated:2026-01:A01');
    expect(collected?.value).toBe(7);
    const ruling = rulings.find(({ fact }) => fact === collected?.id);
    const named = ['b', 'c', 'd', 'e', 'f'].map((sign) => `${sign.repeat(16)}（同一人一日七次）`).join('；');
    expect(ruling).toEqual({
      ...{ id: 'appeals:ratings.collected:rated:A01', fact: collected?.id, decision: 'amend' },
      ...{ ground: 'rating-appeals', reason: `${named}；+1`, by: 'cli:李某', amend: { value: 1 } },
    });
    expect(rulings.map(({ id }) => id)).toEqual(
      ['collected', 'active', 'bad', 'bad-valid'].flatMap((measure) =>
        ['rated', 'verified'].map((basis) => `appeals:ratings.${measure}:${basis}:A01`),
      ),
    );
  });

  const some = fc
    .record({
      grade: fc.constantFrom(...GRADES),
      window: fc.constantFrom('A01', 'B01', null),
      isDefault: fc.boolean(),
      calledBack: fc.constantFrom(true, false, null),
      foundTrue: fc.constantFrom(true, false, null),
      ratedOn: fc.constantFrom('2026-01-05', '2026-01-29', '2025-12-31'),
      out: fc.boolean(),
    })
    .map(({ out, ...state }) => ({ ...state, verifiedOn: state.foundTrue === null ? null : state.ratedOn, out }));

  it('comes to the same as a month in which the rating was never given', () => {
    fc.assert(
      fc.property(fc.array(some, { maxLength: 30 }), (list) => {
        const all = list.map(({ out, ...state }, index) =>
          rated(state, out ? exclusion() : null, String(index).padStart(16, '0').padEnd(32, 'f')),
        );
        const standing = all.filter(({ excluded }) => excluded === null);
        const { facts: tallies, rulings } = talliesOf(all, ['A01', 'B01'], '2026-01');
        const amended = new Map(rulings.map(({ fact, amend }) => [fact, amend?.value]));
        const without = talliesOf(standing, ['A01', 'B01'], '2026-01');
        expect(without.rulings).toEqual([]);
        expect(tallies.map((tally) => ({ ...tally, value: amended.get(tally.id) ?? tally.value }))).toEqual(
          without.facts,
        );
        const happened = all.flatMap((one) => facts(one));
        const voided = new Set(all.flatMap((one) => rulingsOn(facts(one), one)).map(({ fact }) => fact));
        expect(happened.filter(({ id }) => !voided.has(id))).toEqual(standing.flatMap((one) => facts(one)));
      }),
    );
  });
});
