import { addDays, type CivilDate } from 'src/common/civil-date';
import type { DemoMonths } from './months';

/** By which clock the people of a department punch. */
export type Clock = 'dingtalk' | 'hall-1' | 'hall-2' | 'app';

export interface DemoDepartment {
  readonly code: string;
  readonly name: string;
  readonly clock: Clock;
}

/** How a window's items are mixed; see `items.ts`. */
export type Mix = 'counter' | 'desk' | 'mixed' | 'licence' | 'project';

export interface DemoWindow {
  readonly code: string;
  readonly name: string;
  readonly department: DemoDepartment;
  /** What its items are about, the beginning of their names. */
  readonly subject: string;
  readonly mix: Mix;
  readonly people: number;
  /** Share of the hall's cases; 0: a window without cases. */
  readonly weight: number;
  readonly tags: readonly string[];
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  readonly formerName?: string;
  /** Since when it bears its present name. */
  readonly renamedOn?: CivilDate;
  readonly mergedInto?: string;
}

// prettier-ignore
const DEPARTMENTS: readonly (readonly [string, Clock])[] = [
  ['示例县市场监督管理局', 'hall-1'], ['示例县行政审批局', 'hall-1'], ['示例县税务局', 'dingtalk'], ['示例县公安局', 'hall-1'],
  ['示例县人力资源和社会保障局', 'hall-1'], ['示例县医疗保障局', 'hall-1'], ['示例县自然资源和规划局', 'hall-2'], ['示例县住房和城乡建设局', 'hall-2'],
  ['示例县住房公积金管理中心', 'dingtalk'], ['示例县民政局', 'hall-2'], ['示例县卫生健康委员会', 'hall-2'], ['示例县交通运输局', 'dingtalk'],
  ['示例县生态环境局', 'hall-2'], ['示例县水务局', 'hall-2'], ['示例县农业农村局', 'hall-2'], ['示例县教育局', 'hall-2'],
  ['示例县司法局', 'hall-2'], ['示例县公用事业服务公司', 'app'], ['示例县城东分中心', 'app'], ['示例县开发区分中心', 'app'],
];

const REFORM = '工改';
const LICENCE = '电子证照';

type Entry = readonly [
  code: string,
  dept: number,
  name: string,
  subject: string,
  mix: Mix,
  people: number,
  weight: number,
  ...tags: string[],
];

// The windows of a pair (see `plans.ts`) have the same mix, people and weight, so that they can end up level.
// prettier-ignore
const WINDOWS: readonly Entry[] = [
  ['A01', 1, '企业开办窗口', '企业', 'counter', 18, 60, LICENCE], ['A02', 1, '个体登记窗口', '个体工商户', 'counter', 12, 44, LICENCE],
  ['A03', 1, '食品药品许可窗口', '食品经营', 'licence', 11, 18, LICENCE], ['A04', 2, '综合受理一号窗口', '综合事项', 'counter', 14, 34],
  ['A05', 2, '综合受理二号窗口', '综合事项', 'counter', 14, 34], ['A06', 2, '帮办代办窗口', '代办事项', 'mixed', 9, 12],
  ['A07', 2, '投资项目窗口', '投资项目', 'project', 10, 5, REFORM], ['A08', 2, '跨省通办窗口', '跨省通办', 'counter', 8, 9],
  ['B01', 3, '办税服务一号窗口', '涉税', 'desk', 16, 52], ['B02', 3, '办税服务二号窗口', '涉税', 'desk', 16, 52], ['B03', 3, '发票业务窗口', '发票', 'desk', 10, 30],
  ['B04', 4, '户籍窗口', '户籍', 'counter', 15, 40], ['B05', 4, '出入境窗口', '出入境证件', 'mixed', 12, 22], ['B06', 4, '车驾管窗口', '车驾管', 'counter', 14, 36],
  ['C01', 5, '社保登记窗口', '社保', 'counter', 16, 42], ['C02', 5, '社保待遇窗口', '社保待遇', 'mixed', 14, 24], ['C03', 5, '就业服务窗口', '就业', 'counter', 10, 16],
  ['C04', 5, '人事档案窗口', '人事档案', 'mixed', 8, 10], ['C05', 6, '医保参保窗口', '医保', 'counter', 12, 28], ['C06', 6, '医保报销窗口', '医保报销', 'counter', 12, 28],
  ['D01', 7, '不动产登记一号窗口', '不动产', 'mixed', 17, 38, LICENCE], ['D02', 7, '不动产登记二号窗口', '不动产', 'mixed', 17, 38, LICENCE],
  ['D03', 7, '规划许可窗口', '规划', 'project', 9, 5, REFORM], ['D04', 8, '施工许可窗口', '施工', 'project', 9, 5, REFORM],
  ['D05', 8, '房产交易窗口', '房产交易', 'mixed', 12, 18, LICENCE], ['D06', 8, '租赁备案窗口', '房屋租赁', 'counter', 6, 6],
  ['D07', 9, '公积金提取窗口', '公积金', 'desk', 13, 30], ['D08', 9, '公积金贷款窗口', '公积金贷款', 'licence', 11, 14],
  ['E01', 10, '婚姻登记窗口', '婚姻', 'desk', 10, 14], ['E02', 10, '社会救助窗口', '社会救助', 'licence', 9, 8], ['E03', 11, '卫生许可窗口', '公共场所卫生', 'licence', 10, 9, LICENCE],
  ['E04', 12, '交通运输综合窗口', '道路运输', 'mixed', 14, 20, LICENCE], ['E05', 13, '环评审批窗口', '环评', 'project', 8, 4, REFORM], ['E06', 14, '水务窗口', '取水', 'project', 8, 4, REFORM],
  ['E07', 15, '农业农村窗口', '农机', 'mixed', 9, 8], ['E08', 16, '教育服务窗口', '民办教育', 'licence', 8, 6], ['E09', 17, '公证服务窗口', '公证', 'mixed', 8, 7],
  ['E10', 15, '林业植检窗口', '林业植检', 'licence', 5, 0], ['E11', 17, '法律援助窗口', '法律援助', 'mixed', 7, 4],
  ['F01', 18, '供电服务窗口', '用电', 'desk', 12, 16], ['F02', 18, '供水服务窗口', '用水', 'desk', 11, 14], ['F03', 18, '燃气服务窗口', '用气', 'desk', 10, 12],
  ['S01', 19, '城东分中心综合窗口', '便民事项', 'counter', 14, 20], ['S02', 19, '城东分中心税务窗口', '涉税', 'desk', 9, 14],
  ['S03', 20, '开发区分中心综合窗口', '便民事项', 'counter', 13, 18], ['S04', 20, '开发区分中心企业服务窗口', '企业服务', 'mixed', 9, 10],
];

export const departments: readonly DemoDepartment[] = DEPARTMENTS.map(([name, clock], index) => ({
  code: String(index + 1).padStart(2, '0'),
  name,
  clock,
}));

/** Windows without cases, opened, renamed and merged during the months. */
export const NO_CASES = 'E10';
export const OPENED = 'A08';
export const RENAMED = 'E04';
export const MERGED = 'D06';
export const MERGED_INTO = 'D05';
/** Nobody stands in for its A post. */
export const NO_PAIR = 'E11';
/** The sub-centre whose ratings are missing in the last full month. */
export const SILENT: readonly string[] = ['S01', 'S02'];

/** The windows with their dates: changes fall into the middle of the second full month. */
export function windowsOf(months: DemoMonths): readonly DemoWindow[] {
  const change = months.middle(1);
  const since = `${Number(months.today.slice(0, 4)) - 3}-01-01`;
  return WINDOWS.map(([code, dept, name, subject, mix, people, weight, ...tags]) => {
    const department = departments[dept - 1];
    if (!department) throw new RangeError(`window ${code} has no department`);
    const plain = { code, name, department, subject, mix, people, weight, tags, from: since, to: null };
    if (code === OPENED) return { ...plain, from: change };
    if (code === MERGED) return { ...plain, to: addDays(change, -1), mergedInto: MERGED_INTO };
    if (code === RENAMED) return { ...plain, formerName: '道路运输窗口', renamedOn: change };
    return plain;
  });
}

/** The name on the door that day. */
export function nameOn(window: DemoWindow, day: CivilDate): string {
  return window.formerName !== undefined && window.renamedOn !== undefined && day < window.renamedOn
    ? window.formerName
    : window.name;
}

export function existsOn(window: DemoWindow, day: CivilDate): boolean {
  return window.from <= day && (window.to === null || day <= window.to);
}
