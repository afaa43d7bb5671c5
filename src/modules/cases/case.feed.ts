import { addDays, dayNumber, type CivilDate } from 'src/common/civil-date';
import type { Feed, FeedContext, Layout, Row, SheetInfo, SqlValue, WrittenAt } from 'src/modules/intake/feed';
import { askingLayout } from 'src/modules/intake/table/asking';
import { findColumns, type Columns } from 'src/modules/intake/table/columns';
import { unreadOf, type HeaderRemark } from 'src/modules/intake/table/unread-columns';
import { CASE_COLUMNS, isExportList, isFullList, NEEDLESS_CASE_COLUMNS, type CaseField } from './list/case-columns';
import { CaseReader, type CaseRecord } from './list/case-reader';
import { noWindowColumn } from './list/case-warnings';
import { LONGEST_PROMISE } from './items/item-reader';
import { dayOfTime, weightOf, type CaseState } from './case-state';

const COLUMNS = [
  'hall',
  'case_no',
  'hash',
  'weight',
  'first_day',
  'last_day',
  'window_id',
  'handler',
  'item_code',
  'item_name',
  'accepted_at',
  'finished_at',
  'promise_days',
  'legal_days',
  'case_type',
  'standing',
  'stop_from',
  'stop_to',
  'correction_from',
  'correction_to',
  'corrections',
  'batch',
  'line',
  'recorded_at',
] as const;

const NEEDED = [CASE_COLUMNS.no, CASE_COLUMNS.accepted, CASE_COLUMNS.promiseDays, CASE_COLUMNS.finished];

/** Before an export list: a column of the clock under another name must not make a full list one without a clock. */
const nearlyFull = askingLayout<CaseRecord>({
  id: '7',
  fit: 6,
  needed: NEEDED,
  known: Object.values(CASE_COLUMNS),
  needless: NEEDLESS_CASE_COLUMNS,
});

/** Cases 办件: full lists (layout 7) and the export lists of public systems (7b), as CSV, workbook or JSON lines. */
const feed: Feed<CaseRecord> = {
  name: 'cases',
  layouts: [layout('7', isFullList, 10), layout('7b', isExportList, 5), nearlyFull],
  // The number is part of what the hash is of.
  identity: ({ hash }) => hash,
  person: ({ handler }) => handler ?? undefined,
  instant: ({ accepted, finished }) => accepted ?? finished ?? undefined,
  belongs: monthOf,
  sinks: [
    {
      table: 'case_state',
      columns: COLUMNS,
      unique: ['hall', 'case_no', 'hash'],
      told: ['hall', 'case_no'],
      distinct: true,
      accepts: () => true,
      row: caseRow,
    },
    {
      table: 'case_proposal',
      columns: [...COLUMNS, 'month'],
      unique: ['hall', 'case_no', 'hash', 'month'],
      late: true,
      accepts: () => true,
      row: (state, at) => [...caseRow(state, at), monthOf(state)?.slice(0, 7) ?? ''],
      // What was taken in before says nothing new.
      merges: ({ hall, batch }) => [
        {
          sql: `DELETE FROM case_proposal WHERE hall = ? AND batch = ? AND EXISTS (SELECT 1 FROM case_state s
            WHERE s.hall = case_proposal.hall AND s.case_no = case_proposal.case_no AND s.hash = case_proposal.hash)`,
          parameters: [hall, batch],
        },
      ],
    },
  ],
  expects: {
    zh: '办件清单：表头须有“办件编号”“受理时间”“承诺时限”“办结时间”等列；只有部分列的导出清单至少要有“办件编号”和一个时间、状态或时限列。',
    en: 'a list of cases: columns 办件编号, 受理时间, 承诺时限, 办结时间 …; export lists need at least 办件编号 and a time, state or limit.',
  },
};

export default feed;

function layout(id: string, fits: Parameters<typeof findColumns<CaseField>>[2], fit: number): Layout<CaseRecord> {
  return {
    id,
    begin(sheet: SheetInfo, head: readonly Row[], context: FeedContext) {
      const columns = findColumns(head, CASE_COLUMNS, fits, context);
      if (!columns) return undefined;
      const isFull = id === '7';
      const remarks = unreadOf(columns, CASE_COLUMNS, NEEDLESS_CASE_COLUMNS);
      return {
        fit,
        reader: new CaseReader(sheet, columns, isFull, context),
        remarks: isFull ? [...remarks, ...windowRemark(columns)] : remarks,
        naming: columns.naming,
      };
    },
  };
}

function windowRemark({ line, at }: Columns<CaseField>): HeaderRemark[] {
  if (at.has('windowName') || at.has('windowCode')) return [];
  return [noWindowColumn(line, at.has('handler') || at.has('handlerNumber'))];
}

function caseRow(state: CaseRecord, at: WrittenAt): readonly SqlValue[] {
  const [first, last] = reachOf(state);
  return [
    at.hall,
    state.no,
    state.hash,
    weightOf(state),
    first,
    last,
    state.window,
    state.handler,
    state.itemCode?.slice(0, 64) ?? null,
    state.itemName?.slice(0, 200) ?? null,
    state.accepted,
    state.finished,
    state.promiseDays,
    state.legalDays,
    state.type,
    state.standing,
    state.stopFrom,
    state.stopTo,
    state.correctionFrom,
    state.correctionTo,
    state.corrections,
    at.batch,
    at.line,
    at.recordedAt,
  ];
}

const OPEN: CivilDate = '9999-12-31';

/** A case that is open may end in any month; one that ended is of that month, whenever it began. */
function monthOf({ standing, accepted, finished }: CaseState): string | undefined {
  return standing === 'open' ? undefined : (finished ?? accepted ?? undefined);
}

/**
 * First and last day on which the state can matter to a month, so that a month reads only its own rows. The due day needs
 * the calendar of the day it is asked, so the last day is an upper bound: twice the working days, and a long holiday. A promise
 * the catalogue is to give is taken as the longest one the catalogue takes.
 */
function reachOf(state: CaseState): readonly [CivilDate | null, CivilDate | null] {
  const { accepted, finished, correctionFrom } = state;
  if (accepted === null) {
    const only = correctionFrom ?? finished;
    return only === null ? [null, null] : [dayOfTime(only), dayOfTime(only)];
  }
  const first = dayOfTime(accepted);
  const start = correctionFrom !== null && correctionFrom < accepted ? dayOfTime(correctionFrom) : first;
  if (finished === null) return [start, state.standing === 'open' ? OPEN : first];
  const end = dayOfTime(finished);
  const stopped = state.stopFrom !== null || correctionFrom !== null;
  const pause = stopped ? dayNumber(end) - dayNumber(first) : 0;
  const promise = state.promiseDays ?? (state.itemCode === null || state.type === 'instant' ? 0 : LONGEST_PROMISE);
  const due = later(first, 2 * (promise + pause) + 30);
  return [start, due > end ? due : end];
}

const laterDays = new Map<number, Map<CivilDate, CivilDate>>();
/** Days remembered for one number of days. */
const MOST_DAYS = 1000;

/** So many days later; remembered, because a list asks the same few hundred times over. */
function later(day: CivilDate, days: number): CivilDate {
  let known = laterDays.get(days);
  if (!known || known.size > MOST_DAYS) laterDays.set(days, (known = new Map<CivilDate, CivilDate>()));
  let found = known.get(day);
  if (found === undefined) known.set(day, (found = addDays(day, days)));
  return found;
}
