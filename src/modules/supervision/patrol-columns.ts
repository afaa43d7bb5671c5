import type { ColumnNames } from 'src/modules/intake/table/columns';

export type PatrolField =
  | 'date'
  | 'half'
  | 'time'
  | 'windowCode'
  | 'windowName'
  | 'post'
  | 'staff'
  | 'name'
  | 'finding'
  | 'minutes'
  | 'photo'
  | 'patrolledBy';

/** Columns of the patrol list (formats §9). */
export const PATROL_COLUMNS: ColumnNames<PatrolField> = {
  date: ['巡查日期', '检查日期', '日期'],
  half: ['午别', '上下午', '时段'],
  time: ['巡查时间', '检查时间', '时间'],
  windowCode: ['窗口编号', '窗口编码', '窗口代码', '窗口号'],
  windowName: ['窗口名称', '窗口'],
  post: ['岗位', 'AB岗'],
  staff: ['工号', '人员工号', '员工工号'],
  name: ['人员姓名', '姓名', '人员'],
  finding: ['巡查情况', '检查情况', '存在问题', '问题', '情况'],
  minutes: ['离岗分钟', '离岗时长(分钟)', '离岗时间(分钟)', '脱岗分钟'],
  photo: ['照片文件名', '照片', '图片', '照片编号'],
  patrolledBy: ['巡查人', '巡查人员', '检查人', '检查人员'],
};

export function isPatrolList(has: (field: PatrolField) => boolean): boolean {
  return has('date') && has('finding') && (has('windowCode') || has('windowName'));
}
