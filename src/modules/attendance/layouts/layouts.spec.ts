import type { Cell, ImportOptions, Row, SheetInfo } from 'src/modules/intake/feed';
import { chooseSheets } from 'src/modules/intake/reading/layouts';
import { phoneKey } from 'src/modules/organisation/people';
import { Reading } from 'src/modules/intake/reading/reading';
import type { Counted } from 'src/modules/intake/reading/summary';
import type { PunchRecord } from 'src/modules/attendance/punch';
import punches from 'src/modules/attendance/punch.feed';
import { sampleGiven } from 'test/support/feed-driver';

const number = (text: string): Cell => ({ kind: 'number', text });
const clock = (time: string): Cell => ({ kind: 'date', date: '1899-12-30', time, holds: 'time' });
const both = (date: string, time: string): Cell => ({ kind: 'date', date, time, holds: 'both' });

/** Reads rows as a workbook sheet or text file of which row 1 is the first. */
function read(
  cells: readonly (readonly Cell[])[],
  options: ImportOptions = {},
  given: unknown = {},
  sheet: Partial<SheetInfo> = {},
): { layout: string; summary: Counted; punches: string[]; records: PunchRecord[] } {
  const info: SheetInfo = { name: 'Sheet1', index: 0, hidden: false, source: 'xlsx', ...sheet };
  const rows: Row[] = cells
    .map((row, index) => ({ line: index + 1, cells: row }))
    .filter(({ cells: row }) => row.length);
  const [chosen] = chooseSheets(punches, [{ sheet: info, rows: rows.slice(0, 30) }], { options, given });
  if (!chosen) throw new Error('no layout');
  const reading = new Reading(punches, { keep: true });
  reading.begun(chosen.sheet.name, chosen.remarks);
  for (const row of rows) reading.row(info.name, chosen.reader.row(row));
  reading.sheetEnd(info.name, chosen.reader, 0);
  const summary = reading.summary(chosen.layout, info.name, []);
  const records = reading.kept.map(({ record }) => record);
  return { layout: chosen.layout, summary, records, punches: records.map(({ person, at }) => `${person} ${at}`) };
}

describe('tables', () => {
  it('reads layout 5c with columns in any order', () => {
    const result = read([
      ['编号', '日期时间', '机器号', '部门', '考勤号码', '姓名', '比对方式', '卡号'],
      ['', both('2026-01-12', '08:28:53'), '1', '窗口', '7001', '甄一诺', '指纹', ''],
      ['', both('2026-01-12', '17:44:36'), '2', '窗口', '7001', '甄一诺', '指纹', ''],
    ]);
    expect(result.layout).toBe('5c');
    expect(result.punches).toEqual(['7001 2026-01-12 08:28:53', '7001 2026-01-12 17:44:36']);
    expect(result.records.map(({ source, device }) => [source, device])).toEqual([
      ['pin', '1'],
      ['pin', '2'],
    ]);
  });

  it.each([
    ['*工号', '*打卡时间'],
    ['【工号】', '【打卡时间】'],
    ['工号：', '打卡时间：'],
    ['*工号（必填）', '打卡时间*'],
  ])('knows %s and %s as titles of a form', (...titles) => {
    expect(read([titles, ['07001', '2026-01-05 08:20']]).punches).toEqual(['07001 2026-01-05 08:20:00']);
  });

  it('refuses numbers as ids unless told otherwise', () => {
    const rows = [
      ['工号', '打卡时间'],
      [number('7001'), '2026-01-05 08:20'],
    ];
    expect(read(rows).summary.rejects).toMatchObject([{ line: 2, column: '工号', value: '7001', code: 'id-number' }]);
    expect(read(rows, { numbersAsIds: true }).punches).toEqual(['7001 2026-01-05 08:20:00']);
  });

  it('takes day and time apart, words for no punch, and times of the next day', () => {
    const result = read([
      ['工号', '姓名', '日期', '上班时间', '下班时间'],
      ['0717', '仇夜明', '2026-01-31', '19:30', '次日07:45'],
      ['07003', '麦穗', '2026年1月6日', '事假', clock('17:35:00')],
      ['07003', '麦穗', '2026-01-07', '', ''],
    ]);
    expect(result.punches).toEqual([
      '0717 2026-01-31 19:30:00',
      '0717 2026-02-01 07:45:00',
      '07003 2026-01-06 17:35:00',
    ]);
    expect(result.summary).toMatchObject({ rows: 3, skipped: 2, rejected: 0 });
  });

  it('takes several punches in numbered columns', () => {
    const result = read([
      ['工号', '日期', '第1次打卡', '第2次打卡', '时间3', '备注'],
      ['07001', '2026-01-05', '08:20', '12:01', '', ''],
    ]);
    expect(result.punches).toEqual(['07001 2026-01-05 08:20:00', '07001 2026-01-05 12:01:00']);
  });

  it('lets one date above 12 decide the order for the whole file', () => {
    const rows = [
      ['工号', '打卡时间'],
      ['1', '02/03/2026 08:20'],
      ['1', '02/04/2026 08:20'],
      ['1', '02/13/2026 08:20'],
      ['1', '5/1/26 08:20'],
    ];
    const result = read(rows);
    expect(result.punches).toEqual([
      ...['1 2026-02-03 08:20:00', '1 2026-02-04 08:20:00', '1 2026-02-13 08:20:00', '1 2026-05-01 08:20:00'],
    ]);
    expect(result.summary).toMatchObject({ rows: 4, question: null });
    expect(read(rows.slice(0, 3)).summary).toMatchObject({ rows: 2, records: 0, question: { code: 'date-order' } });
  });

  it('finds a person without a number by a phone the roster knows', () => {
    const rows = [
      ['姓名', '工号', '手机号', '打卡时间', '是否有效'],
      ['甄一诺', '', '10000000001', '2026-01-06 08:26:20', '是'],
    ];
    expect(read(rows).summary.rejects).toMatchObject([{ line: 2, column: '工号', code: 'person-missing' }]);
    const [first, ...others] = sampleGiven.roster.staff;
    const key = { source: 'phone', key: phoneKey('10000000001'), from: null, to: null };
    const roster = { ...sampleGiven.roster, staff: [{ ...first, keys: [...(first?.keys ?? []), key] }, ...others] };
    expect(read(rows, {}, { roster }).records).toMatchObject([{ person: first?.id, staff: first?.id }]);
  });

  it('refuses numbers a spreadsheet has spoiled, and reads guarded ones', () => {
    const result = read([
      ['工号', '打卡时间'],
      ['7.00123E+15', '2026-01-06 08:26'],
      ['="07001"', '2026-01-06 08:26'],
    ]);
    expect(result.punches).toEqual(['07001 2026-01-06 08:26:00']);
    expect(result.summary.rejects).toMatchObject([
      {
        line: 2,
        column: '工号',
        value: '7.00123E+15',
        code: 'digits-lost',
        cause: { en: '工号 7.00123E+15 has lost digits' },
      },
    ]);
    const pins = read([['7.00123E+15', '2026-01-06 08:26:00', '1', '0', '1', '0']], {}, {}, { source: 'text' });
    expect([pins.layout, pins.summary.rejects[0]?.code]).toEqual(['2', 'digits-lost']);
  });

  it('says which columns it does not read: void punches must not become punches in silence', () => {
    const rows = (title: string): string[][] => [
      ['姓名', '工号', '打卡时间', title, '打卡地点', '设备ID', 'wifi名称'],
      ['甄一诺', '07001', '2026-01-06 08:26:20', '否', '', '', ''],
    ];
    expect(read(rows('是否有效')).summary).toMatchObject({ skipped: 1, warned: 0 });
    const { summary } = read(rows('有效性'));
    expect(summary).toMatchObject({ accepted: 1, warned: 1 });
    expect(summary.warnings).toMatchObject([{ sheet: 'Sheet1', line: 1, code: 'column-unknown' }]);
    expect(summary.warnings[0]?.text.zh).toContain('“有效性”（是否应为“是否有效”？）；');
    const dingtalk = read([
      ['工号', 'UserId', '打卡时间', '打卡结果', '打卡图片1', '打卡设施'],
      ['07001', '', '2026-01-06 08:26', '正常', '', ''],
    ]);
    expect(dingtalk.layout).toBe('1');
    expect(dingtalk.summary.warnings[0]?.text.zh).toContain('没有读取：“打卡设施”（是否应为“打卡设备”？）；');
  });

  it('marks made-up punches, refuses later than the as-of time', () => {
    const result = read(
      [
        ['工号', '打卡时间', '来源'],
        ['07001', '2026-01-06 08:26', '补卡'],
        ['07001', '2026-01-06 17:26', 'APP'],
        ['07001', '2026-02-06 17:26', 'APP'],
      ],
      { asOf: '2026-01-31 18:00:00' },
    );
    expect(result.records.map(({ kind }) => kind)).toEqual(['correction', 'punch']);
    expect(result.summary.rejects).toMatchObject([{ line: 4, code: 'after-as-of' }]);
  });

  it('joins a header of two rows of which only the lower names the ends of work', () => {
    const result = read([
      ['一月打卡'],
      ['工号', '姓名', '日期', '打卡', ''],
      ['', '', '', '上班', '下班'],
      ['07001', '甄一诺', '2026-01-05', '08:21', '17:36'],
      ['工号', '姓名', '日期', '上班', '下班'],
      ['07002', '褚砚秋', '2026-01-05', '08:25', ''],
    ]);
    expect(result.punches).toEqual([
      ...['07001 2026-01-05 08:21:00', '07001 2026-01-05 17:36:00', '07002 2026-01-05 08:25:00'],
    ]);
    expect(result.summary).toMatchObject({ rows: 2, rejected: 0 });
  });

  it('resolves a list of names in the roster and refuses namesakes', () => {
    const result = read(
      [
        ['姓名', '部门', '打卡时间'],
        ['麦穗（离职）', '市场监管局窗口', '2026-01-05 08:21'],
        ['桑田', '税务窗口', '2026-01-05 08:21'],
        ['桑田', '', '2026-01-05 08:21'],
        ['魏无此人', '', '2026-01-05 08:21'],
      ],
      {},
      sampleGiven,
    );
    expect(result.punches).toEqual(['07003 2026-01-05 08:21:00', '07006 2026-01-05 08:21:00']);
    expect(result.summary.rejects.map(({ line, code }) => [line, code])).toEqual([
      [4, 'name-namesakes'],
      [5, 'name-nobody'],
    ]);
  });
});

describe('attlog (2)', () => {
  it('reads lines parted by blanks or commas, skips empty ones, names impossible ones', () => {
    const lines = [
      '  7001 2026-01-05 08:20:01 1 0 1 0',
      '',
      '7002\t2026-01-05 08:21:02\t1',
      '7003 2026-02-30 08:20:00 1',
    ];
    const text = read(
      lines.map((line) => [line]),
      {},
      {},
      { source: 'text' },
    );
    expect(text.layout).toBe('2');
    expect(text.punches).toEqual(['7001 2026-01-05 08:20:01', '7002 2026-01-05 08:21:02']);
    expect(text.summary.rejects).toMatchObject([{ line: 4, code: 'date-impossible' }]);
    expect(text.summary).toMatchObject({ rows: 4, skipped: 1 });
    expect(read([['7001', '2026-01-05 08:20:01', '1']], {}, {}, { source: 'csv' }).punches).toHaveLength(1);
  });
});

describe('clock cards (5a, 5b)', () => {
  const person = (label: string, pin: string): Cell[] => [label, '', pin, '', '', '', '', '', '姓 名:', '', '甄一诺'];

  it('reads two rows a person, days of the month, times parted by line feeds', () => {
    const days = ['22', '23', '1', '2'].map(number);
    const result = read(
      [
        ['刷卡记录表'],
        [],
        ['考勤日期 : ', '', '2025/12/22 ~ 01/02 (一楼大厅)'],
        days,
        person('工 号：', '7001'),
        ['08:24\n17:36\n', '', '08:30\n', ''],
        person('工 号：', '7002'),
        [],
        person('工 号：', '7003'),
        ['', '旷工', '', '08:05\n17:40\n'],
      ],
      {},
      {},
      { name: '刷卡记录', source: 'xls' },
    );
    expect(result.layout).toBe('5a');
    expect(result.punches).toEqual([
      '7001 2025-12-22 08:24:00',
      '7001 2025-12-22 17:36:00',
      '7001 2026-01-01 08:30:00',
      '7003 2026-01-02 08:05:00',
      '7003 2026-01-02 17:40:00',
    ]);
    expect(result.summary.rejects).toMatchObject([{ line: 10, column: 'B', code: 'time-unreadable' }]);
    expect(result.summary.covers).toEqual([{ from: '2025-12-22', to: '2026-01-02', scope: '一楼大厅' }]);
  });

  it('reads glued times', () => {
    const result = read([
      ['考 勤 记 录 表'],
      ['考勤时间', '', '2026-01-05 ~ 2026-01-06'],
      ['5', '6', '7'],
      person('工 号:', '7010'),
      ['08:1217:34', '17:41', '08:00'],
    ]);
    expect(result.layout).toBe('5b');
    expect(result.punches).toEqual([
      ...['7010 2026-01-05 08:12:00', '7010 2026-01-05 17:34:00', '7010 2026-01-06 17:41:00'],
    ]);
    expect(result.summary.rejects).toMatchObject([{ line: 5, column: 'C', code: 'day-outside' }]);
  });
});

describe('matrix (6b)', () => {
  it('takes four columns a day and the month of the import where the title has none', () => {
    const halves = ['上午上班', '上午下班', '下午上班', '下午下班'];
    const rows = [
      ['考勤明细'],
      ['序号', '工号', '姓名', '5日', '', '', '', '6日', '', '', ''],
      ['', '', '', ...halves, ...halves],
      [number('1'), '07001', '甄一诺', '08:20', '12:01', clock('13:58:00'), '17:36', '', '', '', '17:40'],
      ['合计', '', '', '4'],
    ];
    expect(read(rows).summary.rejects).toMatchObject([{ line: 2, code: 'month-unknown' }]);
    const result = read(rows, { period: '2026-01' });
    expect(result.layout).toBe('6b');
    expect(result.punches).toEqual([
      '07001 2026-01-05 08:20:00',
      '07001 2026-01-05 12:01:00',
      '07001 2026-01-05 13:58:00',
      '07001 2026-01-05 17:36:00',
      '07001 2026-01-06 17:40:00',
    ]);
    expect(result.summary).toMatchObject({ rows: 2, skipped: 1 });
  });
});
