import fc from 'fast-check';
import type { Keyed } from 'src/modules/ratings/rating-month';
import type { RatingState } from 'src/modules/ratings/rating-state';
import { SIGNAL_THRESHOLDS, signalsOf } from './signals';

const BASE: RatingState = {
  ...{ caseNo: '1', window: 'A01', staff: ['07001'], grade: 'very-satisfied', ratedAt: null, ratedOn: '2026-01-05' },
  ...{ channel: '手机', isDefault: false, realName: false, contact: '', comment: '', tag: '', replied: null },
  ...{ calledBack: null, reply: '', rectification: '', rectifiedAt: null, foundTrue: null, verifiedOn: null },
};
let number = 0;
function at(time: string | null, state: Partial<RatingState> = {}): Keyed {
  const key = String(number++).padStart(32, '0');
  return { key, state: { ...BASE, ratedAt: time === null ? null : `2026-01-05 ${time}`, ...state }, excluded: null };
}
const five = (state: Partial<RatingState> = {}): Keyed[] =>
  ['09:00:00', '09:01:00', '09:02:00', '09:03:00', '09:05:00'].map((time) => at(time, state));
const kinds = (known: readonly Keyed[]): string[][] =>
  signalsOf(known, '2026-01').signals.map(({ kind, subject, ratings }) => [kind, subject, String(ratings.length)]);

describe('signals', () => {
  it('a burst is five within five minutes, told once for the narrowest subject', () => {
    expect(kinds(five())).toEqual([['burst-person', '07001', '5']]);
    expect(kinds(five({ staff: [] }))).toEqual([['burst-window', 'A01', '5']]);
    expect(kinds(five({ staff: [], channel: '窗口评价器' }))).toEqual([['burst-device', 'A01', '5']]);
    expect(kinds([...five().slice(0, 4), at('09:05:01')])).toEqual([]);
  });

  it('another person at the same window makes it a finding of the window too', () => {
    expect(kinds([...five(), at('09:02:30', { staff: ['07002'] })])).toEqual([
      ['burst-person', '07001', '5'],
      ['burst-window', 'A01', '6'],
    ]);
  });

  it('a long run is one finding, two runs are two', () => {
    const minutes = Array.from({ length: 9 }, (_, index) => at(`09:0${String(index)}:00`));
    const later = five().map(({ state }) => at(`1${state.ratedAt?.slice(12) ?? ''}`));
    expect(kinds([...minutes, ...later])).toEqual([
      ['burst-person', '07001', '9'],
      ['burst-person', '07001', '5'],
    ]);
  });

  it('default ratings, other months and lists without minutes show no burst, and the last is said', () => {
    expect(kinds(five({ isDefault: true }))).toEqual([]);
    expect(kinds(five({ ratedOn: '2026-02-05' }))).toEqual([]);
    const midnight = Array.from({ length: 6 }, () => at('00:00:00'));
    expect(signalsOf([...midnight, at(null)], '2026-01')).toEqual({
      signals: [],
      looked: { ratings: 7, withoutTime: 7, withoutContact: 7 },
    });
  });

  it('own device without a case names each rating, with the sentence for a person', () => {
    const rating = at('09:00:00', { caseNo: null, channel: 'pjq' });
    expect(
      signalsOf([rating, at('10:00:00', { channel: 'PJQ' }), at('11:00:00', { caseNo: null })], '2026-01').signals,
    ).toEqual([
      {
        id: 'e52f0db65d09e480',
        evidence: '881acd999f8d6081',
        kind: 'device-without-case',
        subject: 'A01',
        windows: ['A01'],
        from: '2026-01-05 09:00:00',
        to: '2026-01-05 09:00:00',
        ratings: [rating.key.slice(0, 16)],
        good: 1,
        sentence: {
          zh: '窗口 A01 的评价器本月有 1 条评价没有对应办件，其中非差评 1 条。咨询类评价可以没有办件，请核实是否为代评。',
          en: 'Ratings of the month from the own device of window A01 without a case: 1, of them not bad: 1. An enquiry may have no case; see whether staff rated themselves.',
        },
      },
    ]);
  });

  it('the same masked number five times in a month at one window, but no contact of which only a letter is left', () => {
    const days = ['05', '07', '09', '12', '14'];
    const by = (contact: string, elsewhere = 'A01'): Keyed[] =>
      days.map((day, index) =>
        at(null, { contact, ratedOn: `2026-01-${day}`, window: index === 4 ? elsewhere : 'A01' }),
      );
    expect(signalsOf(by('138****1234'), '2026-01').signals).toMatchObject([
      {
        ...{ kind: 'same-contact', subject: '138****1234', windows: ['A01'], good: 5 },
        ...{ from: '2026-01-05', to: '2026-01-14' },
      },
    ]);
    // Four at one window and one at another may well be two people.
    expect(kinds(by('138****1234', 'B01'))).toEqual([]);
    expect(kinds(by('138****1234').slice(1))).toEqual([]);
    expect(kinds(by('z***'))).toEqual([]);
  });

  it('does not depend on the order of the ratings, and every burst is as dense as it says', () => {
    const rating = fc
      .record({
        minute: fc.integer({ min: 0, max: 59 }),
        staff: fc.subarray(['07001', '07002']),
        window: fc.constantFrom('A01', 'B01', null),
        channel: fc.constantFrom('手机', '窗口评价器'),
      })
      .map(({ minute, ...state }) => {
        const one = at(`09:${String(minute).padStart(2, '0')}:00`, state);
        // Signals shorten keys; real ones are digests and differ in their first digits.
        return { ...one, key: Array.from(one.key).reverse().join('') };
      });
    fc.assert(
      fc.property(fc.array(rating, { maxLength: 40 }), (known) => {
        const { signals } = signalsOf(known, '2026-01');
        expect(signalsOf([...known].reverse(), '2026-01').signals).toEqual(signals);
        for (const { ratings, from, to } of signals) {
          expect(ratings.length).toBeGreaterThanOrEqual(SIGNAL_THRESHOLDS.burstRatings);
          expect(new Set(ratings).size).toBe(ratings.length);
          expect(from <= to).toBe(true);
        }
      }),
    );
  });
});
