import { weekday } from 'src/common/civil-date';
import { dateOfText } from './date-text';

/** Why a cell is no number, no date or no time; a closed list, each with its sentence. */
export type ValueFault =
  | 'number-unreadable'
  | 'unit-wrong'
  | 'date-empty'
  | 'time-empty'
  | 'cell-error'
  | 'cell-formula'
  | 'date-no-year'
  | 'date-ambiguous'
  | 'date-impossible'
  | 'date-unreadable'
  | 'date-missing'
  | 'date-zone'
  | 'weekday-wrong'
  | 'time-impossible'
  | 'time-unreadable';

interface Words {
  readonly zh: string;
  readonly en: string;
}

interface FaultWords {
  readonly cause: (column: string, value: string) => Words;
  readonly remedy: Words;
}

const WRITE_DATE: Words = {
  zh: '请写成“2026-01-05”或“2026-01-05 08:20:00”这样的完整日期',
  en: 'write the full date, such as 2026-01-05 or 2026-01-05 08:20:00',
};
const WRITE_TIME: Words = { zh: '请写成“08:25”或“08:25:00”', en: 'write the time as 08:25 or 08:25:00' };
const SAVE_VALUES: Words = {
  zh: '请在表格软件中重新计算并保存，或把该列粘贴为数值',
  en: 'recalculate and save the workbook, or paste the column as values',
};

const FAULTS: Readonly<Record<ValueFault, FaultWords>> = {
  'number-unreadable': {
    cause: (column, value) => ({
      zh: `“${column}”的“${value}”不是数`,
      en: `${column} "${value}" is not a number`,
    }),
    remedy: { zh: '请填写阿拉伯数字，如 95 或 95.5', en: 'write it in digits, such as 95 or 95.5' },
  },
  'unit-wrong': {
    cause: (column, value) => ({
      zh: `“${column}”的“${value}”带有本列不用的单位，系统不换算`,
      en: `${column} "${value}" has a unit this column does not use; nothing is converted`,
    }),
    remedy: {
      zh: '请按表头的单位换算后只填数字',
      en: 'convert it to the unit of the column and write the number alone',
    },
  },
  'date-empty': {
    cause: (column) => ({ zh: `“${column}”为空`, en: `${column} is empty` }),
    remedy: WRITE_DATE,
  },
  'time-empty': {
    cause: (column) => ({ zh: `“${column}”没有时间`, en: `${column} holds no time` }),
    remedy: WRITE_TIME,
  },
  'cell-error': {
    cause: (column, value) => ({
      zh: `“${column}”是错误值 ${value}`,
      en: `${column} holds the error value ${value}`,
    }),
    remedy: SAVE_VALUES,
  },
  'cell-formula': {
    cause: (column) => ({
      zh: `“${column}”是公式，文件中没有保存计算结果`,
      en: `${column} is a formula without a stored value`,
    }),
    remedy: SAVE_VALUES,
  },
  'date-no-year': {
    cause: (_, value) => ({ zh: `“${value}”没有年份`, en: `"${value}" has no year` }),
    remedy: {
      zh: '请写成“2026-01-05”这样的完整日期，或在导入时指明月份（--period 2026-01），年份按该月补上',
      en: 'write the full date, such as 2026-01-05, or name the month when importing (--period 2026-01)',
    },
  },
  'date-ambiguous': {
    cause: (_, value) => ({
      zh: `“${value}”分不清年、月、日的先后`,
      en: `"${value}" is ambiguous: the order of day, month and year cannot be told`,
    }),
    remedy: {
      zh: '请写成“2026-01-05”，或在导入时指明日期顺序（--date-order mdy、dmy 或 ymd）',
      en: 'write 2026-01-05, or state the order when importing (--date-order mdy, dmy or ymd)',
    },
  },
  'date-impossible': {
    cause: (_, value) => ({ zh: `“${value}”不是存在的日期`, en: `"${value}" is not a date` }),
    remedy: { zh: '请核对原始记录，改为实际日期', en: 'check the original record and write the real date' },
  },
  'date-unreadable': {
    cause: (column, value) => ({
      zh: `“${column}”中的“${value}”不是日期`,
      en: `"${value}" in ${column} is not a date`,
    }),
    remedy: WRITE_DATE,
  },
  'date-missing': {
    cause: (column, value) => ({
      zh: `“${column}”只有时间“${value}”，没有日期`,
      en: `${column} holds only the time ${value} and no date`,
    }),
    remedy: WRITE_DATE,
  },
  'date-zone': {
    cause: (_, value) => ({ zh: `“${value}”带有其他时区`, en: `"${value}" is in another time zone` }),
    remedy: {
      zh: '请换算为北京时间，写成“2026-01-05 08:20:00”',
      en: 'convert it to Beijing time and write 2026-01-05 08:20:00',
    },
  },
  'weekday-wrong': {
    cause: (_, value) => ({
      zh: `“${value}”中的星期与日期不符${actual(value, 'zh')}`,
      en: `the weekday in "${value}" does not fit the date${actual(value, 'en')}`,
    }),
    remedy: {
      zh: '请核对原始记录，改正日期或星期',
      en: 'check the original record and correct the date or the weekday',
    },
  },
  'time-impossible': {
    cause: (_, value) => ({ zh: `“${value}”不是存在的时间`, en: `"${value}" is not a time` }),
    remedy: WRITE_TIME,
  },
  'time-unreadable': {
    cause: (_, value) => ({
      zh: `“${value}”不是时间，系统不猜测`,
      en: `"${value}" is not a time; nothing is guessed`,
    }),
    remedy: WRITE_TIME,
  },
};

/** Cause and remedy of a fault in both languages, ready for a reject. `column` and `value` as the user sees them. */
export function faultWords(fault: ValueFault, column: string, value: string): { cause: Words; remedy: Words } {
  const { cause, remedy } = FAULTS[fault];
  return { cause: cause(column, value), remedy };
}

/** `（2026-01-06 是星期二）`, where the text without its weekday is a date. */
function actual(value: string, language: 'zh' | 'en'): string {
  const date = dateOfText(value.replace(/[(（[]?(?:星期|周|礼拜).[)）\]]?/, ' '), {});
  if ('fault' in date) return '';
  const day = weekday(date.date);
  if (language === 'zh') return `（${date.date} 是星期${'一二三四五六日'.charAt(day - 1)}）`;
  const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  return ` (${date.date} is a ${names[day - 1] ?? ''})`;
}
