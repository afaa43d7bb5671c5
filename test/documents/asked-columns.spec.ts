import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dryRun } from 'test/support/dry-run';

/** A list whose one needed title is written in another way: feed, header and row, the title, the column meant. */
type Asked = readonly [feed: string, header: string, row: string, title: string, to: string];

const ASKED: readonly Asked[] = [
  ['attendance/punch.feed', '工号,打卡的时间', '07001,2026-01-05 08:20', '打卡的时间', '打卡时间'],
  ['attendance/leave.feed', '姓名,请假日期,请假天数,请假的类型', '甲,2026-01-05,1,事假', '请假的类型', '类型'],
  [
    'attendance/slips/slip.feed',
    '工号,补卡日期,上下班,补卡的原因',
    '07001,2026-01-05,上班,忘带卡',
    '补卡的原因',
    '补卡原因',
  ],
  [
    'attendance/registers/meeting.feed',
    '会议日期,会议名称,工号,签到的时间',
    '2026-01-05,例会,07001,08:20',
    '签到的时间',
    '签到时间',
  ],
  [
    'attendance/registers/swap.feed',
    '报备日期,生效的日期,工号',
    '2026-01-05,2026-01-06,07001',
    '生效的日期',
    '生效日期',
  ],
  ['cases/items/item.feed', '事项的编码,承诺时限', '0113208,5', '事项的编码', '事项编码'],
  [
    'cases/stages/stage.feed',
    '办件编号,办理的环节,开始时间,窗口编号',
    '1,受理,2026-01-05 09:00,W01',
    '办理的环节',
    '环节',
  ],
  ['cases/case.feed', '办件编号,受理时间,办结的时间,承诺时限', '1,2026-01-05,2026-01-06,5', '办结的时间', '办结时间'],
  ['ratings/rating.feed', '办件编号,满意程度', '1,满意', '满意程度', '满意度'],
  ['supervision/patrol.feed', '巡查日期,巡查情况,窗口的名称', '2026-01-05,空岗,甲窗口', '窗口的名称', '窗口名称'],
  ['submissions/submission.feed', '项目编码,发生的日期,窗口编号', 'A1,2026-01-05,W01', '发生的日期', '日期'],
];

describe('a needed column under another title', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'baifen-asked-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const given = (header: string, row: string): string => {
    const file = join(folder, 'list.csv');
    writeFileSync(file, `${header}\n${row}\n`);
    return file;
  };

  it.each(ASKED)('%s asks of %s', async (feed, header, row, title, to) => {
    const answer = await dryRun(feed, given(header, row));
    expect(answer).toMatchObject({ rows: 1, records: 0, question: { code: 'column', columns: [{ title, to }] } });
    const told = await dryRun(feed, given(header, row), { columns: { [title]: to } });
    expect(told).toMatchObject({ rows: 1, columns: [{ title, to }] });
    expect(told.question?.code).not.toBe('column');
  });

  it.each(ASKED)('%s does not take the list for its own where nothing is like it', async (feed, header, row, title) => {
    const read = dryRun(feed, given(header.replace(title, '其他'), row));
    // Of a list of cases the number of each case and one of its times remain: it confirms cases and runs no clock.
    if (feed === 'cases/case.feed') await expect(read).resolves.toMatchObject({ layout: '7b', warned: 2 });
    else await expect(read).rejects.toMatchObject({ code: 'intake.no-layout' });
  });
});
