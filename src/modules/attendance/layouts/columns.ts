import { columnOf } from './header';

/** Titles as `titleOf` folds them; the first of a list that a sheet has is taken. */
const STAFF = [
  '工号',
  '员工工号',
  '人员工号',
  '职工工号',
  '职工号',
  '员工号',
  '员工编号',
  '人员编号',
  '职工编号',
  '工作证号',
];
const STAFF_EN = [
  'person',
  'staff',
  'jobnumber',
  'jobno',
  'staffnumber',
  'staffno',
  'employeenumber',
  'employeeno',
  'employeeid',
];
const PIN = [
  '考勤号码',
  '登记号码',
  '考勤机号',
  '考勤编号',
  '考勤号',
  '登记号',
  '登记编号',
  '考勤卡号',
  'enno',
  'pin',
  'ac-no.',
  'ac-no',
  'acno',
];
const USER_ID = ['userid', '用户id', '钉钉userid'];
const NAME = ['姓名', '员工姓名', '人员姓名', 'name'];
const UNIT = ['窗口名称', '窗口', '所属窗口', '部门', '所属部门', '部门名称', '单位', 'department'];
const PHONE = ['手机号', '手机号码', '手机', '联系电话', '电话', 'mobile', 'phone'];
const AT = [
  '打卡时间',
  '日期时间',
  '出勤时间',
  '刷卡时间',
  '打卡日期时间',
  '刷卡日期时间',
  '考勤日期时间',
  '识别时间',
  '验证时间',
  '通行时间',
  '记录时间',
  '出入时间',
  '考勤时间',
  'datetime',
  'checktime',
  'punchtime',
  'at',
];
const DATE = ['日期', '考勤日期', '打卡日期', '刷卡日期', '出勤日期', '签到日期', '工作日期', 'date', 'workdate'];
const TIME = ['时间', '时刻', '打卡时刻', '签到时间', 'time'];
const VALID = ['是否有效', '是否有效打卡', '有效'];
const DEVICE = ['打卡设备', '机器号', '设备名称', '设备', '考勤机', '设备编号', '机号', '设备id', 'device', 'tmno'];
const ORIGIN = ['来源', '来源描述', '打卡方式', '打卡来源', '备注'];
const END =
  /^(?:上午|下午|中午|晚上|晚|早)?(?:第[一二三四五六1-6]次)?(?:上班|下班|签到|签退|打卡|刷卡|到岗|离岗)[1-6]?(?:打卡|刷卡)?(?:时间)?[1-6]?$|^(?:打卡|刷卡)?时间[1-9]$|^(?:首次|末次|最早|最晚)(?:打卡|刷卡)(?:时间)?$|^(?:start|end|on|off|in|out)(?:time)?$/;

/** Every title a punch table may have, each column with its names, for telling which columns nobody reads. */
export const PUNCH_TITLES = {
  known: [[...STAFF, ...STAFF_EN], PIN, USER_ID, NAME, UNIT, PHONE, AT, DATE, TIME, VALID, DEVICE, ORIGIN],
  /** Of each group one: somebody, and when. */
  needed: [
    [...STAFF, ...STAFF_EN, ...PIN, ...USER_ID],
    [...AT, ...DATE],
  ],
  /** Known and not needed (formats §4, §5). */
  needless: ['职位', '职务', '打卡地点', '打卡地址', 'wifi名称', '编号', '比对方式', '验证方式', '卡号', '星期'],
} as const;

export interface PunchColumns {
  readonly staff: number;
  readonly userId: number;
  readonly pin: number;
  readonly name: number;
  readonly unit: number;
  readonly phone: number;
  readonly date: number;
  /** Columns that hold the punches: one with day and time, or one a beginning and end of work. */
  readonly at: readonly number[];
  /** Whether one of `at` must be filled in each row; with several, ends may be missing. */
  readonly single: boolean;
  readonly valid: number;
  readonly device: number;
  readonly origin: number;
}

/** Finds the columns of a punch table; undefined when these titles are none: a time and a person or a day are needed. */
export function punchColumns(titles: readonly string[]): PunchColumns | undefined {
  const one = (names: readonly string[]): number => columnOf(titles, names);
  const date = one(DATE);
  const at = timeColumns(titles);
  const [staff, pin, userId, name] = [one([...STAFF, ...STAFF_EN]), one(PIN), one(USER_ID), one(NAME)];
  const someone = [staff, pin, userId, name].some((column) => column >= 0);
  if (at.length === 0 || (!someone && date < 0)) return undefined;
  return {
    ...{ staff, pin, userId, name, date, at },
    single: at.length === 1 && !END.test(titles[at[0] ?? 0] ?? ''),
    unit: one(UNIT),
    phone: one(PHONE),
    valid: one(VALID),
    device: one(DEVICE),
    origin: one(ORIGIN),
  };
}

function timeColumns(titles: readonly string[]): readonly number[] {
  const at = columnOf(titles, AT);
  if (at >= 0) return [at];
  const ends = [...titles.keys()].filter((column) => END.test(titles[column] ?? ''));
  const time = columnOf(titles, TIME);
  if (ends.length > 1 || (ends.length === 1 && time < 0)) return ends;
  return time >= 0 ? [time] : [];
}

/** Positions of the columns that are read; -1 for those that are not there. */
export function positionsOf(columns: PunchColumns): number[] {
  const { staff, userId, pin, name, unit, phone, date, at, valid, device, origin } = columns;
  return [staff, userId, pin, name, unit, phone, date, ...at, valid, device, origin];
}

/** Whether nobody can be told from the columns: one person's own list (layout 5e). */
export function isOnePersonList(columns: PunchColumns): boolean {
  return [columns.staff, columns.pin, columns.userId, columns.name].every((column) => column < 0) && columns.date >= 0;
}

/** The number of `formats.md` that these columns are; `11` for tables of their own. */
export function layoutOf(titles: readonly string[], columns: PunchColumns): '4' | '5c' | '5d' | '5e' | '11' {
  if (isOnePersonList(columns)) return '5e';
  if (columns.valid >= 0) return '4';
  if (titles.includes('考勤号码') && titles.includes('日期时间')) return '5c';
  return titles.includes('登记号码') && titles.includes('出勤时间') ? '5d' : '11';
}
