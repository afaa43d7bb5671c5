import type { Outcome, Reject, Remark } from 'src/modules/intake/feed';
import { faultWords, type ValueFault } from 'src/modules/intake/values/faults';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Where in the file something stands, as the user sees it. */
export interface Place {
  readonly sheet: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
}

interface RejectWords {
  readonly cause: (place: Place, more: string) => Words;
  readonly remedy: Words;
}

const REJECTS = {
  'person-missing': {
    cause: ({ column }) => ({
      zh: `“${column}”为空，仅凭姓名不能确定是谁`,
      en: `${column} is empty; the name alone does not identify a person`,
    }),
    remedy: { zh: '请补填工号后重新导入', en: 'fill in the staff number and import again' },
  },
  'id-number': {
    cause: ({ column, value }) => ({
      zh: `“${column}”${value} 是数值单元格，前导零可能已丢失`,
      en: `${column} ${value} is a number cell: its leading zero may be lost`,
    }),
    remedy: {
      zh: '请把该列设为文本并补全前导零；确认无误时可在导入时加 --numbers-as-ids',
      en: 'make the column text and restore the zeros, or import with --numbers-as-ids',
    },
  },
  'digits-lost': {
    cause: ({ column, value }) => ({
      zh: `“${column}”${value} 是科学计数，已丢失位数`,
      en: `${column} ${value} has lost digits`,
    }),
    remedy: {
      zh: '请从原系统重新导出，并将该列保存为文本格式',
      en: 'export it again from its system with this column as text',
    },
  },
  'id-long': {
    cause: ({ column }) => ({ zh: `“${column}”超过 64 个字，不是编号`, en: `${column} is longer than 64 characters` }),
    remedy: { zh: '请核对该列是否错位', en: 'check whether the columns are shifted' },
  },
  'cell-faulty': {
    cause: ({ column, value }) => ({
      zh: `“${column}”是错误值或未计算的公式 ${value}`,
      en: `${column} is an error value or a formula without a result ${value}`,
    }),
    remedy: { zh: '请在表格软件中重新计算并保存', en: 'recalculate the workbook and save it' },
  },
  'name-nobody': {
    cause: ({ value }) => ({ zh: `花名册中没有“${value}”`, en: `there is no ${value} in the roster` }),
    remedy: { zh: '请核对姓名，或先更新花名册', en: 'check the name, or update the roster first' },
  },
  'name-namesakes': {
    cause: ({ value }, more) => ({
      zh: `花名册中有多人名为“${value}”（${more}），本行没有工号`,
      en: `several people are called ${value} (${more}) and the row has no staff number`,
    }),
    remedy: { zh: '请在表中增加“工号”列并填写', en: 'add a column 工号 and fill it in' },
  },
  'time-missing': {
    cause: () => ({ zh: '本行没有打卡时间', en: 'the row has no time' }),
    remedy: { zh: '请核对考勤机导出的原始文件', en: 'check the original export of the clock' },
  },
  'pin-missing': {
    cause: () => ({ zh: '本行没有考勤号', en: 'the row has no pin' }),
    remedy: { zh: '请核对考勤机导出的原始文件', en: 'check the original export of the clock' },
  },
  'after-as-of': {
    cause: ({ value }, more) => ({
      zh: `“${value}”晚于数据截止时间 ${more}`,
      en: `${value} is after the as-of time ${more}`,
    }),
    remedy: { zh: '请核对日期或截止时间', en: 'check the date or the as-of time' },
  },
  'day-unknown': {
    cause: ({ column }) => ({
      zh: `${column} 列“上班/下班”上方没有日期，无法判断是哪一天`,
      en: `the day cell above 上班/下班 in column ${column} is empty: the day cannot be told`,
    }),
    remedy: { zh: '请在表头补填日期（如 5、6、7 号）', en: 'write the day numbers into the header' },
  },
  'month-unknown': {
    cause: () => ({ zh: '表题中没有年月，无法判断是哪个月', en: 'neither title nor import names year and month' }),
    remedy: {
      zh: '请在表题写明“2026年1月”，或在导入时用 --period 指明月份',
      en: 'write year and month into the title, or name the month with --period',
    },
  },
  'day-outside': {
    cause: ({ column, value }) => ({
      zh: `${column} 列的日期不在本表的月份或起止日期内，单元格为“${value}”`,
      en: `the day of column ${column} is not in the period of the sheet; the cell holds ${value}`,
    }),
    remedy: { zh: '请核对表头的日期与起止日期', en: 'check the days in the header against the period' },
  },
  'days-number': {
    cause: ({ column, value }) => ({ zh: `“${column}”${value} 不是天数`, en: `${column} "${value}" is not a number` }),
    remedy: { zh: '请填写 0.5、1、1.5 这样的天数', en: 'write a number of days such as 0.5, 1 or 1.5' },
  },
  'half-unknown': {
    cause: () => ({ zh: '请假半天，但没有写明上午还是下午', en: 'half a day without saying which half' }),
    remedy: { zh: '请在备注中写明“上午”或“下午”', en: 'write 上午 or 下午 into the remark' },
  },
  'kind-unknown': {
    cause: ({ value }) => ({ zh: `请假类型“${value}”不在规定的类型之内`, en: `"${value}" is no kind of leave` }),
    remedy: {
      zh: '请改为事假、病假、年假、公休、调休、产假、陪产假、婚假、丧假、探亲假、育儿假、公假、培训、外出或其他',
      en: 'write one of 事假 病假 年假 公休 调休 产假 陪产假 婚假 丧假 探亲假 育儿假 公假 培训 外出 其他',
    },
  },
  overlap: {
    cause: (_, more) => ({
      zh: `与第 ${more} 行为同一人，日期重叠而内容不同`,
      en: `overlaps row ${more}: same person, other content`,
    }),
    remedy: { zh: '请只保留正确的一行', en: 'keep only the row that is right' },
  },
  'span-backwards': {
    cause: ({ value }) => ({ zh: `结束日期早于开始日期：${value}`, en: `the end lies before the start: ${value}` }),
    remedy: { zh: '请核对起止日期', en: 'check both dates' },
  },
  'span-days': {
    cause: ({ value }, more) => ({
      zh: `起止日期之间是 ${more} 个工作日，填写的是 ${value} 天`,
      en: `the dates span ${more} working days, the row says ${value}`,
    }),
    remedy: { zh: '请核对起止日期和天数', en: 'check the dates and the number of days' },
  },
  'no-working-day': {
    cause: ({ value }) => ({ zh: `${value} 不是工作日，不需要请假`, en: `${value} is no working day` }),
    remedy: { zh: '请核对请假日期', en: 'check the date of the leave' },
  },
} as const satisfies Record<string, RejectWords>;

export type RejectCode = keyof typeof REJECTS;

/** A reject with cause and remedy in both languages. `more` fills what the sentence needs besides the place. */
export function reject(code: RejectCode, place: Place, more = ''): { kind: 'reject'; reject: Reject } {
  const words: RejectWords = REJECTS[code];
  return { kind: 'reject', reject: { ...place, code, cause: words.cause(place, more), remedy: words.remedy } };
}

/** A reject for a date or time that could not be read. */
export function rejectDate(fault: ValueFault, place: Place): { kind: 'reject'; reject: Reject } {
  return { kind: 'reject', reject: { ...place, code: fault, ...faultWords(fault, place.column, place.value) } };
}

const SKIPS = {
  'empty-line': { zh: '空行', en: 'empty line' },
  totals: { zh: '合计行', en: 'a totals row' },
  signature: { zh: '制表、签字行', en: 'a signature row' },
  invalid: { zh: '是否有效为“否”', en: '是否有效 = 否' },
  void: { zh: '打卡无效', en: 'a void punch' },
  'no-punch': { zh: '没有打卡时间', en: 'no punch in this row' },
  word: { zh: '不是打卡时间而是说明', en: 'a word instead of a time is no punch' },
} as const;

export function skipped(
  line: number,
  code: keyof typeof SKIPS,
  detail = '',
): Extract<Outcome<never>, { kind: 'skipped' }> {
  const { zh, en } = SKIPS[code];
  const text = detail === '' ? { zh, en } : { zh: `${zh}：${detail}`, en: `${en}: ${detail}` };
  return { kind: 'skipped', line, why: { code, text } };
}

/** A bare serial number was read as a date: said, because a 1904 workbook would mean another day. */
export const SERIAL_READ: Omit<Remark, 'line' | 'sheet'> = {
  code: 'date-serial',
  text: { zh: '日期是没有日期格式的序列数，已按日期读取', en: 'a bare serial number was read as a date' },
};
