import type { Language } from 'src/common/language';

/** What a finding is about. None of them is a fact and none costs a point: a person looks into the case. */
export const FINDING_KINDS = {
  'seen-late': { zh: '疑似事后补录', en: 'perhaps entered afterwards' },
  'same-minute': { zh: '受理、办结在同一分钟', en: 'accepted and finished in the same minute' },
  'outside-hours': { zh: '非工作时间受理或办结', en: 'accepted or finished outside opening hours' },
  'ends-before-begin': { zh: '办结早于受理', en: 'finished before accepted' },
  'type-against-promise': { zh: '办件类型与承诺时限矛盾', en: 'type contradicts promise' },
  'promise-over-legal': { zh: '承诺时限长于法定时限', en: 'promise longer than the legal limit' },
  'promise-against-catalogue': { zh: '承诺时限与事项目录不一致', en: 'promise contradicts the catalogue' },
  'legal-against-catalogue': { zh: '法定时限与事项目录不一致', en: 'legal limit contradicts the catalogue' },
  'type-against-catalogue': { zh: '办件类型与事项目录不一致', en: 'type contradicts the catalogue' },
  'window-against-catalogue': { zh: '窗口与事项目录不一致', en: 'window contradicts the catalogue' },
  'item-unknown': { zh: '事项目录中没有该事项', en: 'item not in the catalogue' },
  unjudged: { zh: '时限无法计算', en: 'no clock can run' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export type FindingKind = keyof typeof FINDING_KINDS;

export interface Finding {
  readonly kind: FindingKind;
  /** Null for a row that was rejected: its number is in the file. */
  readonly case: string | null;
  /** The window that accepted the case. */
  readonly window: string | null;
  readonly text: Readonly<Record<Language, string>>;
  readonly batch: string;
  readonly line: number;
}

/** When people are expected at work, and how late a case may come. The product's own values, printed with every answer. */
export interface FindingSettings {
  /** `HH:MM`; acceptance or end before or after, or on a rest day, is outside opening hours. */
  readonly opening: string;
  readonly closing: string;
  /** Working days from acceptance until the case first stood in a list: more is late, in whatever rhythm lists come. */
  readonly seenWithin: number;
}

export const FINDING_SETTINGS: FindingSettings = { opening: '08:00', closing: '17:30', seenWithin: 30 };
