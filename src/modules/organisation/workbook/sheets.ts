import type { FeedContext, Question, Row } from 'src/modules/intake/feed';
import { columnQuestion } from 'src/modules/intake/table/asking';
import { findColumns, type ColumnNames, type Columns } from 'src/modules/intake/table/columns';
import type { Line } from 'src/modules/organisation/statement';

/** The columns of the four sheets by the names a clerk may give them; the first name is the template's. */
export const COLUMNS = {
  department: {
    code: ['部门编号', '部门编码', '部门代码', '单位编号'],
    name: ['部门名称', '单位名称'],
    leaderName: ['分管领导', '分管领导姓名'],
    leader: ['分管领导工号'],
    from: ['启用日期', '开始', '开始日期'],
    to: ['停用日期', '结束', '结束日期'],
  },
  window: {
    code: ['窗口编号', '窗口编码', '窗口代码', '窗口号'],
    name: ['窗口名称'],
    department: ['所属部门', '部门', '部门名称', '进驻单位', '派驻单位'],
    from: ['启用日期', '开始', '开始日期'],
    to: ['停用日期', '结束', '结束日期'],
    seats: ['岗位数', '席位数'],
    coefficient: ['折合系数', '系数', '工作量系数'],
    group: ['考核分组', '分组', '考核组'],
    tags: ['窗口标签', '标签'],
    formerNames: ['曾用名', '曾用名称', '原名称'],
    mergedInto: ['并入窗口', '并入窗口编号'],
    windowKind: ['窗口类型', '类型'],
  },
  posting: {
    staff: ['工号', '人员工号', '员工工号'],
    pin: ['考勤机号', '考勤号', '考勤号码', '登记号码', '考勤编号'],
    device: ['考勤设备', '考勤机', '设备编号'],
    name: ['姓名', '人员姓名'],
    unit: ['部门', '所属部门', '部门名称', '单位'],
    window: ['窗口编号', '窗口编码', '窗口代码', '窗口号'],
    windowName: ['窗口名称', '窗口', '所在窗口'],
    post: ['岗位', 'AB岗'],
    duty: ['职务', '职务名称'],
    chief: ['是否首席代表', '首席代表'],
    branchLeader: ['是否分管领导', '分管领导'],
    staffType: ['人员类型', '编制类型', '用工类型', '人员性质'],
    from: ['任职开始', '任职开始日期', '开始', '开始日期'],
    to: ['任职结束', '任职结束日期', '结束', '结束日期'],
    phone: ['手机号', '手机号码', '手机', '联系电话'],
    userId: ['UserId', '用户ID', '钉钉UserId', '钉钉账号'],
  },
  pair: {
    window: ['窗口编号', '窗口编码', '窗口代码', '窗口号'],
    windowName: ['窗口名称', '窗口'],
    a: ['A岗工号'],
    aName: ['A岗姓名', 'A岗'],
    b: ['B岗工号'],
    bName: ['B岗姓名', 'B岗'],
    third: ['第三顶岗人工号', '第三顶岗人', '顶岗人工号'],
    from: ['开始', '开始日期', '启用日期'],
    to: ['结束', '结束日期', '停用日期'],
  },
} as const;

export type SheetKind = Line['kind'];
export type Field<K extends SheetKind> = keyof (typeof COLUMNS)[K] & string;

/** Columns by which a sheet is recognised. */
const SIGNATURES: { readonly [K in SheetKind]: readonly Field<K>[] } = {
  department: ['code', 'name'],
  window: ['code', 'name'],
  posting: ['staff', 'name'],
  pair: ['a', 'b'],
};

/** Further columns a sheet cannot do without; of each list one is enough. */
const NEEDED: { readonly [K in SheetKind]: readonly (readonly Field<K>[])[] } = {
  department: [],
  window: [],
  posting: [['from'], ['window', 'windowName']],
  pair: [['window', 'windowName']],
};

/** Columns everybody adds and nobody reads. */
export const HARMLESS: readonly string[] = ['备注', '说明', '序号', '性别'];

/** The header of a roster sheet of this kind among the first rows, below any title rows. */
export function findHeader<K extends SheetKind>(
  head: readonly Row[],
  kind: K,
  context?: FeedContext,
): Columns<Field<K>> | undefined {
  return findColumns<Field<K>>(head, namesOf(kind), (has) => SIGNATURES[kind].every(has), context);
}

/** Titles of columns that are needed and not there. */
export function missingColumns<K extends SheetKind>(kind: K, columns: Columns<Field<K>>): string[] {
  return NEEDED[kind]
    .filter((some) => !some.some((field) => columns.at.has(field)))
    .map((some) => some.map((field) => columnName(kind, field)).join('/'));
}

/** Asks which of the unknown titles the missing columns are, where one is much like each of them. */
export function missingQuestion<K extends SheetKind>(kind: K, columns: Columns<Field<K>>): Question | undefined {
  const names = namesOf(kind);
  const needed = NEEDED[kind].map((some) => some.flatMap((field) => names[field]));
  const compared = columns.naming?.compared ?? columns.folded;
  return columnQuestion(
    { titles: columns.titles, compared },
    { needed, known: Object.values(names), needless: HARMLESS },
  );
}

/** The template's name of a column. */
export function columnName(kind: SheetKind, field: string): string {
  return (COLUMNS[kind] as ColumnNames<string>)[field]?.[0] ?? field;
}

export function namesOf<K extends SheetKind>(kind: K): ColumnNames<Field<K>> {
  return COLUMNS[kind] as ColumnNames<string>;
}
