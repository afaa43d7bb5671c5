import { canonicalJson } from 'src/common/canonical';
import type { Feed } from 'src/modules/intake/feed';
import { askingLayout } from 'src/modules/intake/table/asking';
import { findColumns } from 'src/modules/intake/table/columns';
import { unreadOf } from 'src/modules/intake/table/unread-columns';
import type { CatalogueItem } from './catalogue';
import { isItemList, ITEM_COLUMNS } from './item-columns';
import { ItemReader } from './item-reader';

const COLUMNS = [
  'hall',
  'batch',
  'line',
  'item_code',
  'item_name',
  'department',
  'accepting_window',
  'approving_window',
  'item_type',
  'promise_days',
  'legal_days',
  'online_level',
  'from_day',
  'to_day',
  'recorded_at',
] as const;

const NEEDLESS = ['权力类型', '事项类型', '主题', '行使层级', '区划'];
/** One of these an item must say besides its code. */
const SAYS = (
  ['acceptingName', 'acceptingCode', 'approvingName', 'approvingCode', 'type', 'promiseDays'] as const
).flatMap((field) => ITEM_COLUMNS[field]);

/**
 * The item catalogue 事项目录 as a workbook, CSV or JSON lines. Entries are added and never edited: of two about one item
 * and first day the one imported later counts, so that a month closed before keeps those it was closed with.
 */
const feed: Feed<CatalogueItem> = {
  name: 'items',
  layouts: [
    {
      id: '13',
      begin(sheet, head, context) {
        const columns = findColumns(head, ITEM_COLUMNS, isItemList, context);
        if (!columns) return undefined;
        const remarks = unreadOf(columns, ITEM_COLUMNS, NEEDLESS);
        return {
          fit: columns.at.size,
          reader: new ItemReader(sheet, columns, context),
          remarks,
          naming: columns.naming,
        };
      },
    },
    askingLayout({
      id: '13',
      fit: 1,
      needed: [ITEM_COLUMNS.code, SAYS],
      known: Object.values(ITEM_COLUMNS),
      needless: NEEDLESS,
    }),
  ],
  identity: (item) => canonicalJson(item),
  person: () => undefined,
  instant: () => undefined,
  sinks: [
    {
      table: 'case_item',
      columns: COLUMNS,
      unique: ['hall', 'batch', 'line'],
      accepts: () => true,
      row: (item, at) => [
        at.hall,
        at.batch,
        at.line,
        item.code,
        item.name,
        item.department,
        item.accepting,
        item.approving,
        item.type,
        item.promiseDays,
        item.legalDays,
        item.online,
        item.from,
        item.to,
        at.recordedAt,
      ],
    },
  ],
  expects: {
    zh: '事项目录：表头须有“事项编码”，以及“受理窗口”“审批窗口”“办件类型”“承诺时限”中的至少一列。请使用事项目录模板。',
    en: 'an item catalogue: 事项编码 and at least one of 受理窗口, 审批窗口, 办件类型, 承诺时限; use the template.',
  },
};

export default feed;
