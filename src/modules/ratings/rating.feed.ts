import type { Feed, SqlValue, WrittenAt } from 'src/modules/intake/feed';
import { askingLayout } from 'src/modules/intake/table/asking';
import { findColumns } from 'src/modules/intake/table/columns';
import { unreadOf } from 'src/modules/intake/table/unread-columns';
import { NEEDLESS_RATING_COLUMNS, RATING_COLUMNS, isRatingList } from './list/rating-columns';
import { RatingReader, type RatingRecord } from './list/rating-reader';
import { weightOf } from './rating-state';

const COLUMNS = [
  'hall',
  'rating_key',
  'hash',
  'weight',
  'case_no',
  'window_id',
  'staff',
  'grade',
  'rated_at',
  'rated_on',
  'channel',
  'is_default',
  'real_name',
  'contact',
  'comment_text',
  'tag',
  'replied',
  'called_back',
  'reply',
  'rectification',
  'rectified_at',
  'found_true',
  'verified_on',
  'batch',
  'line',
  'recorded_at',
] as const;

/** Ratings 好差评 (layout 8): exports with or without time, the extended list, the objects of the interface. */
const feed: Feed<RatingRecord> = {
  name: 'ratings',
  layouts: [
    {
      id: '8',
      begin(sheet, head, context) {
        const columns = findColumns(head, RATING_COLUMNS, isRatingList, context);
        if (!columns) return undefined;
        const remarks = unreadOf(columns, RATING_COLUMNS, NEEDLESS_RATING_COLUMNS);
        return { fit: 10, reader: new RatingReader(sheet, columns, context), remarks, naming: columns.naming };
      },
    },
    askingLayout({
      id: '8',
      fit: 1,
      needed: [
        RATING_COLUMNS.grade,
        [...RATING_COLUMNS.windowName, ...RATING_COLUMNS.windowCode, ...RATING_COLUMNS.caseNo],
      ],
      known: Object.values(RATING_COLUMNS),
      needless: NEEDLESS_RATING_COLUMNS,
    }),
  ],
  identity: ({ key, hash }) => `${key} ${hash}`,
  person: ({ staff }) => staff[0],
  instant: ({ ratedAt, ratedOn }) => ratedAt ?? ratedOn,
  // A later state is of the month in which the rating was looked into or put right.
  belongs: ({ ratedOn, verifiedOn, rectifiedAt }) => [ratedOn, verifiedOn ?? '', rectifiedAt ?? ''].sort().at(-1),
  sinks: [
    { table: 'rating', columns: COLUMNS, unique: ['hall', 'rating_key', 'hash'], accepts: () => true, row: ratingRow },
  ],
  expects: {
    zh: '好差评清单：表头须有“满意度”和“窗口名称”“窗口编号”或“办件编号”；没有“评价时间”的须在导入时指明月份。',
    en: 'a list of ratings: columns 满意度 and 窗口名称, 窗口编号 or 办件编号; without 评价时间 the month is named when importing.',
  },
};

export default feed;

function ratingRow(state: RatingRecord, at: WrittenAt): readonly SqlValue[] {
  return [
    at.hall,
    state.key,
    state.hash,
    weightOf(state),
    state.caseNo?.slice(0, 64) ?? null,
    state.window,
    state.staff.join(';').slice(0, 200),
    state.grade,
    state.ratedAt,
    state.ratedOn,
    state.channel.slice(0, 60),
    state.isDefault ? 1 : 0,
    state.realName ? 1 : 0,
    state.contact.slice(0, 60),
    state.comment.slice(0, 500),
    state.tag.slice(0, 200),
    flag(state.replied),
    flag(state.calledBack),
    state.reply.slice(0, 500),
    state.rectification.slice(0, 500),
    state.rectifiedAt,
    flag(state.foundTrue),
    state.verifiedOn,
    at.batch,
    at.line,
    at.recordedAt,
  ];
}

function flag(value: boolean | null): number | null {
  return value === null ? null : value ? 1 : 0;
}
