/** Column titles of the DingTalk report (layout 1), as the clerk's export has them. */
export const HEAD = ['姓名', '考勤组', '部门', '工号', '职位', 'UserId'];

export const RAW_COLUMNS = [
  ...HEAD,
  ...'考勤日期 考勤时间 打卡时间 打卡结果 打卡地址 打卡备注 异常打卡原因 打卡图片1 打卡图片2 打卡设备'.split(' '),
  ...'管理员修改备注 管理员修改备注图片1 管理员修改备注图片2 管理员修改备注图片3'.split(' '),
];

const SLOTS = [1, 2, 3].flatMap((slot) =>
  ['上班', '下班'].flatMap((end) => [`${end}${slot}打卡时间`, `${end}${slot}打卡结果`]),
);
const COUNTS = (absentLate: string): string[] =>
  `出勤天数 休息天数 工作时长 迟到次数 迟到时长 严重迟到次数 严重迟到时长 ${absentLate} 早退次数 早退时长 上班缺卡次数 下班缺卡次数 旷工天数 出差时长 外出时长`.split(
    ' ',
  );
export const LEAVE_COLUMNS =
  '事假(小时) 年假(天) 奖优年假(天) 调休(小时) 产假(天) 陪产假(天) 婚假(天) 例假(天) 丧假(天) 病假(小时)'.split(' ');
const OVERTIME = ['工作日（转加班费）', '休息日（转加班费）', '节假日（转加班费）'];

/** Titles of two header rows; an upper title that spans columns stands once and is followed by ''. */
export interface TwoRows {
  readonly upper: readonly string[];
  /** The full names: what the lower row says, or the upper one where the cell spans both rows. */
  readonly names: readonly string[];
}

function twoRows(
  plain: readonly string[],
  groups: readonly (readonly [title: string, names: readonly string[]])[],
): TwoRows {
  const upper = groups.flatMap(([title, names]) => [title, ...names.slice(1).map(() => '')]);
  return { upper: [...plain, ...upper], names: [...plain, ...groups.flatMap(([, names]) => names)] };
}

const ABSENCES: readonly (readonly [string, readonly string[]])[] = [
  ['请假', LEAVE_COLUMNS],
  ['加班总时长', ['加班总时长']],
  ['加班时长（转加班费）', OVERTIME],
];

export const DAILY_COLUMNS: TwoRows = twoRows(
  [...HEAD, '日期', 'workDate', '班次', ...SLOTS, '关联的审批单', ...COUNTS('旷工迟到天数')],
  ABSENCES,
);

export function monthlyColumns(days: readonly string[]): TwoRows {
  return twoRows([...HEAD, ...COUNTS('旷工迟到次数')], [...ABSENCES, ['考勤结果', days]]);
}

export function timeColumns(days: readonly string[]): TwoRows {
  return twoRows(HEAD, [['打卡时间', days]]);
}
