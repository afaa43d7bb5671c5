import * as fc from 'fast-check';
import { emptyRoster, person } from 'test/support/roster-builder';
import type { Fact, Occurrence } from 'src/modules/rules/facts';
import type { StandIn } from './cover';
import { standInRulings } from './rulings';

const roster = {
  ...emptyRoster,
  staff: [person('A', 'W1'), person('B', 'W1', { side: 'B' }), person('C', 'W2'), person('D', 'W2')],
  abPairs: [{ window: 'W1', a: 'A', b: 'B', third: null, from: null, to: null }],
};
const held = (away: string, standIn: string, half: 'am' | 'pm', window = 'W1'): StandIn => ({
  ...{ away, standIn, half, window, date: '2026-03-03', evidence: 'b#1' },
});
const fact = (one: Partial<Occurrence> & Pick<Occurrence, 'type'>): Occurrence => ({
  ...{ kind: 'occurrence', id: 'f', date: '2026-03-03', window: 'W1' },
  ...one,
});
const decisions = (one: Occurrence, ...standIns: StandIn[]): unknown[] =>
  standInRulings([one], standIns, roster).map(({ decision, amend }) => [decision, amend?.staff, amend?.window]);

describe('what a stand-in changes', () => {
  const off = fact({ type: 'patrol.off-post', staff: ['A'], labels: { half: 'am' } });

  it('makes a finding of the half day the stand-in’s, and says why', () => {
    expect(standInRulings([off], [held('A', 'B', 'am')], roster)).toEqual([
      {
        ...{ id: 'stand-in:f', fact: 'f', decision: 'amend', ground: 'stand-in' },
        reason: '2026-03-03上午A请假，由B在窗口W1顶岗',
        amend: { staff: ['B'] },
      },
    ]);
    expect(decisions(off, held('A', 'B', 'pm'))).toEqual([]);
  });

  it('keeps the others of a finding about several', () => {
    const two = fact({ type: 'patrol.conduct', staff: ['A', 'C'], labels: { half: 'am' } });
    expect(decisions(two, held('A', 'B', 'am'))).toEqual([['amend', ['B', 'C'], undefined]]);
  });

  it('moves a case without a half day only when one and the same held the post all day', () => {
    const late = fact({ type: 'case.overdue', staff: ['A'] });
    expect(decisions(late, held('A', 'B', 'am'))).toEqual([]);
    expect(decisions(late, held('A', 'B', 'am'), held('A', 'C', 'pm'))).toEqual([]);
    expect(decisions(late, held('A', 'B', 'am'), held('A', 'B', 'pm'))).toEqual([['amend', ['B'], undefined]]);
  });

  it('names the window where the post is when the fact names none', () => {
    const { kind, id, type, date, staff, labels } = off;
    const nowhere = { kind, id, type, date, ...(staff && { staff }), ...(labels && { labels }) };
    expect(decisions(nowhere, held('A', 'C', 'am'))).toEqual([['amend', ['C'], 'W1']]);
  });

  it('lifts an empty post of the person and half day, not one of the others', () => {
    const empty = (staff: string[], half: string): Occurrence =>
      fact({ type: 'patrol.empty-post', ...(staff.length > 0 && { staff }), labels: { half } });
    expect(decisions(empty(['A'], 'am'), held('A', 'B', 'am'))).toEqual([['excuse', undefined, undefined]]);
    expect(decisions(empty(['A'], 'pm'), held('A', 'B', 'am'))).toEqual([]);
    // The window as a whole: its only post is A's, B stands by.
    expect(decisions(empty([], 'am'), held('A', 'B', 'am'))).toEqual([['excuse', undefined, undefined]]);
    // Of two posts one is held: the other was empty.
    const other = { ...empty([], 'am'), window: 'W2' };
    expect(decisions(other, held('C', 'B', 'am', 'W2'))).toEqual([]);
    expect(decisions(other, held('C', 'B', 'am', 'W2'), held('D', 'A', 'am', 'W2'))).toHaveLength(1);
  });

  it('never lifts the finding that nobody stood in: it is the stand-in’s', () => {
    const nobody = fact({ type: 'patrol.no-cover', staff: ['A'], labels: { half: 'am' } });
    expect(decisions(nobody, held('A', 'B', 'am'))).toEqual([['amend', ['B'], undefined]]);
  });

  it('takes a late stand-in to the window of the post', () => {
    const late = fact({ type: 'attendance.late', staff: ['C'], window: 'W2', labels: { half: 'am' } });
    expect(decisions(late, held('A', 'C', 'am'))).toEqual([['amend', undefined, 'W1']]);
    expect(decisions({ ...late, window: 'W1' }, held('A', 'C', 'am'))).toEqual([]);
  });

  it('leaves meetings, leave and what people decided alone', () => {
    const meeting = fact({ type: 'meeting.absent', staff: ['A'], labels: { half: 'am' } });
    expect(decisions(meeting, held('A', 'B', 'am'))).toEqual([]);
    const ruling = { id: 'R1', fact: 'f', decision: 'void', reason: '查无此事' } as const;
    expect(standInRulings([off], [held('A', 'B', 'am')], roster, [ruling])).toEqual([]);
  });

  it('law: at most one ruling for each fact, none without a stand-in, whatever the order', () => {
    const types = ['patrol.off-post', 'patrol.empty-post', 'case.overdue', 'attendance.late', 'leave.taken'] as const;
    const someone = fc.constantFrom('A', 'B', 'C', 'D');
    const half = fc.constantFrom('am' as const, 'pm' as const);
    const facts = fc
      .array(fc.record({ type: fc.constantFrom(...types), staff: fc.uniqueArray(someone, { maxLength: 2 }), half }))
      .map((list) =>
        list.map(({ type, staff, half: at }, index) =>
          fact({ id: `f${String(index)}`, type, staff, labels: { half: at } }),
        ),
      );
    const standIns = fc.uniqueArray(fc.record({ away: someone, standIn: someone, half }), {
      selector: ({ away, half: at }) => `${away} ${at}`,
    });
    fc.assert(
      fc.property(facts, standIns, (all: Fact[], list) => {
        const stands = list
          .filter(({ away, standIn }) => away !== standIn)
          .map((one) => held(one.away, one.standIn, one.half));
        const rulings = standInRulings(all, stands, roster);
        expect(new Set(rulings.map(({ fact: id }) => id)).size).toBe(rulings.length);
        expect(standInRulings(all, [], roster)).toEqual([]);
        const back = standInRulings([...all].reverse(), stands, roster);
        expect([...back].sort(byId)).toEqual([...rulings].sort(byId));
      }),
    );
  });
});

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
