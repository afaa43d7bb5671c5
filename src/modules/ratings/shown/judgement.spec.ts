import type { Keyed } from 'src/modules/ratings/rating-month';
import type { RatingState } from 'src/modules/ratings/rating-state';
import { judged, type Judgement } from './judgement';
import { signalsOf, type Signal } from './signals';

const BASE: RatingState = {
  ...{ caseNo: '1', window: 'A01', staff: ['07001'], grade: 'very-satisfied', ratedAt: null, ratedOn: '2026-01-05' },
  ...{ channel: '手机', isDefault: false, realName: false, contact: '', comment: '', tag: '', replied: null },
  ...{ calledBack: null, reply: '', rectification: '', rectifiedAt: null, foundTrue: null, verifiedOn: null },
};
const at = (second: number): Keyed => ({
  key: String(second).padStart(16, '0').padEnd(32, 'f'),
  state: { ...BASE, ratedAt: `2026-01-05 09:00:0${String(second)}` },
  excluded: null,
});
const signals = (...seconds: number[]): readonly Signal[] => signalsOf(seconds.map(at), '2026-01').signals;
const judgement = ({ id, evidence }: Signal, more: Partial<Judgement> = {}): Judgement => ({
  ...{ signal: id, seq: 1, decision: 'unfounded', reason: '集中发证日', evidence, by: 'cli:李某' },
  ...{ at: '2026-02-01 09:00:00', ...more },
});

describe('judgements of findings', () => {
  const [burst] = signals(0, 1, 2, 3, 4);
  if (!burst) throw new Error('five ratings in five seconds are a burst');

  it('stay with the finding when the month is looked at again, and the last one counts', () => {
    const later = judgement(burst, { seq: 2, decision: 'founded', reason: '监控显示代评' });
    const { signals: found, gone } = judged(signals(4, 3, 2, 1, 0), [judgement(burst), later]);
    expect(found.map((one) => one.judgement)).toEqual([{ ...later, outdated: false }]);
    expect(gone).toEqual([]);
  });

  it('are outdated once the finding rests on other ratings', () => {
    const [more] = judged(signals(0, 1, 2, 3, 4, 5), [judgement(burst)]).signals;
    expect(more?.id).toBe(burst.id);
    expect(more?.judgement).toMatchObject({ decision: 'unfounded', outdated: true });
  });

  it('are kept when nothing stands out any more; what nobody judged says so', () => {
    expect(judged([], [judgement(burst)])).toEqual({ signals: [], gone: [judgement(burst)] });
    expect(judged([burst], []).signals).toEqual([{ ...burst, judgement: null }]);
  });

  it('tell findings of other subjects, kinds and times apart', () => {
    const of = (state: Partial<RatingState>): readonly Signal[] =>
      signalsOf(
        [0, 1, 2, 3, 4].map(at).map((one) => ({ ...one, state: { ...one.state, ...state } })),
        '2026-01',
      ).signals;
    const ids = [of({}), of({ staff: ['07002'] }), of({ staff: [] }), of({ staff: [], window: 'A02' })]
      .flat()
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(ids.every((id) => /^[0-9a-f]{16}$/.test(id))).toBe(true);
  });
});
