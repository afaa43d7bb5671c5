import { foldTitle } from 'src/common/text';
import type { Cell, Row } from 'src/modules/intake/feed';
import type { Line } from 'src/modules/organisation/statement';

/** The columns of the four sheets by the names a clerk may give them; the first name is the template's. */
const COLUMNS = {
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

/** Columns by which a sheet is recognised. The first kind that fits is taken, so the order matters. */
const SIGNATURES: readonly { readonly kind: SheetKind; readonly fields: readonly string[] }[] = [
  { kind: 'pair', fields: ['a', 'b'] },
  { kind: 'posting', fields: ['staff', 'name'] },
  { kind: 'window', fields: ['code', 'name'] },
  { kind: 'department', fields: ['code', 'name'] },
];

/** Columns a sheet cannot do without; of each list one is enough. */
const NEEDED: Readonly<Record<SheetKind, readonly (readonly string[])[]>> = {
  department: [['code'], ['name']],
  window: [['code'], ['name']],
  posting: [['staff'], ['name'], ['from'], ['window', 'windowName']],
  pair: [['a'], ['b'], ['window', 'windowName']],
};

/** Columns everybody adds and nobody reads. */
const HARMLESS = new Set(['备注', '说明', '序号', '性别'].map(foldTitle));

export interface Header {
  readonly kind: SheetKind;
  readonly line: number;
  /** Position of each column that was found. */
  readonly at: ReadonlyMap<string, number>;
  /** Titles no field knows, as written. */
  readonly unknown: readonly string[];
  /** Names of columns that are needed and not there. */
  readonly missing: readonly string[];
}

/** Finds the header among the first rows, below any title rows; undefined when this is no sheet of a roster. */
export function findHeader(head: readonly Row[], kind: SheetKind): Header | undefined {
  for (const row of head) {
    const titles = row.cells.map(titleOf);
    const fits = SIGNATURES.find(({ kind: one, fields }) => fields.every((field) => position(one, field, titles) >= 0));
    if (fits) return fits.kind === kind ? headerOf(row, titles, kind) : undefined;
  }
  return undefined;
}

/** The template's name of a column. */
export function columnName(kind: SheetKind, field: string): string {
  return namesOf(kind, field)[0] ?? field;
}

function headerOf(row: Row, titles: readonly string[], kind: SheetKind): Header {
  const fields = Object.keys(COLUMNS[kind]);
  const at = new Map<string, number>();
  const taken = new Set<number>();
  for (const field of fields) {
    const index = position(kind, field, titles);
    if (index < 0 || taken.has(index)) continue;
    at.set(field, index);
    taken.add(index);
  }
  const unknown = row.cells.filter((_, index) => !taken.has(index) && !['', ...HARMLESS].includes(titles[index] ?? ''));
  const missing = NEEDED[kind].filter((some) => !some.some((field) => at.has(field)));
  return {
    kind,
    line: row.line,
    at,
    unknown: unknown.map((cell) => (typeof cell === 'string' ? cell.trim() : cell.kind)),
    missing: missing.map((some) => some.map((field) => columnName(kind, field)).join('/')),
  };
}

/** The names are tried in their order, so that 部门 is not taken for 部门名称 where both are there. */
function position(kind: SheetKind, field: string, titles: readonly string[]): number {
  for (const name of namesOf(kind, field)) {
    const index = titles.indexOf(foldTitle(name));
    if (index >= 0) return index;
  }
  return -1;
}

function namesOf(kind: SheetKind, field: string): readonly string[] {
  return (COLUMNS[kind] as Readonly<Record<string, readonly string[]>>)[field] ?? [];
}

function titleOf(cell: Cell): string {
  // A required column is often marked with a star.
  return typeof cell === 'string' ? foldTitle(cell).replace(/^\*|\*$|\((?:必填|选填)\)/g, '') : '';
}
