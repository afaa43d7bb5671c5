import { refusal } from 'src/common/refusal';
import { APPEAL_KINDS, APPEAL_NAMES, type AppealKind } from './handling/appeal';
import { CALLBACK_NAMES, CALLBACK_OUTCOMES } from './handling/callback';
import { JUDGEMENT_NAMES, JUDGEMENTS } from './shown/judgement';
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
  zh: ({ kind }) =>
    `“${kind}”不能识别。请写 ${APPEAL_KINDS.map((one) => `${one}（${APPEAL_NAMES[one].zh}）`).join('、')}。`,
  en: ({ kind }) =>
    `“${kind}” is nothing that can be recorded about an appeal. Write one of ${APPEAL_KINDS.join(', ')}.`,
});

export const appealReasonMissing = refusal<{ rating: string }>('ratings.appeal-reason', {
  zh: ({ rating }) => `评价 ${rating} 的申诉记录没有写明理由（reason）或经办人（by），未作记录。请写明后重试。`,
  en: ({ rating }) =>
    `The record about rating ${rating} lacks a reason (reason) or a name (by). Give both and try again.`,
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
      `评价 ${rating} 已由 ${by} 认定为${APPEAL_NAMES[kind].zh}并排除，无需重复。要撤销请记录 restored（恢复计入）。`,
    en: ({ rating, kind, by }) =>
      `Rating ${rating} has already been excluded as ${APPEAL_NAMES[kind].en} by ${by}. To take that back, record restored.`,
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
    `评价 ${rating} 是“${GRADE_NAMES[grade]}”，不是差评，不能认定为恶意差评。确属点错的，请记录 mistaken（误评）。`,
  en: ({ rating, grade }) =>
    `Rating ${rating} is ${grade}, no bad rating, and cannot be malicious. If it was given by mistake, record mistaken.`,
});

export const appealOpen = refusal<{ rating: string; by: string; at: string }>(
  'ratings.appeal-open',
  {
    zh: ({ rating, by, at }) => `评价 ${rating} 已由 ${by} 于 ${at.slice(0, 10)} 提出申诉，正在审理，无需重复提出。`,
    en: ({ rating, by, at }) =>
      `An appeal against rating ${rating} was filed by ${by} on ${at.slice(0, 10)} and is not decided yet: no second one is needed.`,
  },
  409,
);

export const appealNotFiled = refusal<{ rating: string }>(
  'ratings.appeal-not-filed',
  {
    zh: ({ rating }) => `评价 ${rating} 没有待审理的申诉，不能撤回或驳回。请核对评价编号。`,
    en: ({ rating }) => `No appeal against rating ${rating} is open: nothing to withdraw or reject. Check the number.`,
  },
  409,
);

export const callbackOutcomeUnknown = refusal<{ outcome: string }>('ratings.callback-outcome', {
  zh: ({ outcome }) =>
    `回访结果“${outcome}”不能识别。请写 ${CALLBACK_OUTCOMES.map((one) => `${one}（${CALLBACK_NAMES[one].zh}）`).join('、')}。`,
  en: ({ outcome }) => `“${outcome}” is no outcome of a callback. Write one of ${CALLBACK_OUTCOMES.join(', ')}.`,
});

export const callbackNobody = refusal<{ rating: string }>('ratings.callback-nobody', {
  zh: ({ rating }) =>
    `评价 ${rating} 不需要回访：不是差评、是默认评价，或评价人没有留下姓名和联系方式。请核对评价编号。`,
  en: ({ rating }) =>
    `Rating ${rating} asks for no callback: it is not bad, given by default, or the rater left neither name nor contact. Check the number.`,
});

export const callbackDayInvalid = refusal<{ day: string; first: string; last: string }>('ratings.callback-day', {
  zh: ({ day, first, last }) =>
    `回访日期“${day}”不正确：应写成 2026-03-31 的样子，不早于评价日 ${first}，不晚于 ${last}。`,
  en: ({ day, first, last }) =>
    `“${day}” is not the day of this callback: write it like 2026-03-31, not before the rating (${first}) and not after ${last}.`,
});

export const callbackIncomplete = refusal<{ limit: number }>('ratings.callback-incomplete', {
  zh: ({ limit }) => `回访记录没有写明经办人（by），或情况（note）超过 ${limit} 个字，未作记录。请改正后重试。`,
  en: ({ limit }) =>
    `The callback lacks a name (by), or its note is longer than ${limit} characters. Correct it and try again.`,
});

export const signalUnknown = refusal<{ signal: string; month: string }>(
  'ratings.signal-unknown',
  {
    zh: ({ signal, month }) =>
      `${month} 没有编号为“${signal}”的线索。数据补报后线索可能改变，请用“baifen ratings signals ${month}”核对编号。`,
    en: ({ signal, month }) =>
      `${month} has no finding ${signal}. Findings change when data arrive; look the number up with "baifen ratings signals ${month}".`,
  },
  404,
);

export const judgementUnknown = refusal<{ decision: string }>('ratings.judgement-decision', {
  zh: ({ decision }) =>
    `核查结论“${decision}”不能识别。请写 ${JUDGEMENTS.map((one) => `${one}（${JUDGEMENT_NAMES[one].zh}）`).join('、')}。`,
  en: ({ decision }) => `“${decision}” is no judgement of a finding. Write one of ${JUDGEMENTS.join(', ')}.`,
});

export const judgementReason = refusal<{ limit: number }>('ratings.judgement-reason', {
  zh: ({ limit }) => `核查结论没有写明依据（${limit} 字以内）或查看人，未作记录。请写明后重试。`,
  en: ({ limit }) =>
    `The judgement lacks what it rests on (up to ${limit} characters) or a name. Give both and try again.`,
});

export const judgementMeanwhile = refusal<{ signal: string }>(
  'ratings.judgement-meanwhile',
  {
    zh: ({ signal }) => `别人刚刚记录了线索 ${signal} 的核查结论，本次没有记录。请重新查看后再试。`,
    en: ({ signal }) => `Somebody else has just judged finding ${signal}. Look at it again and try once more.`,
  },
  409,
);

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
  zh: ({ text }) => `“${text}”不是日期或时间。请写成 2026-03-31 或 "2026-03-31 18:00:00"。`,
  en: ({ text }) => `“${text}” is no day or time. Write 2026-03-31 or "2026-03-31 18:00:00".`,
});
