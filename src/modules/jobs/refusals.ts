import { refusal } from 'src/common/refusal';

export const jobUnknown = refusal<{ job: string; known: string[] }>(
  'jobs.unknown',
  {
    zh: ({ job, known }) => `没有名为“${job}”的定时任务。可用的任务：${known.join('、')}。`,
    en: ({ job, known }) => `There is no job "${job}". Known jobs: ${known.join(', ')}.`,
  },
  404,
);

export const jobRunning = refusal<{ job: string; slot: string; owner: string; since: string }>(
  'jobs.running',
  {
    zh: ({ job, slot, owner, since }) =>
      `任务“${job}”（${slot}）正由 ${owner} 执行，开始于 ${since}。请等它结束后再试。`,
    en: ({ job, slot, owner, since }) =>
      `Job "${job}" (${slot}) is being run by ${owner} since ${since}. Try again when it has ended.`,
  },
  409,
);

export const jobFailed = refusal<{ job: string; slot: string; cause: string }>(
  'jobs.failed',
  {
    zh: ({ job, slot, cause }) =>
      `任务“${job}”（${slot}）没有完成：${cause}。已记入任务历史，可在排除原因后用“baifen jobs run ${job}”重跑。`,
    en: ({ job, slot, cause }) =>
      `Job "${job}" (${slot}) did not finish: ${cause}. It is in the history; mend the cause and run "baifen jobs run ${job}".`,
  },
  500,
);
