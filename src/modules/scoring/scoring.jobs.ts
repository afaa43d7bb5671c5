import { jobActor } from 'src/common/actor';
import { addMonths, type Period } from 'src/common/civil-date';
import { Refusal } from 'src/common/refusal';
import type { NoticesService, PeriodService } from 'src/modules/calendar';
import { deadlinesOf, deadlineTime } from 'src/modules/calendar/deadlines';
import { acceptsFacts } from 'src/modules/calendar/months/month-states';
import { dailySlots, type Job, type JobReport } from 'src/modules/jobs/job';
import type { OrganisationService } from 'src/modules/organisation';
import type { MonthWork } from './thread/month-work.service';

interface Parts {
  readonly work: MonthWork;
  readonly organisation: OrganisationService;
  readonly periods: PeriodService;
  readonly notices: NoticesService;
}

/** Every night the running months are computed again; after the deadline of a month it is rolled up once more. */
export function scoringJobs(parts: Parts): Job[] {
  return [
    {
      name: 'refresh-month',
      title: { zh: '每晚重算未锁定的月份', en: 'score the running months every night' },
      catchUp: 'latest',
      due: (since, now) => dailySlots('02:10', since, now),
      run: (_slot, now) => scoreMonths(parts, [addMonths(now.slice(0, 7), -1), now.slice(0, 7)]),
    },
    {
      name: 'after-deadline',
      title: { zh: '核实截止后汇总上月', en: 'roll the month up after the verification deadline' },
      catchUp: 'all',
      due: (since, now) => monthsDue(parts, since, now),
      run: (slot) => scoreMonths(parts, [slot]),
    },
  ];
}

/** Months whose verification deadline passed in (since, now]. */
function monthsDue({ notices }: Parts, since: string, now: string): Period[] {
  const calendar = notices.calendar();
  const months: Period[] = [];
  for (let month = addMonths(since.slice(0, 7), -2); month < now.slice(0, 7); month = addMonths(month, 1)) {
    const deadline = deadlineTime(deadlinesOf(calendar, month).verification.date);
    if (deadline > since && deadline <= now) months.push(month);
  }
  return months;
}

/** One hall's refusal (no book, no roster) is told and does not keep the others waiting. */
async function scoreMonths(parts: Parts, months: readonly Period[]): Promise<JobReport> {
  const words: string[] = [];
  let scored = 0;
  for (const { id: hall } of await parts.organisation.halls()) {
    for (const month of months) {
      const period = await parts.periods.find(hall, month);
      if (period && !acceptsFacts(period.state)) continue;
      try {
        const { head } = await parts.work.score(hall, month, jobActor('refresh-month'));
        scored++;
        words.push(`${hall} ${month}: ${String(head.standings.length)}`);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        words.push(`${hall} ${month}: ${error.sentences.zh}`);
      }
    }
  }
  const list = words.join('；');
  return {
    summary: { zh: `计分 ${String(scored)} 个月。${list}`, en: `${String(scored)} months scored. ${list}` },
    counts: { scored },
  };
}
