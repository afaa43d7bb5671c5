import type { ColumnNames } from 'src/modules/intake/table/columns';

export type RatingField =
  | 'caseNo'
  | 'grade'
  | 'windowCode'
  | 'windowName'
  | 'unitCode'
  | 'ratedAt'
  | 'staff'
  | 'persons'
  | 'rater'
  | 'contact'
  | 'channel'
  | 'default'
  | 'comment'
  | 'tag'
  | 'replied'
  | 'calledBack'
  | 'plan'
  | 'reply'
  | 'rectification'
  | 'rectifiedAt'
  | 'verdict'
  | 'verifiedAt';

/** Columns of rating exports and names of the rating interface (formats §8). Running numbers are never read. */
export const RATING_COLUMNS: ColumnNames<RatingField> = {
  caseNo: ['办件编号', '办件号', '办件流水号', 'projectNo', 'projNo'],
  grade: ['满意度', '评价等级', '评价结果', '满意度等级', 'satisfaction'],
  windowCode: ['窗口编号', '窗口编码', '窗口代码', '窗口号'],
  windowName: ['窗口名称', '窗口', '评价窗口', 'winname'],
  unitCode: ['deptcode'],
  ratedAt: ['评价时间', '评价日期', 'assessTime'],
  staff: ['被评价人工号', '工作人员工号', '被评价人员工号'],
  persons: ['evaluatedPersonInfo'],
  rater: ['评价人员', '评价人', '评价人姓名', 'userName'],
  contact: ['联系方式', '联系电话', '手机号', '手机号码', 'mobile'],
  channel: ['评价渠道', '评价来源', 'evaluateChannel', 'pf'],
  default: ['是否默认评价', '是否默认', '默认评价'],
  comment: ['评价理由', '评价内容', '文字评价', 'writingEvaluation'],
  tag: ['评价指标', '评价标签', '评价详情', 'evalDetail'],
  replied: ['是否回复', 'sfhf'],
  calledBack: ['是否回访', 'sfhfang'],
  plan: ['拟办意见'],
  reply: ['回复结果', '回复内容'],
  rectification: ['整改结果', '整改情况'],
  rectifiedAt: ['整改完成时间', '整改时间', '整改完成日期'],
  verdict: ['核实结论', '核实结果', '核实情况'],
  verifiedAt: ['核实时间', '核实日期', '核实完成时间'],
};

/** Columns of the exports and names of the interface that are known and not needed (formats §8). */
// prettier-ignore
export const NEEDLESS_RATING_COLUMNS = [
  '辖区编码', '事项名称', '事项编码', 'taskCode', 'taskName', 'acceptDate', 'userProp', 'assessNumber', 'areacode', 'winusername',
] as const;

export function isRatingList(has: (field: RatingField) => boolean): boolean {
  return has('grade') && (has('windowCode') || has('windowName') || has('caseNo'));
}
