import { addMonths } from 'src/common/civil-date';
import { dailySlots, forEachMonth, type Job, type JobReport } from 'src/modules/jobs/job';
import type { OrganisationService } from 'src/modules/organisation';
import type { Reminders } from './reminders.service';

interface Parts {
  readonly organisation: OrganisationService;
  readonly reminders: Reminders;
}

/** Every morning: who has not reported yet, which department has not, for the last month and the running one. */
export function remindersJob(parts: Parts): Job {
  return {
    name: 'submission-reminders',
    title: { zh: '每天提醒报送和核实', en: 'remind of reports and verification every morning' },
    catchUp: 'latest',
    due: (since, now) => dailySlots('08:00', since, now),
    run: (_slot, now) => remind(parts, now),
  };
}

/** A hall without a book or a roster is told and does not keep the others waiting. */
async function remind({ organisation, reminders }: Parts, now: string): Promise<JobReport> {
  const running = now.slice(0, 7);
  const { done: posted, refused } = await forEachMonth(
    await organisation.halls(),
    [addMonths(running, -1), running],
    (hall, month) => reminders.post(hall, month, now),
  );
  return {
    summary: { zh: `待办提醒 ${String(posted)} 条。${refused}`, en: `${String(posted)} reminders. ${refused}` },
    counts: { posted },
  };
}
