import { chooseSheets } from 'src/modules/intake/reading/layouts';
import { Reading } from 'src/modules/intake/reading/reading';
import type { Cell, Feed, Row } from 'src/modules/intake/feed';
import { sampleGiven } from 'test/support/feed-driver';
import { halvesOf, kindOf, minutesLate, statusOf } from './meeting';
import meetings from './meeting.feed';
import { swapKindOf } from './swap';
import swaps from './swap.feed';

function read<R extends object>(feed: Feed<R>, cells: readonly (readonly Cell[])[], given: object = sampleGiven) {
  const rows: Row[] = cells.map((row, index) => ({ line: index + 1, cells: row }));
  const sheet = { name: 'Sheet1', index: 0, hidden: false, source: 'xlsx' } as const;
  const [chosen] = chooseSheets(feed, [{ sheet, rows }], { options: {}, given });
  if (!chosen) throw new Error('no layout');
  const reading = new Reading(feed, { keep: true });
  reading.begun(chosen.sheet.name, chosen.remarks);
  for (const row of rows) reading.row('Sheet1', chosen.reader.row(row));
  reading.sheetEnd('Sheet1', chosen.reader, 0);
  const { rejects, warnings, unmatched } = reading.summary('x', 'Sheet1', []);
  return { rejects, warnings, unmatched, records: reading.kept.map(({ record }) => record) };
}

const name = (id: string): string => sampleGiven.roster.staff.find((one) => one.id === id)?.name ?? '';

describe('sign-in sheets', () => {
  const HEAD = ['会议日期', '会议名称', '人员', '工号', '开始时间', '签到时间', '状态'];

  it('take the status as written, else the times; nothing is not absent', () => {
    const { records, rejects, warnings } = read(meetings, [
      ['政务大厅例会签到表'],
      HEAD,
      ['2026年1月8日', '例会', '', '07001', '14:00', '14:00:59', ''],
      ['2026-01-08', '例会', '', '07002', '14:00', '14:01', ''],
      ['2026-01-08', '例会', name('07004'), '', '14:00', '', '缺席'],
      ['2026-01-08', '例会', '', '07005', '14:00', '13:50', '迟到'],
      ['2026-01-08', '例会', '', '07007', '14:00', '', ''],
      ['2026-01-08', '例会', '', '07008', '14:00', '', '来过'],
      ['2026-01-08', '例会', '查无此人', '', '14:00', '13:55', ''],
      ['2026-01-08', '业务培训', '', '07010', '', '', '出席'],
      ['合计', '', '', '', '', '', ''],
    ]);
    expect(
      records.map(({ person, status, minutes, halves, kind }) => [person, status, minutes, halves.join(), kind]),
    ).toEqual([
      ['07001', 'present', 0, 'pm', 'meeting'],
      ['07002', 'late', 1, 'pm', 'meeting'],
      ['07004', 'absent', null, 'pm', 'meeting'],
      ['07005', 'late', 0, 'pm', 'meeting'],
      ['07010', 'present', null, '', 'training'],
    ]);
    expect(rejects.map(({ line, code }) => [line, code])).toEqual([
      [7, 'status-missing'],
      [8, 'status-unknown'],
      [9, 'name-nobody'],
    ]);
    expect(warnings.map(({ line, code }) => [line, code])).toEqual([
      [6, 'status-against-time'],
      [10, 'half-missing'],
    ]);
  });

  it('keep a number the roster does not know apart, and refuse a name while there is none', () => {
    const rows = (who: readonly string[]): string[][] => [HEAD, ['2026-01-08', '例会', ...who, '14:00', '13:55', '']];
    expect(read(meetings, rows(['', '99999']))).toMatchObject({ unmatched: 1, records: [{ person: '99999' }] });
    expect(read(meetings, rows([name('07001'), '']), {}).rejects).toMatchObject([{ code: 'roster-missing' }]);
  });

  it('know words, kinds, half days and whole minutes', () => {
    expect(['正常', ' 已签到', '缺勤', '公假', '提前离场', '随便'].map(statusOf)).toEqual([
      ...['present', 'present', 'absent', 'excused', 'early', undefined],
    ]);
    expect([kindOf('', '项目联合踏勘'), kindOf('培训', '礼仪'), kindOf('', '晨会')]).toEqual([
      'survey',
      'training',
      'meeting',
    ]);
    expect([halvesOf('09:00:00', '11:30:00', ''), halvesOf('09:00:00', '16:00:00', ''), halvesOf('', '', '')]).toEqual([
      ...[['am'], ['am', 'pm'], []],
    ]);
    expect([halvesOf('', '', '全天'), halvesOf('09:00:00', '', '下午')]).toEqual([['am', 'pm'], ['pm']]);
    expect([minutesLate('14:00:00', '14:00:59'), minutesLate('14:00:00', '14:07:00')]).toEqual([0, 7]);
  });
});

describe('registers of staff changes', () => {
  const HEAD = ['报备日期', '工号', '变动类型', '原人员工号', '窗口名称', '生效日期', '上岗证', '证书有效期至', '文号'];

  it('read who comes, goes or moves, with certificate and letter', () => {
    const { records, rejects } = read(swaps, [
      HEAD,
      ['2026-01-16', '07013', '更换人员', '07012', '', '2026-01-19', '证13', '2027-12-31', '函1号'],
      ['2026-01-16', '07016', '岗位调整', '', '查无此窗口', '2026-01-19', '', '', ''],
      ['2026-01-16', '07014', '生日', '', '', '2026-01-19', '', '', ''],
      ['', '07014', '调入', '', '', '2026-01-19', '', '', ''],
      ['2026-01-16', '07015', '', '', '', '2026-01-19', '未持证', '', ''],
    ]);
    expect(records).toEqual([
      {
        ...{ known: true, staff: '07013', kind: 'swap', replaced: '07012', window: null, reportedOn: '2026-01-16' },
        ...{ effectiveOn: '2026-01-19', certificate: '证13', certifiedUntil: '2027-12-31', document: '函1号' },
      },
      {
        ...{ known: true, staff: '07015', kind: 'in', replaced: '', window: null, reportedOn: '2026-01-16' },
        ...{ effectiveOn: '2026-01-19', certificate: '', certifiedUntil: '', document: '' },
      },
    ]);
    expect(rejects.map(({ line, code }) => [line, code])).toEqual([
      [3, 'window-unknown'],
      [4, 'kind-unknown'],
      [5, 'cell-empty'],
    ]);
    expect(['调离', '撤回', '进驻', '换岗'].map(swapKindOf)).toEqual([undefined, 'out', 'in', 'move']);
  });
});
