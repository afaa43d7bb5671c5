import type { CivilDate } from 'src/common/civil-date';
import { DemoMonths } from './months';
import { staffOf, type DemoStaff } from './staff';
import { windowsOf, type DemoWindow } from './windows';

/** What a demo is made from; the same three give the same files. */
export interface DemoOptions {
  /** The clock's day; the demo's months lie before it. */
  readonly today: CivilDate;
  readonly seed: string;
  /** Distinct cases over all months; default 60,000. */
  readonly cases?: number;
}

/** The invented county hall: everything below is written from it. */
export interface DemoHall {
  readonly seed: string;
  readonly id: string;
  readonly name: string;
  readonly months: DemoMonths;
  readonly windows: readonly DemoWindow[];
  readonly staff: DemoStaff;
  readonly cases: number;
}

export function demoHall({ today, seed, cases = 60_000 }: DemoOptions): DemoHall {
  const months = new DemoMonths(today);
  const windows = windowsOf(months);
  const name = '示例县政务服务中心（演示）';
  return { seed, id: 'demo', name, months, windows, staff: staffOf(seed, months, windows), cases };
}
