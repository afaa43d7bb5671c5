import { refusal } from 'src/common/refusal';

export const reportIncomplete = refusal<{ file: string; missing: string }>('attendance.report-incomplete', {
  zh: ({ file, missing }) =>
    `文件 ${file} 中没有“${missing}”工作表，无法核对。请在钉钉管理后台导出整本考勤报表（含原始记录、每日统计、月度汇总），不要删列或另存单张工作表。`,
  en: ({ file, missing }) =>
    `There is no sheet ${missing} in ${file}, so nothing can be compared. Export the whole report (原始记录, 每日统计, 月度汇总) and delete no columns.`,
});
