import type {
  Feed,
  FeedContext,
  Layout,
  Row,
  RowReader,
  SheetInfo,
  SqlValue,
  WrittenAt,
} from 'src/modules/intake/feed';
import type { Columns } from 'src/modules/intake/table/columns';
import { unreadOf } from 'src/modules/intake/table/unread-columns';
import { together } from './check/together';
import type { CounterLine, OpeningLine, ResultLine } from './opening-record';
import {
  COUNTER_COLUMNS,
  headerOf,
  isCounterTable,
  isResultTable,
  NEEDLESS,
  RESULT_COLUMNS,
} from './table/result-columns';
import { CounterReader, ResultReader } from './table/result-reader';

const RESULT = [
  ...[
    'hall',
    'batch',
    'month',
    'type',
    'subject',
    'part',
    'name',
    'group_code',
    'rank_no',
    'rank_stated',
    'from_bottom',
  ],
  ...['score', 'base', 'bonus', 'deduction', 'adjustment', 'marks', 'results', 'remark', 'line', 'recorded_at'],
] as const;
const COUNTER = ['hall', 'batch', 'month', 'type', 'subject', 'item', 'points', 'line', 'recorded_at'] as const;

/** Results of months before the hall began with this system: 20 a ranking table, 21 points charged by items. */
const feed: Feed<OpeningLine> = {
  name: 'opening',
  allSheets: true,
  layouts: [
    layout('20', (head) => headerOf(head, RESULT_COLUMNS, isResultTable), {
      remarks: (columns) => unreadOf(columns, RESULT_COLUMNS, NEEDLESS),
      reader: (sheet, columns, context) => new ResultReader(sheet, columns, context),
    }),
    layout('21', (head) => headerOf(head, COUNTER_COLUMNS, isCounterTable), {
      remarks: (columns) => unreadOf(columns, COUNTER_COLUMNS, NEEDLESS),
      reader: (sheet, columns, context) => new CounterReader(sheet, columns, context),
    }),
  ],
  identity: (line) =>
    [line.kind, line.month, line.type, line.subject, line.kind === 'counter' ? line.item : ''].join('|'),
  person: (line) => (line.part === 'staff' ? line.subject : undefined),
  instant: () => undefined,
  belongs: ({ month }) => `${month}-01`,
  across: together,
  sinks: [
    {
      table: 'opening_result',
      columns: RESULT,
      unique: ['hall', 'batch', 'month', 'type', 'subject'],
      accepts: ({ kind }) => kind === 'result',
      row: (line, at) => (line.kind === 'result' ? resultRow(line, at) : []),
    },
    {
      table: 'opening_counter',
      columns: COUNTER,
      unique: ['hall', 'batch', 'month', 'type', 'subject', 'item'],
      accepts: ({ kind }) => kind === 'counter',
      row: (line, at) => (line.kind === 'counter' ? counterRow(line, at) : []),
    },
  ],
  expects: {
    zh: '期初成绩应为排名表：表头须有“窗口名称”或“窗口编号”，以及“名次”或“得分”；各月写在“考核月份”列，或写在标题、工作表名里。',
    en: 'earlier results are ranking tables: 窗口名称 or 窗口编号, and 名次 or 得分; the month in 考核月份, in the title or in the name of the sheet.',
  },
};
export default feed;

function layout<F extends string>(
  id: string,
  find: (head: readonly Row[]) => Columns<F> | undefined,
  made: {
    readonly remarks: (columns: Columns<F>) => ReturnType<typeof unreadOf>;
    readonly reader: (sheet: SheetInfo, columns: Columns<F>, context: FeedContext) => RowReader<OpeningLine>;
  },
): Layout<OpeningLine> {
  return {
    id,
    begin(sheet, head, context) {
      const columns = find(head);
      if (!columns) return undefined;
      // Items with points stand in a table that could pass for a ranking table; its own layout knows it better.
      const fit = columns.at.size + (id === '21' ? 20 : 0);
      return { fit, reader: made.reader(sheet, columns, context), remarks: made.remarks(columns) };
    },
  };
}

function resultRow(line: ResultLine, at: WrittenAt): readonly SqlValue[] {
  return [
    ...[at.hall, at.batch, line.month, line.type, line.subject, line.part, line.name.slice(0, 120)],
    ...[line.group.slice(0, 64), line.rank, line.rankStated ? 1 : 0, line.fromBottom],
    ...[line.score, line.base, line.bonus, line.deduction, line.adjustment],
    ...[marksText(line), JSON.stringify(line.results), line.remark, at.line, at.recordedAt],
  ];
}

function counterRow({ month, type, subject, item, points }: CounterLine, at: WrittenAt): readonly SqlValue[] {
  return [at.hall, at.batch, month, type, subject, item.slice(0, 64), points, at.line, at.recordedAt];
}

function marksText({ marks, topOf, bottomOf }: ResultLine): string {
  return JSON.stringify({ ...marks, topOf, bottomOf });
}
