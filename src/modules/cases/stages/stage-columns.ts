import type { ColumnNames } from 'src/modules/intake/table/columns';

export type StageField =
  | 'no'
  | 'stage'
  | 'windowCode'
  | 'windowName'
  | 'department'
  | 'place'
  | 'handlerNumber'
  | 'handler'
  | 'begun'
  | 'ended'
  | 'promiseDays';

/** Columns of a list of stages; the first title is the template's. */
export const STAGE_COLUMNS: ColumnNames<StageField> = {
  no: ['办件编号', '办件号', '办件流水号', '业务流水号', '申办流水号', '受理编号', '受理号'],
  stage: ['环节', '环节名称', '办理环节', '流程环节', '办件环节', '阶段'],
  windowCode: ['窗口编号', '窗口编码', '窗口代码', '窗口号'],
  windowName: ['窗口名称', '办理窗口', '承办窗口', '窗口'],
  department: ['部门', '部门名称', '办理部门', '承办部门', '协办部门', '审批部门'],
  place: ['部门/窗口', '部门(窗口)', '部门或窗口', '窗口/部门', '承办单位', '办理单位'],
  handlerNumber: ['经办人工号', '办理人员工号', '工号'],
  handler: ['经办人', '经办人员', '办理人员'],
  begun: ['开始时间', '开始', '环节开始时间', '接收时间', '转入时间', '开始日期'],
  ended: ['结束时间', '结束', '环节结束时间', '完成时间', '办结时间', '结束日期'],
  promiseDays: ['承诺时限(工作日)', '承诺时限', '环节时限(工作日)', '环节时限', '环节承诺时限', '办理时限'],
};

/** Who leads and who assists follows from the windows. */
export const NEEDLESS_STAGE_COLUMNS = [
  '角色',
  '牵头/协办',
  '事项名称',
  '事项编码',
  '环节序号',
  '环节状态',
  '状态',
] as const;

export function isStageList(has: (field: StageField) => boolean): boolean {
  const place = (['windowCode', 'windowName', 'department', 'place'] as const).some(has);
  return has('no') && has('stage') && has('begun') && place;
}
