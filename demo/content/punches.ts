import type { CivilDate } from 'src/common/civil-date';
import type { DemoHall } from 'demo/hall/hall';
import type { DemoMonth } from 'demo/hall/months';
import { Random } from 'demo/hall/random';
import { postingOn, type DemoPerson } from 'demo/hall/staff';
import { nameOn, type Clock } from 'demo/hall/windows';
import type { DemoDay } from './attendance';

interface Punch {
  readonly person: DemoPerson;
  readonly day: CivilDate;
  readonly second: number;
  readonly leaving: boolean;
}

/** Column titles of layout 4. */
export const APP_COLUMNS =
  '姓名 工号 部门 职位 手机号 打卡时间 打卡地点 来源 来源描述 是否有效 设备ID 设备名称 wifi名称'.split(' ');

/**
 * Lines of a clock's `attlog.dat` (layout 2). Clock 1 knows in and out and pads the pin to nine, clock 2 writes 255 in
 * every line and pads to five; both hold a few exact repeats and step back in time where the clock uploaded late.
 */
export function clockLines(hall: DemoHall, month: DemoMonth, clock: 1 | 2, days: readonly DemoDay[]): string[] {
  const random = new Random(hall.seed, 'clock', clock, month.index);
  const lines = days
    .flatMap(punchesOf)
    .filter((punch) => clockOf(punch) === (clock === 1 ? 'hall-1' : 'hall-2'))
    .sort(byTime)
    .map(({ person, day, second, leaving }) => {
      const status = clock === 2 ? '255' : leaving ? '1' : '0';
      return `${person.pin.padStart(clock === 1 ? 9 : 5)}\t${day} ${clockTime(second)}\t1\t${status}\t1\t0`;
    });
  for (let count = 0; count < 4 && lines.length > 40; count++) {
    const from = random.below(lines.length - 30);
    const late = lines.splice(from, 1 + random.below(3));
    lines.splice(from + 10 + random.below(15), 0, ...late, ...late.slice(0, 1));
  }
  return lines;
}

/** Which clock took the punch: some people come in by one door and leave by the other. */
function clockOf({ person, leaving }: Punch): Clock | 'none' {
  if (!person.bothClocks || !leaving) return person.clock;
  return person.clock === 'hall-1' ? 'hall-2' : 'hall-1';
}

/** Rows of the mobile app (layout 4), header first; now and then a second tap that the app marks as void. */
export function appRows(hall: DemoHall, month: DemoMonth, days: readonly DemoDay[]): string[][] {
  const random = new Random(hall.seed, 'app', month.index);
  const rows = days
    .filter(({ person }) => person.clock === 'app')
    .flatMap(punchesOf)
    .sort(byTime)
    .flatMap((punch) => {
      const row = appRow(punch, punch.second, '是');
      return random.chance(8) ? [row, appRow(punch, punch.second + 1, '否')] : [row];
    });
  return [APP_COLUMNS, ...rows];
}

function appRow({ person, day }: Punch, second: number, valid: '是' | '否'): string[] {
  const window = postingOn(person, day)?.window;
  const phone = Number(person.phone.slice(-5));
  return [
    person.name,
    person.number,
    window ? nameOn(window, day) : '',
    postingOn(person, day)?.duty ?? '',
    person.phone,
    `${day} ${clockTime(second)}`,
    '示例县示例路8号',
    'APP',
    'APP',
    valid,
    `0000${phone.toString(16).padStart(4, '0')}-0000-4000-8000-${String(phone).padStart(12, '0')}`,
    `示例手机-${phone % 40}`,
    '',
  ];
}

export function punchesOf({ person, day, first, last }: DemoDay): Punch[] {
  const punches: Punch[] = [];
  if (first !== null) punches.push({ person, day, second: first, leaving: false });
  if (last !== null) punches.push({ person, day, second: last, leaving: true });
  return punches;
}

/** `HH:MM:SS` of a second of the day. */
export function clockTime(second: number): string {
  const part = (value: number): string => String(value).padStart(2, '0');
  return `${part(Math.floor(second / 3600))}:${part(Math.floor(second / 60) % 60)}:${part(second % 60)}`;
}

function byTime(a: Punch, b: Punch): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return a.second - b.second || (a.person.number < b.person.number ? -1 : 1);
}
