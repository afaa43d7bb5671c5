import { refusal } from 'src/common/refusal';

export const measureUnknown = refusal<{ measure: string; basis: string }>('cases.measure-unknown', {
  zh: ({ measure, basis }) =>
    `办件数据没有指标“${measure}”（口径“${basis}”）。请使用规则目录中 cases. 开头的指标及其口径 accepted、due、finished。`,
  en: ({ measure, basis }) =>
    `Cases have no measure ${measure} with the basis ${basis}. Use a measure of the catalogue that begins with cases. and one of its bases accepted, due, finished.`,
});

export const timeInvalid = refusal<{ name: string; text: string }>('cases.time-invalid', {
  zh: ({ name, text }) =>
    `选项 ${name} 的“${text}”不是时间。--as-of 请写成 "2026-01-31 18:00:00" 或 2026-01-31（当日结束），其余请写成 17:30。`,
  en: ({ name, text }) =>
    `The value "${text}" of ${name} is no time. Write --as-of "2026-01-31 18:00:00" or 2026-01-31 (its end), others 17:30.`,
});

export const windowUnknown = refusal<{ window: string; month: string }>('cases.window-unknown', {
  zh: ({ window, month }) =>
    `${month} 的花名册中没有窗口“${window}”。请写窗口编号或全称，可用 baifen roster show ${month} 查看。`,
  en: ({ window, month }) =>
    `The roster of ${month} has no window "${window}". Write its code or full name; baifen roster show ${month} lists them.`,
});

export const monthNeverClosed = refusal<{ month: string }>(
  'cases.month-never-closed',
  {
    zh: ({ month }) =>
      `${month} 还没有锁定过，没有更正建议：迟到、更正的办件直接计入该月，重新计分即可（baifen score ${month}）。`,
    en: ({ month }) =>
      `${month} was never closed, so there is nothing to correct: late and corrected cases count in it with the next scoring (baifen score ${month}).`,
  },
  404,
);

export const kindUnknown = refusal<{ kind: string; kinds: readonly string[] }>('cases.finding-kind-unknown', {
  zh: ({ kind, kinds }) => `没有“${kind}”这一类线索。可用：${kinds.join('、')}。`,
  en: ({ kind, kinds }) => `There is no kind of finding "${kind}". Known: ${kinds.join(', ')}.`,
});
