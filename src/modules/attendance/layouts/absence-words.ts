import { leaveKindOf } from 'src/modules/attendance/leave-kinds';
import type { Cell } from 'src/modules/intake/feed';
import { isBlankWord } from 'src/modules/intake/values/numbers';
import { shown } from './rows';

/** What lists hold in place of a time, besides the kinds of leave: why nobody punched, or marks for a day looked at. */
const WORDS = new Set([
  ...['休', '休息', '休息日', '轮休', '例休', '双休', '周末', '节假日', '法定节假日', '放假', '值班', '加班', '值守'],
  ...['请假', '旷工', '旷', '缺勤', '迟到', '早退', '正常', '出勤', '补卡', '补签'],
  ...['缺卡', '未打卡', '漏打卡', '忘打卡', '未签到', '未签退', '无打卡', '无记录', '未出勤'],
  ...['离职', '已离职', '未入职', '入职', '退休', '停职', '调出', '调离'],
  ...['下乡', '帮扶', '隔离', '停电', '机器故障', '设备故障', '考勤机故障'],
  ...['√', '✓', '×', '✗', 'x', '○', '〇', '△', '●', '☆', '★', '*'],
]);

/** `-`, `/`, `无`: the cell says that there is nothing. */
export function isNothing(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && isBlankWord(shown(cell));
}

/** `事假`, `上午出差`, `休息`, `缺卡`, `√`: somebody wrote why there is no time. Words nobody knows are no such reason. */
export function isAbsenceWord(cell: Cell | undefined): boolean {
  if (typeof cell !== 'string') return false;
  const text = shown(cell).toLowerCase();
  if (text === '' || /\d/.test(text)) return false;
  return text.split(/[、,;/\s]+/).every((part) => {
    const plain = part.replace(/^(?:上午|下午|全天|半天|因)|(?:上午|下午|全天|半天|中)$/g, '');
    return WORDS.has(plain) || WORDS.has(plain.replace(/\([^)]*\)$/, '')) || leaveKindOf(plain) !== undefined;
  });
}
