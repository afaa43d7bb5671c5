import { foldTitle } from 'src/common/text';
import type { ColumnNames } from 'src/modules/intake/table/columns';
import { RESULT_COLUMNS } from 'src/modules/opening/table/result-columns';
import type { BookItem } from './office-record';

/** How offices head their lists of additions and deductions. */
export const ITEM_COLUMNS = {
  window: RESULT_COLUMNS.window,
  windowName: [
    '窗口名称',
    '窗口',
    '窗口单位',
    '考核窗口',
    '被考核单位',
    '考核对象',
    '单位名称',
    '进驻单位',
    '单位',
    '部门',
  ],
  clause: ['条款号', '条款编号', '条款', '考核条款', '考核项目', '项目编号', '项目', '考核内容', '加减分项', '指标'],
  clauseText: ['条款内容', '项目名称', '内容', '指标名称', '考核标准'],
  direction: ['加/减', '加减', '类型', '加减类型', '加分/扣分', '性质'],
  points: ['分值', '加减分', '得扣分', '加(扣)分', '分数', '计分'],
  bonus: ['加分', '加分值', '加分分值'],
  deduction: ['扣分', '减分', '扣分值', '减分值', '扣分分值'],
  reason: ['事由', '原因', '加减分事由', '扣分原因', '具体情况', '情况说明', '计分说明', '说明', '备注'],
  date: ['日期', '时间', '发生日期'],
} as const satisfies ColumnNames<string>;

export type ItemField = keyof typeof ITEM_COLUMNS;

export const ITEM_NEEDLESS = [
  '序号',
  '人员工号',
  '人员',
  '封顶/扣完说明',
  '计分科室',
  '来源',
  '证据编号',
  '状态',
  '示例',
  '姓名',
  '工号',
];

export function isItemList(has: (field: ItemField) => boolean): boolean {
  const named = has('window') || has('windowName');
  return named && (has('clause') || has('clauseText')) && (has('points') || has('bonus') || has('deduction'));
}

/**
 * The book's item that a clause names: by code, clause number or name; else by one of them in front of the rest, or by the
 * longest name inside. Two that fit alike are none.
 */
export function itemOf(items: readonly BookItem[], texts: readonly string[]): string | null {
  const wanted = texts.map(foldTitle).filter((text) => text !== '');
  const spelled = wanted.flatMap((text) => [text, text.replace(/^第(.+)条$/, '$1')]);
  for (const text of spelled) {
    const equal = items.find(({ code, number, name }) =>
      [code, number, name].some((word) => word !== '' && foldTitle(word) === text),
    );
    if (equal) return equal.code;
  }
  for (const text of spelled) {
    const coded = items.filter(({ code, number }) => begins(text, foldTitle(code)) || begins(text, foldTitle(number)));
    const [first, second] = coded;
    if (first && !second) return first.code;
  }
  for (const text of wanted) {
    const named = items.filter(({ name }) => name.length > 2 && text.includes(foldTitle(name)));
    const longest = Math.max(0, ...named.map(({ name }) => name.length));
    const [first, second] = named.filter(({ name }) => name.length === longest);
    if (first && !second) return first.code;
  }
  return null;
}

/** `01.07窗口空岗` begins with 01.07, `01.071` does not. */
function begins(text: string, code: string): boolean {
  return code !== '' && text.startsWith(code) && !/^[\d.]/.test(text.slice(code.length));
}
