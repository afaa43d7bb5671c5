import { pair, posting, roster, window } from 'test/fixtures/organisation/lines';
import { pairFacts, type PairInput } from './pair-facts';

const hall = roster(
  [
    window('A', '一直没有B岗'),
    posting('P1', 'A', '2025-01-01..'),
    window('B', '月中才有AB岗'),
    posting('P2', 'B', '2025-01-01..'),
    pair('B', 'P2', 'P9', '2026-03-16..'),
    window('C', '有B岗'),
    posting('P3', 'C', '2025-01-01..'),
    posting('P4', 'C', '2025-01-01..', { side: 'B' }),
    window('D', '三月十日撤销', '2025-01-01..2026-03-10'),
    posting('P5', 'D', '2025-01-01..2026-03-10'),
    window('E', '没有人'),
    window('F', '中间断了三天'),
    posting('P6', 'F', '2025-01-01..'),
    posting('P7', 'F', '2025-01-01..2026-03-10', { side: 'B' }),
    posting('P8', 'F', '2026-03-14..', { side: 'B' }),
    window('G', '只断了周末'),
    posting('P10', 'G', '2025-01-01..'),
    posting('P11', 'G', '2025-01-01..2026-03-13', { side: 'B' }),
    posting('P12', 'G', '2026-03-16..', { side: 'B' }),
  ],
  '2026-03',
);
const asks = { from: '2026-01-01', revision: 1, policy: { name: 'x', standIn: { pairs: true } } };
const told = (one: Partial<PairInput> = {}): unknown[] =>
  pairFacts({
    ...{ roster: hall, period: '2026-03', policies: [asks] },
    isOpen: (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
    ...one,
  }).map(({ type, window: at, date, text }) => [type, at, date, text]);

describe('windows without an A/B arrangement', () => {
  it('are one fact for each stretch of open days on which nobody is the B 岗', () => {
    expect(told()).toEqual([
      ['roster.no-cover', 'A', '2026-03-02', '2026-03-02至2026-03-31没有B岗，也没有登记AB岗搭档'],
      ['roster.no-cover', 'B', '2026-03-02', '2026-03-02至2026-03-13没有B岗，也没有登记AB岗搭档'],
      ['roster.no-cover', 'D', '2026-03-02', '2026-03-02至2026-03-10没有B岗，也没有登记AB岗搭档'],
      ['roster.no-cover', 'F', '2026-03-11', '2026-03-11至2026-03-13没有B岗，也没有登记AB岗搭档'],
    ]);
  });

  it('are asked for by the policy of the day only', () => {
    expect(told({ policies: [] })).toEqual([]);
    expect(told({ policies: [{ ...asks, policy: { name: 'x', standIn: {} } }] })).toEqual([]);
    const later = { ...asks, from: '2026-03-13' };
    expect(told({ policies: [later] }).map((fact) => (fact as string[])[2])).toEqual([
      '2026-03-13',
      '2026-03-13',
      '2026-03-13',
    ]);
  });

  it('have ids of their own, the same on every run', () => {
    const ids = (): string[] =>
      pairFacts({ roster: hall, period: '2026-03', policies: [asks], isOpen: () => true }).map(({ id }) => id);
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(ids().length);
    // Open every day: the gap of the weekend is one as well.
    expect(ids()).toContain('staffing:G:2026-03-14:no-cover');
  });
});
