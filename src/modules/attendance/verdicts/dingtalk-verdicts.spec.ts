import { readFileSync } from 'node:fs';
import { openFile } from 'src/modules/intake/files/open.process';
import type { Row } from 'src/modules/intake/feed';
import { fixture } from 'test/support/feed-driver';
import { planBesideLeave } from './day-plan';
import { shown } from 'src/modules/attendance/layouts/rows';
import type { Half } from 'src/modules/attendance/leave';
import { minutesOf, type HoursEntry } from 'src/modules/attendance/schedule';
import { faultsOf, type Fault } from './verdict';

/**
 * The verdicts of the clock service itself, from the sheet 每日统计 of the sample, against ours from the punch times of the
 * same rows: other code, other people, the same rule.
 */
interface Totals {
  readonly 迟到次数: number;
  readonly 迟到时长: number;
  readonly 早退次数: number;
  readonly 早退时长: number;
  readonly 上班缺卡次数: number;
  readonly 下班缺卡次数: number;
  readonly 旷工天数: number;
}

const LIMITS = { grace: 0, absentAfter: undefined, repeatWithin: 0 };

async function dailyRows(): Promise<Record<string, string>[]> {
  const file = await openFile(fixture('attendance/files/dingtalk-kaoqin-baobiao.xlsx'));
  const sheet = file.sheets.find(({ name }) => name === '每日统计');
  if (!sheet) throw new Error('no such sheet');
  const rows: Row[] = [];
  for await (const part of file.rows(sheet)) rows.push(...part.filter((row): row is Row => !('bad' in row)));
  file.close();
  const titles = rows.find(({ line }) => line === 3)?.cells.map(shown) ?? [];
  return rows
    .filter(({ line }) => line > 4)
    .map(({ cells }) => Object.fromEntries(titles.map((title, column) => [title, shown(cells[column])])));
}

/** `窗口班 08:30-12:00,14:00-17:30`, `夜班 19:30-次日07:30`; undefined for 休息, 自由工时 and people in no group. */
function hoursOf(shift: string): HoursEntry | undefined {
  const pairs = [...shift.matchAll(/((?:次日)?\d\d:\d\d)-((?:次日)?\d\d:\d\d)/g)].map(([, start = '', end = '']) => ({
    start,
    end,
  }));
  const [morning, afternoon] = pairs;
  if (!morning) return undefined;
  return afternoon ? { morning, afternoon } : { shift: morning };
}

function faultsOfRow(row: Record<string, string>): Fault[] {
  const entry = hoursOf(row['班次'] ?? '');
  if (!entry) return [];
  const slots = ['上班1', '下班1', '上班2', '下班2'];
  const excused = slots.filter((slot) => /^(?:请假|外出|未打卡)$/.test(row[`${slot}打卡结果`] ?? ''));
  const leave = new Set<Half>();
  if (excused.includes('上班1')) leave.add('am');
  if (excused.some((slot) => slot === (entry.afternoon ? '上班2' : '下班1'))) leave.add('pm');
  // Its own verdict of a changed slot is 正常: a correction stands for the time.
  const minutes = slots
    .filter((slot) => (row[`${slot}打卡时间`] ?? '') !== '' && !/通过|改为/.test(row[`${slot}打卡结果`] ?? ''))
    .map((slot) => minutesOf(row[`${slot}打卡时间`] ?? ''))
    .map((minute) => (entry.shift && minute < 720 && minutesOf(entry.shift.end) > 1440 ? minute + 1440 : minute));
  const corrected = slots
    .filter((slot) => /通过|改为/.test(row[`${slot}打卡结果`] ?? ''))
    .map(
      (slot) =>
        planBesideLeave(entry, new Set()).checks[entry.afternoon ? slots.indexOf(slot) : slot === '上班1' ? 0 : 1]
          ?.at ?? 0,
    );
  return faultsOf(planBesideLeave(entry, leave), [...minutes, ...corrected], LIMITS);
}

it('reaches the same totals as the service', async () => {
  const rows = await dailyRows();
  expect(rows).toHaveLength(403);
  const all = rows.map(faultsOfRow).map((faults): { kind: string; minutes: number; way?: string }[] => {
    const wholeDay = faults.length === 2 && faults.every(({ kind }) => kind === 'absent');
    return wholeDay ? [{ kind: 'absent-day', minutes: 0 }] : faults;
  });
  const of = (kind: string, way?: string): { count: number; minutes: number } => {
    const own = all.flat().filter((fault) => fault.kind === kind && (way === undefined || fault.way === way));
    return { count: own.length, minutes: own.reduce((sum, { minutes }) => sum + minutes, 0) };
  };
  const expected = JSON.parse(readFileSync(fixture('attendance/expected.json'), 'utf8')) as Record<
    string,
    { totals: Totals }
  >;
  const totals = expected['dingtalk-kaoqin-baobiao.xlsx']?.totals;
  expect({
    迟到次数: of('late').count,
    迟到时长: of('late').minutes,
    早退次数: of('early').count,
    早退时长: of('early').minutes,
    上班缺卡次数: of('missing-punch', 'in').count,
    下班缺卡次数: of('missing-punch', 'out').count,
    旷工天数: of('absent-day').count,
  }).toMatchObject({
    迟到次数: totals?.迟到次数,
    迟到时长: totals?.迟到时长,
    早退次数: totals?.早退次数,
    早退时长: totals?.早退时长,
    上班缺卡次数: totals?.上班缺卡次数,
    下班缺卡次数: totals?.下班缺卡次数,
    旷工天数: totals?.旷工天数,
  });
});
