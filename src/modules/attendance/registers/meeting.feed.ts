import { sha256 } from 'src/common/canonical';
import type { Feed } from 'src/modules/intake/feed';
import { askingLayout } from 'src/modules/intake/table/asking';
import { findColumns } from 'src/modules/intake/table/columns';
import { unreadOf } from 'src/modules/intake/table/unread-columns';
import type { SignInRecord } from './meeting';
import { isSignInSheet, MEETING_COLUMNS, MeetingReader } from './meeting-reader';

/** Sign-in sheets of meetings and trainings 会议培训签到: one row for each person who was asked to come. */
const meetings: Feed<SignInRecord> = {
  name: 'meetings',
  layouts: [
    {
      id: 'sign-in',
      begin(sheet, head, context) {
        const columns = findColumns(head, MEETING_COLUMNS, isSignInSheet, context);
        if (!columns) return undefined;
        const remarks = unreadOf(columns, MEETING_COLUMNS);
        return { fit: 10, reader: new MeetingReader(sheet, columns, context), remarks, naming: columns.naming };
      },
    },
    askingLayout({
      id: 'sign-in',
      fit: 1,
      needed: [
        MEETING_COLUMNS.date,
        MEETING_COLUMNS.event,
        [...MEETING_COLUMNS.staff, ...MEETING_COLUMNS.name],
        [...MEETING_COLUMNS.signedAt, ...MEETING_COLUMNS.status],
      ],
      known: Object.values(MEETING_COLUMNS),
    }),
  ],
  identity: idOf,
  person: ({ person }) => person,
  instant: ({ date, signedAt }) => (signedAt === '' ? date : `${date} ${signedAt}`),
  sinks: [
    {
      table: 'meeting_sign_in',
      columns: [
        ...['hall', 'id', 'source', 'person', 'date', 'event', 'kind', 'halves', 'status', 'signed_at', 'minutes'],
        ...['batch', 'line'],
      ],
      unique: ['hall', 'id'],
      accepts: () => true,
      row: (record, { hall, batch, line }) => [
        ...[hall, idOf(record), record.source, record.person, record.date, record.event, record.kind],
        ...[record.halves.join(','), record.status, record.signedAt, record.minutes, batch, line],
      ],
    },
  ],
  expects: {
    zh: '会议培训签到表应有“日期”“名称”“工号”或“姓名”“签到时间”或“状态”等列。',
    en: 'A sign-in sheet holds columns such as 日期, 名称, 工号 or 姓名, 签到时间 or 状态.',
  },
};

export default meetings;

function idOf({ person, date, event, kind, halves, status, signedAt, minutes }: SignInRecord): string {
  return sha256(JSON.stringify([person, date, event, kind, halves, status, signedAt, minutes])).slice(0, 32);
}
