import { sha256 } from 'src/common/canonical';
import type { Feed, SqlValue, WrittenAt } from 'src/modules/intake/feed';
import { askingLayout } from 'src/modules/intake/table/asking';
import { findColumns } from 'src/modules/intake/table/columns';
import { unreadOf } from 'src/modules/intake/table/unread-columns';
import { PATROL_COLUMNS, isPatrolList } from './patrol-columns';
import { PatrolReader } from './patrol-reader';
import type { PatrolRecord } from './patrol-record';

const COLUMNS = [
  'hall',
  'id',
  'date',
  'half',
  'time',
  'window_id',
  'staff',
  'kind',
  'code',
  'words',
  'minutes',
  'photo',
  'patrolled_by',
  'batch',
  'line',
  'recorded_at',
] as const;

/** Patrol findings 巡查 (layout 9), as CSV or workbook with a title row. */
const feed: Feed<PatrolRecord> = {
  name: 'patrol',
  layouts: [
    {
      id: '9',
      begin(sheet, head, context) {
        const columns = findColumns(head, PATROL_COLUMNS, isPatrolList, context);
        if (!columns) return undefined;
        const remarks = unreadOf(columns, PATROL_COLUMNS);
        return { fit: 10, reader: new PatrolReader(sheet, columns, context), remarks, naming: columns.naming };
      },
    },
    askingLayout({
      id: '9',
      fit: 1,
      needed: [
        PATROL_COLUMNS.date,
        PATROL_COLUMNS.finding,
        [...PATROL_COLUMNS.windowName, ...PATROL_COLUMNS.windowCode],
      ],
      known: Object.values(PATROL_COLUMNS),
    }),
  ],
  identity: idOf,
  person: ({ staff }) => staff ?? undefined,
  instant: ({ date, time }) => (time === '' ? date : `${date} ${time}`),
  sinks: [{ table: 'patrol_record', columns: COLUMNS, unique: ['hall', 'id'], accepts: () => true, row: patrolRow }],
  expects: {
    zh: '巡查记录：表头须有“巡查日期”“巡查情况”和“窗口名称”或“窗口编号”。',
    en: 'a patrol list: columns 巡查日期, 巡查情况 and 窗口名称 or 窗口编号.',
  },
};

export default feed;

/** Same person or window, same moment, same words: one record, whoever wrote it down and whichever photo shows it. */
function idOf({ date, half, time, window, windowText, staff, words, minutes }: PatrolRecord): string {
  return sha256(JSON.stringify([date, half, time, window ?? windowText, staff, words, minutes])).slice(0, 32);
}

function patrolRow(record: PatrolRecord, at: WrittenAt): readonly SqlValue[] {
  return [
    at.hall,
    idOf(record),
    record.date,
    record.half,
    record.time,
    record.window,
    record.staff,
    record.kind,
    record.code,
    record.words.slice(0, 200),
    record.minutes,
    record.photo.slice(0, 200),
    record.patrolledBy.slice(0, 120),
    at.batch,
    at.line,
    at.recordedAt,
  ];
}
