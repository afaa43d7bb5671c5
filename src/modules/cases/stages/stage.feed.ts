import type { Feed } from 'src/modules/intake/feed';
import { askingLayout } from 'src/modules/intake/table/asking';
import { findColumns } from 'src/modules/intake/table/columns';
import { unreadOf } from 'src/modules/intake/table/unread-columns';
import { dayOfTime } from 'src/modules/cases/case-state';
import type { StageRecord } from './stage';
import { isStageList, NEEDLESS_STAGE_COLUMNS, STAGE_COLUMNS } from './stage-columns';
import { StageReader } from './stage-reader';

/** A stage that is open can matter to any month. */
const OPEN = '9999-12-31';

/** Stages 环节 of cases on which several departments work (并联审批): workbook, CSV or JSON lines. */
const feed: Feed<StageRecord> = {
  name: 'case-stages',
  layouts: [
    {
      id: '12',
      begin(sheet, head, context) {
        const columns = findColumns(head, STAGE_COLUMNS, isStageList, context);
        if (!columns) return undefined;
        const remarks = unreadOf(columns, STAGE_COLUMNS, NEEDLESS_STAGE_COLUMNS);
        return {
          fit: columns.at.size,
          reader: new StageReader(sheet, columns, context),
          remarks,
          naming: columns.naming,
        };
      },
    },
    askingLayout({
      id: '12',
      fit: 1,
      needed: [
        STAGE_COLUMNS.no,
        STAGE_COLUMNS.stage,
        STAGE_COLUMNS.begun,
        [...STAGE_COLUMNS.windowName, ...STAGE_COLUMNS.windowCode, ...STAGE_COLUMNS.department, ...STAGE_COLUMNS.place],
      ],
      known: Object.values(STAGE_COLUMNS),
      needless: NEEDLESS_STAGE_COLUMNS,
    }),
  ],
  identity: ({ no, hash }) => `${no} ${hash}`,
  person: ({ handler }) => handler ?? undefined,
  instant: ({ begun }) => begun,
  // An open stage may end in any month; one that ended is of that month.
  belongs: ({ ended }) => ended ?? undefined,
  sinks: [
    {
      table: 'case_stage',
      columns: [
        'hall',
        'case_no',
        'hash',
        'stage_key',
        'stage',
        'window_id',
        'handler',
        'begun_at',
        'ended_at',
        'promise_days',
        'first_day',
        'last_day',
        'batch',
        'line',
        'recorded_at',
      ],
      unique: ['hall', 'case_no', 'hash'],
      accepts: () => true,
      row: (stage, at) => [
        at.hall,
        stage.no,
        stage.hash,
        stage.key,
        stage.stage,
        stage.window,
        stage.handler,
        stage.begun,
        stage.ended,
        stage.promiseDays,
        dayOfTime(stage.begun),
        // Late means that it ended after its due day, so nothing later than the end can matter.
        stage.ended === null ? OPEN : dayOfTime(stage.ended),
        at.batch,
        at.line,
        at.recordedAt,
      ],
    },
  ],
  expects: {
    zh: '办件环节清单：表头须有“办件编号”“环节”“开始时间”，以及“窗口名称”“窗口编号”或“部门”；结束时间、承诺时限(工作日)用于判断是否超期。',
    en: 'a list of stages: 办件编号, 环节, 开始时间 and 窗口名称, 窗口编号 or 部门; 结束时间 and 承诺时限(工作日) tell whether a stage is late.',
  },
};

export default feed;
