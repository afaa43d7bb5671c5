import { addMonths, type CivilTime } from 'src/common/civil-date';
import { Refusal } from 'src/common/refusal';
import { minuteSlots, type Job, type JobReport } from 'src/modules/jobs/job';
import type { OrganisationService } from 'src/modules/organisation';
import type { FindingNotices } from './finding-notices.service';

interface Parts {
  readonly findings: FindingNotices;
  readonly organisation: OrganisationService;
}

/** Tells windows of entered and patrolled deductions within minutes. */
export function findingNoticesJob(parts: Parts): Job {
  return {
    name: 'finding-notices',
    title: { zh: '扣分当日通知窗口', en: 'tell windows of deductions the same day' },
    catchUp: 'latest',
    due: (since, now) => minuteSlots(10, since, now),
    run: (_slot, now) => tellAll(parts, now),
  };
}

async function tellAll({ findings, organisation }: Parts, now: CivilTime): Promise<JobReport> {
  const words: string[] = [];
  let told = 0;
  const running = now.slice(0, 7);
  for (const { id: hall } of await organisation.halls())
    for (const month of [addMonths(running, -1), running]) {
      try {
        told += await findings.post(hall, month, now);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        words.push(`${hall} ${month}: ${error.sentences.zh}`);
      }
    }
  const list = words.join('；');
  return {
    summary: {
      zh: `可异议的扣分 ${String(told)} 项。${list}`,
      en: `${String(told)} deductions open to objection. ${list}`,
    },
    counts: { told },
  };
}
