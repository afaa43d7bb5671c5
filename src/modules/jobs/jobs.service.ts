import { hostname } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import type { CivilTime } from 'src/common/civil-date';
import { Clock, hallTime, instantOf } from 'src/common/clock';
import { Refusal } from 'src/common/refusal';
import { Database } from 'src/config/database.service';
import { plan, type Job } from './job';
import { JobRunEntity } from './job-run.entity';
import { jobFailed, jobRunning, jobUnknown } from './refusals';

export const JOBS = Symbol('jobs');

/** A run without an end for so long belongs to a process that died. */
const LEASE_MS = 30 * 60_000;
const ATTEMPTS = 3;
/** How far back a job that never ran looks for due slots. */
const FIRST_LOOK_MS = 24 * 3_600_000;

export type JobRun = Pick<
  JobRunEntity,
  'job' | 'slot' | 'state' | 'owner' | 'attempt' | 'startedAt' | 'endedAt' | 'report'
>;

/** Finds due slots in the table, runs each once, keeps the history. Cron only wakes `scan`. */
@Injectable()
export class JobsService {
  private readonly owner = `${hostname()}:${String(process.pid)}`;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(JOBS) private readonly jobs: readonly Job[],
  ) {}

  list(): readonly Job[] {
    return this.jobs;
  }

  async history(job?: string, limit = 50): Promise<JobRun[]> {
    const where = job === undefined ? {} : { job };
    return this.database.read.find(JobRunEntity, { where, order: { startedAt: 'DESC', slot: 'DESC' }, take: limit });
  }

  /** Runs what is due. One job's failure never stops the others; the answer lists what was run here. */
  async scan(): Promise<JobRun[]> {
    const done: JobRun[] = [];
    for (const job of this.jobs) {
      const due = job.due(await this.lookBackTo(job.name), this.now());
      const { run, skip } = plan(job, due);
      for (const slot of skip) await this.claim(job.name, slot, 'skipped');
      for (const slot of [...(await this.unfinished(job.name)), ...run]) {
        const result = await this.runOnce(job, slot);
        if (result) done.push(result);
      }
    }
    return done;
  }

  /** Runs a job now, under a slot of its own. Throws `jobs.unknown`, `jobs.running`, `jobs.failed`. */
  async runNow(name: string, slot = `now ${this.now()}`): Promise<JobRun> {
    const job = this.jobs.find((one) => one.name === name);
    if (!job) throw jobUnknown({ job: name, known: this.jobs.map((one) => one.name) });
    const result = await this.runOnce(job, slot);
    if (!result) {
      const other = await this.database.read.findOneBy(JobRunEntity, { job: name, slot });
      throw jobRunning({ job: name, slot, owner: other?.owner ?? '', since: other?.startedAt ?? '' });
    }
    if (result.state === 'failed') throw jobFailed({ job: name, slot, cause: result.report });
    return result;
  }

  /** Undefined: another process has the slot. */
  private async runOnce(job: Job, slot: string): Promise<JobRun | undefined> {
    if (!(await this.claim(job.name, slot, 'running'))) return undefined;
    let [state, report] = ['done', ''];
    try {
      report = JSON.stringify(await job.run(slot, this.now()));
    } catch (error) {
      state = 'failed';
      report =
        error instanceof Refusal
          ? error.sentences.zh
          : error instanceof Error
            ? (error.stack ?? error.message)
            : String(error);
    }
    const endedAt = this.now();
    await this.database.write((manager) =>
      manager.update(
        JobRunEntity,
        { job: job.name, slot, owner: this.owner, state: 'running' },
        { state, endedAt, report: report.slice(0, 15_000) },
      ),
    );
    return (await this.database.read.findOneBy(JobRunEntity, { job: job.name, slot })) ?? undefined;
  }

  /** True when this process now owns the slot: first by the primary key, later by a conditional update. */
  private async claim(job: string, slot: string, state: 'running' | 'skipped'): Promise<boolean> {
    const now = this.now();
    const ended = state === 'skipped' ? now : '';
    try {
      await this.database.write((manager) =>
        manager.insert(JobRunEntity, {
          job,
          slot,
          state,
          owner: this.owner,
          attempt: 1,
          startedAt: now,
          endedAt: ended,
          report: '',
        }),
      );
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    if (state === 'skipped') return false;
    const row = await this.database.read.findOneBy(JobRunEntity, { job, slot });
    if (!row || !this.mayRetry(row)) return false;
    const result = await this.database.write((manager) =>
      manager.update(
        JobRunEntity,
        { job, slot, state: row.state, attempt: row.attempt, owner: row.owner },
        { state, owner: this.owner, attempt: row.attempt + 1, startedAt: now, endedAt: '' },
      ),
    );
    return result.affected === 1;
  }

  private mayRetry(row: JobRun): boolean {
    if (row.attempt >= ATTEMPTS) return false;
    return (
      row.state === 'failed' || (row.state === 'running' && instantOf(row.startedAt) < this.clock.now() - LEASE_MS)
    );
  }

  private async unfinished(job: string): Promise<string[]> {
    const rows = await this.database.read.find(JobRunEntity, {
      where: [
        { job, state: 'failed' },
        { job, state: 'running' },
      ],
      order: { slot: 'ASC' },
    });
    return rows.filter((row) => !row.slot.startsWith('now ') && this.mayRetry(row)).map((row) => row.slot);
  }

  /** Start of the newest scheduled slot: what fell due since then is due now. */
  private async lookBackTo(job: string): Promise<CivilTime> {
    const [newest] = await this.database.read
      .createQueryBuilder(JobRunEntity, 'run')
      .where('run.job = :job AND run.slot NOT LIKE :now', { job, now: 'now %' })
      .orderBy('run.startedAt', 'DESC')
      .limit(1)
      .getMany();
    return newest?.startedAt ?? hallTime(this.clock.now() - FIRST_LOOK_MS);
  }

  private now(): CivilTime {
    return hallTime(this.clock.now());
  }
}

function isDuplicate(error: unknown): boolean {
  const { code, errno, message } = error as { code?: string; errno?: number; message?: string };
  return (
    errno === 1062 || code?.startsWith('SQLITE_CONSTRAINT') === true || message?.includes('UNIQUE constraint') === true
  );
}
