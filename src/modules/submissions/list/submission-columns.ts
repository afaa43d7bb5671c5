import type { ColumnNames } from 'src/modules/intake/table/columns';

/** Words of the catalogue that a list may hold, beside what every submission has. */
export const LABELS = ['level', 'issuer', 'document', 'event', 'medium', 'role', 'reason', 'case', 'code'] as const;
export const AMOUNTS = ['quantity', 'minutes', 'days', 'halfDays', 'workingDays', 'percent'] as const;

/** Numbers of the month that no source delivers; `submission-columns.spec.ts` holds the list to the catalogue. */
export const NUMBERS = [
  ...(['cases.sampled', 'cases.incomplete', 'cases.online-able', 'cases.online'] as const),
  ...(['licences.due', 'licences.collected'] as const),
] as const;

export type SubmissionField =
  | 'item'
  | 'itemName'
  | 'type'
  | 'windowCode'
  | 'windowName'
  | 'staff'
  | 'name'
  | 'date'
  | 'documentDate'
  | 'points'
  | 'evidence'
  | 'text'
  | (typeof LABELS)[number]
  | (typeof AMOUNTS)[number]
  | (typeof NUMBERS)[number];

/** Columns of a list of declared or entered items; ours, to be confirmed by a hall. */
export const SUBMISSION_COLUMNS: ColumnNames<SubmissionField> = {
  item: ['项目编码', '条款编号', '条款', '编码', '项目编号'],
  itemName: ['项目名称', '考核项目', '项目', '加减分项目', '考核内容'],
  type: ['情况类别', '类别'],
  windowCode: ['窗口编号', '窗口编码', '窗口代码', '窗口号'],
  windowName: ['窗口名称', '窗口'],
  staff: ['工号', '人员工号'],
  name: ['姓名', '人员姓名', '人员'],
  date: ['日期', '发生日期', '时间'],
  documentDate: ['文件日期', '落款日期', '发文日期'],
  points: ['分值', '加减分', '分数', '评定分值'],
  evidence: ['凭证', '佐证材料', '证明材料', '附件'],
  text: ['事由', '理由', '说明', '情况说明', '具体情况', '备注'],
  level: ['级别', '层级'],
  issuer: ['发文机关', '发文单位', '表彰单位'],
  document: ['文号', '文件编号'],
  event: ['事项', '事项名称', '事件', '荣誉名称'],
  medium: ['媒体', '刊物', '采用刊物'],
  role: ['角色'],
  reason: ['原因'],
  case: ['办件编号'],
  code: ['代码'],
  quantity: ['数量', '次数', '件数'],
  minutes: ['分钟', '分钟数'],
  days: ['天数'],
  halfDays: ['半天数'],
  workingDays: ['工作日数'],
  percent: ['百分比', '比例'],
  'cases.sampled': ['抽查件数'],
  'cases.incomplete': ['信息不全件数'],
  'cases.online-able': ['可网办件数'],
  'cases.online': ['网上办理件数', '网办件数'],
  'licences.due': ['应归集证照数'],
  'licences.collected': ['已归集证照数', '归集证照数'],
};

export function isSubmissionList(has: (field: SubmissionField) => boolean): boolean {
  return (has('item') || has('itemName')) && has('date') && (has('windowCode') || has('windowName') || has('staff'));
}
