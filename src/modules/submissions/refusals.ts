import { lostRace, refusal } from 'src/common/refusal';
import type { Fault } from './form/fault-sentences';

const listed = (faults: readonly Fault[], language: 'zh' | 'en'): string =>
  faults.map((fault) => fault[language]).join(language === 'zh' ? '；' : '; ');

export const draftFaulty = refusal<{ item: string; faults: readonly Fault[] }>('submissions.draft-faulty', {
  zh: ({ item, faults }) => `“${item}”没有登记：${listed(faults, 'zh')}。请改正后再报，已填的内容没有丢失。`,
  en: ({ item, faults }) => `${item} was not entered: ${listed(faults, 'en')}. Correct it and hand it in again.`,
});

export const itemUnknown = refusal<{ item: string; month: string; nearest: string }>('submissions.item-unknown', {
  zh: ({ item, month, nearest }) =>
    `${month} 的考核细则没有可以填报的项目“${item}”${nearest === '' ? '' : `，是否为“${nearest}”`}。请用“baifen declare items ${month}”查看项目编码。`,
  en: ({ item, month, nearest }) =>
    `The rules of ${month} have no item ${item} to hand in${nearest === '' ? '' : `; perhaps ${nearest}`}. "baifen declare items ${month}" lists the codes.`,
});

export const itemDelivered = refusal<{ item: string; month: string }>('submissions.item-delivered', {
  zh: ({ item }) => `“${item}”由考勤、办件、好差评、巡查等数据自动计算，不用填报。数据有误的，请更正来源后重新导入。`,
  en: ({ item }) =>
    `${item} is computed from imported data; nothing is handed in. Correct the source and import it again.`,
});

export const notConnected = refusal<{ item: string; sources: readonly string[] }>('submissions.not-connected', {
  zh: ({ item, sources }) =>
    `“${item}”所用的来源（${sources.join('、')}）在考核细则中还列为“未接通”，登记了也不会计分，所以没有登记。请在细则的 notConnected 中删去这一行，从本月起重新发布后再报。`,
  en: ({ item, sources }) =>
    `The rules still list the source of ${item} (${sources.join(', ')}) as not connected, so that nothing entered would count. Remove it from notConnected and publish the rules from this month on.`,
});

export const notForWindows = refusal<{ item: string }>('submissions.not-for-windows', {
  zh: ({ item }) =>
    `“${item}”由考核办或计分科室登记，窗口不能申报，没有记录。窗口可以申报的项目见本月填报；对扣分有异议的请提出异议。`,
  en: ({ item }) =>
    `${item} is entered by the office or the scoring department, not declared by windows; nothing was recorded. Object to a deduction instead.`,
});

export const noBook = refusal<{ month: string }>(
  'submissions.no-book',
  {
    zh: ({ month }) => `${month} 还没有发布考核细则，不知道有哪些项目。请先用“baifen rules publish”发布。`,
    en: ({ month }) => `No rules are published for ${month}. Publish them with "baifen rules publish" first.`,
  },
  409,
);

export const enteredTwice = refusal<{ item: string; id: string; by: string }>(
  'submissions.entered-twice',
  {
    zh: ({ item, id, by }) =>
      `“${item}”同一窗口、同一天、同一事项已由 ${by} 登记（编号 ${id}）。确实是另一件的，请加 --again（接口：repeat=true）再报。`,
    en: ({ item, id, by }) =>
      `${item} with the same window, day and event was entered by ${by} (${id}). If it is another one, say so with --again (API: repeat=true).`,
  },
  409,
);

export const submissionUnknown = refusal<{ id: string }>(
  'submissions.unknown',
  {
    zh: ({ id }) => `没有编号为“${id}”的填报事项。请用“baifen declare list 月份”核对编号。`,
    en: ({ id }) => `There is no submission ${id}. "baifen declare list MONTH" lists the ids.`,
  },
  404,
);

export const submissionSeveral = refusal<{ id: string }>('submissions.several', {
  zh: ({ id }) => `以“${id}”开头的填报事项不止一条，请把编号写全。`,
  en: ({ id }) => `More than one submission begins with ${id}. Give the whole id.`,
});

export const decisionImpossible = refusal<{ id: string; why: 'gone' | 'same' | 'verified' }>(
  'submissions.decision-impossible',
  {
    zh: ({ id, why }) => `填报事项 ${id} ${WHY[why].zh}。`,
    en: ({ id, why }) => `Submission ${id} ${WHY[why].en}.`,
  },
  409,
);

const WHY = {
  gone: {
    zh: '已撤回或更正，不能再处理。请看更正后的那一条',
    en: 'was withdrawn or replaced; see the one that took its place',
  },
  same: { zh: '已经是这个结论，无需重复', en: 'has been decided that way already' },
  verified: {
    zh: '已核实，不能再更正。确有错误的，请写明理由撤回后重新登记',
    en: 'has been verified and cannot be amended. If it is wrong, withdraw it with a reason and enter it again',
  },
} as const;

export const decidedMeanwhile = lostRace<{ id: string; hall: string; subject?: string }>(
  'submissions.decided-meanwhile',
  {
    zh: ({ id }) => `填报事项 ${id} 刚刚由别人处理过。请重新查看后再定。`,
    en: ({ id }) => `Somebody else has just decided on submission ${id}. Look again, then decide.`,
  },
  ({ hall, id, subject = id }) => ({ hall, subjects: [subject] }),
);

export const reasonMissing = refusal<object>('submissions.reason-missing', {
  zh: () => '没有写明理由或经办人，未作记录。不属实、撤回、延期都要写明理由（300 字以内）和姓名。',
  en: () => 'A reason (300 characters at most) or a name is missing; nothing was recorded.',
});

export const evidenceMissing = refusal<{ id: string; evidence: string }>(
  'submissions.evidence-missing',
  {
    zh: ({ id, evidence }) =>
      `填报事项 ${id} 没有附凭证（${evidence}），不能认定属实。请补充凭证（更正该事项）后再核实。`,
    en: ({ id, evidence }) =>
      `Submission ${id} has no evidence (${evidence}) and cannot be verified. Amend it with the evidence first.`,
  },
  409,
);

export const ownWork = refusal<{ id: string; by: string; points: string }>(
  'submissions.second-person',
  {
    zh: ({ id, by, points }) => `填报事项 ${id}（${points} 分）由 ${by} 登记，达到须复核的分值，请由另一人核实。`,
    en: ({ id, by, points }) =>
      `Submission ${id} (${points} points) was entered by ${by}; from this size on another person verifies it.`,
  },
  409,
);

export const formUnknown = refusal<{ form: string; forms: readonly string[] }>('submissions.form-unknown', {
  zh: ({ form, forms }) => `没有报表“${form}”。本月的报表：${forms.join('、')}。`,
  en: ({ form, forms }) => `There is no report ${form}. Reports of this month: ${forms.join(', ')}.`,
});

export const reportNotAsked = refusal<{ window: string; form: string }>('submissions.report-not-asked', {
  zh: ({ window, form }) => `窗口“${window}”不在当月花名册中，或不用报送“${form}”。请核对窗口编号。`,
  en: ({ window, form }) =>
    `Window ${window} is not on the month's roster, or does not hand in ${form}. Check the code.`,
});

export const reportTwice = refusal<{ window: string; form: string; receipt: string; at: string }>(
  'submissions.report-twice',
  {
    zh: ({ window, form, receipt, at }) => `窗口 ${window} 的“${form}”已于 ${at} 报送，回执号 ${receipt}，无需重复。`,
    en: ({ window, form, receipt, at }) => `${window} handed in ${form} at ${at}, receipt ${receipt}.`,
  },
  409,
);

export const reportTooEarly = refusal<{ month: string; from: string }>('submissions.report-too-early', {
  zh: ({ month, from }) => `${month} 还没有结束，${from} 起才能确认月报。本月的事项可以随时登记。`,
  en: ({ month, from }) =>
    `${month} is not over; reports are confirmed from ${from} on. Items may be entered all month.`,
});

export const extensionInvalid = refusal<{ until: string }>('submissions.extension-invalid', {
  zh: ({ until }) => `延期时间“${until}”不能识别或已经过去。请写成 2026-04-03 17:30。`,
  en: ({ until }) => `“${until}” is no time or has passed. Write 2026-04-03 17:30.`,
});

export const sourceNotStated = refusal<{ source: string; sources: readonly string[] }>('submissions.source-unknown', {
  zh: ({ source, sources }) => `来源“${source}”不由填报事项提供。可以声明报全的来源：${sources.join('、')}。`,
  en: ({ source, sources }) =>
    `Source ${source} is not handed in by people. Sources that can be called complete: ${sources.join(', ')}.`,
});

export const windowUnknown = refusal<{ window: string; month: string }>('submissions.window-unknown', {
  zh: ({ window, month }) => `${month} 的花名册没有窗口“${window}”，没有记录。请核对窗口编号。`,
  en: ({ window, month }) => `The roster of ${month} has no window ${window}; nothing was recorded. Check the code.`,
});
