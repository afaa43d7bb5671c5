import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { deadlinesOf } from 'src/modules/ratings/handling/deadlines';
import type { RatingState } from 'src/modules/ratings/rating-state';
import { listOf, type Listable } from './window-list';

const calendar = new StatutoryCalendar(shippedNotices);
const BASE: RatingState = {
  ...{ caseNo: null, window: 'A01', staff: ['07001'], grade: 'dissatisfied', ratedAt: null, ratedOn: '2026-01-05' },
  ...{
    channel: '手机',
    isDefault: false,
    realName: false,
    contact: '138****1234',
    comment: '',
    tag: '',
    replied: null,
  },
  ...{ calledBack: null, reply: '', rectification: '', rectifiedAt: null, foundTrue: null, verifiedOn: null },
};
const rating = (state: Partial<RatingState>, excluded: Listable['excluded'] = null): Listable => ({
  ...{ key: 'a'.repeat(32), state: { ...BASE, ...state }, excluded, batch: 'b1', line: 7 },
});
const list = (known: readonly Listable[], language: 'zh' | 'en' = 'zh') =>
  listOf(known, { window: 'A01', period: '2026-01', language }, ({ state }) =>
    deadlinesOf(state, '2026-01-31', calendar, []),
  );
const EXCLUDED = { seq: 1, kind: 'mistaken', reason: '点错', by: 'cli:王某', at: '2026-01-31 09:00:00' } as const;

describe('the list of a window', () => {
  it.each([
    [rating({ grade: 'satisfied' }), true, '计入主动评价和好评'],
    [rating({ grade: 'satisfied', isDefault: true }), true, '计入评价数，按默认评价单列，不算主动评价'],
    [rating({}), true, '计入差评，尚未核实；核实最迟应于 2026-01-12 完成，已超期 14 个工作日'],
    [
      rating({ ratedOn: '2026-01-28', realName: true, calledBack: true }),
      true,
      '计入差评，尚未核实；核实期限 2026-02-04；已回访',
    ],
    [rating({ foundTrue: true, verifiedOn: '2026-01-28' }), true, '核实属实，计入有效差评；整改期限 2026-02-25'],
    [rating({ foundTrue: false, verifiedOn: '2026-01-28' }), true, '核实不属实：仍计入差评数，不计入有效差评'],
    [rating({}, EXCLUDED), false, '不计入：2026-01-31 由 cli:王某 认定为误评，理由：点错'],
    [
      rating({ ratedOn: '2025-12-31', foundTrue: true, verifiedOn: '2026-01-05', rectifiedAt: '2026-01-06' }),
      true,
      '核实属实，计入有效差评；已整改（评价日在 2025-12，本月只按核实日计）',
    ],
  ])('says why, case %#', (one, counts, why) => {
    expect(list([one]).map((row) => [row.counts, row.why])).toEqual([[counts, why]]);
  });

  it('names the measures by both bases, and nothing of the rater', () => {
    const [row] = list(
      [rating({ ratedOn: '2026-01-30', foundTrue: true, verifiedOn: '2026-02-03', caseNo: '1' })],
      'en',
    );
    expect(row).toEqual({
      ...{ rating: 'a'.repeat(16), case: '1', ratedAt: '2026-01-30', grade: 'dissatisfied', staff: ['07001'] },
      ...{ channel: '手机', tag: '', comment: '', ratedAgain: false, counts: true },
      measures: { rated: ['ratings.collected', 'ratings.active', 'ratings.bad', 'ratings.bad-valid'], verified: [] },
      standing: 'bad-true',
      why: 'found true, counts as bad and valid; rectification due 2026-03-02',
      excluded: null,
      appeal: null,
      deadlines: {
        verification: { due: '2026-02-06', done: true, doneOn: '2026-02-03', overdue: false, workingDaysLate: 0 },
        rectification: { due: '2026-03-02', done: false, doneOn: null, overdue: false, workingDaysLate: 0 },
        callback: null,
      },
      ...{ batch: 'b1', line: 7 },
    });
  });

  it('says that an appeal is not decided yet, and counts the rating until then', () => {
    const open = { seq: 1, kind: 'filed', reason: '非本窗口办件', by: 'cli:窗口', at: '2026-01-20 09:00:00' } as const;
    const [row] = list([{ ...rating({ foundTrue: false, verifiedOn: '2026-01-28' }), open }]);
    expect(row).toMatchObject({ counts: true, standing: 'bad-untrue', appeal: open });
    expect(row?.why).toBe(
      '核实不属实：仍计入差评数，不计入有效差评；cli:窗口 于 2026-01-20 提出申诉，尚未认定，理由：非本窗口办件',
    );
  });

  it('marks a case rated again, and leaves out other windows and months', () => {
    const known = [
      rating({ caseNo: '1' }),
      rating({ caseNo: '1', grade: 'satisfied' }),
      rating({ caseNo: '2' }),
      rating({ window: 'B01' }),
      rating({ ratedOn: '2025-12-30' }),
    ];
    expect(list(known).map((row) => [row.case, row.ratedAgain])).toEqual([
      ['1', true],
      ['1', true],
      ['2', false],
    ]);
  });
});
