import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { schedule, type ScheduledTask } from 'node-cron';
import { JobsService } from './jobs.service';

/** In the server only: node-cron wakes the scan every minute. A missed or blocked tick costs nothing, the table decides. */
@Injectable()
export class Scheduler implements OnApplicationShutdown {
  private readonly log = new Logger('jobs');
  private task: ScheduledTask | undefined;
  private scanning: Promise<unknown> = Promise.resolve();

  constructor(private readonly jobs: JobsService) {}

  start(): void {
    this.task = schedule('* * * * *', () => this.wake(), { timezone: 'Asia/Shanghai', noOverlap: true });
  }

  /** One scan; its faults go to the log and never end the server. */
  async wake(): Promise<void> {
    this.scanning = this.jobs.scan().then(
      (runs) =>
        runs.forEach(({ job, slot, state, report }) =>
          state === 'failed' ? this.log.error(`${job} ${slot}: ${report}`) : this.log.log(`${job} ${slot}: ${state}`),
        ),
      (error: unknown) => this.log.error(error),
    );
    await this.scanning;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.task?.stop();
    await this.scanning;
  }
}
