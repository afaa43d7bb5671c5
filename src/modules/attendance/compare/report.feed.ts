import type { Feed } from 'src/modules/intake/feed';
import { REPORT_SHEETS } from './report-sheets';
import type { ReportRow } from './report';

/** Every sheet of a DingTalk report, read to be compared and never stored: it stands in no list of feeds. */
const report: Feed<ReportRow> = {
  name: 'punches',
  layouts: REPORT_SHEETS,
  allSheets: true,
  identity: (row) => JSON.stringify(row),
  person: ({ key }) => key,
  instant: (row) => (row.kind === 'raw' ? row.at : row.kind === 'day' ? row.date : undefined),
  sinks: [],
  expects: {
    zh: '钉钉考勤报表应有“原始记录”，以及“每日统计”或“月度汇总”工作表。请在钉钉管理后台导出整本报表，不要删列。',
    en: 'A DingTalk report holds the sheet 原始记录 and 每日统计 or 月度汇总. Export the whole workbook and delete no columns.',
  },
};

export default report;
