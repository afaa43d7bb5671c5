import { sha256 } from 'src/common/canonical';
import type { Feed } from 'src/modules/intake/feed';
import { askingLayout } from 'src/modules/intake/table/asking';
import { findColumns } from 'src/modules/intake/table/columns';
import { unreadOf } from 'src/modules/intake/table/unread-columns';
import type { SlipRecord } from './slip';
import { isSlipList, SLIP_COLUMNS, SlipReader } from './slip-reader';

/** Make-up slips 补卡单. */
const slips: Feed<SlipRecord> = {
  name: 'slips',
  layouts: [
    {
      id: 'slip',
      begin(sheet, head, context) {
        const columns = findColumns(head, SLIP_COLUMNS, isSlipList, context);
        if (!columns) return undefined;
        const remarks = unreadOf(columns, SLIP_COLUMNS);
        return { fit: 10, reader: new SlipReader(sheet, columns, context), remarks, naming: columns.naming };
      },
    },
    askingLayout({
      id: 'slip',
      fit: 1,
      needed: [
        [...SLIP_COLUMNS.staff, ...SLIP_COLUMNS.name],
        [...SLIP_COLUMNS.date, ...SLIP_COLUMNS.time],
        [...SLIP_COLUMNS.slot, ...SLIP_COLUMNS.time],
        [...SLIP_COLUMNS.reason, ...SLIP_COLUMNS.proof],
      ],
      known: Object.values(SLIP_COLUMNS),
    }),
  ],
  identity: idOf,
  person: ({ staff }) => staff,
  instant: ({ date, at }) => (at === '' ? date : at),
  belongs: ({ date }) => date,
  sinks: [
    {
      table: 'punch_slip',
      columns: ['hall', 'id', 'staff', 'day', 'half', 'way', 'at', 'reason', 'proof', 'approver', 'batch', 'line'],
      unique: ['hall', 'id'],
      accepts: () => true,
      row: (record, { hall, batch, line }) => {
        const { staff, date, half, way, at, reason, proof, approver } = record;
        return [hall, idOf(record), staff, date, half, way, at, reason, proof, approver, batch, line];
      },
    },
  ],
  expects: {
    zh: '补卡单应有“工号”或“姓名”、“补卡日期”、“上下班”或“补卡时间”、“补卡原因”，以及“证明”“批准人”等列。',
    en: 'A list of make-up slips holds 工号 or 姓名, 补卡日期, 上下班 or 补卡时间, 补卡原因, and 证明 and 批准人.',
  },
};

export default slips;

function idOf({ staff, date, half, way, at, reason, proof, approver }: SlipRecord): string {
  return sha256(JSON.stringify([staff, date, half, way, at, reason, proof, approver])).slice(0, 32);
}
