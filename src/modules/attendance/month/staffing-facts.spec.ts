import { emptyRoster, person } from 'test/support/roster-builder';
import type { RosterWindow } from 'src/modules/organisation/roster';
import { staffingFacts, type StaffingInput, type StoredSwap } from './staffing-facts';

const window = (id: string, from: string | null = null, to: string | null = null): RosterWindow =>
  ({ id, states: [{ from, to }] }) as unknown as RosterWindow;
const notice = (one: Partial<StoredSwap>): StoredSwap => ({
  ...{ staff: 'N', kind: 'in', replaced: '', window: null, reportedOn: '2026-03-09', effectiveOn: '2026-03-10' },
  ...{ certificate: '', certifiedUntil: '', document: '', evidence: 'b#1', ...one },
});
const input = (one: Partial<StaffingInput>): StaffingInput => ({
  ...{ roster: { ...emptyRoster, windows: [window('W1'), window('W2')] }, period: '2026-03', swaps: [] },
  policies: [{ from: '2026-01-01', revision: 1, policy: { name: 'x', staffing: {} } }],
  complete: () => true,
  isWorkingDay: (day) => ![6, 0].includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
  ...one,
});
const old = person('OLD', 'W1', { from: '2025-01-01' });
const told = (one: Partial<StaffingInput>): unknown[] =>
  staffingFacts(input(one)).map(({ type, date, window: where, labels }) => [type, date, where, labels?.reason]);
const withStaff = (...staff: ReturnType<typeof person>[]): Pick<StaffingInput, 'roster'> => ({
  roster: {
    ...emptyRoster,
    windows: [window('W1'), window('W2'), window('W3', '2026-03-02', null)],
    staff: [old, ...staff],
  },
});

describe('changes of staff', () => {
  it('are coming, going and moving; not the first day of the roster or of a window', () => {
    const staff = withStaff(
      person('IN', 'W1', { from: '2026-03-10' }),
      person('OUT', 'W1', { from: '2025-01-01', to: '2026-03-10' }),
      person('MOVE', 'W1', [
        { from: '2025-01-01', to: '2026-03-10' },
        { window: 'W2', from: '2026-03-11' },
      ]),
      person('DUTY', 'W1', [
        { from: '2025-01-01', to: '2026-03-10', duty: '科员' },
        { from: '2026-03-11', duty: '组长' },
      ]),
      person('NEW', 'W3', { from: '2026-03-02' }),
    );
    expect(told(staff)).toEqual([
      ['roster.unreported-change', '2026-03-10', 'W1', '调入未报备'],
      ['roster.unreported-change', '2026-03-11', 'W2', '调岗未报备'],
      ['roster.unreported-change', '2026-03-10', 'W1', '调出未报备'],
    ]);
    expect(told({ ...staff, complete: () => false })).toEqual([]);
    expect(told({ ...staff, policies: [] })).toEqual([]);
  });

  it('are told in time by a notice of the person or of whom they replace', () => {
    const staff = withStaff(
      person('N', 'W1', { from: '2026-03-10' }),
      person('GONE', 'W1', { from: '2025-01-01', to: '2026-03-09' }),
    );
    expect(told({ ...staff, swaps: [notice({ kind: 'swap', replaced: 'GONE', window: 'W1' })] })).toEqual([]);
    expect(told({ ...staff, swaps: [notice({ reportedOn: '2026-03-11' })] })).toEqual([
      ['roster.unreported-change', '2026-03-09', 'W1', '调出未报备'],
      ['roster.unreported-change', '2026-03-10', 'W1', '调入报备过迟'],
    ]);
    // Three working days before Tuesday the 10th is Thursday the 5th.
    const policies = [{ from: '2026-01-01', revision: 1, policy: { name: 'x', staffing: { noticeDays: 3 } } }];
    const one = withStaff(person('N', 'W1', { from: '2026-03-10' }));
    expect(told({ ...one, policies, swaps: [notice({ reportedOn: '2026-03-05' })] })).toEqual([]);
    expect(told({ ...one, policies, swaps: [notice({ reportedOn: '2026-03-06' })] })).toHaveLength(1);
    expect(told({ ...one, swaps: [notice({ effectiveOn: '2026-03-18' })] })).toHaveLength(1);
  });

  it('need the staff type asked for, where the roster says one, and a certificate that holds', () => {
    const policies = [
      { from: '2026-01-01', revision: 1, policy: { name: 'x', staffing: { types: ['编制'], certificate: true } } },
    ];
    const since = { from: '2025-01-01' };
    const staff = {
      roster: {
        ...emptyRoster,
        windows: [window('W1')],
        staff: [
          person('A', 'W1', since),
          person('B', 'W1', { ...since, type: '公益岗' }),
          person('C', 'W1', { ...since, type: '' }),
          person('D', 'W1', { ...since, branchLeader: true }),
          person('E', null, { ...since, type: '公益岗' }),
        ],
      },
    };
    const paper = (id: string, until: string): StoredSwap =>
      notice({
        staff: id,
        certificate: '证',
        certifiedUntil: until,
        reportedOn: '2025-06-01',
        effectiveOn: '2025-06-01',
      });
    const swaps = [paper('A', '2026-03-01'), paper('B', ''), paper('C', '2026-02-28')];
    expect(told({ ...staff, policies, swaps })).toEqual([
      ['roster.unqualified', '2026-03-01', 'W1', '人员类型为公益岗'],
      ['roster.unqualified', '2026-03-01', 'W1', '未持有效上岗证'],
    ]);
    expect(told({ ...staff, policies, swaps, complete: () => false })).toEqual([
      ['roster.unqualified', '2026-03-01', 'W1', '人员类型为公益岗'],
    ]);
  });
});
