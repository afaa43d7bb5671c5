import * as fc from 'fast-check';
import { readLines, sampleGiven } from 'test/support/feed-driver';
import { punchesMeant, type SlipRecord } from './slip';
import slips from './slip.feed';

const HEAD = '工号,姓名,补卡日期,上下班,补卡时间,补卡原因,证明,批准人';
const read = (lines: readonly string[], given: unknown = sampleGiven): ReturnType<typeof readLines<SlipRecord>> =>
  readLines(slips, lines, { given });
const short = ({ staff, date, half, way, at, proof, approver }: SlipRecord): string =>
  [staff, date, `${half}${way}`, at.slice(11, 16), proof, approver].join('|');

describe('a list of make-up slips', () => {
  it('says who, which day, which punch, when, why, with what proof and whose approval', async () => {
    const { summary, records, warnings } = await read([
      ...['2026年1月补卡登记表', HEAD],
      '07001,,2026-01-06,上班,08:25,指纹不识别,监控截图,窗口负责人',
      '07001,,2026-01-06,下班,,忘打卡,同事证明,张主任',
      ',麦穗,2026/1/7,下午上班,,开会,会议签到表,张主任',
      '0717,,2026-01-08,下班,次日07:35,断电,报修单,张主任',
      '07002,,2026-01-09,,2026-01-09 08:28:30,人脸不识别,监控,张主任',
      '07002,,2026-01-12,全天,,设备故障,签到表,张主任',
      '合计,,,,,,,',
    ]);
    expect(records.map(({ record }) => short(record))).toEqual([
      '07001|2026-01-06|in|08:25|监控截图|窗口负责人',
      '07001|2026-01-06|out||同事证明|张主任',
      '07003|2026-01-07|pmin||会议签到表|张主任',
      '0717|2026-01-08|out|07:35|报修单|张主任',
      '07002|2026-01-09||08:28|监控|张主任',
      '07002|2026-01-12|in||签到表|张主任',
      '07002|2026-01-12|out||签到表|张主任',
    ]);
    expect(records[3]?.record.at).toBe('2026-01-09 07:35:00');
    expect(records[0]?.record.reason).toBe('指纹不识别');
    expect(summary).toMatchObject({ rejected: 0, skipped: 1, layout: 'slip' });
    expect(warnings.filter(({ code }) => code.startsWith('slip'))).toEqual([]);
  });

  it('keeps a slip without proof or approval, and tells it', async () => {
    const { records, warnings, summary } = await read([
      `${HEAD},审批结果`,
      '07001,,2026-01-06,上班,,忘打卡,,张主任,',
      '07001,,2026-01-07,上班,,忘打卡,无,张主任,同意',
      '07001,,2026-01-08,上班,,忘打卡,监控,,',
      '07001,,2026-01-09,上班,,忘打卡,监控,张主任,审批中',
      '07001,,2026-01-12,上班,,忘打卡,监控,,通过',
      '07001,,2026-01-13,上班,,忘打卡,监控,张主任,未通过',
      '07001,,2026-01-14,上班,,忘打卡,监控,张主任,驳回',
    ]);
    expect(records.map(({ record }) => [record.proof, record.approver])).toEqual([
      ...[
        ['', '张主任'],
        ['', '张主任'],
        ['监控', ''],
        ['监控', ''],
        ['监控', '通过'],
      ],
    ]);
    expect(warnings.map(({ line, code }) => [line, code])).toEqual([
      ...[
        [2, 'slip-no-proof'],
        [3, 'slip-no-proof'],
        [4, 'slip-not-approved'],
        [5, 'slip-not-approved'],
      ],
    ]);
    expect(summary.skippedRows.map(({ line, code }) => [line, code])).toEqual([
      [7, 'slip-refused'],
      [8, 'slip-refused'],
    ]);
  });

  it('refuses what does not say who, when or which punch, with what to do', async () => {
    const { summary } = await read([
      HEAD,
      '07001,,,上班,08:25,忘打卡,监控,张主任',
      '07001,,2026-02-30,上班,,忘打卡,监控,张主任',
      '07001,,2026-01-06,,,忘打卡,监控,张主任',
      '07001,,2026-01-06,中间,,忘打卡,监控,张主任',
      ',,2026-01-06,上班,,忘打卡,监控,张主任',
      ',无此人,2026-01-06,上班,,忘打卡,监控,张主任',
      '07001,,2026-01-06,上班,八点多,忘打卡,监控,张主任',
    ]);
    expect(summary.rejects.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, '补卡日期', 'cell-empty'],
      [3, '补卡日期', 'date-impossible'],
      [4, '上下班', 'slot-unknown'],
      [5, '上下班', 'slot-unknown'],
      [6, '工号', 'cell-empty'],
      [7, '姓名', 'name-nobody'],
      [8, '补卡时间', 'date-unreadable'],
    ]);
    expect(summary.rejects.every(({ remedy }) => remedy.zh !== '' && remedy.en !== '')).toBe(true);
    expect(summary.records).toBe(0);
  });

  it('takes numbers without a roster, and the same row once', async () => {
    const row = '07001,,2026-01-06,上班,08:25,指纹不识别,监控截图,窗口负责人';
    const { summary } = await read([HEAD, row, row], {});
    expect(summary).toMatchObject({ records: 2, accepted: 1, repeats: 1, unmatched: 1, rejected: 0 });
  });

  it('is no list of punches or of leave', async () => {
    await expect(read(['工号,打卡时间', '07001,2026-01-06 08:20:00'])).rejects.toThrow('no layout');
    await expect(read(['姓名,请假日期,请假天数,类型,备注', '麦穗,2026-01-06,1,事假,'])).rejects.toThrow('no layout');
  });
});

describe('the word for a punch', () => {
  it.each([
    ['上班', ['in']],
    ['下午下班', ['pmout']],
    ['早上签到', ['amin']],
    ['晚签退', ['pmout']],
    ['上午', ['amin', 'amout']],
    ['上班、下班', ['in', 'out']],
    ['上下班', ['in', 'out']],
    ['全天', ['in', 'out']],
    ['忘了', undefined],
    ['', undefined],
  ])('%s', (word, expected) => {
    expect(punchesMeant(word)?.map(({ half, way }) => `${half}${way}`)).toEqual(expected);
  });

  it('law: never names one punch twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('上午', '下午', '上班', '下班', '签到', '全天', '某')), (parts) => {
        const meant = punchesMeant(parts.join('')) ?? [];
        expect(new Set(meant.map(({ half, way }) => `${half}${way}`)).size).toBe(meant.length);
      }),
    );
  });
});
