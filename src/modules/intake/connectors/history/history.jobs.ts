import { dailySlots, type Job } from 'src/modules/jobs/job';
import type { HistoryService } from './history.service';

/** Removes history nobody needs any more, and what killed servers left behind. */
export function pruneHistoryJob(history: HistoryService): Job {
  return {
    name: 'prune-history',
    title: { zh: '清理过期的收取记录和任务记录', en: 'remove old history of sources and jobs' },
    catchUp: 'latest',
    due: (since, now) => dailySlots('03:40', since, now),
    run: async (_slot, now) => {
      const { deliveries, runs, stages } = await history.pruneAll(now);
      return {
        summary: {
          zh: `清理收取记录 ${String(deliveries)} 条，任务记录 ${String(runs)} 条，中断导入留下的临时表 ${String(stages)} 个`,
          en: `${String(deliveries)} deliveries, ${String(runs)} runs of jobs and ${String(stages)} staging tables of broken imports removed`,
        },
        counts: { deliveries, runs, stages },
      };
    },
  };
}
