import { Workbook } from 'exceljs';

/**
 * A DingTalk report made up from a model, with the labels the service would write. Other code than what is tested: it goes
 * from the model to the labels, minute by minute, and knows nothing of sheets that are read.
 */
export interface ModelDay {
  readonly date: string;
  /** `休息`, `自由工时`, '' or a name with its hours. */
  readonly shift: string;
  /** Start and end of each segment in minutes of the day, above 1440 on the next. */
  readonly hours: readonly number[];
  /** For each slot when a punch was made, and what the service says instead of its own rule. */
  readonly slots: readonly { readonly mark: number | null; readonly says?: string }[];
  /** Punches on a day without slots. */
  readonly loose?: readonly number[];
  /** Void rows. */
  readonly voids?: readonly number[];
  readonly approvals?: string;
}

export interface ModelPerson {
  readonly name: string;
  readonly number: string;
  readonly userId: string;
  readonly days: readonly ModelDay[];
}

const HEAD = ['姓名', '考勤组', '部门', '工号', '职位', 'UserId'];
const COUNTS = [
  '出勤天数',
  '休息天数',
  '迟到次数',
  '迟到时长',
  '早退次数',
  '早退时长',
  '上班缺卡次数',
  '下班缺卡次数',
  '旷工天数',
];
const SLOTS = [1, 2, 3].flatMap((n) => [`上班${String(n)}打卡`, `下班${String(n)}打卡`]);
const RAW = ['考勤日期', '考勤时间', '打卡时间', '打卡结果', '打卡地址', '打卡备注', '异常打卡原因', '打卡设备'];
const WEEK = '日一二三四五六';

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (minute: number): string => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
const instant = (date: string, minute: number): string => {
  const day = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))));
  day.setUTCDate(day.getUTCDate() + Math.floor(minute / 1440));
  return `${day.toISOString().slice(0, 10)} ${clock(minute)}`;
};
const dated = (date: string): string => `${date.slice(2)} 星期${WEEK[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''}`;

interface Labelled {
  readonly results: readonly string[];
  readonly counts: Record<string, number>;
  readonly text: string;
}

function labelled({ shift, hours, slots, loose = [] }: ModelDay): Labelled {
  const counts: Record<string, number> = {};
  const add = (name: string, value: number): void => {
    if (value > 0) counts[name] = (counts[name] ?? 0) + value;
  };
  const texts: string[] = [];
  const results = slots.map(({ mark, says }, index) => {
    if (says !== undefined) return says;
    if (mark === null) return '缺卡';
    const late = index % 2 === 0 ? mark - (hours[index] ?? 0) : (hours[index] ?? 0) - mark;
    if (late <= 0) return '正常';
    add(index % 2 === 0 ? '迟到次数' : '早退次数', 1);
    add(index % 2 === 0 ? '迟到时长' : '早退时长', late);
    texts.push(index % 2 === 0 ? `${shift}:上班迟到${String(late)}分钟` : `${shift}:下班早退${String(late)}分钟`);
    return index % 2 === 0 ? '迟到' : '早退';
  });
  const gone = slots.length > 0 && slots.every(({ mark, says }) => mark === null && says === undefined);
  if (gone) {
    add('旷工天数', 1);
    texts.push(`${shift}:旷工`);
  } else
    results.forEach((result, index) => {
      if (result !== '缺卡') return;
      add(index % 2 === 0 ? '上班缺卡次数' : '下班缺卡次数', 1);
      texts.push(`${shift}:${index % 2 === 0 ? '上班' : '下班'}缺卡`);
    });
  if (slots.some(({ mark }) => mark !== null) || loose.length > 0) add('出勤天数', 1);
  if (shift === '休息') add('休息天数', 1);
  const word = shift === '休息' ? (loose.length > 0 ? '休息并打卡' : '休息') : `${shift}:正常`;
  return { results, counts, text: texts.length > 0 ? texts.join(',') : word };
}

function rawRows(head: readonly string[], day: ModelDay): string[][] {
  const row = (due: number | null, mark: number, result: string, device: string): string[] => [
    ...[...head, dated(day.date), due === null ? '' : instant(day.date, due), instant(day.date, mark), result],
    ...['示范大厅', '', '', device],
  ];
  const voids = (day.voids ?? []).map((mark) => row(null, mark, '打卡无效:此记录已被更新', '考勤机'));
  const slots = day.slots.flatMap(({ mark, says = '' }, index) => {
    if (mark === null) return [];
    const device = says.startsWith('补卡') ? '补卡审批' : says.startsWith('管理员') ? '管理员修改' : '考勤机';
    const result = labelled(day).results[index] ?? '';
    return [row(day.hours[index] ?? null, mark, result, device)];
  });
  return [...voids, ...slots, ...(day.loose ?? []).map((mark) => row(mark, mark, '正常', '考勤机'))];
}

/** The cells of the three sheets, titles included, before anybody edits them. */
export function reportCells(
  people: readonly ModelPerson[],
  period: { from: string; to: string },
): Record<string, string[][]> {
  const title = (name: string): string[][] => [
    [`${name} 统计日期：${period.from} 至 ${period.to}`],
    [`报表生成时间：2026-12-31 09:05`],
  ];
  const counted = (counts: Record<string, number>): string[] =>
    COUNTS.map((name) => (counts[name] === undefined ? '' : String(counts[name])));
  const sheets = {
    原始记录: [...title('原始记录'), [...HEAD, ...RAW]],
    每日统计: [
      ...title('每日汇总'),
      [
        ...HEAD,
        '日期',
        '班次',
        ...SLOTS.flatMap((slot) => [`${slot}时间`, `${slot}结果`]),
        '关联的审批单',
        ...COUNTS,
        '请假',
      ],
      [...HEAD.map(() => ''), '', '', ...SLOTS.flatMap(() => ['', '']), '', ...COUNTS.map(() => ''), '事假(小时)'],
    ],
    月度汇总: [
      ...title('月度汇总'),
      [...HEAD, ...COUNTS, '考勤结果'],
      [...HEAD.map(() => ''), ...COUNTS.map(() => ''), ...(people[0]?.days ?? []).map(({ date }) => date.slice(8))],
    ],
  };
  for (const { name, number, userId, days } of people) {
    const head = [name, '示范考勤组', '示范窗口', number, '', userId];
    const total: Record<string, number> = {};
    const texts: string[] = [];
    for (const day of days) {
      const { results, counts, text } = labelled(day);
      sheets.原始记录.push(...rawRows(head, day));
      const slots = SLOTS.flatMap((_, index) => {
        const mark = day.slots[index]?.mark ?? day.loose?.[index] ?? null;
        return [
          mark === null ? '' : `${mark >= 1440 ? '次日 ' : ''}${clock(mark)}`,
          results[index] ?? (mark === null ? '' : '正常'),
        ];
      });
      sheets.每日统计.push([...head, dated(day.date), day.shift, ...slots, day.approvals ?? '', ...counted(counts)]);
      for (const [name2, value] of Object.entries(counts)) total[name2] = (total[name2] ?? 0) + value;
      texts.push(text);
    }
    sheets.月度汇总.push([...head, ...counted(total), ...texts]);
  }
  return sheets;
}

export async function writeReport(
  file: string,
  sheets: Readonly<Record<string, readonly (readonly string[])[]>>,
): Promise<void> {
  const book = new Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows.map((row) => [...row]));
  await book.xlsx.writeFile(file);
}
