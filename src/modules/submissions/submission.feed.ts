import type { Feed } from 'src/modules/intake/feed';
import { askingLayout } from 'src/modules/intake/table/asking';
import { findColumns } from 'src/modules/intake/table/columns';
import { unreadOf } from 'src/modules/intake/table/unread-columns';
import type { Filled } from './form/draft-check';
import { eventKeyOf, idOf } from './form/event-key';
import { isSubmissionList, SUBMISSION_COLUMNS } from './list/submission-columns';
import { SubmissionReader } from './list/submission-reader';

const COLUMNS = [
  ...['hall', 'id', 'period', 'seq', 'item', 'type', 'window_id', 'date', 'event_key', 'content', 'origin'],
  ...['entered_by', 'entered_at', 'batch', 'line'],
] as const;

/** Items that windows declare or the office enters, as a list; each waits to be verified like one typed by hand. */
const feed: Feed<Filled> = {
  name: 'submissions',
  layouts: [
    {
      id: 'submissions',
      begin(sheet, head, context) {
        const columns = findColumns(head, SUBMISSION_COLUMNS, isSubmissionList, context);
        if (!columns) return undefined;
        const remarks = unreadOf(columns, SUBMISSION_COLUMNS);
        return { fit: 10, reader: new SubmissionReader(sheet, columns, context), remarks, naming: columns.naming };
      },
    },
    askingLayout({
      id: 'submissions',
      fit: 1,
      needed: [
        [...SUBMISSION_COLUMNS.item, ...SUBMISSION_COLUMNS.itemName],
        SUBMISSION_COLUMNS.date,
        [...SUBMISSION_COLUMNS.windowCode, ...SUBMISSION_COLUMNS.windowName, ...SUBMISSION_COLUMNS.staff],
      ],
      known: Object.values(SUBMISSION_COLUMNS),
    }),
  ],
  // The workbook of a month has a sheet for each area.
  allSheets: true,
  identity: idOf,
  person: ({ staff }) => staff[0],
  instant: ({ date }) => date,
  belongs: ({ period }) => `${period}-01`,
  sinks: [
    {
      table: 'submission',
      columns: COLUMNS,
      unique: ['hall', 'id'],
      accepts: () => true,
      row({ item, period, type, window, date, ...content }, { hall, batch, line, recordedAt }) {
        const filled: Filled = { item, period, type, date, ...(window === undefined ? {} : { window }), ...content };
        return [
          ...[hall, idOf(filled), period, line, item, type, window ?? null, date, eventKeyOf(filled)],
          ...[JSON.stringify(content), 'office', `import:${batch}`, recordedAt, batch, line],
        ];
      },
    },
  ],
  expects: {
    zh: '填报清单应有“项目编码”或“项目名称”、“日期”，以及“窗口编号”“窗口名称”或“工号”，可另有“级别”“文号”“事项”“分值”“凭证”“事由”等列。',
    en: 'a list of submissions: 项目编码 or 项目名称, 日期, and 窗口编号, 窗口名称 or 工号; perhaps 级别, 文号, 事项, 分值, 凭证, 事由.',
  },
};

export default feed;
