import type { Language } from 'src/common/language';
import type { Item } from 'src/modules/rules/book';
import type { ShapeKind } from 'src/modules/rules/shapes';

type Words = Readonly<Record<Language, string>>;

/** Short names of the signs, for tables. */
export const KIND_NAMES: Readonly<Record<Item['kind'], Words>> = {
  bonus: { zh: '加分', en: 'bonus' },
  deduction: { zh: '扣分', en: 'deduction' },
  both: { zh: '加扣分', en: 'both' },
  veto: { zh: '否决', en: 'veto' },
};

/** Short names of the shapes, for tables. */
export const SHAPE_NAMES: Readonly<Record<ShapeKind, Words>> = {
  'per-unit': { zh: '按次计分', en: 'per unit' },
  bands: { zh: '按大小分档', en: 'bands' },
  levels: { zh: '按级别查表', en: 'levels' },
  range: { zh: '幅度内评分', en: 'range' },
  linear: { zh: '比率线性', en: 'linear' },
  slope: { zh: '低于标准递减', en: 'slope' },
  steps: { zh: '比率台阶', en: 'steps' },
  tiers: { zh: '比率分档', en: 'tiers' },
  share: { zh: '比率×权重', en: 'share' },
  'per-percent': { zh: '按百分点', en: 'per percentage point' },
  quota: { zh: '定额', en: 'quota' },
  'by-rank': { zh: '按名次', en: 'by rank' },
  derived: { zh: '个人得分折算', en: 'derived' },
  weighted: { zh: '多方加权', en: 'weighted' },
  'all-or-nothing': { zh: '全有或全无', en: 'all or nothing' },
  'per-head': { zh: '按人均', en: 'per head' },
  veto: { zh: '一票否决', en: 'veto' },
  zero: { zh: '清零', en: 'zero' },
};
