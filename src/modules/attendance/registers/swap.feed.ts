import { sha256 } from 'src/common/canonical';
import type { Feed } from 'src/modules/intake/feed';
import { askingLayout } from 'src/modules/intake/table/asking';
import { findColumns } from 'src/modules/intake/table/columns';
import { unreadOf } from 'src/modules/intake/table/unread-columns';
import type { SwapContent, SwapRecord } from './swap';
import { isSwapRegister, SWAP_COLUMNS, SwapReader } from './swap-reader';

/** Notices of changed staff and their certificates 人员变动报备. */
const swaps: Feed<SwapRecord> = {
  name: 'swaps',
  layouts: [
    {
      id: 'staff-change',
      begin(sheet, head, context) {
        const columns = findColumns(head, SWAP_COLUMNS, isSwapRegister, context);
        if (!columns) return undefined;
        const remarks = unreadOf(columns, SWAP_COLUMNS);
        return { fit: 10, reader: new SwapReader(sheet, columns, context), remarks, naming: columns.naming };
      },
    },
    askingLayout({
      id: 'staff-change',
      fit: 1,
      needed: [SWAP_COLUMNS.effectiveOn, SWAP_COLUMNS.reportedOn, [...SWAP_COLUMNS.staff, ...SWAP_COLUMNS.name]],
      known: Object.values(SWAP_COLUMNS),
    }),
  ],
  identity: idOf,
  person: ({ staff }) => staff,
  instant: ({ effectiveOn }) => effectiveOn,
  sinks: [
    {
      table: 'swap_notice',
      columns: ['hall', 'id', 'staff', 'effective_on', 'content', 'batch', 'line'],
      unique: ['hall', 'id'],
      accepts: () => true,
      row: (record, { hall, batch, line }) => [
        ...[hall, idOf(record), record.staff, record.effectiveOn, JSON.stringify(contentOf(record)), batch, line],
      ],
    },
  ],
  expects: {
    zh: '人员变动报备登记应有“报备日期”“生效日期”“工号”或“姓名”等列，可另有“变动类型”“原人员工号”“窗口编号”“上岗证号”。',
    en: 'A register of staff changes holds 报备日期, 生效日期, 工号 or 姓名, and may hold 变动类型, 原人员工号, 窗口编号, 上岗证号.',
  },
};

export default swaps;

function contentOf({ kind, replaced, window, reportedOn, effectiveOn, ...rest }: SwapRecord): SwapContent {
  const { certificate, certifiedUntil, document } = rest;
  return { kind, replaced, window, reportedOn, effectiveOn, certificate, certifiedUntil, document };
}

function idOf(record: SwapRecord): string {
  return sha256(JSON.stringify([record.staff, contentOf(record)])).slice(0, 32);
}
