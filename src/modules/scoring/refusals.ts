import { refusal } from 'src/common/refusal';

export const monthNotScored = refusal<{ hall: string; month: string }>(
  'scoring.month-not-scored',
  {
    zh: ({ hall, month }) => `${hall} 的 ${month} 还没有计分。请先运行“baifen score ${month}”。`,
    en: ({ hall, month }) => `${month} of ${hall} has not been scored yet. Run "baifen score ${month}" first.`,
  },
  404,
);

export const monthNotSealed = refusal<{ hall: string; month: string }>(
  'scoring.month-not-sealed',
  {
    zh: ({ hall, month }) =>
      `${hall} 的 ${month} 还没有锁定，没有可以核验的封存结果。请先运行“baifen close ${month} --by 姓名”。`,
    en: ({ hall, month }) =>
      `${month} of ${hall} is not sealed, so there is nothing to verify. Run "baifen close ${month} --by NAME" first.`,
  },
  404,
);

export const monthSealed = refusal<{ hall: string; month: string; state: string }>(
  'scoring.month-sealed',
  {
    zh: ({ hall, month, state }) =>
      `${hall} 的 ${month} ${state}，不能重新计分。确需更正，请先运行“baifen reopen ${month} --by 姓名 --reason 理由”。`,
    en: ({ hall, month, state }) =>
      `${month} of ${hall} is ${state} and cannot be scored again. To correct it run "baifen reopen ${month} --by NAME --reason WHY" first.`,
  },
  409,
);

export const coverageIncomplete = refusal<{ month: string; gaps: string[] }>(
  'scoring.coverage-incomplete',
  {
    zh: ({ month, gaps }) =>
      `${month} 不能锁定，下列数据来源尚未报全：${gaps.join('；')}。请补充数据后重新计分；确实没有的，由负责人具名放行（baifen coverage ${month} --waive 来源 --by 姓名 --reason 理由）。`,
    en: ({ month, gaps }) =>
      `${month} cannot be closed, these sources are not complete: ${gaps.join('; ')}. Bring in the data and score again, or let a named person waive them (baifen coverage ${month} --waive SOURCE --by NAME --reason TEXT).`,
  },
  409,
);

export const appealsOpen = refusal<{ month: string; ratings: readonly string[] }>(
  'scoring.appeals-open',
  {
    zh: ({ month, ratings }) =>
      `${month} 不能锁定，下列评价的申诉还没有认定：${ratings.join('、')}。请先认定（baifen ratings appeals ${month} 查看；baifen ratings appeal 评价编号 --kind mistaken、malicious 或 rejected --reason 理由 --by 姓名）；确需先锁定的，由负责人具名放行：--override no-open-appeal --reason 理由。`,
    en: ({ month, ratings }) =>
      `${month} cannot be closed, appeals against these ratings are not decided: ${ratings.join(', ')}. Decide them first (baifen ratings appeals ${month}; baifen ratings appeal RATING --kind mistaken, malicious or rejected --reason TEXT --by NAME), or let a named person set them aside: --override no-open-appeal --reason TEXT.`,
  },
  409,
);

export const subjectUnknown = refusal<{ month: string; subject: string; near: readonly string[] }>(
  'scoring.subject-unknown',
  {
    zh: ({ month, subject, near }) =>
      `${month} 的计分结果里没有“${subject}”。${near.length > 0 ? `您要找的可能是：${near.join('、')}。` : ''}请用窗口编号或窗口全称；可用“baifen standings ${month}”查看全部窗口。`,
    en: ({ month, subject, near }) =>
      `There is no "${subject}" in the results of ${month}. ${near.length > 0 ? `Perhaps ${near.join(', ')}. ` : ''}Use the window's code or full name; "baifen standings ${month}" lists them all.`,
  },
  404,
);

export const noBookInForce = refusal<{ hall: string; month: string }>(
  'scoring.no-book',
  {
    zh: ({ hall, month }) =>
      `${hall} 在 ${month} 没有生效的考核细则。请先运行“baifen rules publish 细则文件 --by 姓名”。`,
    en: ({ hall, month }) =>
      `${hall} has no rule book in force in ${month}. Run "baifen rules publish BOOK --by NAME" first.`,
  },
  409,
);

export const noWindows = refusal<{ hall: string; month: string }>(
  'scoring.no-windows',
  {
    zh: ({ hall, month }) => `${hall} 在 ${month} 没有任何窗口。请先导入花名册：“baifen import roster 花名册.xlsx”。`,
    en: ({ hall, month }) => `${hall} has no window in ${month}. Import the roster first: "baifen import roster FILE".`,
  },
  409,
);

export const conditionUnknown = refusal<{ name: string; known: string[] }>('scoring.condition-unknown', {
  zh: ({ name, known }) => `没有名为“${name}”的锁定条件。可以具名越过的条件：${known.join('、')}。`,
  en: ({ name, known }) => `There is no condition "${name}". Known conditions: ${known.join(', ')}.`,
});

export const verificationFailed = refusal<{ month: string; revision: number }>(
  'scoring.verification-failed',
  {
    zh: ({ month, revision }) =>
      `${month}（第 ${String(revision)} 版）核验不一致，第一处不同已列出。请保留现场，不要改动数据，并通知维护人员和纪检人员。`,
    en: ({ month, revision }) =>
      `${month} (revision ${String(revision)}) does not verify; the first difference is listed. Change nothing and call your maintainer and the auditor.`,
  },
  409,
);

export const revisionUnreadable = refusal<{ text: string }>('scoring.revision-unreadable', {
  zh: ({ text }) => `“${text}”不是版次。请写正整数，例如 --revision 1；不写则取最新一版。`,
  en: ({ text }) =>
    `"${text}" is no revision. Write a whole number, for example --revision 1; without it the newest is taken.`,
});

export const revisionMissing = refusal<{ month: string; revision: number; revisions: number[] }>(
  'scoring.revision-missing',
  {
    zh: ({ month, revision, revisions }) =>
      `${month} 没有第 ${String(revision)} 版，现有第 ${revisions.join('、')} 版。请核对 --revision，不写则取最新一版。`,
    en: ({ month, revision, revisions }) =>
      `${month} has no revision ${String(revision)}; there is ${revisions.join(', ')}. Check --revision; without it the newest is taken.`,
  },
  404,
);

export const monthAhead = refusal<{ month: string; today: string }>(
  'scoring.month-ahead',
  {
    zh: ({ month, today }) => `今天是 ${today}，${month} 还没有开始，不能计分。请核对月份。`,
    en: ({ month, today }) => `Today is ${today}: ${month} has not begun and cannot be scored. Check the month.`,
  },
  409,
);
