import { refusal } from 'src/common/refusal';

/** One fault of a schedule, in both languages. */
export interface ScheduleProblem {
  readonly zh: string;
  readonly en: string;
}

export const scheduleUnreadable = refusal<{ source: string; cause: ScheduleProblem }>(
  'attendance.schedule-unreadable',
  {
    zh: ({ source, cause }) =>
      `作息文件 ${source} 读不出来：${cause.zh}。请确认文件存在、是 UTF-8 编码的 YAML 或 JSON，写法见 docs/attendance.md。`,
    en: ({ source, cause }) =>
      `The schedule ${source} cannot be read: ${cause.en}. It must exist and be YAML or JSON in UTF-8; see docs/attendance.md.`,
  },
);

export const scheduleInvalid = refusal<{ source: string; problems: readonly ScheduleProblem[] }>(
  'attendance.schedule-invalid',
  {
    zh: ({ source, problems }) =>
      `作息文件 ${source} 有 ${problems.length} 处错误：${problems.map(({ zh }) => zh).join('；')}。写法见 docs/attendance.md。`,
    en: ({ source, problems }) =>
      `The schedule ${source} has ${problems.length} fault(s): ${problems.map(({ en }) => en).join('; ')}. See docs/attendance.md.`,
  },
);

export const scheduleMissing = refusal<{ hall: string; month: string }>('attendance.schedule-missing', {
  zh: ({ month }) => `${month} 没有可用的作息表，无法判定考勤。请先用 attendance schedule 命令登记作息表。`,
  en: ({ month }) =>
    `There is no schedule in force for ${month}, so attendance cannot be judged. Add one with “attendance schedule”.`,
});

export const scheduleFromTaken = refusal<{ from: string }>(
  'attendance.schedule-from-taken',
  {
    zh: ({ from }) => `自 ${from} 起施行的同一作息表已经登记，没有变化。`,
    en: ({ from }) => `The same schedule from ${from} is there already; nothing changed.`,
  },
  409,
);

export const scheduleMonthClosed = refusal<{ from: string; months: string; next: string }>(
  'attendance.schedule-month-closed',
  {
    zh: ({ from, months, next }) =>
      `${months} 已截止，不能再改判，而自 ${from} 起施行的作息表会改变当月的判定。请改为 --from ${next}；确需更正已截止月份的，先退回该月再登记。`,
    en: ({ from, months, next }) =>
      `${months} takes no changes any more, and a schedule from ${from} on would judge it anew. Write --from ${next}; to correct a closed month, return it first.`,
  },
  409,
);

export const dateInvalid = refusal<{ option: string; value: string }>('attendance.date-invalid', {
  zh: ({ option, value }) => `${option} 的“${value}”不是存在的日期，请写成 2026-03-01 这样的形式。`,
  en: ({ option, value }) => `“${value}” of ${option} is not a date; write it like 2026-03-01.`,
});

export const spanInvalid = refusal<{ from: string; to: string }>('attendance.span-invalid', {
  zh: ({ from, to }) => `日期区间 ${from} 至 ${to} 首尾颠倒或超过 400 天，请检查 --from 和 --to。`,
  en: ({ from, to }) => `The span ${from} to ${to} runs backwards or is longer than 400 days; check --from and --to.`,
});

export const periodInvalid = refusal<{ value: string }>('attendance.period-invalid', {
  zh: ({ value }) => `“${value}”不是考核月份，请写成 2026-03 这样的形式。`,
  en: ({ value }) => `“${value}” is not a month; write it like 2026-03.`,
});

export const listInvalid = refusal<{ file: string; place: string }>('attendance.list-invalid', {
  zh: ({ file, place }) =>
    `打卡清单 ${file} 的 ${place} 不对。清单应为 [{ "person": "07001", "at": "2026-03-02 08:21:00" }, …]。`,
  en: ({ file, place }) =>
    `${place} of the list ${file} is wrong. It must be [{ "person": "07001", "at": "2026-03-02 08:21:00" }, …].`,
});

export const questionOpen = refusal<{ file: string; question: string; option: string }>('attendance.question-open', {
  zh: ({ file, question, option }) => `文件 ${file} 需要先回答一个问题：${question}请加上选项 ${option} 后重试。`,
  en: ({ file, question, option }) => `The file ${file} needs an answer first: ${question} Try again with ${option}.`,
});

export const nothingToJudge = refusal<{ file: string }>('attendance.nothing-to-judge', {
  zh: ({ file }) => `文件 ${file} 中没有可判定的打卡记录。请检查文件，或用 import punches --dry-run 查看退回的行。`,
  en: ({ file }) =>
    `There is no punch to judge in ${file}. Check the file, or see its rejected rows with import punches --dry-run.`,
});
