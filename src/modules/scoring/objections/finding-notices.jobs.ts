import { addMonths, type CivilTime } from 'src/common/civil-date';
import { forEachMonth, minuteSlots, type Job, type JobReport } from 'src/modules/jobs/job';
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
  const running = now.slice(0, 7);
  const { done: told, refused } = await forEachMonth(
    await organisation.halls(),
    [addMonths(running, -1), running],
    (hall, month) => findings.post(hall, month, now),
  );
  return {
    summary: {
      zh: `可异议的扣分 ${String(told)} 项。${refused}`,
      en: `${String(told)} deductions open to objection. ${refused}`,
    },
    counts: { told },
  };
}
