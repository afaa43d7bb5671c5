import { minuteSlots, type Job } from 'src/modules/jobs/job';
import type { OutboxService } from './outbox.service';

/** Every minute: messages that are to leave the product by mail or webhook. */
export function outgoingJob(outbox: OutboxService): Job {
  return {
    name: 'outgoing',
    title: { zh: '外发邮件和网络回调', en: 'send mail and webhooks' },
    catchUp: 'latest',
    due: (since, now) => minuteSlots(1, since, now),
    run: async () => {
      const { sent, failed } = await outbox.deliver();
      return {
        summary: {
          zh: `发出 ${String(sent)} 条，未成 ${String(failed)} 条`,
          en: `${String(sent)} sent, ${String(failed)} not`,
        },
        counts: { sent, failed },
      };
    },
  };
}
