export { JobHistory } from './job-history.service';
export { registerJobs } from './jobs.command';
export { JobsModule } from './jobs.module';
export { JobsService, type JobRun } from './jobs.service';
export { Scheduler } from './scheduler.service';
