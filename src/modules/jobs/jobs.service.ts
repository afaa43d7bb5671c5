import { hostname } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import type { CivilTime } from 'src/common/civil-date';
import { Clock, hallTime, instantOf } from 'src/common/clock';
import { Refusal } from 'src/common/refusal';
import { isDuplicate } from 'src/config/database-fault';
import { Database } from 'src/config/database.service';
import { plan, type Job } from './job';
import { JobRunEntity } from './job-run.entity';
import { jobFailed, jobRunning, jobUnknown } from './refusals';

export const JOBS = Symbol('jobs');

/** A running process gives a sign of life so often … */
const BEAT_MS = 20_000;
/** … and one that gave none for so long has died: another may take its slot. */
const LEASE_MS = 2 * 60_000;
const ATTEMPTS = 3;
/** How far back a job that never ran looks for due slots. */
const FIRST_LOOK_MS = 24 * 3_600_000;

export type JobRun = Pick<
  JobRunEntity,
  'job' | 'slot' | 'state' | 'owner' | 'attempt' | 'startedAt' | 'endedAt' | 'report'
>;

export interface JobCount {
  readonly job: string;
  readonly state: string;
  readonly runs: number;
  /** '' when none ended yet. */
  readonly lastEnded: CivilTime;
}

/** Finds due slots in the table, runs each once, keeps the history. Cron only wakes `scan`. */
@Injectable()
export class JobsService {
  private readonly owner = `${hostname()}:${String(process.pid)}`;
  /** Slots this process is at work on: busy with a long file it may be late with its signs of life, and is not dead. */
  private readonly mine = new Set<string>();

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

  /** How many runs of each job the history holds in each state, and when the last one ended. */
  async counts(): Promise<JobCount[]> {
    const rows = await this.database.read
      .createQueryBuilder(JobRunEntity, 'run')
      .select(['run.job AS job', 'run.state AS state', 'COUNT(*) AS runs', 'MAX(run.ended_at) AS ended'])
      .groupBy('run.job')
      .addGroupBy('run.state')
      .getRawMany<{ job: string; state: string; runs: string | number; ended: string }>();
    return rows.map(({ job, state, runs, ended }) => ({ job, state, runs: Number(runs), lastEnded: ended }));
  }

  /**
   * Runs what is due. One job's failure never stops the others, also when it cannot even say what is due: then its answer has
   * no slot. The answer lists what was run here.
   */
  async scan(): Promise<JobRun[]> {
    const done: JobRun[] = [];
    for (const job of this.jobs) {
      try {
        await this.buryDead(job.name);
        for (const slot of await this.dueSlots(job)) {
          const result = await this.runOnce(job, slot);
          if (result) done.push(result);
        }
      } catch (error) {
        const at = this.now();
        const ended = { state: 'failed', owner: this.owner, attempt: 0, startedAt: at, endedAt: at };
        done.push({ job: job.name, slot: '', ...ended, report: textOf(error) });
      }
    }
    return done;
  }

  private async dueSlots(job: Job): Promise<string[]> {
    const { run, skip } = plan(job, job.due(await this.lookBackTo(job.name), this.now()));
    for (const slot of skip) await this.claim(job.name, slot, 'skipped');
    return [...(await this.unfinished(job.name)), ...run];
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
    const stop = this.beating(job.name, slot);
    try {
      let [state, report] = ['done', ''];
      try {
        report = JSON.stringify(await job.run(slot, this.now()));
      } catch (error) {
        [state, report] = ['failed', textOf(error)];
      }
      const ended = { state, endedAt: this.now(), report: report.slice(0, 15_000) };
      const where = { job: job.name, slot, owner: this.owner, state: 'running' };
      await this.database.write((manager) => manager.update(JobRunEntity, where, ended));
    } finally {
      stop();
    }
    return (await this.database.read.findOneBy(JobRunEntity, { job: job.name, slot })) ?? undefined;
  }

  /** Gives signs of life until it is stopped. One that cannot be written is left out: the next may be. */
  private beating(job: string, slot: string): () => void {
    this.mine.add(keyOf(job, slot));
    let waiting = false;
    const beat = async (): Promise<void> => {
      if (waiting) return;
      waiting = true;
      const where = { job, slot, owner: this.owner, state: 'running' };
      await this.database
        .write((manager) => manager.update(JobRunEntity, where, { beatAt: this.now() }))
        .catch(() => undefined);
      waiting = false;
    };
    const timer = setInterval(() => void beat(), BEAT_MS).unref();
    return () => {
      clearInterval(timer);
      this.mine.delete(keyOf(job, slot));
    };
  }

  /** True when this process now owns the slot: first by the primary key, later by a conditional update. */
  private async claim(job: string, slot: string, state: 'running' | 'skipped'): Promise<boolean> {
    const now = this.now();
    const begun = { state, owner: this.owner, startedAt: now, beatAt: null, endedAt: state === 'skipped' ? now : '' };
    try {
      await this.database.write((manager) =>
        manager.insert(JobRunEntity, { job, slot, ...begun, attempt: 1, report: '' }),
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
        { job, slot, state: row.state, attempt: row.attempt, owner: row.owner, startedAt: row.startedAt },
        { ...begun, attempt: row.attempt + 1 },
      ),
    );
    return result.affected === 1;
  }

  private mayRetry(row: JobRun & Pick<JobRunEntity, 'beatAt'>): boolean {
    return row.attempt < ATTEMPTS && (row.state === 'failed' || this.isDead(row));
  }

  private isDead(row: JobRun & Pick<JobRunEntity, 'beatAt'>): boolean {
    if (row.state !== 'running' || this.mine.has(keyOf(row.job, row.slot))) return false;
    return instantOf(row.beatAt ?? row.startedAt) < this.clock.now() - LEASE_MS;
  }

  /** Runs that died and will not be tried again get their end: asked for by hand, or at the last try. */
  private async buryDead(job: string): Promise<void> {
    const running = await this.database.read.findBy(JobRunEntity, { job, state: 'running' });
    for (const row of running.filter((one) => this.isDead(one) && (isByHand(one) || one.attempt >= ATTEMPTS))) {
      const { slot, attempt, owner, startedAt } = row;
      const ended = { state: 'failed', endedAt: this.now(), report: `the process ${owner} ended in the middle of it` };
      await this.database.write((manager) =>
        manager.update(JobRunEntity, { job, slot, attempt, owner, startedAt, state: 'running' }, ended),
      );
    }
  }

  private async unfinished(job: string): Promise<string[]> {
    const rows = await this.database.read.find(JobRunEntity, {
      where: [
        { job, state: 'failed' },
        { job, state: 'running' },
      ],
      order: { slot: 'ASC' },
    });
    return rows.filter((row) => !isByHand(row) && this.mayRetry(row)).map((row) => row.slot);
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

function keyOf(job: string, slot: string): string {
  return `${job}\n${slot}`;
}

function isByHand({ slot }: Pick<JobRun, 'slot'>): boolean {
  return slot.startsWith('now ');
}

function textOf(error: unknown): string {
  if (error instanceof Refusal) return error.sentences.zh;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
