import { refusal } from 'src/common/refusal';

export const measureUnknown = refusal<{ measure: string; basis: string }>('cases.measure-unknown', {
  zh: ({ measure, basis }) =>
    `办件数据没有指标“${measure}”（口径“${basis}”）。请使用规则目录中 cases. 开头的指标及其口径 accepted、due、finished。`,
  en: ({ measure, basis }) =>
    `Cases have no measure ${measure} with the basis ${basis}. Use a measure of the catalogue that begins with cases. and one of its bases accepted, due, finished.`,
});
