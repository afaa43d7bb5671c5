import { refusal } from 'src/common/refusal';

export const openingInUse = refusal<{ hall: string; month: string; closed: string; at: string }>(
  'opening.in-use',
  {
    zh: ({ month, closed, at }) =>
      `${closed} 已在 ${at} 变更状态，封存的结果可能用到了 ${month} 的期初成绩，不能写入或撤销同一批数据。请稍后重新导入更正后的 ${month} 成绩（形成新版本，旧版本保留）；要让 ${closed} 也随之改变，请先运行“baifen reopen ${closed}”。`,
    en: ({ month, closed, at }) =>
      `${closed} was moved at ${at}; its sealed result may rest on the opening data of ${month}, so this batch can neither be written nor undone. Import the corrected results of ${month} again (a new version; the old one stays); to change ${closed} too run "baifen reopen ${closed}" first.`,
  },
  409,
);

export const nothingImported = refusal<{ hall: string; month: string }>(
  'opening.nothing-imported',
  {
    zh: ({ hall, month }) =>
      `${hall} 没有导入过 ${month} 的期初成绩，或已经作废。可用“baifen opening”查看已导入的月份。`,
    en: ({ hall, month }) =>
      `${hall} has no imported results of ${month}, or they are withdrawn already. "baifen opening" lists the imported months.`,
  },
  404,
);

export const reasonMissing = refusal<{ month: string }>('opening.reason-missing', {
  zh: ({ month }) => `作废 ${month} 的期初成绩须写明经办人和理由（--by、--reason，理由不超过 500 字）。`,
  en: ({ month }) =>
    `Withdrawing the opening data of ${month} needs a name and a reason (--by, --reason, up to 500 characters).`,
});
