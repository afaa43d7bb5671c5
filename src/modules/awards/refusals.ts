import { lostRace, refusal } from 'src/common/refusal';
import type { Fault } from './honours/honour';

const PROPOSED = {
  chosen: { zh: '候选', en: 'a candidate' },
  tied: { zh: '并列待定', en: 'tied at the edge' },
  none: { zh: '不是候选', en: 'no candidate' },
} as const;
const VERDICT = {
  granted: { zh: '已授予', en: 'granted' },
  declined: { zh: '已决定不授予', en: 'declined' },
  revoked: { zh: '已撤销', en: 'revoked' },
} as const;

function faultZh(fault: Fault): string {
  switch (fault.kind) {
    case 'twice':
      return `${fault.subject} 写了两次`;
    case 'wrong-subject':
      return `${fault.subject} 不是这个称号的授予对象（窗口或人员）`;
    case 'decided':
      return `${fault.subject} ${VERDICT[fault.verdict].zh}，要改请先撤销原决定`;
    case 'not-eligible':
      return `${fault.subject} 没有资格：${fault.zh}；确应恢复的，请先按会议纪要恢复资格`;
    case 'departs':
      return `${fault.subject} ${PROPOSED[fault.proposed].zh}，决定与提名不一致，请写明理由`;
    case 'too-many':
      return `授予 ${String(fault.granted)} 个，超过名额 ${String(fault.places)} 个，请在决定的理由中写明`;
    case 'not-holder':
      return `${fault.from} 不是上一期的持有者，不能交接给 ${fault.subject}`;
  }
}

function faultEn(fault: Fault): string {
  switch (fault.kind) {
    case 'twice':
      return `${fault.subject} stands twice`;
    case 'wrong-subject':
      return `${fault.subject} is not of the kind this title is given to`;
    case 'decided':
      return `${fault.subject} was ${VERDICT[fault.verdict].en}; revoke that decision first`;
    case 'not-eligible':
      return `${fault.subject} is not eligible: ${fault.en}; lift the loss first, by its minutes`;
    case 'departs':
      return `${fault.subject} is ${PROPOSED[fault.proposed].en}; a decision that departs from the proposal needs a reason`;
    case 'too-many':
      return `${String(fault.granted)} are granted for ${String(fault.places)} places; say why in the reason of the decision`;
    case 'not-holder':
      return `${fault.from} did not hold it and cannot hand it to ${fault.subject}`;
  }
}

export const decisionFaulty = refusal<{ title: string; faults: readonly Fault[] }>(
  'awards.decision-faulty',
  {
    zh: ({ title, faults }) => `“${title}”的决定没有登记：${faults.map(faultZh).join('；')}。请改正后重新提交。`,
    en: ({ title, faults }) =>
      `The decision on ${title} was not recorded: ${faults.map(faultEn).join('; ')}. Correct it.`,
  },
  409,
);

export const titleUnknown = refusal<{ title: string; titles: readonly string[] }>(
  'awards.title-unknown',
  {
    zh: ({ title, titles }) => `没有称号“${title}”。本大厅的称号：${titles.join('、')}。`,
    en: ({ title, titles }) => `There is no title ${title}. Titles of this hall: ${titles.join(', ')}.`,
  },
  404,
);

export const titleInvalid = refusal<{ why: 'name' | 'code' | 'rollup' | 'places' | 'scopes' }>('awards.title-invalid', {
  zh: ({ why }) => `称号没有保存：${TITLE_FAULTS[why].zh}。`,
  en: ({ why }) => `The title was not kept: ${TITLE_FAULTS[why].en}.`,
});

const TITLE_FAULTS = {
  name: { zh: '名称应为 1 到 30 个字', en: 'its name has 1 to 30 characters' },
  code: { zh: '编码只用小写字母、数字和连字符，40 个以内', en: 'its code has small letters, digits and hyphens' },
  rollup: { zh: '按汇总提名的只能是季度或年度称号', en: 'a month has no roll-up' },
  places: { zh: '名额应为 1 到 9999', en: 'places are 1 to 9999' },
  scopes: { zh: '请写明审查哪几种资格', en: 'name the kinds of eligibility that are checked' },
} as const;

export const spanWrong = refusal<{ title: string; span: string; wanted: 'month' | 'quarter' | 'year' }>(
  'awards.span-wrong',
  {
    zh: ({ title, span, wanted }) => `“${title}”按${SPANS[wanted].zh}评定，“${span}”不是${SPANS[wanted].zh}。`,
    en: ({ title, span, wanted }) => `${title} is given by the ${wanted}; ${span} is none (${SPANS[wanted].en}).`,
  },
);

const SPANS = {
  month: { zh: '月（如 2026-03）', en: 'for example 2026-03' },
  quarter: { zh: '季度（如 2026-Q1）', en: 'for example 2026-Q1' },
  year: { zh: '年度（如 2026）', en: 'for example 2026' },
} as const;

export const spanUnreadable = refusal<{ span: string }>('awards.span-unreadable', {
  zh: ({ span }) => `“${span}”不是月份、季度或年度。请写成 2026-03、2026-Q1 或 2026。`,
  en: ({ span }) => `“${span}” is no month, quarter or year. Write 2026-03, 2026-Q1 or 2026.`,
});

export const monthsOpen = refusal<{ span: string; months: readonly string[] }>(
  'awards.months-open',
  {
    zh: ({ span, months }) =>
      `${span} 还有月份没有锁定，或正在更正：${months.join('、')}。全部锁定之前都只是候选，不能作出决定。`,
    en: ({ span, months }) =>
      `Months of ${span} are not closed, or are being corrected: ${months.join(', ')}. Until they are, there are candidates only, and nothing to decide.`,
  },
  409,
);

export const minutesMissing = refusal<object>('awards.minutes-missing', {
  zh: () => '没有写明会议纪要编号或日期（不能晚于今天），没有登记。资格恢复、授予和撤销都以领导小组的纪要为依据。',
  en: () => 'The number or the date of the minutes is missing or lies ahead; nothing was recorded.',
});

export const reasonMissing = refusal<object>('awards.reason-missing', {
  zh: () => '没有写明理由（300 字以内），没有登记。',
  en: () => 'A reason (300 characters at most) is missing; nothing was recorded.',
});

export const subjectUnknown = refusal<{ subject: string; span: string }>(
  'awards.subject-unknown',
  {
    zh: ({ subject, span }) => `${span} 的花名册没有“${subject}”。请核对窗口编号或工号。`,
    en: ({ subject, span }) => `The roster of ${span} has no ${subject}. Check the code or staff number.`,
  },
  404,
);

export const honourUnknown = refusal<{ id: string }>(
  'awards.decision-unknown',
  {
    zh: ({ id }) => `没有编号为“${id}”的授予决定，或者它已经撤销。请用“baifen awards list”核对。`,
    en: ({ id }) => `There is no granting decision ${id}, or it was revoked. "baifen awards list" shows them.`,
  },
  404,
);

export const lossUnknown = refusal<{ id: string }>(
  'awards.loss-unknown',
  {
    zh: ({ id }) => `资格台账没有编号为“${id}”的记录，或者已经恢复。请用“baifen awards eligibility”核对。`,
    en: ({ id }) => `The ledger has no loss ${id}, or it was lifted. "baifen awards eligibility" shows them.`,
  },
  404,
);

export const suspendedAlready = refusal<{
  id: string;
  subject: string;
  from: string;
  until: string;
  by: string;
  at: string;
  minutes: string;
}>(
  'awards.suspended-already',
  {
    zh: ({ id, subject, from, until, by, at, minutes }) =>
      `${subject} ${from === until ? from : `${from}—${until}`}的资格已由 ${by} 于 ${at} 按 ${minutes} 取消（编号 ${id}），没有重复登记。期间或资格种类不同的，请核对后再登记。`,
    en: ({ id, subject, from, until, by, at, minutes }) =>
      `${subject} lost this for ${from === until ? from : `${from} to ${until}`} already: entered by ${by} at ${at} by ${minutes} (${id}). Nothing was entered twice; check months and kind.`,
  },
  409,
);

export const titleChanged = lostRace<{ hall: string; title: string }>(
  'awards.title-changed',
  {
    zh: ({ title }) => `称号“${title}”没有保存：刚刚由别人修改过。请重新查看后再改。`,
    en: ({ title }) => `The title ${title} was not kept: somebody else has just changed it. Look again.`,
  },
  ({ hall, title }) => ({ hall, subjects: [`award-title:${title}`] }),
);

export const decidedMeanwhile = lostRace<{ title: string; span: string; hall: string; decisions: readonly string[] }>(
  'awards.decided-meanwhile',
  {
    zh: ({ title, span }) => `“${title}”（${span}）刚刚由别人登记了决定。请重新查看后再定。`,
    en: ({ title, span }) => `Somebody else has just recorded a decision on ${title} (${span}). Look again.`,
  },
  ({ hall, decisions }) => ({ hall, subjects: decisions.map((id) => `award:${id}`) }),
);

export const nothingHere = refusal<{ hall: string }>(
  'awards.nothing-here',
  {
    zh: ({ hall }) => `没有找到大厅“${hall}”的评优事项，或者不在您的权限范围内。`,
    en: ({ hall }) => `Nothing about honours of ${hall} was found, or it is not within what you may see.`,
  },
  404,
);
