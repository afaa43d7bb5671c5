import type { Period } from 'src/common/civil-date';
import { refusal } from 'src/common/refusal';

export const bookUnreadable = refusal<{ file: string; cause: { zh: string; en: string } }>('rules.book-unreadable', {
  zh: ({ file, cause }) => `考核办法文件 ${file} 读不出来：${cause.zh}。请检查路径，并确认是 UTF-8 编码的 YAML 文件。`,
  en: ({ file, cause }) =>
    `The rule book ${file} cannot be read: ${cause.en}. Check the path; it must be a YAML file in UTF-8.`,
});

export const bookHasErrors = refusal<{ file: string; errors: number; first: { zh: string; en: string } }>(
  'rules.book-has-errors',
  {
    zh: ({ file, errors, first }) => `考核办法 ${file} 有 ${errors} 处错误，首先是：${first.zh} 请全部改正后重试。`,
    en: ({ file, errors, first }) =>
      `The rule book ${file} has ${errors} error(s), the first: ${first.en} Correct all of them and try again.`,
  },
);

export const checkFailed = refusal<{ file: string; errors: number; warnings: number }>('rules.check-failed', {
  zh: ({ file, errors, warnings }) =>
    `${file} 有 ${errors} 处错误${warnings > 0 ? `、${warnings} 处提醒` : ''}，不能发布。请逐处改正后再检查。`,
  en: ({ file, errors, warnings }) =>
    `${file} has ${errors} error(s)${warnings > 0 ? ` and ${warnings} warning(s)` : ''} and cannot be published. Correct them and check again.`,
});

export const templateUnknown = refusal<{ name: string; known: readonly string[] }>('rules.template-unknown', {
  zh: ({ name, known }) => `没有名为“${name}”的样本办法。可以用：${known.join('、')}。`,
  en: ({ name, known }) => `There is no sample book “${name}”. There are: ${known.join(', ')}.`,
});

export const nobodyPublishes = refusal<object>('rules.publisher-missing', {
  zh: () => '没有写明由谁发布。请加上 --by 姓名。',
  en: () => 'It is not said who publishes the book. Add --by NAME.',
});

export const reasonMissing = refusal<{ hall: string; from: Period; revision: number }>('rules.reason-missing', {
  zh: ({ hall, from, revision }) =>
    `大厅 ${hall} 已有自 ${from} 起的办法（第 ${revision} 版）。再发布一版请用 --reason 写明修改理由。`,
  en: ({ hall, from, revision }) =>
    `Hall ${hall} already has a book from ${from} (revision ${revision}). Give the reason of the change with --reason.`,
});

export const textTooLong = refusal<{ what: { zh: string; en: string }; limit: number }>('rules.text-too-long', {
  zh: ({ what, limit }) => `${what.zh}太长，最多 ${limit} 个字。请缩短后重试。`,
  en: ({ what, limit }) => `The ${what.en} is too long; the limit is ${limit} characters. Make it shorter.`,
});

export const monthClosed = refusal<{ hall: string; from: Period; month: Period }>(
  'rules.month-closed',
  {
    zh: ({ hall, from, month }) =>
      `自 ${from} 起的办法会改变大厅 ${hall} 已封账的 ${month} 月。请把 from 改到 ${month} 之后，或先退回该月并说明理由。`,
    en: ({ hall, from, month }) =>
      `A book from ${from} would change ${month} of hall ${hall}, which is closed. Set \`from\` to a later month, or reopen that month with a reason first.`,
  },
  409,
);

export const publishedMeanwhile = refusal<{ hall: string; from: Period; revision: number }>(
  'rules.published-meanwhile',
  {
    zh: ({ hall, from, revision }) =>
      `刚刚有人为大厅 ${hall} 发布了自 ${from} 起的第 ${revision} 版，您的没有发布。请先看过那一版（rules list）再重试。`,
    en: ({ hall, from, revision }) =>
      `Somebody has just published revision ${revision} from ${from} for hall ${hall}; yours was not published. Look at it (rules list) and try again.`,
  },
  409,
);

export const noBookInForce = refusal<{ hall: string; month: Period }>(
  'rules.no-book-in-force',
  {
    zh: ({ hall, month }) =>
      `大厅 ${hall} 在 ${month} 月没有生效的考核办法。请用 rules publish 发布一份，其 from 不晚于 ${month}。`,
    en: ({ hall, month }) =>
      `Hall ${hall} has no rule book in force in ${month}. Publish one whose \`from\` is not later, with \`rules publish\`.`,
  },
  404,
);

export const publishedTextChanged = refusal<{ hall: string; from: Period; revision: number }>(
  'rules.published-text-changed',
  {
    zh: ({ hall, from, revision }) =>
      `大厅 ${hall} 自 ${from} 起第 ${revision} 版办法的正文与发布时的指纹不符，数据库可能被改动。请停止计分，从备份恢复并报告管理员。`,
    en: ({ hall, from, revision }) =>
      `The text of revision ${revision} from ${from} of hall ${hall} differs from its fingerprint: the database was changed. Stop scoring, restore a backup and tell the administrator.`,
  },
  500,
);

export const hallUnclear = refusal<{ halls: readonly string[] }>('rules.hall-unclear', {
  zh: ({ halls }) =>
    halls.length === 0
      ? '还没有大厅发布过办法，不知道是哪个大厅。请用 --hall 写明大厅编号。'
      : `有几个大厅：${halls.join('、')}。请用 --hall 写明是哪一个。`,
  en: ({ halls }) =>
    halls.length === 0
      ? 'No hall has published a book yet, so the hall is not known. Name it with --hall.'
      : `There are several halls: ${halls.join(', ')}. Name one with --hall.`,
});
