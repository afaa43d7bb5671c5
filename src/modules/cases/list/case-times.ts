import type { RowCells } from 'src/modules/intake/table/row-cells';
import { isBefore, type CaseState } from 'src/modules/cases/case-state';
import type { CaseField } from './case-columns';
import { refuseLater, refuseOrder } from './case-sentences';

type Cells = RowCells<CaseField>;

/** In the order in which they are found fault with. */
const TIMES = ['accepted', 'finished', 'applied', 'stopFrom', 'stopTo', 'correctionFrom', 'correctionTo'] as const;
type Times = Pick<CaseState, Exclude<(typeof TIMES)[number], 'applied'>>;

/** The times of a row; refused: an end before its begin, and what lies after the as-of time. 申请时间 is only checked. */
export function timesOf(cells: Cells, asOf: string | undefined): Times {
  const applied = cells.time('applied');
  const times = {
    accepted: cells.time('accepted'),
    finished: cells.time('finished'),
    stopFrom: cells.time('stopFrom'),
    stopTo: cells.time('stopTo'),
    correctionFrom: cells.time('correctionFrom'),
    correctionTo: cells.time('correctionTo'),
  };
  inOrder(cells, times, 'accepted', 'finished');
  inOrder(cells, times, 'stopFrom', 'stopTo');
  inOrder(cells, times, 'correctionFrom', 'correctionTo');
  if (asOf === undefined) return times;
  for (const field of TIMES) {
    const time = field === 'applied' ? applied : times[field];
    if (time !== null && isBefore(asOf, time)) refuseLater(cells, field, asOf);
  }
  return times;
}

function inOrder(cells: Cells, times: Times, from: keyof Times, to: keyof Times): void {
  const [a, b] = [times[from], times[to]];
  if (a !== null && b !== null && isBefore(b, a)) refuseOrder(cells, from, to);
}
