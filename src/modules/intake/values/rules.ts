/**
 * How values may be written, and what they are read as: the one table behind every feed. `docs/intake.md` shows it; a test
 * holds page, table and functions together. The order is the order of telling: a value read by several rules at once
 * (`５个工作日`) is counted under the first that fits.
 */
export const RULES = {
  'blank-word': {
    kind: 'number, date, time, id',
    zh: '按空白处理，不当作 0',
    en: 'taken as blank, never as 0',
    examples: [
      ['-', ''],
      ['—', ''],
      ['——', ''],
      ['/', ''],
      ['无', ''],
    ],
  },
  percent: {
    kind: 'number',
    zh: '百分数',
    en: 'per cent',
    examples: [
      ['95%', '95'],
      ['95.5％', '95.5'],
      ['百分之九十五', '95'],
    ],
  },
  unit: {
    kind: 'number',
    zh: '去掉单位',
    en: 'the unit taken off',
    examples: [
      ['95分', '95'],
      ['95（分）', '95'],
      ['５个工作日', '5'],
      ['三天', '3'],
    ],
  },
  han: {
    kind: 'number',
    zh: '汉字数字',
    en: 'digits in Chinese',
    examples: [
      ['九十五', '95'],
      ['一百零五', '105'],
      ['九十五点五', '95.5'],
      ['玖拾伍', '95'],
    ],
  },
  grouping: {
    kind: 'number',
    zh: '去掉千位分隔符',
    en: 'commas between thousands taken off',
    examples: [
      ['1,234', '1234'],
      ['１，２３４．５', '1234.5'],
    ],
  },
  serial: {
    kind: 'date',
    zh: '序列数按日期读取',
    en: 'a serial number read as a date',
    examples: [
      ['46082', '2026-03-01'],
      ['46082.347222', '2026-03-01 08:20:00'],
    ],
  },
  'year-added': {
    kind: 'date',
    zh: '按指定月份补上年份',
    en: 'the year of the named month added',
    examples: [
      ['3月1日', '2026-03-01'],
      ['3/1 8:20', '2026-03-01 08:20:00'],
      ['12月31日', '2025-12-31'],
    ],
  },
  'short-year': {
    kind: 'date',
    zh: '两位年份补足，已与星期核对',
    en: 'a year of two digits made whole and checked against the weekday',
    examples: [['26-03-01 星期日', '2026-03-01']],
  },
  order: {
    kind: 'date',
    zh: '日、月次序按文件或所指定的',
    en: 'day and month in the order of the file or as told',
    examples: [
      ['3/13/2026', '2026-03-13'],
      ['13/03/2026', '2026-03-13'],
    ],
  },
  'han-date': {
    kind: 'date',
    zh: '汉字日期',
    en: 'a date in Chinese digits',
    examples: [['二〇二六年三月一日', '2026-03-01']],
  },
  weekday: {
    kind: 'date',
    zh: '去掉星期，已核对',
    en: 'the weekday checked and taken off',
    examples: [
      ['2026-03-01 星期日', '2026-03-01'],
      ['2026/3/1（周日）8:20', '2026-03-01 08:20:00'],
    ],
  },
  'date-marks': {
    kind: 'date',
    zh: '统一日期写法',
    en: 'another way to write a date',
    examples: [
      ['2026/3/1', '2026-03-01'],
      ['2026.3.1', '2026-03-01'],
      ['20260301', '2026-03-01'],
      ['2026年3月1日', '2026-03-01'],
      ['2026年3月1日 下午2:30', '2026-03-01 14:30:00'],
      ['20260301082000', '2026-03-01 08:20:00'],
    ],
  },
  'next-day': {
    kind: 'time',
    zh: '次日的时间记在第二天',
    en: 'a time of the next day',
    examples: [
      ['次日 01:20', '+01:20:00'],
      ['24:00', '+00:00:00'],
    ],
  },
  glued: {
    kind: 'times',
    zh: '连在一起的时间分开',
    en: 'times written without a gap taken apart',
    examples: [['09:3421:24', '09:34:00 21:24:00']],
  },
  several: {
    kind: 'times',
    zh: '一格多个时间分开',
    en: 'several times of one cell taken apart',
    examples: [
      ['08:20↵17:31', '08:20:00 17:31:00'],
      ['08:20、17:31', '08:20:00 17:31:00'],
    ],
  },
  'time-words': {
    kind: 'time',
    zh: '统一时间写法',
    en: 'another way to write a time',
    examples: [
      ['下午2:30', '14:30:00'],
      ['14时30分', '14:30:00'],
      ['八点半', '08:30:00'],
      ['2:30 PM', '14:30:00'],
    ],
  },
  'full-width': {
    kind: 'number, date, time',
    zh: '全角改半角',
    en: 'full width made half width',
    examples: [
      ['１２', '12'],
      ['２０２６－０３－０１', '2026-03-01'],
      ['０８：２０', '08:20:00'],
    ],
  },
} as const satisfies Readonly<Record<string, RuleWords>>;

export type Rule = keyof typeof RULES;

interface RuleWords {
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
  /** Written, and read as. `+` before a time: on the next day. `↵`: a line feed. */
  readonly examples: readonly (readonly [string, string])[];
}

const ORDER = Object.keys(RULES) as readonly Rule[];

/** The rule under which a value is told: the first of the table; undefined when it was written plainly. */
export function telling(...rules: readonly (Rule | undefined)[]): Rule | undefined {
  return ORDER.find((rule) => rules.includes(rule));
}
