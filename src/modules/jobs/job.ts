import { addDays, type CivilTime, type Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { Refusal } from 'src/common/refusal';

/** What a run did, in numbers and one sentence a person can read. */
export interface JobReport {
  readonly summary: Readonly<Record<Language, string>>;
  readonly counts?: Readonly<Record<string, number>>;
}

/** A job as data; rooms declare theirs in `<noun>.jobs.ts`. */
export interface Job {
  readonly name: string;
  readonly title: Readonly<Record<Language, string>>;
  /**
   * Names of the slots that fell due after `since` up to and including `now`, earliest first. A slot runs once in the whole
   * installation, whatever number of processes wake up.
   */
  due(since: CivilTime, now: CivilTime): readonly string[];
  /** After downtime: every missed slot, or only the newest (the older ones are recorded as `skipped`). */
  readonly catchUp: 'all' | 'latest';
  /** Must be safe to repeat: a process may die between the work and its record. */
  run(slot: string, now: CivilTime): Promise<JobReport>;
}

/** Slots of a daily job: `2026-03-02` falls due that day at `time` (`HH:MM`). */
export function dailySlots(time: string, since: CivilTime, now: CivilTime): string[] {
  const slots: string[] = [];
  for (let day = since.slice(0, 10); day <= now.slice(0, 10); day = addDays(day, 1)) {
    const at = `${day} ${time}:00`;
    if (at > since && at <= now) slots.push(day);
  }
  return slots;
}

/** Slots every `minutes` of the hour: `2026-03-02 10:05`. `minutes` divides 60. Only the last day is looked at. */
export function minuteSlots(minutes: number, since: CivilTime, now: CivilTime): string[] {
  const slots: string[] = [];
  const from = since.slice(0, 10) === now.slice(0, 10) ? since : `${now.slice(0, 10)} 00:00:00`;
  for (let minute = 0; minute < 24 * 60; minute += minutes) {
    const name = `${now.slice(0, 10)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
    if (`${name}:00` > from && `${name}:00` <= now) slots.push(name);
  }
  return slots;
}

/** The same for every hall and month: how much was done, and what was refused. A refusal of one keeps no other waiting. */
export async function forEachMonth(
  halls: readonly { readonly id: string }[],
  months: readonly Period[],
  work: (hall: string, month: Period) => Promise<number>,
): Promise<{ done: number; refused: string }> {
  let done = 0;
  const refused: string[] = [];
  for (const { id: hall } of halls) {
    for (const month of months) {
      try {
        done += await work(hall, month);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused.push(`${hall} ${month}: ${error.sentences.zh}`);
      }
    }
  }
  return { done, refused: refused.join('；') };
}

/** What a scan does with the due slots of one job. */
export function plan(
  job: Pick<Job, 'catchUp'>,
  due: readonly string[],
): { run: readonly string[]; skip: readonly string[] } {
  if (job.catchUp === 'all') return { run: due, skip: [] };
  return { run: due.slice(-1), skip: due.slice(0, -1) };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
