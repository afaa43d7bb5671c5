import type { Remark } from 'src/modules/intake/feed';
import type { RowCells } from 'src/modules/intake/table/row-cells';
import type { CatalogueItem } from './catalogue';
import type { ItemField } from './item-columns';

type Cells = RowCells<ItemField>;
type Warning = Omit<Remark, 'line' | 'sheet'>;

export function refuseItemSpan(cells: Cells): void {
  cells.refuse('to', 'ends-before-begin', {
    zh: `“${cells.column('to')}”早于“${cells.column('from')}”（${cells.text('from')}）`,
    en: `${cells.column('to')} is before ${cells.column('from')} (${cells.text('from')})`,
  });
}

export function refuseItemType(cells: Cells): void {
  cells.refuse(
    'type',
    'type-unknown',
    {
      zh: `不认识“${cells.column('type')}”的“${cells.text('type')}”`,
      en: `"${cells.text('type')}" in ${cells.column('type')} is unknown`,
    },
    { zh: '请填“即办件”“承诺件”“上报件”或“联办件”', en: 'write 即办件, 承诺件, 上报件 or 联办件' },
  );
}

export function refuseItemLimit(cells: Cells, field: 'promiseDays' | 'legalDays', longest: number): void {
  cells.refuse(field, 'limit-too-long', {
    zh: `“${cells.column(field)}”的 ${cells.text(field)} 超过 ${String(longest)} 个工作日`,
    en: `${cells.column(field)} ${cells.text(field)} is over ${String(longest)} working days`,
  });
}

/** What is taken in and marked: the first that applies. */
export function itemWarning(item: CatalogueItem): Warning | undefined {
  const { type, promiseDays, legalDays, accepting, approving } = item;
  if ((type === 'instant' && (promiseDays ?? 0) > 0) || (type === 'promised' && promiseDays === 0))
    return {
      code: 'type-against-promise',
      text: {
        zh: `办件类型与承诺时限 ${String(promiseDays)} 不一致：两者必有一误，办件清单没有填写时限的，按承诺时限计算`,
        en: `type and a promise of ${String(promiseDays)} contradict each other; cases without a promise of their own go by the promise`,
      },
    };
  if (promiseDays !== null && legalDays !== null && promiseDays > legalDays)
    return {
      code: 'promise-over-legal',
      text: {
        zh: `承诺时限 ${String(promiseDays)} 个工作日长于法定时限 ${String(legalDays)} 个工作日`,
        en: `a promise of ${String(promiseDays)} working days is longer than the law allows, ${String(legalDays)}`,
      },
    };
  if (accepting === null && approving === null)
    return {
      code: 'item-without-window',
      text: {
        zh: '没有写明受理窗口、审批窗口，实施部门也对应不到唯一的窗口：该事项的办件按办件清单中的窗口计',
        en: 'no window is named and the department has not exactly one: cases of this item stay with the window of their list',
      },
    };
  return undefined;
}

export function twiceInFile(code: string, line: number): Warning {
  return {
    code: 'item-twice',
    text: {
      zh: `事项 ${code} 与第 ${String(line)} 行启用日期相同：以本行为准`,
      en: `item ${code} stands in row ${String(line)} with the same first day: this row counts`,
    },
  };
}
