import type { CivilDate } from 'src/common/civil-date';
import type { DemoHall } from 'demo/hall/hall';
import { at, type DemoMonth } from 'demo/hall/months';
import { planOf } from 'demo/hall/plans';
import { Random } from 'demo/hall/random';
import { postingOn, teamOn, type DemoPerson } from 'demo/hall/staff';
import { existsOn, nameOn, type DemoWindow } from 'demo/hall/windows';
import { clockTime } from './punches';
import { dayCell, type OutCell } from './sheet';

/** Column titles of layout 9. */
export const PATROL_COLUMNS =
  '巡查日期 午别 巡查时间 窗口名称 窗口编号 岗位 人员姓名 工号 巡查情况 离岗分钟 照片文件名 巡查人'.split(' ');

export interface DemoFinding {
  readonly day: CivilDate;
  /** Minute of the day. */
  readonly minute: number;
  readonly window: DemoWindow;
  readonly person: DemoPerson | null;
  /** 正常 for a round without finding. */
  readonly what: string;
  readonly away: number | null;
  readonly inspector: string;
}

const USUAL = ['未佩戴工作牌', '窗口物品摆放杂乱', '玩手机', '离岗', '串岗'];
const GRAVE = ['空岗', '离岗', '玩手机', '吃零食', '未佩戴工作牌', '窗口物品摆放杂乱'];
const INSPECTORS = ['值班长', '督查科'];

/** Two rounds a working day past a few windows, and what the windows' plans have them find. */
export function patrolOf(hall: DemoHall, month: DemoMonth): DemoFinding[] {
  const random = new Random(hall.seed, 'patrol', month.index);
  const rounds = month.openDays.flatMap((day) => {
    const open = hall.windows.filter((window) => existsOn(window, day));
    return ['am', 'pm'].flatMap((half) =>
      [0, 1, 2].map((): DemoFinding => {
        const minute = half === 'am' ? random.between(545, 690) : random.between(860, 1030);
        const inspector = random.pick(INSPECTORS);
        return { day, minute, window: random.pick(open), person: null, what: '正常', away: null, inspector };
      }),
    );
  });
  const findings = hall.windows.flatMap((window) => findingsAt(hall, window, month));
  return [...rounds, ...findings].sort((a, b) => (a.day === b.day ? a.minute - b.minute : a.day < b.day ? -1 : 1));
}

function findingsAt(hall: DemoHall, window: DemoWindow, month: DemoMonth): DemoFinding[] {
  const plan = planOf(hall.seed, window, month);
  const random = new Random(hall.seed, 'findings', plan.label);
  const days = month.openDays.filter((day) => existsOn(window, day));
  if (days.length === 0) return [];
  return Array.from({ length: plan.findings }, () => {
    const day = random.pick(days);
    const what = random.pick(plan.standing === 'behind' ? GRAVE : USUAL);
    const minute = random.chance(500) ? random.between(545, 690) : random.between(860, 1030);
    const person = what === '窗口物品摆放杂乱' ? null : random.pick(teamOn(hall.staff.people, window, day));
    const away = what === '离岗' ? random.between(16, 75) : what === '空岗' ? random.between(10, 30) : null;
    return { day, minute, window, person, what, away, inspector: random.pick(INSPECTORS) };
  });
}

/** The finding as the register writes it; in a workbook day, time and minutes are true cells. */
export function patrolCells(finding: DemoFinding, index: number, asWorkbook: boolean): OutCell[] {
  const { day, minute, window, person, what, away } = finding;
  const time = clockTime(minute * 60).slice(0, 5);
  const photo = what === '正常' ? '' : `xc${day.replaceAll('-', '')}-${String(index + 1).padStart(3, '0')}.jpg`;
  return [
    asWorkbook ? dayCell(day, 'yyyy/m/d') : day,
    minute < 720 ? '上午' : '下午',
    asWorkbook ? { kind: 'date', day: null, second: minute * 60, format: 'h:mm' } : time,
    nameOn(window, day),
    window.code,
    (person && postingOn(person, day)?.post) ?? '',
    person?.name ?? '',
    person?.number ?? '',
    what,
    away === null ? '' : asWorkbook ? away : String(away),
    photo,
    finding.inspector,
  ];
}

/** Rows of the register of one month. */
export function patrolRows(findings: readonly DemoFinding[], asWorkbook: boolean): OutCell[][] {
  return findings.map((_, index) => patrolCells(at(findings, index), index, asWorkbook));
}
