import type { Row } from 'src/modules/intake/feed';
import { findColumns, type ColumnNames, type Columns } from 'src/modules/intake/table/columns';

const EDGES = ['三', '3', '五', '5', '六', '6', '八', '8', '十', '10', '二', '2', '四', '4', '七', '7', '九', '9'];
const edges = (words: readonly string[]): string[] =>
  EDGES.flatMap((n) =>
    words.flatMap((word) => [`${word}${n}名`, `${word}${n}`, `是否${word}${n}名`, `是否${word}${n}`]),
  );

/** How halls head the columns of a ranking table. The first name is that of the template. */
export const RESULT_COLUMNS = {
  month: ['考核月份', '月份', '考核月', '统计期', '统计月份', '期间', '考核期'],
  window: ['窗口编号', '窗口代码', '窗口编码', '分中心编号'],
  windowName: [
    '窗口名称',
    '窗口',
    '窗口单位',
    '考核窗口',
    '考核对象',
    '被考核单位',
    '单位名称',
    '进驻单位',
    '进驻部门',
    '部门名称',
    '单位',
    '部门',
    '分中心',
    '名称',
  ],
  staff: ['工号', '人员编号', '员工编号'],
  staffName: ['姓名', '人员姓名', '工作人员'],
  post: ['人员类别', '岗位类别', '对象类别', '类型'],
  rank: ['名次', '排名', '位次', '本月名次', '本月排名', '考核名次', '考核排名', '综合排名', '总排名'],
  group: ['组别', '分组', '考核分组', '排名组', '所在组', '类别', '窗口类别'],
  base: ['基础分', '基本分', '基础分值', '基准分', '基础得分'],
  bonus: [
    '加分',
    '加分合计',
    '加分小计',
    '加分项',
    '加分值',
    '加分项得分',
    '加分项合计',
    '加分分值',
    '奖励分',
    '奖励加分',
  ],
  deduction: [
    '扣分',
    '扣分合计',
    '减分合计',
    '减分',
    '扣分小计',
    '减分小计',
    '减分项',
    '扣分项',
    '减分值',
    '扣分值',
    '扣分项合计',
    '减分项合计',
    '扣分分值',
  ],
  adjustment: ['调整', '调整分', '其他调整', '系数调整', '封顶调整'],
  score: [
    '得分',
    '总分',
    '总得分',
    '考核得分',
    '最终得分',
    '考核总分',
    '考核总分值',
    '综合得分',
    '本月得分',
    '考核成绩',
    '总成绩',
    '成绩',
    '合计得分',
    '分数',
    '合计',
  ],
  first: ['第一名', '是否第一名', '是否第一', '月度第一', '第1名'],
  top: edges(['前']),
  bottom: edges(['后', '倒数', '末']),
  redFlag: ['红旗窗口', '红旗', '是否红旗窗口', '流动红旗', '红旗窗口候选', '红旗候选'],
  disqualified: [
    '取消资格',
    '取消评优资格',
    '取消评优评先资格',
    '取消评先资格',
    '取消当月评优',
    '取消当月评优评先资格',
    '取消评优',
    '是否取消资格',
  ],
  result: ['结果', '考核结果', '评定结果', '评定', '等次', '考核等次'],
  remark: ['备注', '说明', '附注'],
} as const satisfies ColumnNames<string>;

export type ResultField = keyof typeof RESULT_COLUMNS;

/** Columns of our own bulletin and of usual tables that say nothing new. */
export const NEEDLESS = [
  '上月名次',
  '变化',
  '本年第1名次数',
  '上月排名',
  '名次变化',
  '序号',
  '分管领导',
  '窗口负责人',
  '首席代表',
  '单位',
];

/** Points charged in earlier months by items that are capped by the year. */
export const COUNTER_COLUMNS = {
  month: RESULT_COLUMNS.month,
  window: RESULT_COLUMNS.window,
  windowName: RESULT_COLUMNS.windowName,
  staff: RESULT_COLUMNS.staff,
  staffName: RESULT_COLUMNS.staffName,
  item: ['条款编号', '条款', '条款号', '项目编号', '考核项目', '项目'],
  points: ['已计分值', '分值', '累计分值', '已加减分'],
} as const satisfies ColumnNames<string>;

export type CounterField = keyof typeof COUNTER_COLUMNS;

type Has = (field: ResultField) => boolean;

/** A ranking table names windows or people and has their rank, or their score with what makes it up or the month. */
export function isResultTable(has: Has): boolean {
  const named = has('window') || has('windowName') || has('staff');
  const parts = has('base') || has('bonus') || has('deduction') || has('month');
  const marked = has('month') && (has('top') || has('bottom') || has('first') || has('redFlag'));
  return named && (has('rank') || (has('score') && parts) || marked);
}

export function isCounterTable(has: (field: CounterField) => boolean): boolean {
  return (has('window') || has('windowName') || has('staff')) && has('item') && has('points') && has('month');
}

/**
 * The header of a table, also when it is written in two rows: `考核得分` merged over `基础分 加分 扣分`, with 名次 and 窗口
 * merged down. The second row belongs to the header when it adds columns and holds no number.
 */
export function headerOf<F extends string>(
  head: readonly Row[],
  names: ColumnNames<F>,
  fits: (has: (field: F) => boolean) => boolean,
): Columns<F> | undefined {
  const single = findColumns(head, names, fits);
  for (let index = 0; index + 1 < head.length; index++) {
    const [upper, lower] = [head[index], head[index + 1]];
    if (!upper || !lower || !isText(upper) || !isText(lower) || !subtitles(upper, lower)) continue;
    const combined = findColumns([...head.slice(0, index), joined(upper, lower)], names, fits);
    if (combined && (single === undefined || single.line >= upper.line) && combined.at.size > (single?.at.size ?? 0))
      return combined;
  }
  return single;
}

function isText(row: Row): boolean {
  return row.cells.every((cell) => typeof cell === 'string' && !/^[+-]?\d/.test(cell));
}

/** The row below only repeats titles that are merged down, or stands under a title that is merged to the right. */
function subtitles(upper: Row, lower: Row): boolean {
  const added = lower.cells.some((cell, index) => cell !== '' && cell !== upper.cells[index]);
  return added && lower.cells.every((cell, index) => cell === '' || cell === upper.cells[index] || under(upper, index));
}

function under(upper: Row, index: number): boolean {
  for (let at = index; at >= 0; at--) if ((upper.cells[at] ?? '') !== '') return at < index || at === index;
  return false;
}

function joined(upper: Row, lower: Row): Row {
  const width = Math.max(upper.cells.length, lower.cells.length);
  const cells = Array.from({ length: width }, (_, at) => {
    const below = lower.cells[at] ?? '';
    return below === '' ? (upper.cells[at] ?? '') : below;
  });
  return { line: lower.line, cells };
}
