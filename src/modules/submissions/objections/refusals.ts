import { refusal } from 'src/common/refusal';

export const objectionUnknown = refusal<{ id: string }>(
  'submissions.objection-unknown',
  {
    zh: ({ id }) => `没有编号为“${id}”的异议，或者不在您的权限范围内。请用“baifen objection list 月份”核对编号。`,
    en: ({ id }) => `There is no objection ${id}, or it is not yours. "baifen objection list MONTH" lists the ids.`,
  },
  404,
);

export const objectionLate = refusal<{ until: string; at: string }>(
  'submissions.objection-late',
  {
    zh: ({ until, at }) =>
      `异议期已于 ${until} 结束，现在是 ${at}，不再受理。确有错误的，请向考核办说明，由领导小组决定是否重新打开本月。`,
    en: ({ until, at }) =>
      `The time to object ended at ${until}; it is ${at}. If there is an error, tell the office: the leading group may open the month again.`,
  },
  409,
);

export const objectionTwice = refusal<{ id: string; state: string }>(
  'submissions.objection-twice',
  {
    zh: ({ id, state }) =>
      `对这一条已经提过异议（编号 ${id}，${state}），不重复受理。补充材料请交给办理人；不服决定的，请向领导小组反映。`,
    en: ({ id, state }) =>
      `This line has been objected to (${id}, ${state}). Give further papers to who decides; against the decision turn to the leading group.`,
  },
  409,
);

export const objectionReason = refusal<object>('submissions.objection-reason', {
  zh: () => '没有写明理由，未作记录。理由请写 1 到 1000 个字：哪里不对、依据是什么。',
  en: () => 'The reason is missing; nothing was recorded. Say in 1 to 1000 characters what is wrong and why.',
});

export const objectionSettled = refusal<{ id: string; state: string }>(
  'submissions.objection-settled',
  {
    zh: ({ id, state }) => `异议 ${id} 已有结论（${state}），不能再改。确有错误的，由领导小组重新打开本月后更正。`,
    en: ({ id, state }) =>
      `Objection ${id} has been decided (${state}). To change it the month has to be opened again.`,
  },
  409,
);

export const objectionOwn = refusal<{ id: string; why: 'filed' | 'recorded' | 'window' }>(
  'submissions.objection-own',
  {
    zh: ({ id, why }) => `异议 ${id} 不能由您办理：${OWN[why].zh}。请由没有参与的人员办理。`,
    en: ({ id, why }) => `You cannot decide on objection ${id}: ${OWN[why].en}. Let somebody else decide.`,
  },
  409,
);

const OWN = {
  filed: { zh: '是您提出的', en: 'you filed it' },
  recorded: { zh: '所涉记录由您登记、导入或核实', en: 'you recorded or verified what it is about' },
  window: { zh: '涉及您所在的窗口', en: 'it is about your own window' },
} as const;
