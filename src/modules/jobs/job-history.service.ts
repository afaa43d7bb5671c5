import type { CivilTime } from 'src/common/civil-date';
import type { Database } from 'src/config/database.service';
import { In, LessThan, Like, Not } from 'typeorm';
import { JobRunEntity } from './job-run.entity';

const CHUNK = 500;

/** The history of the jobs, which is not kept for ever. */
export class JobHistory {
  constructor(private readonly database: Database) {}

  /**
   * Removes the runs that began before a time. Of each job stay what runs, its last success, and its newest slot, from which
   * it is known what fell due since. Answers how many went.
   */
  async prune(before: CivilTime): Promise<number> {
    const jobs = await this.database.read
      .createQueryBuilder(JobRunEntity, 'run')
      .select('DISTINCT run.job', 'job')
      .getRawMany<{ job: string }>();
    let gone = 0;
    for (const { job } of jobs) gone += await this.pruneJob(job, before);
    return gone;
  }

  private async pruneJob(job: string, before: CivilTime): Promise<number> {
    const order = { startedAt: 'DESC', slot: 'DESC' } as const;
    const newest = await this.database.read.findOne(JobRunEntity, { where: { job, slot: Not(Like('now %')) }, order });
    const success = await this.database.read.findOne(JobRunEntity, { where: { job, state: 'done' }, order });
    const kept = new Set([newest?.slot, success?.slot]);
    const old = await this.database.read.find(JobRunEntity, {
      where: { job, state: Not('running'), startedAt: LessThan(before) },
      select: { slot: true },
    });
    const slots = old.map(({ slot }) => slot).filter((slot) => !kept.has(slot));
    for (let at = 0; at < slots.length; at += CHUNK)
      await this.database.write((manager) =>
        manager.delete(JobRunEntity, { job, slot: In(slots.slice(at, at + CHUNK)), state: Not('running') }),
      );
    return slots.length;
  }
}
