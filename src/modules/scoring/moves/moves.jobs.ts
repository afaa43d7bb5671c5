import { jobActor } from 'src/common/actor';
import { addMonths, type CivilTime, type Period } from 'src/common/civil-date';
import { Refusal } from 'src/common/refusal';
import type { PeriodService } from 'src/modules/calendar';
import type { MonthState } from 'src/modules/calendar/months/month-table';
import { minuteSlots, type Job, type JobReport } from 'src/modules/jobs/job';
import type { OrganisationService } from 'src/modules/organisation';
import type { MonthWork } from 'src/modules/scoring/thread/month-work.service';
import type { MonthDates } from './dates.service';

interface Parts {
  readonly work: MonthWork;
  readonly dates: MonthDates;
  readonly organisation: OrganisationService;
  readonly periods: PeriodService;
}

/** Months looked back on: what was never closed needs no state by deadline any more. */
const BACK = 3;

/** Moves months on by their deadlines: 进行中 → 报送中 on the first day after, 报送中 → 核实中 after the submission deadline. */
export function monthStatesJob(parts: Parts): Job {
  return {
    name: 'month-states',
    title: { zh: '按期限推进月份状态', en: 'move months on by their deadlines' },
    catchUp: 'latest',
    due: (since, now) => minuteSlots(10, since, now),
    run: (_slot, now) => moveAll(parts, now),
  };
}

async function moveAll(parts: Parts, now: CivilTime): Promise<JobReport> {
  const words: string[] = [];
  for (const { id: hall } of await parts.organisation.halls()) {
    for (let month = addMonths(now.slice(0, 7), -BACK); month < now.slice(0, 7); month = addMonths(month, 1))
      words.push(...(await moveOne(parts, hall, month, now)));
  }
  const list = words.join('；');
  return {
    summary: { zh: `推进 ${String(words.length)} 次。${list}`, en: `${String(words.length)} moves. ${list}` },
    counts: { moved: words.length },
  };
}

/** A month that was forgotten while the server was off catches up step by step; a refusal is told and stops nobody else. */
async function moveOne(
  { work, dates, periods }: Parts,
  hall: string,
  month: Period,
  now: CivilTime,
): Promise<string[]> {
  const words: string[] = [];
  for (;;) {
    const record = await periods.find(hall, month);
    const state = record?.state ?? 'open';
    if (state !== 'open' && state !== 'collecting') return words;
    const { collectingFrom, submissionUntil, ruled } = await dates.of(hall, month);
    // A month nobody has touched begins with the first book that covers it.
    if (!record && !ruled) return words;
    const to: MonthState = state === 'open' ? 'collecting' : 'verifying';
    if (state === 'open' ? now < collectingFrom : now <= submissionUntil) return words;
    try {
      await work.move(hall, month, jobActor('month-states'), { to, ...(record ? { version: record.version } : {}) });
      words.push(`${hall} ${month} → ${to}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return [...words, `${hall} ${month}: ${error.sentences.zh}`];
    }
  }
}
