import { refusal } from 'src/common/refusal';

export const officeInvalid = refusal<object>('scoring.office-invalid', {
  zh: () => '没有写明理由，设置没有改动。请写明由谁、为什么这样定（300 字以内）。',
  en: () => 'The reason is missing; nothing was changed. Say who decided it and why (300 characters at most).',
});

export const twoPersons = refusal<{ month: string }>(
  'scoring.two-persons',
  {
    zh: ({ month }) =>
      `锁定 ${month} 需要两个人：一人提出（baifen month lock ${month} --by 姓名），另一人核对后确认（baifen month confirm ${month} 申请编号）。人手少的小单位，由安全管理员登记（baifen user profile small）。`,
    en: ({ month }) =>
      `Two people lock ${month}: one asks (baifen month lock ${month} --by NAME), another checks and confirms (baifen month confirm ${month} REQUEST). A small office is registered as such by the security administrator (baifen user profile small).`,
  },
  409,
);

export const lockUnknown = refusal<{ request: string }>(
  'scoring.lock-unknown',
  {
    zh: ({ request }) => `没有编号为“${request}”的锁定申请。请用“baifen month show 月份”查看。`,
    en: ({ request }) => `There is no request ${request}. "baifen month show MONTH" tells which there is.`,
  },
  404,
);

export const lockOwn = refusal<{ request: string; by: string }>(
  'scoring.lock-own',
  {
    zh: ({ request, by }) => `锁定申请 ${request} 是 ${by} 提出的，不能由本人确认。请由另一人核对结果后确认。`,
    en: ({ request, by }) =>
      `Request ${request} was made by ${by}, who cannot confirm it. Another person has to check it.`,
  },
  409,
);

export const lockOver = refusal<{ request: string; state: string; at: string }>(
  'scoring.lock-over',
  {
    zh: ({ request, state, at }) => `锁定申请 ${request} 已失效（${state}，${at}）。请重新提出申请。`,
    en: ({ request, state, at }) => `Request ${request} is over (${state}, ${at}). Ask again.`,
  },
  409,
);

export const lockStale = refusal<{ request: string; shown: string; now: string }>(
  'scoring.lock-stale',
  {
    zh: ({ request, shown, now }) =>
      `锁定申请 ${request} 提出以后结果变了（核对的是 ${shown.slice(0, 12)}，现在是 ${now.slice(0, 12)}），没有锁定。请重新核对后再提出申请。`,
    en: ({ request, shown, now }) =>
      `The result has changed since request ${request} (${shown.slice(0, 12)} was checked, now it is ${now.slice(0, 12)}); nothing was locked. Check again and ask anew.`,
  },
  409,
);

export const lockWaiting = refusal<{ request: string; by: string; expiresAt: string }>(
  'scoring.lock-waiting',
  {
    zh: ({ request, by, expiresAt }) =>
      `已有锁定申请 ${request}（${by} 提出，${expiresAt} 前有效）在等另一人确认，不用再提。要改的，先撤回。`,
    en: ({ request, by, expiresAt }) =>
      `Request ${request} by ${by} (until ${expiresAt}) waits for another person. Withdraw it first to change it.`,
  },
  409,
);

export const decisionMisplaced = refusal<{ outcome: string; subject: string; open: readonly string[] }>(
  'scoring.decision-misplaced',
  {
    zh: ({ outcome, subject, open }) =>
      `“${outcome}”里没有待定或可以免列的“${subject}”。${open.length === 0 ? '没有需要裁定的对象。' : `可以裁定的：${open.join('、')}。`}排名靠它自己的分，裁定只处理名次边缘并列和末位名单。`,
    en: ({ outcome, subject, open }) =>
      `"${subject}" is neither tied at the edge of ${outcome} nor in it. ${open.length === 0 ? 'Nothing is to be decided.' : `To decide: ${open.join(', ')}.`}`,
  },
  409,
);

export const decisionTooMany = refusal<{ outcome: string; places: number }>(
  'scoring.decision-too-many',
  {
    zh: ({ outcome, places }) => `“${outcome}”只剩 ${String(places)} 个名额，不能再列入。请先把别的改为不列入。`,
    en: ({ outcome, places }) => `Only ${String(places)} places of ${outcome} are left.`,
  },
  409,
);

export const decisionReason = refusal<object>('scoring.decision-reason', {
  zh: () => '裁定没有写明理由，未作记录。请写明为什么列入或不列入（300 字以内），名单会印在通报上。',
  en: () => 'The decision needs a reason (300 characters at most); it is printed with the list.',
});

export const decisionTime = refusal<{ month: string; state: string }>(
  'scoring.decision-time',
  {
    zh: ({ month, state }) =>
      `${month} 现在是“${state}”，不能裁定名次边缘。领导小组在“已锁定”之后、审定之前裁定；已审定的，退回后重来。`,
    en: ({ month, state }) => `${month} is ${state}: edges are decided while it is closed and before it is approved.`,
  },
  409,
);

export const stateUnknown = refusal<{ text: string; known: readonly string[] }>('scoring.state-unknown', {
  zh: ({ text, known }) => `没有“${text}”这个状态。可以写：${known.join('、')}。`,
  en: ({ text, known }) => `There is no state "${text}". Write one of: ${known.join(', ')}.`,
});

export const officeUnknown = refusal<{ text: string }>('scoring.option-unreadable', {
  zh: ({ text }) => `选项“${text}”不对。天数写 1 到 30；裁定在 --take 和 --spare 中写一个。`,
  en: ({ text }) => `"${text}" is not right. Days are 1 to 30; write one of --take and --spare.`,
});
