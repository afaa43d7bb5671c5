import type { ColumnNames } from 'src/modules/intake/table/columns';

export type CaseField =
  | 'no'
  | 'itemName'
  | 'itemCode'
  | 'windowName'
  | 'windowCode'
  | 'handlerNumber'
  | 'handler'
  | 'applied'
  | 'accepted'
  | 'promiseDays'
  | 'legalDays'
  | 'finished'
  | 'type'
  | 'state'
  | 'stopFrom'
  | 'stopTo'
  | 'correctionFrom'
  | 'correctionTo'
  | 'corrections';

/** Columns of case lists (formats §7, §7b). Applicants, identity numbers, phones and 办结剩余时间 are never read. */
export const CASE_COLUMNS: ColumnNames<CaseField> = {
  no: ['办件编号', '办件号', '办件流水号', '业务流水号', '申办流水号', '受理编号', '受理号'],
  itemName: ['事项名称', '办件名称', '业务名称', '办理事项'],
  itemCode: ['事项编码', '事项代码', '事项编号', '实施编码'],
  windowName: ['窗口名称', '受理窗口', '办理窗口', '所在窗口', '窗口'],
  windowCode: ['窗口编号', '窗口编码', '窗口代码', '窗口号'],
  handlerNumber: ['受理人员工号', '受理人工号', '经办人工号', '工号'],
  handler: ['受理人员', '受理人', '受理人姓名', '经办人', '经办人员', '审核人员名称', '认领人', '办结人员'],
  applied: ['申请时间', '申请日期', '收件时间'],
  accepted: ['受理时间', '受理日期'],
  promiseDays: ['承诺时限(工作日)', '承诺时限', '承诺期限(工作日)', '承诺期限', '承诺办结时限', '承诺工作日'],
  legalDays: ['法定时限(工作日)', '法定时限', '法定期限(工作日)', '法定期限', '法定办结时限', '法定工作日'],
  finished: ['办结时间', '办结日期'],
  type: ['办件类型', '件型'],
  state: ['办件状态', '状态'],
  stopFrom: ['特别程序开始', '特别程序开始时间', '特别程序申请', '挂起时间', '挂起开始'],
  stopTo: ['特别程序结束', '特别程序结束时间', '特别程序结果', '恢复时间', '挂起结束'],
  correctionFrom: ['补正告知', '补正告知时间'],
  correctionTo: ['补正受理', '补正受理时间'],
  corrections: ['补正次数'],
};

/** Columns of public systems that are known and not needed (formats §7b); of 办结剩余时间 nobody knows the form. */
export const NEEDLESS_CASE_COLUMNS = ['办结剩余时间', '审批部门', '认领状态', '认领时间'] as const;

/** A list a clock can run on; promises it has no column for are those of the item catalogue. */
export function isFullList(has: (field: CaseField) => boolean): boolean {
  return has('no') && has('accepted') && has('finished') && (has('promiseDays') || has('itemCode'));
}

/** An export list that names cases, without all a clock needs. */
export function isExportList(has: (field: CaseField) => boolean): boolean {
  const says = (['applied', 'accepted', 'finished', 'state', 'promiseDays'] as const).some(has);
  return has('no') && says && !isFullList(has);
}
