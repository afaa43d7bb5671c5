import * as fc from 'fast-check';
import type { EffectResult } from 'src/modules/scoring/engine/evaluation';
import { changesOf, check, keyOf, lossesOf, type Loss, type Lost } from './eligibility';

const effect = (over: Partial<EffectResult> = {}): EffectResult => ({
  ...{ lose: 'eligibility', who: 'all-staff', window: 'A01', persons: ['07001', '07002'], length: 'month' },
  ...{ from: '2026-03', until: '2026-03', cause: { outcome: '00.2' }, facts: [] },
  ...over,
});
const names = (): string => '当月后五名';
const loss = (lost: Lost, over: Partial<Loss> = {}): Loss => ({
  ...{ id: keyOf(lost), period: '2026-03', revision: 1, ...lost },
  ...{ reason: '', minutes: '', by: 'job:awards', at: '2026-04-05 10:00:00', lifted: null },
  ...over,
});
const lifted = (minutes: string) => ({ reason: 'r', minutes, by: 'b', at: '2026-04-06 10:00:00' });

describe('the eligibility ledger', () => {
  it('has a line for each person concerned, and one for a window', () => {
    const effects = [
      effect(),
      effect({ who: 'window', persons: [], lose: 'awards' }),
      effect({ who: 'window', window: undefined }),
    ];
    expect(lossesOf(effects, names).map(({ subject, scope }) => `${scope} ${subject.type} ${subject.id}`)).toEqual([
      'eligibility staff 07001',
      'eligibility staff 07002',
      'awards window A01',
    ]);
  });

  it('says the same person and clause once, whatever the number of events', () => {
    expect(lossesOf([effect({ facts: ['a'] }), effect({ facts: ['b'] })], names)).toHaveLength(2);
  });

  it('is the newest revision after it was taken: nothing more stands, nothing less', () => {
    const people = fc.subarray(['1', '2', '3', '4', '5']);
    fc.assert(
      fc.property(fc.array(people, { minLength: 1, maxLength: 6 }), (revisions) => {
        let ledger: Loss[] = [];
        revisions.forEach((persons, index) => {
          const { add, lift } = changesOf(ledger, lossesOf([effect({ persons })], names));
          ledger = [
            ...ledger.map((one) => (lift.includes(one) ? { ...one, lifted: lifted('') } : one)),
            ...add.map((lost) => loss(lost, { id: `${String(index)} ${keyOf(lost)}`, revision: index + 1 })),
          ];
          const standing = ledger.filter((one) => one.lifted === null).map(({ subject }) => subject.id);
          expect(standing.sort()).toEqual([...persons].sort());
        });
      }),
    );
  });

  it('does not take again what the leading group lifted by its minutes', () => {
    const now = lossesOf([effect()], names);
    const standing = now.map((lost) => loss(lost, { lifted: lifted('纪要4号') }));
    expect(changesOf(standing, now)).toEqual({ add: [], lift: [] });
  });
});

describe('the check at an award', () => {
  const [lost] = lossesOf([effect({ who: 'window', persons: [] })], names);
  if (!lost) throw new Error('a loss');
  const window = { type: 'window', id: 'A01' } as const;
  const quarter = ['2026-01', '2026-02', '2026-03'];
  const title = { scopes: ['eligibility'], span: 'quarter', blockedBy: 'same-length' } as const;

  it('tells a month that was lost, and lets the quarter stand', () => {
    const told = check(title, quarter, window, [loss(lost)]);
    expect(told).toMatchObject({ eligible: true, because: [] });
    expect(told.remarks.map(({ text }) => text.zh)).toEqual(['2026-03因“当月后五名”取消评优评先资格']);
  });

  it('refuses with the reason what was lost for the whole span, or any month where the title says so', () => {
    const whole = loss({ ...lost, length: 'quarter' });
    expect(check(title, quarter, window, [whole])).toMatchObject({ eligible: false, remarks: [] });
    const strict = check({ ...title, blockedBy: 'any' }, quarter, window, [loss(lost)]);
    expect(strict.because.map(({ text }) => text.en)).toEqual(['not eligible for honours in 2026-03: 当月后五名']);
  });

  it('looks at this subject, these months, these scopes and what stands', () => {
    const whole = loss({ ...lost, length: 'year' });
    const others = [
      loss({ ...whole, subject: { type: 'window', id: 'A02' } }),
      loss({ ...whole, from: '2026-04', until: '2026-12' }),
      loss({ ...whole, scope: 'bonus-pay' }),
      { ...whole, lifted: lifted('纪要4号') },
    ];
    expect(check(title, quarter, window, others)).toEqual({ eligible: true, because: [], remarks: [] });
  });

  it('tells a window that its people lost something, once', () => {
    const people = lossesOf([effect({ length: 'year' })], names).map((one) => loss(one));
    const told = check(title, quarter, window, people);
    expect([told.eligible, told.remarks.length]).toEqual([true, 1]);
  });
});
