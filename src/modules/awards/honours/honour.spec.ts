import { SHIPPED_TITLES } from 'src/modules/awards/titles/title';
import { faultsOf, handedBy, holdersBefore, type Asked, type Honour } from './honour';

const rotating = SHIPPED_TITLES.find(({ code }) => code === 'rotating-flag');
if (!rotating) throw new Error('the rotating flag is shipped');
const window = (id: string) => ({ type: 'window', id }) as const;
const honour = (id: string, span: string, verdict: Honour['verdict'] = 'granted'): Honour => ({
  ...{
    id: `${id}${span}`,
    title: 'rotating-flag',
    titleName: '流动红旗',
    span,
    subject: window(id),
    window: id,
    verdict,
  },
  ...{ proposed: 'chosen', minutes: 'm', decidedOn: '2026-02-05', reason: '', from: null, by: 'b', at: 't' },
});
const candidate = (id: string, proposed: 'chosen' | 'tied') => ({
  ...{ subject: window(id), name: id, group: '', rank: 1, score: '100', count: null, proposed },
  ...{ eligible: true, because: [], remarks: [], decision: null },
});
const proposal = {
  ...{ title: rotating, places: 1, holders: [window('C')] },
  candidates: [candidate('A', 'chosen'), candidate('B', 'tied')],
};
const asked = (id: string, over: Partial<Asked & { eligible: boolean }> = {}) => ({
  ...{ subject: window(id), verdict: 'granted' as const, reason: '', eligible: true, told: { zh: '因', en: 'why' } },
  ...over,
});
const kinds = (list: ReturnType<typeof asked>[], before: Honour[] = [], reason = ''): string[] =>
  faultsOf(proposal, list, before, reason).map(({ kind }) => kind);

describe('what the leading group decides', () => {
  it('needs no reason where it follows the proposal, and one where it departs or settles a tie', () => {
    expect(kinds([asked('A')])).toEqual([]);
    expect(kinds([asked('B')])).toEqual(['departs']);
    expect(kinds([asked('B', { reason: '抽签' })])).toEqual([]);
    expect(kinds([asked('Z')])).toEqual(['departs']);
    expect(kinds([asked('A', { verdict: 'declined' })])).toEqual(['departs']);
    expect(kinds([asked('B', { verdict: 'declined' })])).toEqual([]);
  });

  it('honours nobody who is not eligible, with whatever reason', () => {
    expect(kinds([asked('A', { eligible: false, reason: '特殊情况' })])).toEqual(['not-eligible']);
    expect(kinds([asked('A', { eligible: false, verdict: 'declined', reason: '无资格' })])).toEqual([]);
  });

  it('says everything at once: twice, decided before, too many, a holder that was none', () => {
    const list = [asked('A'), asked('A'), asked('B', { reason: 'r', from: 'D' })];
    expect(kinds(list, [honour('B', '2026-03')])).toEqual(['twice', 'decided', 'not-holder', 'too-many']);
    expect(kinds([asked('A'), asked('B', { reason: 'r' })], [], '增加一个名额')).toEqual([]);
  });

  it('may decide again on what was revoked', () => {
    expect(kinds([asked('A')], [honour('A', '2026-03'), honour('A', '2026-03', 'revoked')])).toEqual([]);
  });
});

describe('a rotating title', () => {
  it('is held by those of the latest span before, without the ones revoked', () => {
    const all = [
      honour('A', '2026-01'),
      honour('B', '2026-02'),
      honour('C', '2026-02'),
      honour('C', '2026-02', 'revoked'),
    ];
    expect(holdersBefore('rotating-flag', '2026-04', all)).toEqual([window('B')]);
    expect(holdersBefore('rotating-flag', '2026-02', all)).toEqual([window('A')]);
    expect(holdersBefore('rotating-flag', '2026-01', all)).toEqual([]);
  });

  it('passes from the only holder, or from the one named, and stays with who keeps it', () => {
    expect(handedBy(asked('A'), [window('C')])).toBe('C');
    expect(handedBy(asked('C'), [window('C')])).toBeNull();
    expect(handedBy(asked('A'), [window('C'), window('D')])).toBeNull();
    expect(handedBy(asked('A', { from: 'D' }), [window('C'), window('D')])).toBe('D');
  });
});
