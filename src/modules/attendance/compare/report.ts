import type { CivilDate, CivilTime } from 'src/common/civil-date';

/** Columns of 每日统计 and 月度汇总 that are compared. 旷工迟到 is a number of days in the one and of times in the other. */
export const COUNTS = [
  '出勤天数',
  '休息天数',
  '迟到次数',
  '迟到时长',
  '早退次数',
  '早退时长',
  '上班缺卡次数',
  '下班缺卡次数',
  '旷工天数',
] as const;
/** Late beyond a limit of the service counts in columns of its own. */
export const SEVERE = ['严重迟到次数', '严重迟到时长', '旷工迟到天数', '旷工迟到次数'] as const;

export type Count = (typeof COUNTS)[number];
export type Counts = Readonly<Partial<Record<Count | (typeof SEVERE)[number], number>>>;

interface OfPerson {
  /** UserId; where the report has none the staff number. */
  readonly key: string;
  /** Staff number; where it is empty the UserId. */
  readonly person: string;
}

/** A row of 原始记录. */
export interface RawRow extends OfPerson {
  readonly kind: 'raw';
  /** 考勤日期. */
  readonly date: CivilDate;
  /** 考勤时间, the time the punch was meant for; '' for none. */
  readonly due: CivilTime;
  readonly at: CivilTime;
  readonly result: string;
  readonly device: string;
}

/** A row of 每日统计. `slots` in order: 上班1, 下班1, 上班2 … */
export interface DayRow extends OfPerson {
  readonly kind: 'day';
  readonly date: CivilDate;
  /** 班次. */
  readonly shift: string;
  readonly slots: readonly { readonly time: string; readonly result: string }[];
  /** 关联的审批单. */
  readonly approvals: string;
  readonly counts: Counts;
}

/** A row of 月度汇总. */
export interface MonthRow extends OfPerson {
  readonly kind: 'month';
  readonly counts: Counts;
  /** 考勤结果 by date. */
  readonly days: Readonly<Record<CivilDate, string>>;
}

export type ReportRow = RawRow | DayRow | MonthRow;

/** 打卡无效, and rows that an approval or an administrator made instead of a punch. */
export function isVoid({ result }: RawRow): boolean {
  return result.startsWith('打卡无效');
}

export function isCorrection({ device, result }: Pick<RawRow, 'device' | 'result'>): boolean {
  return /^(?:补卡|管理员)/.test(device) || /^管理员.*改为/.test(result) || /^补卡审批通过/.test(result);
}
