import { refusal } from 'src/common/refusal';

export const measureUnknown = refusal<{ measure: string; basis: string }>('cases.measure-unknown', {
  zh: ({ measure, basis }) =>
    `办件数据没有指标“${measure}”（口径“${basis}”）。请使用规则目录中 cases. 开头的指标及其口径 accepted、due、finished。`,
  en: ({ measure, basis }) =>
    `Cases have no measure ${measure} with the basis ${basis}. Use a measure of the catalogue that begins with cases. and one of its bases accepted, due, finished.`,
});

export const timeInvalid = refusal<{ name: string; text: string }>('cases.time-invalid', {
  zh: ({ name, text }) =>
    `选项 ${name} 的“${text}”不是时间。--as-of 请写成 "2026-01-31 18:00:00"，--closing 请写成 17:30。`,
  en: ({ name, text }) =>
    `The value "${text}" of ${name} is no time. Write --as-of "2026-01-31 18:00:00" and --closing 17:30.`,
});
