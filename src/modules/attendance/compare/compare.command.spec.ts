import Ajv2020 from 'ajv/dist/2020';
import { Command } from 'commander';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from 'src/common/refusal';
import { FixedClock } from 'src/config/clock.service';
import type { CommandIo } from 'src/config/command-io';
import { reportCells, writeReport, type ModelDay } from 'test/support/clock-report';
import { registerCompare } from './compare.command';
import { REASONS, type Difference } from './difference';

const root = process.cwd();
const schema = JSON.parse(readFileSync(join(root, 'docs', 'schemas', 'attendance-compare.schema.json'), 'utf8')) as {
  properties: { differences: { items: { properties: { reason: { enum: string[] } } } } };
};
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

interface Answer {
  readonly sheets: readonly string[];
  readonly people: number;
  readonly days: number;
  readonly equal: boolean;
  readonly differences: readonly Difference[];
}

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'baifen-compare-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...words: string[]): Promise<{ answer: Answer; lines: string[] }> {
  const lines: string[] = [];
  let answer: unknown;
  const io: CommandIo = {
    language: 'zh',
    clock: new FixedClock('2026-04-03 09:00:00'),
    cwd: join(root, 'test', 'fixtures', 'attendance', 'files'),
    hall: undefined,
    answer: (value, human) => {
      answer = JSON.parse(JSON.stringify(value));
      human();
    },
    line: (text) => lines.push(text),
    table: (head, rows) => lines.push(head.join(' '), ...rows.map((row) => row.join(' '))),
    note: () => undefined,
    service: () => Promise.reject(new Error('no database here')),
  };
  const program = new Command().exitOverride();
  registerCompare(program.command('attendance'), io);
  await program.parseAsync(['attendance', 'compare', ...words], { from: 'user' });
  expect(validate(answer)).toBe(true);
  return { answer: answer as Answer, lines };
}

const two = ['窗口班 08:30-12:00,14:00-17:30', [510, 720, 840, 1050]] as const;
const one = ['普通班 08:30-17:30', [510, 1050]] as const;
const night = ['夜班 19:30-次日07:30', [1170, 1890]] as const;
const day = (
  date: string,
  [shift, hours]: readonly [string, readonly number[]],
  marks: readonly (number | null)[],
  more: Partial<ModelDay> = {},
): ModelDay => ({
  ...{ date, shift, hours, slots: marks.map((mark) => ({ mark })), ...more },
});
const leave = {
  slots: [{ mark: null, says: '请假' }, { mark: 1055 }],
  approvals: '事假03-05 08:30到03-05 12:00 3.5小时',
};
const PEOPLE = [
  {
    ...{ name: '甲', number: '07001', userId: '90000000000000001' },
    days: [
      day('2026-03-02', one, [515, 1055]),
      day('2026-03-03', one, [500, null]),
      day('2026-03-04', one, [null, null]),
      day('2026-03-05', one, [], leave),
      day('2026-03-06', ['休息', []], [], { loose: [600, 700] }),
    ],
  },
  {
    ...{ name: '乙', number: '07002', userId: '90000000000000002' },
    days: [
      day('2026-03-02', two, [500, 721, 845, 1055]),
      day('2026-03-03', two, [500, 725, null, null]),
      day('2026-03-04', two, [500, 725, 830, 1055]),
      day('2026-03-05', night, [1160, 1880]),
      day('2026-03-06', two, [null, null, null, null]),
    ],
  },
];
const PERIOD = { from: '2026-03-02', to: '2026-03-06' };

/** The workbook, after somebody edited a cell: sheet, person, date (or ''), column, new value. */
async function edited(...edits: readonly (readonly [string, string, string, string, string])[]): Promise<string> {
  const sheets = reportCells(PEOPLE, PERIOD);
  for (const [name, number, date, title, value] of edits) {
    const rows = sheets[name] ?? [];
    const row = rows.find(
      (cells) => cells[3] === number && (date === '' || cells[6]?.startsWith(date.slice(2)) === true),
    );
    if (title === '删除') rows.splice(rows.indexOf(row ?? []), 1);
    else if (row) row[(rows[2] ?? []).indexOf(title)] = value;
  }
  const file = join(folder, 'report.xlsx');
  await writeReport(file, sheets);
  return file;
}

const short = ({ person, date, sheet, field, label, own, reason }: Difference): string =>
  [person, date ?? '-', sheet, field, label, own, reason].join('|');

describe('attendance compare', () => {
  it('finds nothing in the sample', async () => {
    const { answer, lines } = await run('dingtalk-kaoqin-baobiao.xlsx');
    expect(answer).toMatchObject({ sheets: ['原始记录', '每日统计', '月度汇总'], people: 13, days: 335, equal: true });
    expect(lines).toEqual(['13 人 335 天全部一致。']);
  });

  it('finds nothing in a report as it was made', async () => {
    expect((await run(await edited())).answer).toMatchObject({ people: 2, days: 10, equal: true, differences: [] });
  });

  it.each([
    [
      'a result changed by hand',
      [['每日统计', '07001', '2026-03-02', '上班1打卡结果', '正常']],
      ['07001|2026-03-02|每日统计|上班1打卡结果|08:35 正常|08:35 迟到5分钟|flexible'],
    ],
    [
      'a number changed by hand',
      [['每日统计', '07002', '2026-03-02', '迟到时长', '']],
      ['07002|2026-03-02|每日统计|迟到时长||5|count-edited'],
    ],
    [
      'a raw row deleted',
      [['原始记录', '07001', '2026-03-03', '删除', '']],
      [
        '07001|2026-03-03|每日统计|上班1打卡结果|08:20 正常|缺卡|punch-not-in-raw',
        '07001|2026-03-03|每日统计|出勤天数|1|0|from-slots',
        '07001|2026-03-03|每日统计|下班缺卡次数|1|0|from-slots',
        '07001|2026-03-03|每日统计|旷工天数||1|from-slots',
        '07001|2026-03-03|月度汇总|考勤结果|下班缺卡1|旷工1|from-days',
        '07001|-|月度汇总|出勤天数|4|3|from-days',
        '07001|-|月度汇总|下班缺卡次数|1|0|from-days',
        '07001|-|月度汇总|旷工天数|1|2|from-days',
      ],
    ],
    [
      'an approval that came after the report',
      [['每日统计', '07001', '2026-03-03', '关联的审批单', '病假03-03 14:00到03-03 17:30 3.5小时']],
      [
        '07001|2026-03-03|每日统计|下班1打卡结果|缺卡|请假或外出|approval-not-applied',
        '07001|2026-03-03|每日统计|下班缺卡次数|1|0|from-slots',
        '07001|2026-03-03|月度汇总|考勤结果|下班缺卡1|正常|from-days',
        '07001|-|月度汇总|下班缺卡次数|1|0|from-days',
      ],
    ],
    [
      'a month changed by hand',
      [['月度汇总', '07002', '', '旷工天数', '']],
      ['07002|-|月度汇总|旷工天数||1|month-not-sum'],
    ],
    [
      'a day changed in the month',
      [['月度汇总', '07001', '', '考勤结果', '普通班 08:30-17:30:正常']],
      ['07001|2026-03-02|月度汇总|考勤结果|正常|迟到分钟5|month-text'],
    ],
    [
      'a day deleted',
      [['每日统计', '07001', '2026-03-06', '删除', '']],
      [
        '07001|2026-03-06|每日统计|日期||10:00 11:40|no-day-row',
        '07001|-|月度汇总|出勤天数|4|3|month-not-sum',
        '07001|-|月度汇总|休息天数|1|0|month-not-sum',
      ],
    ],
    ['a person deleted', [['月度汇总', '07002', '', '删除', '']], ['07002|-|月度汇总|姓名|||no-month-row']],
  ] as const)('tells %s', async (_, edits, expected) => {
    const { answer, lines } = await run(await edited(...edits));
    expect(answer.differences.map(short)).toEqual(expected);
    expect(answer.equal).toBe(false);
    expect(lines.at(-1)).toBe(`2 人 ${String(answer.days)} 天，${String(expected.length)} 处不一致。`);
  });

  it('says why the verdicts by the schedule of the hall are others', async () => {
    const { answer } = await run(await edited(), '--schedule', 'lianshui');
    expect(answer.differences.map(short)).toEqual([
      '07001|2026-03-06|每日统计|迟到次数||1|other-days',
      '07001|2026-03-06|每日统计|迟到时长||90|other-days',
      '07001|2026-03-06|每日统计|早退次数||1|other-days',
      '07001|2026-03-06|每日统计|早退时长||20|other-days',
      '07001|2026-03-06|每日统计|旷工天数||0.5|other-days',
      // Two punches a day by the schedule: noon is not punched.
      '07002|2026-03-02|每日统计|迟到次数|1|0|other-rule',
      '07002|2026-03-02|每日统计|迟到时长|5|0|other-rule',
      '07002|2026-03-03|每日统计|上班缺卡次数|1|0|other-rule',
      '07002|2026-03-03|每日统计|下班缺卡次数|1|0|other-rule',
      '07002|2026-03-03|每日统计|旷工天数||0.5|other-rule',
      // A night shift by day hours: 19:20 is a departure, 07:20 the arrival of the day after.
      '07002|2026-03-05|每日统计|早退次数|1|0|other-hours',
      '07002|2026-03-05|每日统计|早退时长|10|0|other-hours',
      '07002|2026-03-05|每日统计|上班缺卡次数||1|other-hours',
      '07002|2026-03-06|每日统计|下班缺卡次数||1|other-hours',
      '07002|2026-03-06|每日统计|旷工天数|1|0|other-hours',
    ]);
    expect(answer.differences.map(({ detail }) => detail).slice(4, 6)).toEqual([
      '08:30-12:00,14:00-17:00 | 休息',
      '08:30-12:00,14:00-17:30 | 窗口班 08:30-12:00,14:00-17:30',
    ]);
  });

  it.each([
    ['zk-attlog-lf-padded9.dat', 'intake.no-layout'],
    ['leave-register.xlsx', 'intake.no-layout'],
    ['nowhere.xlsx', 'intake.file-missing'],
  ])('refuses %s with %s', async (file, code) => {
    await expect(run(file)).rejects.toMatchObject({ code });
  });

  it('refuses a report from which sheets were taken, and says which', async () => {
    const { 原始记录: raw = [], ...rest } = reportCells(PEOPLE, PERIOD);
    const file = join(folder, 'part.xlsx');
    const told = async (sheets: Record<string, string[][]>): Promise<string> => {
      await writeReport(file, sheets);
      return run(file).then(
        () => '',
        (error: unknown) => (error instanceof Refusal ? `${error.code} ${error.in('zh')}` : String(error)),
      );
    };
    expect(await told(rest)).toMatch(/^attendance\.report-incomplete .*“原始记录”/);
    expect(await told({ 原始记录: raw })).toMatch(/^attendance\.report-incomplete .*“每日统计”/);
  });

  it('names the same reasons in schema and code', () => {
    expect(schema.properties.differences.items.properties.reason.enum).toEqual(Object.keys(REASONS));
  });
});
