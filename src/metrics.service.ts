import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, instantOf } from 'src/common/clock';
import { SystemClock } from 'src/config/clock.service';
import { Database } from 'src/config/database.service';
import { BatchesService } from 'src/modules/intake';
import { JobsService } from 'src/modules/jobs';
import { RequestMetrics } from 'src/modules/requests';
import { exposition, type Family, type Sample } from 'src/modules/requests/exposition';

const NS = 1e9;

/** What operators watch, in the text format of Prometheus: of this process, and of the tables all processes share. */
@Injectable()
export class MetricsService implements OnApplicationShutdown {
  private readonly delay = monitorEventLoopDelay({ resolution: 20 });

  constructor(
    private readonly requests: RequestMetrics,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: JobsService,
    private readonly batches: BatchesService,
  ) {
    this.delay.enable();
  }

  onApplicationShutdown(): void {
    this.delay.disable();
  }

  async text(): Promise<string> {
    const rooms = [await this.jobFamilies(), await this.importFamilies()].flat();
    return exposition([...this.requests.families(), ...rooms, ...this.databaseFamilies(), ...this.processFamilies()]);
  }

  private async jobFamilies(): Promise<Family[]> {
    const counts = await this.jobs.counts();
    const runs = counts.map(({ job, state, runs: value }) => ({ labels: { job, state }, value }));
    const ended = counts
      .filter(({ state, lastEnded }) => state === 'done' && lastEnded !== '')
      .map(({ job, lastEnded }) => ({ labels: { job }, value: instantOf(lastEnded) / 1000 }));
    return [
      gauge('baifen_job_runs', 'Runs of jobs in the history, by state; the history is pruned', runs),
      gauge('baifen_job_last_success_timestamp_seconds', 'When a job last ended well', ended),
    ];
  }

  private async importFamilies(): Promise<Family[]> {
    const counts = await this.batches.counts();
    const batches = counts.map(({ feed, state, batches: value }) => ({ labels: { feed, state }, value }));
    const rows = counts.flatMap(({ feed, state, accepted, rejected }) => [
      { labels: { feed, state, rows: 'accepted' }, value: accepted },
      { labels: { feed, state, rows: 'rejected' }, value: rejected },
    ]);
    return [
      gauge('baifen_import_batches', 'Files taken in, by feed and state', batches),
      gauge('baifen_import_rows', 'Rows of the files taken in', rows),
    ];
  }

  private databaseFamilies(): Family[] {
    const { open, idle, waiting } = this.database.load;
    const skew = this.clock instanceof SystemClock ? this.clock.skew / 1000 : 0;
    return [
      gauge('baifen_database_connections', 'Connections of this process to the database', [
        { labels: { state: 'busy' }, value: open - idle },
        { labels: { state: 'idle' }, value: idle },
      ]),
      gauge('baifen_database_waiting', 'What waits for a connection, or for its turn to write', [{ value: waiting }]),
      gauge('baifen_clock_skew_seconds', 'This machine ahead of the database server', [{ value: skew }]),
    ];
  }

  private processFamilies(): Family[] {
    const { user, system } = process.cpuUsage();
    const slowest = this.delay.percentile(99) / NS;
    this.delay.reset();
    return [
      {
        name: 'process_cpu_seconds_total',
        help: 'Processor time of this process',
        type: 'counter',
        samples: [{ value: (user + system) / 1e6 }],
      },
      gauge('process_resident_memory_bytes', 'Memory of this process', [{ value: process.memoryUsage.rss() }]),
      gauge('process_start_time_seconds', 'When this process started', [{ value: performance.timeOrigin / 1000 }]),
      gauge('nodejs_eventloop_delay_p99_seconds', 'How late the event loop was since the last look, 99 of 100', [
        { value: slowest },
      ]),
    ];
  }
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, help, type: 'gauge', samples };
}
