import { columnOf } from 'src/modules/attendance/layouts/header';

/** Titles of a leave register; the first of each is what the template writes. */
export const REGISTER_COLUMNS = {
  staff: ['工号', '员工工号', '人员工号', '人员编号', '员工编号', '职工号'],
  name: ['姓名', '请假人', '申请人', '员工姓名'],
  unit: ['窗口名称', '窗口', '部门', '所属窗口', '所属部门'],
  from: ['请假日期', '开始日期', '请假开始日期', '开始时间', '请假开始时间', '起始日期', '日期', '请假时间', '开始'],
  to: ['结束日期', '请假结束日期', '结束时间', '请假结束时间', '截止日期', '结束'],
  days: ['请假天数', '天数', '时长', '请假时长', '合计天数'],
  kind: ['类型', '请假类型', '假别', '请假类别', '假期类型', '请假种类'],
  half: ['半天', '午别', '上午/下午', '时段', '请假时段'],
  remark: ['备注', '说明', '请假事由', '事由'],
  standIn: [
    '顶岗人工号',
    '补岗人工号',
    'b岗工号',
    '代岗人工号',
    '替岗人工号',
    '顶岗工号',
    '补岗人员工号',
    '顶岗人员工号',
  ],
  standInName: [
    '顶岗人',
    '补岗人',
    '顶岗人员',
    '补岗人员',
    '替岗人',
    '替岗人员',
    '代岗人',
    '代岗人员',
    'b岗',
    'b岗姓名',
  ],
  taken: ['是否已休', '是否已休假', '是否实际休假', '实际休假', '实际是否休假', '是否已离岗'],
  result: ['审批结果', '审批意见', '是否准假', '准假情况', '批准情况', '是否批准'],
  state: ['审批状态', '流程状态'],
  document: ['依据', '文号', '依据文号', '批准文号', '证明材料', '凭证', '请假条编号', '审批编号'],
  minutes: ['每天分钟', '每日分钟', '每天时长'],
} as const;

export type RegisterField = keyof typeof REGISTER_COLUMNS;
export type RegisterColumns = Record<RegisterField, number>;

/** Where each column stands, -1 for none; undefined when these titles are no leave register. */
export function columnsOf(titles: readonly string[]): RegisterColumns | undefined {
  const entries = Object.entries(REGISTER_COLUMNS).map(([field, names]) => [field, columnOf(titles, names)] as const);
  const columns = Object.fromEntries(entries) as RegisterColumns;
  const who = columns.staff >= 0 || columns.name >= 0;
  return who && columns.from >= 0 && columns.kind >= 0 && (columns.days >= 0 || columns.to >= 0) ? columns : undefined;
}
