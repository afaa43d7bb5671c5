import * as fc from 'fast-check';
import { addDays, weekday } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import type { Cell, ImportOptions, Row } from 'src/modules/intake/feed';
import { chooseSheets } from 'src/modules/intake/reading/layouts';
import { Reading } from 'src/modules/intake/reading/reading';
import type { Summary } from 'src/modules/intake/reading/summary';
import { fixture, readWith, sampleGiven } from 'test/support/feed-driver';
import { coveredHalves, type LeaveRecord } from './leave';
import { leaveKindOf } from './leave-kinds';
import leave from './leave.feed';

function read(
  cells: readonly (readonly Cell[])[],
  options: ImportOptions = {},
  given: object = sampleGiven,
): { summary: Summary; records: LeaveRecord[] } {
  const rows: Row[] = cells.map((row, index) => ({ line: index + 1, cells: row }));
  const sheet = { name: 'Sheet1', index: 0, hidden: false, source: 'xlsx' } as const;
  const [chosen] = chooseSheets(leave, [{ sheet, rows }], { options, given });
  if (!chosen) throw new Error('no layout');
  const reading = new Reading(leave, { keep: true });
  reading.begun(chosen.sheet.name, chosen.remarks);
  for (const row of rows) reading.row('Sheet1', chosen.reader.row(row));
  reading.sheetEnd('Sheet1', chosen.reader, 0);
  const summary = { ...reading.summary('6a', 'Sheet1', []), normalised: [], columns: [] };
  return { summary, records: reading.kept.map(({ record }) => record) };
}

describe('the leave register of the samples', () => {
  it('gives the expected five leaves and four refusals', async () => {
    const { summary, records } = await readWith(leave, fixture('attendance/files/leave-register.xlsx'), {
      given: sampleGiven,
    });
    expect(summary).toMatchObject({ layout: '6a', rows: 9, records: 5, rejected: 4, skipped: 0, unmatched: 0 });
    const told = records.map(({ line, record: { staff, from, days, kind, halves } }) => [
      ...[line, staff, from, days, kind],
      [...new Set(halves.map((half) => (days === '0.5' ? half : half.slice(0, 10))))].join(),
    ]);
    expect(told).toEqual([
      [3, '07003', '2026-01-06', '0.5', 'personal', '2026-01-06 am'],
      [4, '07003', '2026-01-08', '1', 'sick', '2026-01-08'],
      [5, '07007', '2026-01-12', '2', 'annual', '2026-01-12,2026-01-13'],
      [8, '07010', '2026-01-16', '3', 'official', '2026-01-16,2026-01-19,2026-01-20'],
      [9, '07014', '2026-01-20', '0.5', 'personal', '2026-01-20 pm'],
    ]);
    expect(records.reduce((sum, { record }) => sum.add(Fraction.parse(record.days)), Fraction.zero).toText()).toBe('7');
    expect(summary.rejects.map(({ line, code }) => [line, code])).toEqual([
      [6, 'overlap'],
      [7, 'name-namesakes'],
      [10, 'name-nobody'],
      [11, 'days-number'],
    ]);
    expect(summary.rejects[0]?.cause.zh).toBe('与第 5 行为同一人，日期重叠而内容不同');
  });

  it('keeps everybody apart while there is no roster', async () => {
    const { summary } = await readWith(leave, fixture('attendance/files/leave-register.xlsx'));
    expect(summary).toMatchObject({ rows: 9, rejected: 2 });
    expect(summary.records).toBe(7);
  });
});

describe('registers by number', () => {
  it('reads both ends with halves, words for kinds, stand-ins; says what does not fit', () => {
    const { summary, records } = read([
      ['工号', '开始时间', '结束时间', '天数', '假别', 'B岗工号'],
      ['07003', '2026-01-05 13:30', '2026-01-06 12:00', '1', '年休假', '07002'],
      ['07004', '2026-01-09', '2026-01-12', '4', '病假', ''],
      ['07005', '2026-01-09', '2026-01-12', '3', '病假', ''],
      ['07006', '2026-01-12', '2026-01-09', '', '病假', ''],
      ['07007', '2026-01-12', '2026-01-12', '0.5', '病假', ''],
      ['07008', '2026-01-12', '2026-01-12', '1', '旅游', ''],
      ['07003', '2026-01-05 13:30', '2026-01-06 12:00', '1', '年休假', '07002'],
    ]);
    expect(records.map(({ staff, halves, days, kind, standIn }) => [staff, kind, days, standIn, ...halves])).toEqual([
      ['07003', 'annual', '1', '07002', '2026-01-05 pm', '2026-01-06 am'],
      ['07004', 'sick', '2', '', '2026-01-09 am', '2026-01-09 pm', '2026-01-12 am', '2026-01-12 pm'],
    ]);
    expect(summary.rejects.map(({ line, code }) => [line, code])).toEqual([
      [4, 'span-days'],
      [5, 'span-backwards'],
      [6, 'half-unknown'],
      [7, 'kind-unknown'],
    ]);
    expect(summary).toMatchObject({ rows: 7, records: 3, accepted: 2, repeats: 1 });
  });

  it('takes an end at midnight for the whole day, as spreadsheets write a day', () => {
    const day = (date: string): Cell => ({ kind: 'date', date, time: '00:00:00', holds: 'both' });
    const { summary, records } = read([
      ['工号', '开始日期', '结束日期', '请假天数', '假别'],
      ['07003', day('2026-03-02'), day('2026-03-06'), '2', '年休假'],
      ['07004', day('2026-03-02'), day('2026-03-06'), '5', '年休假'],
      ['07005', '2026-03-02 00:00:00', '2026-03-06 00:00:00', '', '年休假'],
    ]);
    expect(summary.rejects).toMatchObject([{ line: 2, code: 'span-days' }]);
    expect(summary.rejects[0]?.cause.zh).toBe('起止日期之间是 5 个工作日，填写的是 2 天');
    expect(records.map(({ days }) => days)).toEqual(['5', '5']);
  });

  it('says which columns it does not read', () => {
    const { summary } = read([
      ['序号', '工号', '请假日期', '请假天数', '类型', '销假时间'],
      ['1', '07003', '2026-01-06', '1', '事假', '1月7日'],
    ]);
    expect(summary.warnings).toMatchObject([{ line: 1, code: 'column-unknown' }]);
    expect(summary.warnings[0]?.text.zh).toContain('没有读取：“销假时间”；');
  });

  it('asks which half of half a day, and takes it from its column', () => {
    const { summary, records } = read([
      ['工号', '请假日期', '请假天数', '类型', '半天'],
      ['07003', '2026-01-06', '0.5', '事假', ''],
      ['07004', '2026-01-06', '半天', '事假', '下午'],
      ['07005', '2026-01-09', '1.5', '调休', '下午'],
      ['07006', '2026-01-10', '1', '调休', ''],
    ]);
    expect(summary.rejects).toMatchObject([{ line: 2, code: 'half-unknown' }]);
    expect(records.map(({ halves }) => halves.join())).toEqual([
      '2026-01-06 pm',
      '2026-01-09 pm,2026-01-12 am,2026-01-12 pm',
      '2026-01-10 am,2026-01-10 pm',
    ]);
    expect(summary.warnings).toMatchObject([{ line: 5, code: 'no-working-day' }]);
  });
});

describe('covered half days', () => {
  const calendar = new StatutoryCalendar(shippedNotices);
  const working = (date: string): boolean => calendar.isWorkingDay(date);

  it('count working days over the Spring Festival, calendar days for maternity leave', () => {
    const spring = coveredHalves({ kind: 'annual', from: '2026-02-13', days: Fraction.of(3) }, working);
    expect(spring).toMatchObject({ to: '2026-02-24', days: '3' });
    const birth = coveredHalves({ kind: 'maternity', from: '2026-01-05', days: Fraction.of(98) }, working);
    expect(birth).toMatchObject({ to: '2026-04-12', days: '98' });
  });

  it('are two for each day and one for each half, each once, in order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('am' as const, 'pm' as const),
        (offset, halfDays, half) => {
          const from = addDays('2025-01-01', offset);
          const covered = coveredHalves({ kind: 'sick', from, days: Fraction.of(halfDays, 2), half }, working);
          if ('fault' in covered) throw new Error(covered.fault);
          expect(covered.halves).toHaveLength(halfDays);
          expect([...new Set(covered.halves)].sort()).toEqual(covered.halves);
          for (const key of covered.halves) {
            const date = key.slice(0, 10);
            expect(date === from || working(date)).toBe(true);
          }
        },
      ),
    );
  });

  it('knows the words of registers', () => {
    const words = ['事假', '年休假（天）', '公休', '请病假', '陪产假', '外出培训', '旅游', ''];
    expect(words.map(leaveKindOf)).toEqual([
      ...['personal', 'annual', 'annual', 'sick', 'paternity', 'training', undefined, undefined],
    ]);
    expect(weekday('2026-01-10')).toBe(6);
  });
});

describe('registers that say who granted and who stands in', () => {
  const HEAD = ['工号', '请假日期', '请假天数', '类型', '顶岗人工号', '顶岗人', '是否已休'];
  const policies = [
    { from: '2026-01-01', revision: 1, policy: { name: '规定', standIn: { from: 1, types: ['编制'] } } },
  ];
  const given = { ...sampleGiven, policies };

  it('leaves out what was not granted or is not decided, and says so', () => {
    const { summary, records } = read([
      ['工号', '请假日期', '请假天数', '类型', '审批结果', '审批状态'],
      ['07003', '2026-01-06', '1', '事假', '拒绝', '已完成'],
      ['07003', '2026-01-07', '1', '事假', '', '审批中'],
      ['07003', '2026-01-08', '1', '事假', '', '已撤销'],
      ['07003', '2026-01-09', '1', '事假', '同意', '已完成'],
    ]);
    expect(records.map(({ from }) => from)).toEqual(['2026-01-09']);
    expect(summary.skippedRows.map(({ line, code }) => [line, code])).toEqual([
      [2, 'not-granted'],
      [3, 'not-decided'],
      [4, 'not-granted'],
    ]);
  });

  it('refuses a leave of a day without a fit stand-in, and takes it with a remark where it was taken all the same', () => {
    const { summary, records } = read(
      [
        HEAD,
        ['07003', '2026-01-06', '1', '事假', '', '', ''],
        ['07003', '2026-01-07', '1', '事假', '07003', '', ''],
        ['07003', '2026-01-08', '1', '事假', '09999', '', ''],
        ['07003', '2026-01-09', '1', '事假', '07004', '', ''],
        ['07007', '2026-01-12', '1', '事假', '无', '', '是'],
      ],
      {},
      given,
    );
    expect(summary.rejects.map(({ line, code, column }) => [line, code, column])).toEqual([
      [2, 'stand-in-not-named', '顶岗人'],
      [3, 'stand-in-self', '顶岗人工号'],
      [4, 'stand-in-unknown', '顶岗人工号'],
    ]);
    expect(summary.rejects[0]?.cause.zh).toBe('未安排补岗人员；按“规定”，安排好补岗人员后方可准假');
    expect(records.map(({ from, standIn, standInStated }) => [from, standIn, standInStated])).toEqual([
      ['2026-01-09', '07004', true],
      ['2026-01-12', '', true],
    ]);
    expect(summary.warnings.map(({ line, code }) => [line, code])).toEqual([[6, 'stand-in-missing']]);
  });

  it('asks nothing of half a day, of a register without the column, and without a policy', () => {
    const half = [HEAD.slice(0, 5), ['07003', '2026-01-06', '0.5', '事假', '']];
    expect(
      read(
        [
          [...HEAD.slice(0, 5), '半天'],
          [...(half[1] ?? []), '上午'],
        ],
        {},
        given,
      ).summary.rejected,
    ).toBe(0);
    const plain = [HEAD.slice(0, 4), ['07003', '2026-01-06', '1', '事假']];
    expect(read(plain, {}, given).records).toMatchObject([{ standIn: '' }]);
    expect(read(plain, {}, given).records[0]).not.toHaveProperty('standInStated');
    expect(read([HEAD, ['07003', '2026-01-06', '1', '事假', '', '', '']]).summary.rejected).toBe(0);
  });

  it('finds the stand-in by name, and names the one it cannot tell', () => {
    const name = (id: string): string => sampleGiven.roster.staff.find((one) => one.id === id)?.name ?? '';
    const { summary, records } = read(
      [
        HEAD,
        ['07003', '2026-01-06', '0.5', '事假', '', name('07004'), ''],
        ['07003', '2026-01-07', '1', '事假', '', '查无此人', ''],
      ].map((row, index) => [...row, index === 1 ? '上午' : index === 0 ? '半天' : '']),
    );
    expect(records.map(({ standIn }) => standIn)).toEqual(['07004', '']);
    expect(summary.warnings.map(({ line, code }) => [line, code])).toEqual([[3, 'stand-in-unknown']]);
  });

  it('reads an hour a day with its ends and its paper, not as days of leave', () => {
    const { summary, records } = read([
      ['工号', '开始日期', '结束日期', '请假天数', '类型', '备注', '文号'],
      ['07003', '2026-01-05', '2026-01-09', '', '哺乳时间', '', '准字1号'],
      ['07004', '2026-01-05', '2026-01-05', '1小时', '哺乳时间', '每天2小时', ''],
      ['07003', '2026-01-06', '2026-01-06', '1', '驻村', '', '县委组〔2026〕3号'],
    ]);
    expect(summary.rejects).toEqual([]);
    expect(records.map(({ kind, minutes, document, halves }) => [kind, minutes, document, halves.length])).toEqual([
      ['nursing-time', 60, '准字1号', 10],
      ['nursing-time', 120, undefined, 2],
      ['village-duty', undefined, '县委组〔2026〕3号', 2],
    ]);
  });
});
