import type { CivilTime } from 'src/common/civil-date';
import { nameOn } from 'demo/hall/windows';
import { began, type DemoCase } from './cases';
import { momentCell, type OutCell } from './sheet';

/** Column titles of layout 7. */
export const CASE_COLUMNS = [
  ...'办件编号 事项名称 事项编码 窗口名称 受理人员 申请人 申请时间 受理时间 承诺时限(工作日) 法定时限(工作日)'.split(
    ' ',
  ),
  ...'办结时间 办件类型 办件状态 特别程序开始 特别程序结束 补正告知 补正受理'.split(' '),
];

/** Limits are numbers, everything else is text, '' where there is nothing. */
export type CaseCells = readonly (string | number)[];

const TIME_COLUMNS = new Set(CASE_COLUMNS.flatMap((name, index) => (/时间|特别程序|补正/.test(name) ? [index] : [])));

/** What the list exported at `asOf` says about a case that had entered it by then. */
export function caseCells(one: DemoCase, asOf: CivilTime): CaseCells {
  const known = (time: CivilTime | null | undefined): string => (time && time <= asOf ? time : '');
  const finished = known(one.finished);
  const [stopFrom, stopTo] = [known(one.special?.[0]), known(one.special?.[1])];
  const [askedFor, corrected] = [known(one.correction?.[0]), known(one.correction?.[1])];
  const state = one.withdrawn
    ? '已撤回'
    : finished !== ''
      ? '已办结'
      : stopFrom !== '' && stopTo === ''
        ? '特别程序中'
        : askedFor !== '' && corrected === ''
          ? '补正中'
          : '办理中';
  const { item } = one;
  return [
    ...[one.no, item.name, item.code, nameOn(one.window, began(one).slice(0, 10)), one.handler.name, one.applicant],
    ...[one.applied, known(one.accepted), item.promise, item.legal, finished],
    ...[item.promise === 0 ? '即办件' : '承诺件', state, stopFrom, stopTo, askedFor, corrected],
  ];
}

/** Whether nothing about the case changed after that time. */
export function settledBy(one: DemoCase, time: CivilTime): boolean {
  if (one.withdrawn) return true;
  return one.finished !== null && one.finished <= time;
}

/** Times as true date cells, limits as numbers: the workbook form of the list. */
export function caseSheetRow(cells: CaseCells): OutCell[] {
  return cells.map((cell, index) =>
    typeof cell === 'string' && cell !== '' && TIME_COLUMNS.has(index) ? momentCell(cell) : cell,
  );
}

/** One JSON object with the list's own names; blank is null. */
export function caseJson(cells: CaseCells): string {
  return JSON.stringify(
    Object.fromEntries(CASE_COLUMNS.map((name, index) => [name, cells[index] === '' ? null : cells[index]])),
  );
}
