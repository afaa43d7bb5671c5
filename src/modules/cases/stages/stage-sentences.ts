import type { Remark } from 'src/modules/intake/feed';
import type { RowCells } from 'src/modules/intake/table/row-cells';
import type { StageField } from './stage-columns';

type Cells = RowCells<StageField>;

export function refuseStageOrder(cells: Cells): void {
  cells.refuse('ended', 'ends-before-begin', {
    zh: `“${cells.column('ended')}”早于“${cells.column('begun')}”（${cells.text('begun')}）`,
    en: `${cells.column('ended')} is before ${cells.column('begun')} (${cells.text('begun')})`,
  });
}

export function refuseAfterAsOf(cells: Cells, field: StageField, asOf: string): void {
  cells.refuse(field, 'after-as-of', {
    zh: `“${cells.column(field)}”晚于数据截止时间 ${asOf}`,
    en: `${cells.column(field)} is after the as-of time of the file, ${asOf}`,
  });
}

/** No window, or several, belong to what the row names. */
export function refuseDepartment(cells: Cells, field: StageField, windows: number): void {
  const text = cells.text(field);
  cells.refuse(
    field,
    windows === 0 ? 'window-unknown' : 'window-several',
    windows === 0
      ? {
          zh: `花名册中没有名为“${text}”的窗口或部门，或该部门当日没有窗口`,
          en: `the roster has no window or department "${text}", or no window of it on that day`,
        }
      : {
          zh: `部门“${text}”当日有 ${String(windows)} 个窗口，不知道是哪一个`,
          en: `department "${text}" had ${String(windows)} windows on that day`,
        },
    { zh: '请填写花名册中的窗口名称或编号', en: 'write the name or code of the window' },
  );
}

export function stageWithoutLimit(cells: Cells): Omit<Remark, 'line' | 'sheet'> {
  return {
    code: 'clock-unknown',
    text: {
      zh: `“${cells.column('promiseDays')}”为空：该环节不判断是否超期，请补充后重新导入`,
      en: `${cells.column('promiseDays')} is empty: nobody can tell whether the stage is late; fill it in and import again`,
    },
  };
}
