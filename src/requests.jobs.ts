import { dailySlots, type Job } from 'src/modules/jobs/job';
import type { RequestKeys, RequestRates } from 'src/modules/requests';

/** Forgets the keys of requests sent more than two days ago, and counts of minutes gone. */
export function pruneRequestsJob(keys: RequestKeys, rates: RequestRates): Job {
  return {
    name: 'prune-requests',
    title: { zh: '清理过期的请求标识', en: 'forget old keys of requests' },
    catchUp: 'latest',
    due: (since, now) => dailySlots('03:50', since, now),
    run: async () => {
      const forgotten = await keys.prune();
      await rates.prune();
      return {
        summary: { zh: `清理请求标识 ${String(forgotten)} 个`, en: `${String(forgotten)} keys of requests forgotten` },
        counts: { keys: forgotten },
      };
    },
  };
}
