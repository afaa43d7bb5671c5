import type { RowCells } from 'src/modules/intake/table/row-cells';
import type { CaseField } from './case-columns';
import type { CaseWarning } from './case-warnings';

type Cells = RowCells<CaseField>;

export function closingRow(word: string): CaseWarning {
  return { code: 'closing-row', text: { zh: `“${word}”行不是办件，已跳过`, en: `a ${word} row is no case` } };
}

export function refuseOrder(cells: Cells, from: CaseField, to: CaseField): void {
  const [before, after] = [cells.column(from), cells.column(to)];
  cells.refuse(to, 'ends-before-begin', {
    zh: `“${after}”早于“${before}”（${cells.text(from)}）`,
    en: `${after} is before ${before} (${cells.text(from)})`,
  });
}

export function refuseLater(cells: Cells, field: CaseField, asOf: string): void {
  const column = cells.column(field);
  cells.refuse(
    field,
    'after-as-of',
    {
      zh: `“${column}”晚于数据截止时间 ${asOf}`,
      en: `${column} is after the as-of time of the file, ${asOf}`,
    },
    {
      zh: '请核对该时间；若截止时间填错，导入时改用 --as-of "YYYY-MM-DD HH:MM:SS"',
      en: 'check the time, or correct the as-of time: --as-of "YYYY-MM-DD HH:MM:SS"',
    },
  );
}

/** A window the roster does not know, or that is not the only one of its name. */
export function refuseWindowOf<F extends string>(cells: RowCells<F>, field: F): void {
  cells.refuse(
    field,
    'window-unknown',
    {
      zh: `花名册中没有“${cells.column(field)}”为“${cells.text(field)}”的窗口，或同名窗口不止一个`,
      en: `${cells.column(field)} ${cells.text(field)} is not in the roster, or more than one window bears it`,
    },
    {
      zh: '请改用花名册中的窗口名称或编号，或先更新花名册再导入',
      en: 'use the name or code of the roster, or update the roster first',
    },
  );
}
