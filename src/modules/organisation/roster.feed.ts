import { canonicalJson } from 'src/common/canonical';
import type { Feed, Layout, Outcome, RowReader, SheetInfo } from 'src/modules/intake/feed';
import { unreadOf } from 'src/modules/intake/table/unread-columns';
import { closingWord, isBlank, wrongWidth } from 'src/modules/intake/table/rows';
import type { Line } from './statement';
import { readLine, type LineTable } from './workbook/line-reader';
import { findHeader, HARMLESS, missingColumns, missingQuestion, namesOf, type SheetKind } from './workbook/sheets';
import { sinks } from './workbook/sinks';
import { together } from './workbook/together';

/** The roster workbook 花名册 (`formats.md` §10): 部门, 窗口, 人员任职, AB岗 in one file or some of them. */
const feed: Feed<Line> = {
  name: 'roster',
  allSheets: true,
  layouts: (['department', 'window', 'posting', 'pair'] as const).map(layoutOf),
  identity: (line) => canonicalJson(line),
  person: (line) => (line.kind === 'posting' ? line.staff : undefined),
  instant: () => undefined,
  across: together,
  sinks,
  expects: {
    zh: '花名册应有“部门”“窗口”“人员任职”“AB岗”工作表：人员任职须有 工号、姓名、窗口编号、任职开始；窗口须有 窗口编号、窗口名称。请使用花名册模板。',
    en: 'a roster has the sheets 部门, 窗口, 人员任职 and AB岗; 人员任职 needs 工号, 姓名, 窗口编号, 任职开始; 窗口 needs 窗口编号, 窗口名称.',
  },
};
export default feed;

function layoutOf(kind: SheetKind): Layout<Line> {
  return {
    id: '10',
    begin(sheet, head, context) {
      const columns = findHeader(head, kind, context);
      if (!columns) return undefined;
      const { options, normalised } = context;
      const reader = readerOf(kind, { sheet, columns, options, normalised });
      const isWhole = missingColumns(kind, columns).length === 0;
      const remarks = isWhole ? unreadOf<string>(columns, namesOf(kind), HARMLESS) : [];
      return { fit: columns.at.size, reader, remarks, naming: columns.naming };
    },
  };
}

function readerOf<K extends SheetKind>(kind: K, table: LineTable<K>): RowReader<Line> {
  const { sheet, columns } = table;
  const missing = missingColumns(kind, columns);
  const question = missing.length > 0 ? missingQuestion(kind, columns) : undefined;
  if (question) return { row: () => [], end: () => ({ question }) };
  return {
    row(row) {
      if (row.line <= columns.line || isBlank(row) || missing.length > 0) return [];
      const word = closingWord(row);
      if (word !== undefined) return [{ kind: 'skipped', line: row.line, why: closing(word) }];
      const reject = wrongWidth(sheet, columns, row);
      const line = reject ?? readLine(kind, table, row);
      return ['kind' in line ? { kind: 'record', line: row.line, record: line } : { kind: 'reject', reject: line }];
    },
    end: () => ({ outcomes: lacking(sheet, columns.line, missing.join('、')) }),
  };
}

function closing(word: string): { code: string; text: { zh: string; en: string } } {
  return { code: 'closing-row', text: { zh: `“${word}”行不是数据`, en: `the row ${word} is no data` } };
}

/** A sheet that lacks a needed column is not read at all. */
function lacking(sheet: SheetInfo, line: number, columns: string): Outcome<Line>[] {
  if (columns === '') return [];
  const cause = {
    zh: `工作表“${sheet.name}”缺少列“${columns}”，整表未读`,
    en: `sheet ${sheet.name} lacks the column ${columns}: it was not read`,
  };
  const remedy = {
    zh: '请补上该列（列名照模板填写，次序不限）',
    en: 'add the column, named as in the template, in any order',
  };
  const reject = { sheet: sheet.name, line, column: columns, value: '', code: 'column-missing', cause, remedy };
  return [{ kind: 'reject', reject }];
}
