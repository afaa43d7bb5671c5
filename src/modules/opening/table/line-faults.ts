import type { Reject } from 'src/modules/intake/feed';

type Words = Reject['cause'];

/** Where a fault stands: the cell as the user sees it. */
export interface At {
  readonly sheet: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
}

const reject = (at: At, code: string, cause: Words, remedy: Words): Reject => ({ ...at, code, cause, remedy });

export const lineFaults = {
  monthUnknown: (at: At): Reject =>
    reject(
      at,
      'month-unreadable',
      { zh: `“${at.value}”不是一个月份`, en: `"${at.value}" is no month` },
      { zh: '请写成 2026-03 或 2026年3月', en: 'write 2026-03' },
    ),
  monthClosed: (at: At, month: string): Reject =>
    reject(
      at,
      'month-closed-here',
      {
        zh: `${month} 已由本系统计分锁定，以系统结果为准，不能再导入该月成绩`,
        en: `${month} was scored and closed by this system: its result stands, none can be imported`,
      },
      {
        zh: `请删去该月的行；系统结果有误的，用“baifen reopen ${month}”更正后重新锁定`,
        en: `delete the rows of this month; to correct the system's result use "baifen reopen ${month}"`,
      },
    ),
  pointsUnreadable: (at: At): Reject =>
    reject(
      at,
      'not-points',
      { zh: `“${at.column}”的“${at.value}”不是分值`, en: `"${at.value}" in ${at.column} is not a number of points` },
      {
        zh: '请填写数字，例如 96.5；没有的留空，不要写 0',
        en: 'write a number such as 96.5; leave unknown ones blank',
      },
    ),
  bonusNegative: (at: At): Reject =>
    reject(
      at,
      'bonus-negative',
      { zh: `“${at.column}”是负数 ${at.value}`, en: `${at.column} is negative: ${at.value}` },
      { zh: '扣分请写在扣分列', en: 'deductions belong into their own column' },
    ),
  rankUnreadable: (at: At): Reject =>
    reject(
      at,
      'not-a-rank',
      { zh: `“${at.column}”的“${at.value}”不是名次`, en: `"${at.value}" in ${at.column} is no rank` },
      { zh: '请填写正整数；不参加排名的写“不排名”', en: 'write a whole number; 不排名 for those not ranked' },
    ),
  tickUnreadable: (at: At): Reject =>
    reject(
      at,
      'not-yes-or-no',
      { zh: `“${at.column}”的“${at.value}”既不是“是”也不是“否”`, en: `"${at.value}" is neither 是 nor 否` },
      { zh: '请填“是”或“否”，不清楚的留空', en: 'write 是 or 否, leave unknown ones blank' },
    ),
  codeIsNumber: (at: At): Reject =>
    reject(
      at,
      'number-not-text',
      {
        zh: `“${at.column}”的 ${at.value} 是数字格式，前面的 0 可能已丢失`,
        en: `${at.value} is a number: a leading zero may be lost`,
      },
      { zh: '请把该列设为文本格式并补全编号，或改填名称', en: 'store the column as text, or write the name' },
    ),
  nameless: (at: At): Reject =>
    reject(
      at,
      'cell-empty',
      { zh: '没有写明是哪个窗口（人员）', en: 'the row names no window or person' },
      { zh: '请补填编号或名称', en: 'fill in the code or the name' },
    ),
  empty: (at: At): Reject =>
    reject(
      at,
      'nothing-stated',
      { zh: '本行没有名次、得分，也没有标记', en: 'the row has no rank, no score and no mark' },
      { zh: '请至少填写名次或得分；没有结果的窗口删去本行', en: 'fill in rank or score, or delete the row' },
    ),
  sumWrong: (at: At, sum: string): Reject =>
    reject(
      at,
      'sum-wrong',
      { zh: `${sum}，与表中得分 ${at.value} 不符`, en: `${sum} is not the score ${at.value} of the table` },
      {
        zh: '请核对当月通报；有封顶、系数等差额的，增加“调整”一列写明差额',
        en: 'check the bulletin of that month; differences by caps belong into a column 调整',
      },
    ),
  rankWrong: (at: At, text: Words): Reject =>
    reject(at, 'rank-wrong', text, {
      zh: '请核对当月通报的名次和得分；同分并列的名次写法须与考核办法一致',
      en: 'check rank and score with the bulletin; tied ranks follow the book',
    }),
  firstWrong: (at: At, rank: number): Reject =>
    reject(
      at,
      'mark-wrong',
      { zh: `“第一名”与名次 ${rank} 矛盾`, en: `first place and rank ${rank} contradict each other` },
      { zh: '请核对当月通报', en: 'check the bulletin of that month' },
    ),
  markWrong: (at: At, rank: number): Reject =>
    reject(
      at,
      'mark-wrong',
      {
        zh: `标记“${at.column}”与名次 ${rank} 矛盾`,
        en: `the mark ${at.column} and rank ${rank} contradict each other`,
      },
      { zh: '请核对当月通报', en: 'check the bulletin of that month' },
    ),
  unitUnknown: (at: At, month: string, near: string | undefined): Reject =>
    reject(
      at,
      'unit-unknown',
      {
        zh: `花名册里没有“${at.value}”${near === undefined ? '' : `，是否应为“${near}”`}`,
        en: `the roster has no "${at.value}"${near === undefined ? '' : `; did you mean "${near}"`}`,
      },
      {
        zh: `更名的窗口在花名册“曾用名”里补上旧名，${month} 以后撤并的窗口在花名册里补上并填停用日期，再重新导入`,
        en: 'add former names and closed windows (with their last day) to the roster, then import again',
      },
    ),
  unitNotThen: (at: At, month: string, span: string): Reject =>
    reject(
      at,
      'unit-not-then',
      {
        zh: `“${at.value}”在 ${month} 不在花名册内（${span}）`,
        en: `"${at.value}" is not in the roster of ${month} (${span})`,
      },
      {
        zh: '请把花名册中的启用日期（任职开始）改为实际日期，启用以前就有的窗口留空，再重新导入',
        en: 'correct the first day in the roster (blank: since ever), then import again',
      },
    ),
  unitUnclear: (at: At, names: readonly string[]): Reject =>
    reject(
      at,
      'unit-unclear',
      { zh: `“${at.value}”在花名册里不止一个：${names.join('、')}`, en: `"${at.value}" may be ${names.join(' or ')}` },
      { zh: '请改填编号', en: 'write the code' },
    ),
  noRoster: (at: At): Reject =>
    reject(
      at,
      'no-roster',
      { zh: '还没有花名册，名称认不出是哪个窗口（人员）', en: 'there is no roster to find the name in' },
      { zh: '请先导入花名册，或填写编号', en: 'import the roster first, or write the code' },
    ),
  repeated: (at: At, first: string): Reject =>
    reject(
      at,
      'row-repeated',
      {
        zh: `与${first}是同一个月的同一对象，内容不同`,
        en: `the same subject and month as ${first}, with other content`,
      },
      { zh: '请只保留正确的一行', en: 'keep the right one of the two' },
    ),
  itemUnknown: (at: At, near: string | undefined): Reject =>
    reject(
      at,
      'item-unknown',
      {
        zh: `考核办法里没有条款“${at.value}”${near === undefined ? '' : `，是否应为“${near}”`}`,
        en: `the book has no item "${at.value}"${near === undefined ? '' : `; did you mean "${near}"`}`,
      },
      { zh: '请写条款编号，可用“baifen rules show”查看', en: 'write the code of the item, see "baifen rules show"' },
    ),
};
