import { refusal } from 'src/common/refusal';
import { APPEAL_NAMES, type AppealKind } from './handling/appeal';
import { GRADE_NAMES, type Grade } from './rating-state';

export const measureUnknown = refusal<{ measure: string; basis: string }>('ratings.measure-unknown', {
  zh: ({ measure, basis }) =>
    `好差评数据没有指标“${measure}”（口径“${basis}”）。请使用规则目录中 ratings. 开头的指标及其口径 rated、verified。`,
  en: ({ measure, basis }) =>
    `Ratings have no measure ${measure} with the basis ${basis}. Use a measure of the catalogue that begins with ratings. and one of its bases rated, verified.`,
});

export const ratingKeyInvalid = refusal<{ rating: string }>('ratings.key-invalid', {
  zh: ({ rating }) =>
    `“${rating}”不是评价编号。请填写“baifen ratings show 月份 --window 窗口”列出的编号，至少前 8 位。`,
  en: ({ rating }) =>
    `“${rating}” is no rating. Give the number that "baifen ratings show MONTH --window WINDOW" lists, at least its first 8 digits.`,
});

export const ratingUnknown = refusal<{ rating: string; hall: string }>(
  'ratings.rating-unknown',
  {
    zh: ({ rating, hall }) =>
      `大厅 ${hall} 没有编号为“${rating}”的评价。请用“baifen ratings show 月份 --window 窗口”核对编号。`,
    en: ({ rating, hall }) =>
      `Hall ${hall} has no rating ${rating}. Look the number up with "baifen ratings show MONTH --window WINDOW".`,
  },
  404,
);

export const ratingSeveral = refusal<{ rating: string }>('ratings.rating-several', {
  zh: ({ rating }) => `以“${rating}”开头的评价不止一条。请把编号写全。`,
  en: ({ rating }) => `More than one rating begins with ${rating}. Give the whole number.`,
});

export const appealKindUnknown = refusal<{ kind: string }>('ratings.appeal-kind', {
  zh: ({ kind }) => `申诉结论“${kind}”不能识别。请写 mistaken（误评）、malicious（恶意差评）或 restored（恢复计入）。`,
  en: ({ kind }) => `“${kind}” is no decision on an appeal. Write mistaken, malicious or restored.`,
});

export const appealReasonMissing = refusal<{ rating: string }>('ratings.appeal-reason', {
  zh: ({ rating }) => `评价 ${rating} 的申诉结论没有写明理由或决定人，未作记录。请用 --reason 和 --by 写明后重试。`,
  en: ({ rating }) =>
    `The decision on rating ${rating} lacks a reason or a name. Give --reason and --by and try again.`,
});

export const appealReasonTooLong = refusal<{ limit: number }>('ratings.appeal-reason-long', {
  zh: ({ limit }) => `申诉理由超过 ${limit} 个字。请写要点，材料另行归档。`,
  en: ({ limit }) =>
    `The reason is longer than ${limit} characters. Give the main point and file the papers elsewhere.`,
});

export const appealRepeated = refusal<{ rating: string; kind: AppealKind; by: string }>(
  'ratings.appeal-repeated',
  {
    zh: ({ rating, kind, by }) =>
      `评价 ${rating} 已由 ${by} 认定为${APPEAL_NAMES[kind].zh}并排除，无需重复。要撤销请用 --kind restored。`,
    en: ({ rating, kind, by }) =>
      `Rating ${rating} has already been excluded as ${APPEAL_NAMES[kind].en} by ${by}. To take that back, use --kind restored.`,
  },
  409,
);

export const restoreNothing = refusal<{ rating: string }>(
  'ratings.appeal-nothing-to-restore',
  {
    zh: ({ rating }) => `评价 ${rating} 没有被排除，不需要恢复。请核对评价编号。`,
    en: ({ rating }) => `Rating ${rating} is not excluded: there is nothing to restore. Check the number.`,
  },
  409,
);

export const appealNotBad = refusal<{ rating: string; grade: Grade }>('ratings.appeal-not-bad', {
  zh: ({ rating, grade }) =>
    `评价 ${rating} 是“${GRADE_NAMES[grade]}”，不是差评，不能认定为恶意差评。确属点错的，请用 --kind mistaken。`,
  en: ({ rating, grade }) =>
    `Rating ${rating} is ${grade}, no bad rating, and cannot be malicious. If it was given by mistake, use --kind mistaken.`,
});

export const limitInvalid = refusal<{ option: string; value: string; largest: number }>('ratings.limit-invalid', {
  zh: ({ option, value, largest }) => `${option} 的值“${value}”无效，应为 1 到 ${largest} 的整数（工作日）。`,
  en: ({ option, value, largest }) =>
    `“${value}” is not valid for ${option}: a whole number of working days from 1 to ${largest} is needed.`,
});

export const limitsReasonMissing = refusal<object>('ratings.limits-reason', {
  zh: () => '办理期限没有写明依据或设定人，未作记录。请用 --reason 写明文件依据（300 字以内），用 --by 写明姓名。',
  en: () =>
    'The limits lack a basis or a name. Give the document they rest on with --reason (up to 300 characters) and a name with --by.',
});

export const limitsMeanwhile = refusal<{ from: string }>(
  'ratings.limits-meanwhile',
  {
    zh: ({ from }) => `别人刚刚设定了 ${from} 起的办理期限，本次没有记录。请用“baifen ratings limits list”查看后再试。`,
    en: ({ from }) =>
      `Somebody else has just set the limits from ${from} on. Look at "baifen ratings limits list" and try again.`,
  },
  409,
);

export const windowUnknown = refusal<{ window: string; month: string }>(
  'ratings.window-unknown',
  {
    zh: ({ window, month }) =>
      `${month} 的花名册中没有窗口“${window}”。请用“baifen roster show ${month}”核对窗口编号或全称。`,
    en: ({ window, month }) =>
      `The roster of ${month} has no window ${window}. Look its code or full name up with "baifen roster show ${month}".`,
  },
  404,
);

export const asOfInvalid = refusal<{ text: string }>('ratings.as-of', {
  zh: ({ text }) => `“${text}”不是数据截止时间。请写成 2026-03-31 或 "2026-03-31 18:00:00"。`,
  en: ({ text }) => `“${text}” is no time. Write 2026-03-31 or "2026-03-31 18:00:00".`,
});
