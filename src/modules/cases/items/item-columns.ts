import type { ColumnNames } from 'src/modules/intake/table/columns';

export type ItemField =
  | 'code'
  | 'name'
  | 'department'
  | 'acceptingCode'
  | 'acceptingName'
  | 'approvingCode'
  | 'approvingName'
  | 'type'
  | 'promiseDays'
  | 'legalDays'
  | 'online'
  | 'from'
  | 'to';

/** Columns of an item catalogue; the first title is the template's. */
export const ITEM_COLUMNS: ColumnNames<ItemField> = {
  code: ['事项编码', '事项代码', '事项编号', '实施编码', '基本编码'],
  name: ['事项名称', '办理事项', '业务名称'],
  department: ['实施部门', '所属部门', '部门名称', '部门', '责任部门', '审批部门', '实施主体', '实施机构'],
  acceptingCode: ['受理窗口编号', '受理窗口编码', '受理窗口代码'],
  acceptingName: ['受理窗口', '受理窗口名称', '收件窗口'],
  approvingCode: ['审批窗口编号', '审批窗口编码', '审批窗口代码', '办理窗口编号', '承办窗口编号'],
  approvingName: ['审批窗口', '审批窗口名称', '办理窗口', '承办窗口'],
  type: ['办件类型', '件型', '事项办件类型'],
  promiseDays: ['承诺时限(工作日)', '承诺时限', '承诺期限(工作日)', '承诺期限', '承诺办结时限', '承诺工作日'],
  legalDays: ['法定时限(工作日)', '法定时限', '法定期限(工作日)', '法定期限', '法定办结时限', '法定工作日'],
  online: ['网办深度', '网上办理深度', '网办等级', '网上办理等级'],
  from: ['启用日期', '生效日期', '起始日期', '开始日期', '有效期起'],
  to: ['停用日期', '失效日期', '终止日期', '结束日期', '有效期止'],
};

/** A list of items: a code, and something about windows, type or days. A list of cases has 办件编号 and is none. */
export function isItemList(has: (field: ItemField) => boolean): boolean {
  const says = (
    ['acceptingCode', 'acceptingName', 'approvingCode', 'approvingName', 'type', 'promiseDays'] as const
  ).some(has);
  return has('code') && says;
}
