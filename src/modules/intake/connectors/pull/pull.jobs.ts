import { minuteSlots, type Job } from 'src/modules/jobs/job';
import type { PullService } from './pull.service';
import type { Ended } from 'src/modules/intake/connectors/runs.service';
import type { SourcesService } from 'src/modules/intake/connectors/sources.service';
import type { TakingService } from 'src/modules/intake/connectors/taking.service';

export interface PullParts {
  readonly taking: TakingService;
  readonly sources: SourcesService;
  readonly pulls: PullService;
}

/** So many other systems are waited for at the same time. */
const ABREAST = 4;

/** The kinds of sources that are asked; a job for each, so that a slow one of one kind keeps no slot of the other. */
const TITLES = {
  'http-pull': { zh: '从各系统拉取数据', en: 'pull from the declared systems' },
  'sql-view': { zh: '从各系统的数据库视图读取数据', en: 'read the declared views of other databases' },
} as const;

/** Pulls every enabled source of a kind. One that fails is told and never keeps the others from theirs. */
export function pullJob(name: keyof typeof TITLES, { taking, sources, pulls }: PullParts): Job {
  return {
    name,
    title: TITLES[name],
    catchUp: 'latest',
    due: (since, now) => minuteSlots(10, since, now),
    run: async () => {
      const halls = await taking.halls();
      const known = await Promise.all(halls.map(({ id }) => sources.list(id)));
      const due = known.flat().filter(({ kind, enabled }) => kind === name && enabled);
      const ends: Omit<Ended, 'endedAt'>[] = [];
      for (let at = 0; at < due.length; at += ABREAST)
        ends.push(...(await Promise.all(due.slice(at, at + ABREAST).map((source) => pulls.pull(source)))));
      const done = ends.filter(({ state }) => state === 'done').length;
      const words = (language: 'zh' | 'en', stop: string): string =>
        ends.map(({ report }, index) => `${due[index]?.name ?? ''}: ${report[language]}`).join(stop);
      return {
        summary: {
          zh:
            due.length === 0
              ? '没有要拉取的来源'
              : `拉取 ${String(done)} 个，未成 ${String(due.length - done)} 个。${words('zh', '；')}`,
          en:
            due.length === 0
              ? 'no sources to pull'
              : `${String(done)} pulled, ${String(due.length - done)} not. ${words('en', '; ')}`,
        },
        counts: { done, failed: due.length - done },
      };
    },
  };
}
