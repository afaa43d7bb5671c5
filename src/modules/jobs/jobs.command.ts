import type { Command } from 'commander';
import type { CommandIo } from 'src/config/command-io';
import { JobsService, type JobRun } from './jobs.service';

/** Adds `jobs` (list and history), `jobs run NAME` and `jobs scan`. */
export function registerJobs(program: Command, io: CommandIo): void {
  const zh = io.language === 'zh';
  const jobs = program
    .command('jobs')
    .description(zh ? '定时任务：清单与历史' : 'scheduled jobs: list and history')
    .option('--json', 'JSON')
    .action(() => show(io));
  jobs
    .command('run')
    .argument('<name>')
    .option('--json', 'JSON')
    .description(zh ? '立即执行一个任务' : 'run a job now')
    .action(async (name: string) => {
      const run = await (await io.service(JobsService)).runNow(name);
      io.answer(shown(run), () => io.line(sentence(io, run)));
    });
  jobs
    .command('scan')
    .option('--json', 'JSON')
    .description(zh ? '补跑全部到期的任务' : 'run everything that is due')
    .action(async () => {
      const runs = await (await io.service(JobsService)).scan();
      io.answer(runs.map(shown), () => runs.forEach((run) => io.line(sentence(io, run))));
    });
}

async function show(io: CommandIo): Promise<void> {
  const service = await io.service(JobsService);
  const jobs = service.list().map((job) => ({ name: job.name, title: job.title[io.language] }));
  const history = (await service.history()).map(shown);
  io.answer({ jobs, history }, () => {
    const zh = io.language === 'zh';
    io.table(
      zh ? ['任务', '说明'] : ['job', 'what'],
      jobs.map((job) => [job.name, job.title]),
    );
    io.line('');
    io.table(
      zh ? ['任务', '时段', '状态', '次数', '开始', '结束'] : ['job', 'slot', 'state', 'attempt', 'start', 'end'],
      history.map((run) => [run.job, run.slot, run.state, run.attempt, run.startedAt, run.endedAt]),
    );
  });
}

function shown(run: JobRun): Omit<JobRun, 'report'> & { report: unknown } {
  const { job, slot, state, owner, attempt, startedAt, endedAt } = run;
  const report = state === 'done' && run.report !== '' ? (JSON.parse(run.report) as unknown) : run.report;
  return { job, slot, state, owner, attempt, startedAt, endedAt, report };
}

function sentence(io: CommandIo, run: JobRun): string {
  const report = shown(run).report as { summary?: Record<string, string> } | string;
  const text = typeof report === 'string' ? report : (report.summary?.[io.language] ?? '');
  return `${run.job} ${run.slot} ${run.state} ${text}`.trim();
}
