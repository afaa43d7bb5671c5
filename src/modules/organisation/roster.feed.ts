import { canonicalJson } from 'src/common/canonical';
import type { Feed, Layout, Outcome, RowReader, Sink, SqlValue } from 'src/modules/intake/feed';
import type { Cell, FeedContext, Row, SheetInfo } from 'src/modules/intake/feed';
import { keysOf, type KeyLine, type KeySource, type Line } from './statement';
import { readLine } from './workbook/line-reader';
import { findHeader, type Header, type SheetKind } from './workbook/sheets';
import { together } from './workbook/together';

const NOT_DATA =
  /^(?:合计|总计|小计|制表|填表|填报|审核|复核|负责人|经办|说明|备注|注)(?:人|单位|日期|时间)?\s*(?:[:：]|$)/;

/** The roster workbook 花名册 (`formats.md` §10): 部门, 窗口, 人员任职, AB岗 in one file or some of them. */
const feed: Feed<Line> = {
  name: 'roster',
  allSheets: true,
  layouts: (['department', 'window', 'posting', 'pair'] as const).map(layoutOf),
  identity: (line) => canonicalJson(line),
  person: (line) => (line.kind === 'posting' ? line.staff : undefined),
  instant: () => undefined,
  across: together,
  sinks: sinks(),
  expects: {
    zh: '花名册应有“部门”“窗口”“人员任职”“AB岗”工作表：人员任职须有 工号、姓名、窗口编号、任职开始；窗口须有 窗口编号、窗口名称。请使用花名册模板',
    en: 'a roster has the sheets 部门, 窗口, 人员任职 and AB岗; 人员任职 needs 工号, 姓名, 窗口编号, 任职开始; 窗口 needs 窗口编号, 窗口名称',
  },
};
export default feed;

function layoutOf(kind: SheetKind): Layout<Line> {
  return {
    id: '10',
    begin(sheet, head, context) {
      const header = findHeader(head, kind);
      return header && { fit: header.at.size, reader: readerOf(sheet, header, context) };
    },
  };
}

function readerOf(sheet: SheetInfo, header: Header, { options }: FeedContext): RowReader<Line> {
  return {
    row(row) {
      if (row.line <= header.line || row.cells.every(isBlank) || header.missing.length > 0) return [];
      if (isSignature(row)) return [{ kind: 'skipped', line: row.line, why: SIGNATURE }];
      const line = readLine(sheet.name, header, row, options);
      return ['kind' in line ? { kind: 'record', line: row.line, record: line } : { kind: 'reject', reject: line }];
    },
    end: () => ({ outcomes: headerOutcomes(sheet, header) }),
  };
}

const SIGNATURE = {
  code: 'signature-row',
  text: { zh: '合计、说明或签名行，不是数据', en: 'a totals, remark or signature row, no data' },
};

function isBlank(cell: Cell): boolean {
  return typeof cell === 'string' && cell.trim() === '';
}

/** Such a row has text in one or two cells only; a row with more is data, whatever its first cell says. */
function isSignature(row: Row): boolean {
  const filled = row.cells.filter((cell) => !isBlank(cell));
  const [first] = filled;
  return typeof first === 'string' && filled.length <= 4 && NOT_DATA.test(first.trim());
}

function headerOutcomes(sheet: SheetInfo, header: Header): Outcome<Line>[] {
  const outcomes: Outcome<Line>[] = [];
  const { line, missing, unknown } = header;
  if (missing.length > 0) {
    const columns = missing.join('、');
    outcomes.push({
      kind: 'reject',
      reject: {
        sheet: sheet.name,
        line,
        column: columns,
        value: '',
        code: 'column-missing',
        cause: {
          zh: `工作表“${sheet.name}”缺少列“${columns}”，整表未读`,
          en: `sheet ${sheet.name} lacks the column ${columns}: it was not read`,
        },
        remedy: {
          zh: '请补上该列（列名照模板填写，次序不限）',
          en: 'add the column, named as in the template, in any order',
        },
      },
    });
  } else if (unknown.length > 0) {
    const columns = unknown.join('、');
    const text = {
      zh: `列“${columns}”不在模板中，未读入`,
      en: `the column ${columns} is not in the template and was not read`,
    };
    outcomes.push({ kind: 'skipped', line, why: { code: 'column-unknown', text } });
  }
  return outcomes;
}

type LineOf<K extends Line['kind']> = Extract<Line, { kind: K }>;
type Columns<L> = Readonly<Record<string, (line: L) => SqlValue>>;

const SPAN: Columns<Line> = { from_date: ({ from }) => from ?? '', to_date: ({ to }) => to };

/** One table for each kind of line; a posting also gives the person's name and keys. */
function sinks(): Sink<Line>[] {
  return [
    sink('org_department', 'department', ['code', 'from_date'], {
      code: ({ code }) => code,
      name: ({ name }) => name,
      leader: ({ leader }) => leader,
      ...SPAN,
    }),
    sink('org_window', 'window', ['code', 'from_date'], {
      code: ({ code }) => code,
      name: ({ name }) => name,
      department: ({ department }) => department,
      department_name: ({ departmentName }) => departmentName,
      kind: ({ windowKind }) => windowKind,
      ranking_group: ({ group }) => group,
      tags: ({ tags }) => JSON.stringify(tags),
      seats: ({ seats }) => seats,
      former_names: ({ formerNames }) => JSON.stringify(formerNames),
      merged_into: ({ mergedInto }) => mergedInto,
      ...SPAN,
    }),
    postingSink(),
    sink('org_person', 'posting', ['staff'], { staff: ({ staff }) => staff, name: ({ name }) => name }),
    ...(['pin', 'userId', 'phone'] as const).map(keySink),
    sink('org_ab_pair', 'pair', ['window_code', 'a_staff', 'b_staff', 'from_date'], {
      window_code: ({ window }) => window,
      a_staff: ({ a }) => a,
      b_staff: ({ b }) => b,
      third_staff: ({ third }) => third,
      ...SPAN,
    }),
  ];
}

function postingSink(): Sink<Line> {
  return sink('org_posting', 'posting', ['staff', 'from_date'], {
    staff: ({ staff }) => staff,
    unit: ({ unit }) => unit,
    window_code: ({ window }) => window,
    post: ({ post }) => post,
    side: ({ side }) => side,
    duty: ({ duty }) => duty,
    chief: ({ chief }) => Number(chief),
    branch_leader: ({ branchLeader }) => Number(branchLeader),
    staff_type: ({ staffType }) => staffType,
    ...SPAN,
  });
}

function keySink(source: KeySource): Sink<Line> {
  const key = (line: Line): KeyLine | undefined =>
    line.kind === 'posting' ? keysOf(line).find((one) => one.source === source) : undefined;
  const written = sink('org_person_key', 'posting', ['source', 'key_text', 'device', 'staff', 'from_date'], {
    source: () => source,
    key_text: (line) => key(line)?.key ?? '',
    device: (line) => key(line)?.device ?? '',
    staff: ({ staff }) => staff,
    ...SPAN,
  });
  return { ...written, accepts: (line) => key(line) !== undefined };
}

/**
 * Every table begins with hall, batch, line and recorded_at. The batch is part of the key: a file is a whole statement
 * about what it names, and a later one never touches what an earlier one said.
 */
function sink<K extends Line['kind']>(
  table: string,
  kind: K,
  unique: readonly string[],
  columns: Columns<LineOf<K>>,
): Sink<Line> {
  const mine = (line: Line): line is LineOf<K> => line.kind === kind;
  const values = Object.values(columns);
  return {
    table,
    columns: ['hall', 'batch', 'line', 'recorded_at', ...Object.keys(columns)],
    unique: ['hall', 'batch', ...unique],
    accepts: mine,
    row: (line, at) => [
      at.hall,
      at.batch,
      at.line,
      at.recordedAt,
      ...(mine(line) ? values.map((value) => value(line)) : []),
    ],
  };
}
