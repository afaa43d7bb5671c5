import type { Language } from 'src/common/language';
import { lostRace, refusal } from 'src/common/refusal';
import { CONDITIONS, STATE_NAMES, type Condition, type MonthState } from './months/month-table';

/** One fault of a notice file, in both languages. */
export interface NoticeProblem {
  readonly zh: string;
  readonly en: string;
}

export const periodNotMonth = refusal<{ text: string }>('calendar.period-not-month', {
  zh: ({ text }) => `“${text}”不是考核月份。请写成四位年份加两位月份，例如 2026-03。`,
  en: ({ text }) =>
    `“${text}” is not a month. Write four digits for the year and two for the month, for example 2026-03.`,
});

export const periodUnreadable = refusal<{ text: string }>('calendar.period-unreadable', {
  zh: ({ text }) => `“${text}”不是考核周期。可以写月份 2026-03、月份区间 2026-01..2026-12、季度 2026-Q1 或年度 2026。`,
  en: ({ text }) =>
    `“${text}” is not a period. Write a month 2026-03, a range 2026-01..2026-12, a quarter 2026-Q1 or a year 2026.`,
});

export const rangeReversed = refusal<{ from: string; to: string }>('calendar.range-reversed', {
  zh: ({ from, to }) => `区间颠倒：起始 ${from} 晚于结束 ${to}。请把较早的写在前面：${to}..${from}。`,
  en: ({ from, to }) =>
    `The range runs backwards: ${from} is after ${to}. Write the earlier one first: ${to}..${from}.`,
});

export const rangeTooLong = refusal<{ from: string; to: string; months: number; limit: number }>(
  'calendar.range-too-long',
  {
    zh: ({ from, to, months, limit }) =>
      `区间 ${from}..${to} 有 ${months} 个月，一次最多 ${limit} 个月。请检查年份，或分几次查询。`,
    en: ({ from, to, months, limit }) =>
      `The range ${from}..${to} has ${months} months; the limit is ${limit}. Check the years or ask in parts.`,
  },
);

export const numberOutOfRange = refusal<{ name: string; text: string; min: number; max: number }>(
  'calendar.number-out-of-range',
  {
    zh: ({ name, text, min, max }) => `${name} 的值“${text}”无效，应为 ${min} 到 ${max} 的整数。`,
    en: ({ name, text, min, max }) =>
      `“${text}” is not valid for ${name}: a whole number from ${min} to ${max} is needed.`,
  },
);

export const timeOfDayUnreadable = refusal<{ text: string }>('calendar.time-of-day', {
  zh: ({ text }) => `“${text}”不是截止时刻。请写 24 小时制的时和分，例如 17:30。`,
  en: ({ text }) => `“${text}” is not a time of day. Write hours and minutes of the 24-hour clock, for example 17:30.`,
});

export const noticeUnreadable = refusal<{ source: string; cause: NoticeProblem }>('calendar.notice-unreadable', {
  zh: ({ source, cause }) =>
    `放假通知文件 ${source} 读不出来：${cause.zh}。请确认文件存在、是 UTF-8 编码的 JSON，格式见 docs/month-calendar.md。`,
  en: ({ source, cause }) =>
    `The holiday notice ${source} cannot be read: ${cause.en}. It must exist and be JSON in UTF-8; see docs/month-calendar.md.`,
});

export const noticeInvalid = refusal<{ source: string; problems: readonly NoticeProblem[] }>(
  'calendar.notice-invalid',
  {
    zh: ({ source, problems }) =>
      `放假通知文件 ${source} 有 ${problems.length} 处错误：${problems.map((one) => one.zh).join('；')}。请对照国务院办公厅的通知改正后重试。`,
    en: ({ source, problems }) =>
      `The holiday notice ${source} has ${problems.length} fault(s): ${problems.map((one) => one.en).join('; ')}. Correct the file after the State Council's notice and try again.`,
  },
);

export const noticeConflict = refusal<{ year: number; sequence: number; source: string; number: string }>(
  'calendar.notice-conflict',
  {
    zh: ({ year, sequence, source, number }) =>
      `${source} 与已有的 ${year} 年第 ${sequence} 号通知（${number}）内容不同。若是后来的调整，请把 sequence 改为 ${sequence + 1}。`,
    en: ({ year, sequence, source, number }) =>
      `${source} differs from the notice ${sequence} of ${year} already known (${number}). If it amends that one, give it sequence ${sequence + 1}.`,
  },
  409,
);

export const noticeGap = refusal<{ year: number; sequence: number; missing: number; source: string }>(
  'calendar.notice-gap',
  {
    zh: ({ year, sequence, missing, source }) =>
      `${source} 是 ${year} 年第 ${sequence} 份通知，但缺少第 ${missing} 份。请先补上缺少的通知，或改正 sequence。`,
    en: ({ year, sequence, missing, source }) =>
      `${source} is notice ${sequence} of ${year}, but notice ${missing} is missing. Add the missing one first or correct the sequence.`,
  },
);

/** The names of states in quotation marks, joined. */
function states(names: readonly MonthState[], language: Language): string {
  return names.map((name) => `“${STATE_NAMES[name][language]}”`).join(language === 'zh' ? '、' : ', ');
}

interface MoveEnds {
  readonly from: MonthState;
  readonly to: MonthState;
}

export const moveUnknown = refusal<MoveEnds & { allowed: readonly MonthState[] }>(
  'calendar.move-unknown',
  {
    zh: ({ from, to, allowed }) =>
      from === to
        ? `本月已经是${states([from], 'zh')}，不用再做一次。确需更正的，请先重新打开：baifen reopen 月份 --by 姓名 --reason 理由。`
        : `本月现在是${states([from], 'zh')}，不能转为${states([to], 'zh')}。现在可以转为：${states(allowed, 'zh') || '无'}。`,
    en: ({ from, to, allowed }) =>
      from === to
        ? `The month is ${states([from], 'en')} already. To correct it open it again first: baifen reopen MONTH --by NAME --reason TEXT.`
        : `The month is ${states([from], 'en')} and cannot become ${states([to], 'en')}. It can go to: ${states(allowed, 'en') || 'nowhere'}.`,
  },
  409,
);

/** The deadline is looked up with one command and passed over with one option; other conditions say for themselves what is missing. */
function wayOut(unmet: readonly Condition[]): Record<'zh' | 'en', string> {
  if (!unmet.includes('verification-deadline-passed')) return { zh: '', en: '' };
  return {
    zh: '截止日期请用“baifen calendar deadlines 月份”查看，过后再锁定；确需提前的，请加 --override verification-deadline-passed --reason 理由。',
    en: ' See "baifen calendar deadlines MONTH" and close it after that day, or add --override verification-deadline-passed --reason TEXT.',
  };
}

export const moveNeeds = refusal<MoveEnds & { unmet: readonly Condition[] }>(
  'calendar.move-needs',
  {
    zh: ({ from, to, unmet }) =>
      `本月还不能从${states([from], 'zh')}转为${states([to], 'zh')}：${unmet.map((one) => CONDITIONS[one].zh).join('；')}。${wayOut(unmet).zh}`,
    en: ({ from, to, unmet }) =>
      `The month cannot move from ${states([from], 'en')} to ${states([to], 'en')} yet: ${unmet.map((one) => CONDITIONS[one].en).join('; ')}.${wayOut(unmet).en}`,
  },
  409,
);

export const overrideIncomplete = refusal<{ condition: Condition }>('calendar.override-incomplete', {
  zh: ({ condition }) => `对“${CONDITIONS[condition].zh}”的例外没有写明决定人或理由。请写明姓名和理由后重试。`,
  en: ({ condition }) =>
    `The override of “${CONDITIONS[condition].en}” lacks a name or a reason. Give both and try again.`,
});

export const periodMissing = refusal<{ hall: string; month: string }>(
  'calendar.period-missing',
  {
    zh: ({ hall, month }) => `大厅 ${hall} 还没有 ${month} 月的记录。请先导入或录入该月的数据。`,
    en: ({ hall, month }) => `Hall ${hall} has no record of ${month} yet. Import or enter data of that month first.`,
  },
  404,
);

export const periodChanged = lostRace<{ hall: string; month: string; version: number }>(
  'calendar.period-changed',
  {
    zh: ({ hall, month }) => `大厅 ${hall} ${month} 月的状态刚刚被别人改动，本次操作没有执行。请刷新后再试。`,
    en: ({ hall, month }) =>
      `Somebody else has just moved ${month} of hall ${hall}; nothing was done. Reload and try again.`,
  },
  ({ hall, month }) => ({ hall, subjects: [month] }),
);

export const periodFrozen = refusal<{ hall: string; month: string; state: MonthState }>(
  'calendar.period-frozen',
  {
    zh: ({ hall, month, state }) =>
      `大厅 ${hall} ${month} 月处于${states([state], 'zh')}，数据已冻结，不能再写入。确需更正，请先运行“baifen reopen ${month} --by 姓名 --reason 理由”，改完再锁定。`,
    en: ({ hall, month, state }) =>
      `${month} of hall ${hall} is ${states([state], 'en')}: its facts are frozen. To correct it, run "baifen reopen ${month} --by NAME --reason TEXT" first.`,
  },
  409,
);

export const hallCodeInvalid = refusal<{ hall: string }>('calendar.hall-code', {
  zh: ({ hall }) => `大厅代码“${hall}”无效：应为 1 到 64 个字符，且不含首尾空格。`,
  en: ({ hall }) => `“${hall}” is not a hall code: 1 to 64 characters without blanks at the ends are needed.`,
});
