import { refusal } from 'src/common/refusal';

export const measureUnknown = refusal<{ measure: string; basis: string }>('ratings.measure-unknown', {
  zh: ({ measure, basis }) =>
    `好差评数据没有指标“${measure}”（口径“${basis}”）。请使用规则目录中 ratings. 开头的指标及其口径 rated、verified。`,
  en: ({ measure, basis }) =>
    `Ratings have no measure ${measure} with the basis ${basis}. Use a measure of the catalogue that begins with ratings. and one of its bases rated, verified.`,
});
