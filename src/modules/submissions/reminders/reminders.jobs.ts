import { addMonths } from 'src/common/civil-date';
import { Refusal } from 'src/common/refusal';
import { dailySlots, type Job, type JobReport } from 'src/modules/jobs/job';
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

/** One hall's refusal (no book, no roster) is told and does not keep the others waiting. */
async function remind({ organisation, reminders }: Parts, now: string): Promise<JobReport> {
  const words: string[] = [];
  let posted = 0;
  for (const { id: hall } of await organisation.halls()) {
    for (const month of [addMonths(now.slice(0, 7), -1), now.slice(0, 7)]) {
      try {
        posted += await reminders.post(hall, month, now);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        words.push(`${hall} ${month}: ${error.sentences.zh}`);
      }
    }
  }
  const list = words.join('；');
  return {
    summary: { zh: `待办提醒 ${String(posted)} 条。${list}`, en: `${String(posted)} reminders. ${list}` },
    counts: { posted },
  };
}
