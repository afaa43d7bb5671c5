import type { CivilDate } from 'src/common/civil-date';
import { COUNTS, type Count, type Counts } from './report';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Why a label of the service and the verdict from its raw punches differ, as far as the report shows it. */
export const REASONS = {
  'punch-not-in-raw': {
    zh: '原始记录中没有这次打卡，可能删过行或改过报表',
    en: 'the raw records hold no such punch: rows may have been deleted or the report edited',
  },
  'raw-not-shown': {
    zh: '原始记录有有效打卡，报表没有列出，可能改过报表',
    en: 'the raw records hold a valid punch that the report does not show: it may have been edited',
  },
  'other-punch': { zh: '报表取了另一次打卡', en: 'the report took another punch' },
  'approval-not-applied': {
    zh: '审批单覆盖这次打卡，报表未按请假或外出处理；可能是报表生成后才审批，请重新导出',
    en: 'an approval covers the punch and was not applied: perhaps it came after the report; export it again',
  },
  flexible: {
    zh: '按班次已迟到或早退，报表记为正常：考勤组可能设了弹性时间或允许迟到，或结果被改过',
    en: 'late or early by the shift and labelled normal: flexible hours, a grace, or an edited result',
  },
  edited: {
    zh: '打卡时间符合班次，报表结果却不是正常，可能被改过',
    en: 'the punch is in order and the label is not: it may have been edited',
  },
  'correction-not-in-raw': {
    zh: '报表记为补卡或管理员修改，原始记录中没有这一行',
    en: 'the report says corrected, and the raw records hold no such row',
  },
  'other-label': { zh: '报表结果与原始打卡不符', en: 'the label does not fit the raw punches' },
  'count-edited': {
    zh: '各次打卡结果一致，只有这个数不同，可能被改过',
    en: 'the results of the punches agree and only this number differs: it may have been edited',
  },
  'from-slots': { zh: '由当日打卡结果的差异引起', en: 'follows from the results of the day' },
  'from-days': { zh: '由每日差异引起', en: 'follows from the days' },
  'month-not-sum': {
    zh: '不等于每日统计之和，可能被改过，或两张表不是同一次导出',
    en: 'is not the sum of the days: edited, or the sheets are of different exports',
  },
  'month-text': { zh: '考勤结果与每日统计不符，可能被改过', en: 'the text of the day does not fit the daily sheet' },
  'no-day-row': { zh: '有打卡，每日统计中没有这一天', en: 'there are punches, and no row of the day' },
  'no-month-row': { zh: '月度汇总中没有此人', en: 'the monthly sheet does not have the person' },
  'other-hours': { zh: '作息表与钉钉班次的时间不同', en: 'the hours of the schedule are not those of the shift' },
  'other-days': { zh: '作息表与钉钉班次的上班日不同', en: 'only one of the two works on the day' },
  'other-rule': {
    zh: '同样的时间，算法不同（半天旷工、宽限、打卡次数等按作息表）',
    en: 'the same hours by another rule (half days, grace, number of punches as the schedule says)',
  },
} as const satisfies Record<string, Words>;

export type Reason = keyof typeof REASONS;

export interface Difference {
  /** Staff number, else UserId. */
  readonly person: string;
  /** Null: of the month. */
  readonly date: CivilDate | null;
  readonly sheet: '每日统计' | '月度汇总';
  /** Title of the column. */
  readonly field: string;
  /** What the report says; '' for nothing. */
  readonly label: string;
  /** What the raw punches say. */
  readonly own: string;
  readonly reason: Reason;
  /** What the reason rests on; '' for nothing more. */
  readonly detail: string;
}

/** What the report says in a column; lateness beyond a limit has columns of its own, which some reports count twice. */
export function labelFits(labels: Counts, count: Count, own: number): boolean {
  const plain = labels[count] ?? 0;
  if (plain === own) return true;
  const severe = labels.严重迟到次数 ?? 0;
  const absent = labels.旷工迟到天数 ?? labels.旷工迟到次数 ?? 0;
  if (count === '迟到次数') return plain + severe + absent === own;
  if (count !== '迟到时长') return false;
  // How late 旷工迟到 was stands in no column.
  const told = plain + (labels.严重迟到时长 ?? 0);
  return told === own || (absent > 0 && told < own);
}

export function sumOf(all: readonly Counts[]): Counts {
  const total: Partial<Record<keyof Counts, number>> = {};
  for (const counts of all)
    for (const [name, value] of Object.entries(counts) as [keyof Counts, number][])
      total[name] = (total[name] ?? 0) + value;
  return total;
}

/** The columns in which a report and the verdicts differ. */
export function countsApart(labels: Counts, own: Readonly<Partial<Record<Count, number>>>): readonly Count[] {
  return COUNTS.filter((count) => {
    const value = own[count];
    return value !== undefined && !labelFits(labels, count, value);
  });
}
