import type { DemoHall } from 'demo/hall/hall';
import type { DemoMonth } from 'demo/hall/months';
import type { DemoLeave } from './attendance';
import { dayCell, type SheetContent } from './sheet';

/** Column titles of layout 6a with the staff number that the office added. */
export const LEAVE_COLUMNS = ['姓名', '工号', '请假日期', '请假天数', '类型', '备注'];

const REMARKS: Readonly<Record<string, string>> = { 公假: '业务培训', 产假: '产假审批已备案' };

/** The leave register of a month. Whole days count working days; a half day is named in the remark. */
export function leaveSheet(hall: DemoHall, month: DemoMonth, leaves: readonly DemoLeave[]): SheetContent {
  return {
    name: 'Sheet1',
    title: [`${hall.name}${Number(month.period.slice(5))}月请假登记表`],
    header: [LEAVE_COLUMNS],
    rows: leaves.map(({ person, from, days, kind, half }) => [
      person.name,
      person.number,
      dayCell(from, 'mm-dd-yy'),
      Number(days),
      kind,
      half ? { am: '上午', pm: '下午' }[half] : (REMARKS[kind] ?? ''),
    ]),
  };
}
