import { refusal } from 'src/common/refusal';

export const lineUnknown = refusal<{ line: string; window: string; month: string }>(
  'scoring.objection-line-unknown',
  {
    zh: ({ line, window, month }) =>
      `${window} ${month} 的得分表上没有编号为“${line}”的扣分或加分。请用“baifen objection lines ${month} ${window}”查看各条的编号。`,
    en: ({ line, window, month }) =>
      `The sheet of ${window} in ${month} has no line ${line}. "baifen objection lines ${month} ${window}" lists them.`,
  },
  404,
);

export const objectionEarly = refusal<{ line: string }>(
  'scoring.objection-early',
  {
    zh: ({ line }) =>
      `“${line}”由数据自动计算，公示以前可能还会变，现在不受理异议。请等公示以后再提；巡查、登记的扣分从通知当日起就可以提。`,
    en: ({ line }) =>
      `${line} is computed from data and may still change. Object to it when the month is on notice; patrols and entered deductions may be objected to from the day they are told.`,
  },
  409,
);

export const objectionsOver = refusal<{ month: string; state: string }>(
  'scoring.objections-over',
  {
    zh: ({ month, state }) =>
      `${month} 现在是“${state}”，不受理异议。确有错误的，请向考核办说明，由领导小组决定是否重新打开本月。`,
    en: ({ month, state }) =>
      `${month} is ${state}: objections are over. If there is an error, tell the office: the leading group may open the month again.`,
  },
  409,
);

export const rulingsUnfit = refusal<{ why: 'none' | 'foreign' | 'rejected' }>('scoring.objection-rulings', {
  zh: ({ why }) => `决定没有记录：${UNFIT[why].zh}。`,
  en: ({ why }) => `The decision was not recorded: ${UNFIT[why].en}.`,
});

const UNFIT = {
  none: {
    zh: '部分成立的，请写明对哪一条事实作何更改（rulings）',
    en: 'a partial decision says what is changed of which fact (rulings)',
  },
  foreign: {
    zh: '所改的事实不在这条得分里，请只改异议所涉的事实',
    en: 'a fact that the objection is not about cannot be changed by it',
  },
  rejected: {
    zh: '不成立的异议不改任何事实，请去掉更改（rulings）',
    en: 'an objection that is rejected changes nothing; leave the rulings out',
  },
} as const;

export const effectStale = refusal<{ id: string }>(
  'scoring.objection-effect-stale',
  {
    zh: ({ id }) =>
      `异议 ${id} 对名次的影响和您看到的不一样了，没有记录。请重新查看影响（baifen objection effect ${id}），再确认。`,
    en: ({ id }) =>
      `What objection ${id} does to the ranking is no longer what you saw; nothing was recorded. Look again ("baifen objection effect ${id}") and confirm.`,
  },
  409,
);

export const kindUnknown = refusal<{ text: string }>('scoring.objection-kind', {
  zh: ({ text }) => `没有“${text}”这种结论。请写 upheld（成立）、partly（部分成立）或 rejected（不成立）。`,
  en: ({ text }) => `There is no decision "${text}". Write upheld, partly or rejected.`,
});
