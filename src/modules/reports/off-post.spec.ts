import type { MonthFacts, Occurrence, Ruling } from 'src/modules/rules/facts';
import { offPostOf } from './off-post';

const found = (id: string, staff: string, type: Occurrence['type'] = 'patrol.off-post'): Occurrence => ({
  ...{ kind: 'occurrence', id, type, date: '2026-03-02', window: 'A01', staff: [staff] },
});
const month = (facts: readonly Occurrence[], rulings: readonly Ruling[] = [], source = 'patrol'): MonthFacts => ({
  ...{ period: '2026-03', hall: { id: 'h', name: 'h' }, subjects: { windows: [], staff: [] }, facts },
  ...{ coverage: [{ source, from: '2026-03-01', to: '2026-03-31' }], rulings, waivers: [], past: [], openDays: [] },
});
const standIn = { ground: 'stand-in', reason: '请假期间他人顶岗' } as const;

it('counts findings by the person they are charged to, after the rulings', () => {
  const facts = [found('1', '07001'), found('2', '07001'), found('3', '07001'), found('4', '07002', 'patrol.dress')];
  expect([...(offPostOf(month(facts)) ?? [])]).toEqual([['07001', 3]]);
  const rulings: Ruling[] = [
    { id: 'r1', fact: '1', decision: 'amend', amend: { staff: ['07002'] }, ...standIn },
    { id: 'r2', fact: '2', decision: 'excuse', ...standIn },
  ];
  expect([...(offPostOf(month(facts, rulings)) ?? [])]).toEqual([
    ['07002', 1],
    ['07001', 1],
  ]);
});

it('says nothing while nobody called the patrols complete', () => {
  expect(offPostOf(month([found('1', '07001')], [], 'cases'))).toBeUndefined();
});
