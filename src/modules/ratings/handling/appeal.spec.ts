import fc from 'fast-check';
import type { RatingState } from 'src/modules/ratings/rating-state';
import { APPEAL_KINDS, NO_APPEAL, objectionTo, standingOf, type AppealKind, type AppealRecord } from './appeal';

const BAD = { grade: 'dissatisfied' } as RatingState;
const GOOD = { grade: 'satisfied' } as RatingState;
const record = (kind: AppealKind, seq = 1): AppealRecord => ({
  ...{ seq, kind, reason: `理由${String(seq)}`, by: 'cli:王某', at: '2026-01-31 09:00:00' },
});
const after = (...kinds: AppealKind[]) => standingOf(kinds.map((kind, index) => record(kind, index + 1)));
const allowed = (...kinds: AppealKind[]): AppealKind[] =>
  APPEAL_KINDS.filter((kind) => objectionTo(kind, BAD, after(...kinds)) === undefined);

describe('an appeal', () => {
  it('goes from filed to withdrawn, rejected or upheld, and may be filed anew', () => {
    expect(allowed()).toEqual(['filed', 'mistaken', 'malicious']);
    expect(allowed('filed')).toEqual(['withdrawn', 'rejected', 'mistaken', 'malicious']);
    expect(allowed('filed', 'withdrawn')).toEqual(['filed', 'mistaken', 'malicious']);
    expect(allowed('filed', 'rejected')).toEqual(['filed', 'mistaken', 'malicious']);
    expect(allowed('filed', 'mistaken')).toEqual(['malicious', 'restored']);
    expect(allowed('filed', 'mistaken', 'restored')).toEqual(['filed', 'mistaken', 'malicious']);
  });

  it('excludes by the last decision, whatever was filed, withdrawn or rejected', () => {
    expect(after('filed')).toEqual({ excluded: null, open: record('filed') });
    expect(after('filed', 'malicious')).toEqual({ excluded: record('malicious', 2), open: null });
    expect(after('mistaken', 'malicious').excluded).toEqual(record('malicious', 2));
    expect(after('mistaken', 'restored')).toEqual(NO_APPEAL);
  });

  it('finds malice in a bad rating only, a mistake in any', () => {
    expect(objectionTo('malicious', GOOD, NO_APPEAL)).toBe('not-bad');
    expect(objectionTo('mistaken', GOOD, NO_APPEAL)).toBeUndefined();
  });

  it('is never open and decided at once, whatever is recorded of what is allowed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...APPEAL_KINDS), { maxLength: 12 }), (wanted) => {
        let records: AppealRecord[] = [];
        for (const kind of wanted)
          if (objectionTo(kind, BAD, standingOf(records)) === undefined)
            records = [...records, record(kind, records.length + 1)];
        const { excluded, open } = standingOf(records);
        expect(excluded !== null && open !== null).toBe(false);
        const decided = records.filter(({ kind }) => ['mistaken', 'malicious', 'restored'].includes(kind)).at(-1);
        expect(excluded?.seq).toBe(decided?.kind === 'restored' ? undefined : decided?.seq);
      }),
    );
  });
});
