import type {
  Feed,
  FeedContext,
  Layout,
  Placed,
  Reject,
  Remark,
  Row,
  RowReader,
  SheetInfo,
  Together,
} from 'src/modules/intake/feed';
import type { Columns } from 'src/modules/intake/table/columns';
import { unreadOf } from 'src/modules/intake/table/unread-columns';
import { withTicks } from 'src/modules/opening/check/marks';
import { sumFault } from 'src/modules/opening/check/tables';
import { unitOf } from 'src/modules/opening/check/units';
import type { ResultLine } from 'src/modules/opening/opening-record';
import { headerOf, isResultTable, NEEDLESS, RESULT_COLUMNS } from 'src/modules/opening/table/result-columns';
import { ResultReader } from 'src/modules/opening/table/result-reader';
import { peopleOf } from 'src/modules/organisation/people';
import { isItemList, ITEM_COLUMNS, ITEM_NEEDLESS } from './item-columns';
import { ItemReader } from './item-reader';
import type { ItemLine, OfficeGiven, OfficeLine } from './office-record';

type Line = Placed<OfficeLine>;

/** The office's own result of one month: 20 its ranking table, 22 its list of additions and deductions. Read, never stored. */
const feed: Feed<OfficeLine> = {
  name: 'opening',
  allSheets: true,
  layouts: [
    layout('20', 0, (head) => headerOf(head, RESULT_COLUMNS, isResultTable), {
      remarks: (columns) => unreadOf(columns, RESULT_COLUMNS, NEEDLESS),
      reader: (sheet, columns, context) => new ResultReader(sheet, columns, context) as RowReader<OfficeLine>,
    }),
    layout('22', 20, (head) => headerOf(head, ITEM_COLUMNS, isItemList), {
      remarks: (columns) => unreadOf(columns, ITEM_COLUMNS, ITEM_NEEDLESS),
      reader: (sheet, columns, context) => new ItemReader(sheet, columns, context),
    }),
  ],
  identity: (line) => (line.kind === 'item' ? line.place : `${line.type} ${line.subject}`),
  person: () => undefined,
  instant: () => undefined,
  across: together,
  sinks: [],
  expects: {
    zh: '原表应有排名表（窗口名称，名次或得分），另可有加减分明细（窗口、条款或项目、分值或加分扣分、事由）。',
    en: 'a ranking table (window; rank or score) and, if there is one, a list of items (window, clause, points, reason).',
  },
};
export default feed;

function layout<F extends string>(
  id: string,
  more: number,
  find: (head: readonly Row[]) => Columns<F> | undefined,
  made: {
    readonly remarks: (columns: Columns<F>) => ReturnType<typeof unreadOf>;
    readonly reader: (sheet: SheetInfo, columns: Columns<F>, context: FeedContext) => RowReader<OfficeLine>;
  },
): Layout<OfficeLine> {
  return {
    id,
    begin(sheet, head, context) {
      const columns = find(head);
      if (!columns) return undefined;
      const reader = made.reader(sheet, columns, context);
      return { fit: columns.at.size + more, reader, remarks: made.remarks(columns) };
    },
  };
}

/** Whom each line is about; of other months, sums that do not add up, ranks missing nothing is refused: it is said. */
function together(lines: readonly Line[], context: FeedContext): Together<OfficeLine> {
  const people = peopleOf(context);
  const { base = null } = (context.given ?? {}) as Partial<OfficeGiven>;
  const rejects: Reject[] = [];
  const remarks: Remark[] = [];
  const results: Placed<ResultLine>[] = [];
  const items: Placed<ItemLine>[] = [];
  for (const { sheet, line, record } of lines) {
    const month = context.options.period ?? '';
    if (record.kind === 'result' && record.month !== month) {
      const text = { zh: `${record.month} 的行不比对`, en: `a row of ${record.month} is not compared` };
      remarks.push({ sheet, line, code: 'other-month', text });
      continue;
    }
    const asked = record.kind === 'result' ? record : { ...unitPart(record), month };
    const unit = record.faults[0] ?? unitOf(people, { sheet, line, record: asked });
    if ('cause' in unit) {
      rejects.push(unit);
      continue;
    }
    const whom = { subject: unit.subject, type: unit.type, name: unit.name };
    if (record.kind === 'item') items.push({ sheet, line, record: { ...record, ...whom } });
    else results.push({ sheet, line, record: { ...record, ...whom } });
  }
  const ranked = onlyRanked(results);
  remarks.push(...ranked.flatMap((one) => sumRemark(one, base)));
  return { records: [...withTicks(ranked), ...items], rejects, remarks };
}

/** What `unitOf` reads of a line. */
function unitPart({ code, name, title, type }: ItemLine): ResultLine {
  const nothing = {
    rank: null,
    fromBottom: null,
    score: null,
    base: null,
    bonus: null,
    deduction: null,
    adjustment: null,
  };
  return {
    ...{
      kind: 'result',
      month: '',
      part: 'window',
      code,
      name,
      chief: false,
      subject: '',
      type,
      group: '',
      rankStated: false,
    },
    ...{
      ...nothing,
      marks: {},
      topOf: null,
      bottomOf: null,
      results: [],
      remark: '',
      titles: { unit: title },
      faults: [],
    },
  };
}

/** One line a subject: a bulletin workbook shows scores in several sheets, the first one with ranks counts. */
function onlyRanked(results: readonly Placed<ResultLine>[]): Placed<ResultLine>[] {
  const kept = new Map<string, Placed<ResultLine>>();
  for (const one of results) {
    const key = `${one.record.type} ${one.record.subject}`;
    const known = kept.get(key);
    if (known === undefined || (!known.record.rankStated && one.record.rankStated)) kept.set(key, one);
  }
  return [...kept.values()];
}

/** The office's own table does not add up: said, so that nobody looks for the difference here. */
function sumRemark(one: Placed<ResultLine>, base: string | null): Remark[] {
  const fault = sumFault(one, base);
  if (!fault) return [];
  const text = { zh: `原表自身不平：${fault.cause.zh}`, en: `the table itself does not add up: ${fault.cause.en}` };
  return [{ sheet: one.sheet, line: one.line, code: fault.code, text }];
}
