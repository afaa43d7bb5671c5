import type { DemoMonth } from 'demo/hall/months';
import { CASE_COLUMNS, type CaseCells } from './case-rows';
import { RATING_COLUMNS } from './rating-rows';
import type { OutCell } from './sheet';

/** A row that is wrong on purpose and what should become of it. */
export interface PlantedRow<T> {
  readonly row: T;
  readonly ends: 'reject' | 'unmatched';
  readonly why: string;
}

/** Copies of a good case, each with one fault. */
export function plantedCases(good: CaseCells, month: DemoMonth): PlantedRow<CaseCells>[] {
  const { period } = month;
  const number = (index: number): string => `9999${period.replace('-', '')}${String(index).padStart(6, '0')}`;
  const start = `${month.openDays[0] ?? month.from} 09:00:00`;
  const base = { 受理时间: start, 办结时间: '' };
  const faults: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
    [{ 办结时间: `${month.openDays[0] ?? month.from} 08:40:00` }, '办结时间早于受理时间'],
    [{ 受理时间: `${period.slice(0, 4)}-02-31 09:00:00` }, '没有这一天：2月31日'],
    [{ 办件编号: '' }, '办件编号为空'],
    [{ 窗口名称: '示例不存在窗口' }, '花名册中没有这个窗口'],
    [{ '承诺时限(工作日)': '五' }, '承诺时限不是数字'],
  ];
  return faults.map(([fault, why], index) => ({
    row: changed(CASE_COLUMNS, good, { 办件编号: number(index + 1), ...base, ...fault }),
    ends: 'reject',
    why,
  }));
}

export function plantedRatings(good: readonly string[]): PlantedRow<string[]>[] {
  const faults: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
    [{ 满意度: '很好' }, '满意度不在五个等级之内'],
    [{ 窗口编号: 'Z99', 窗口名称: '示例不存在窗口' }, '花名册中没有这个窗口'],
  ];
  return faults.map(([fault, why]) => ({ row: changed(RATING_COLUMNS, good, fault), ends: 'reject', why }));
}

export function plantedFindings(columns: readonly string[], good: readonly OutCell[]): PlantedRow<OutCell[]>[] {
  const row = changed(columns, good, { 午别: '上午', 巡查时间: '14:05', 巡查情况: '离岗', 离岗分钟: '20' });
  return [{ row, ends: 'reject', why: '午别与巡查时间不符' }];
}

export function plantedLeave(columns: readonly string[], good: readonly OutCell[]): PlantedRow<OutCell[]>[] {
  return [{ row: changed(columns, good, { 请假天数: 'x' }), ends: 'reject', why: '请假天数不是数字' }];
}

/** Lines of a clock: a pin nobody bears, and a day that does not exist. */
export function plantedPunches(month: DemoMonth): PlantedRow<string>[] {
  const day = month.openDays[0] ?? month.from;
  return [
    { row: `     9999\t${day} 08:21:07\t1\t0\t1\t0`, ends: 'unmatched', why: '花名册中没有这个考勤机号' },
    { row: `     9999\t${month.period}-32 08:21:07\t1\t0\t1\t0`, ends: 'reject', why: '没有这一天' },
  ];
}

function changed<T>(columns: readonly string[], row: readonly T[], fault: Readonly<Record<string, T & string>>): T[] {
  return row.map((cell, index) => fault[columns[index] ?? ''] ?? cell);
}
