import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jobActor } from 'src/common/actor';
import { Refusal } from 'src/common/refusal';
import { minuteSlots, type Job, type JobReport } from 'src/modules/jobs/job';
import type { FeedEntry } from './feed';
import type { Fence, IntakeService } from './intake.service';

export interface DropFolderParts {
  /** `<data>/drop`: files lie in `<hall>/<feed>/`. */
  readonly folder: string;
  readonly feeds: readonly FeedEntry[];
  readonly intake: IntakeService;
  halls(): Promise<readonly { id: string }[]>;
  given(hall: string, feed: FeedEntry['name']): Promise<unknown>;
  fence(hall: string): Fence;
  frozen(hall: string): Promise<readonly string[]>;
}

interface Outcome {
  readonly file: string;
  readonly taken: boolean;
  readonly words: string;
}

/** A file that changed within this time may still be copied in. */
const SETTLED_MS = 10_000;

/**
 * Takes new files from a folder per hall and feed. What was read goes to `done/`, what was refused to `refused/` with the
 * sentence beside it; a bad file never keeps the others waiting, and the same file again adds nothing.
 */
export function dropFolderJob(parts: DropFolderParts): Job {
  return {
    name: 'drop-folder',
    title: { zh: '收取各来源投放的文件', en: 'take new files from the drop folders' },
    catchUp: 'latest',
    due: (since, now) => minuteSlots(5, since, now),
    run: async (_slot, now) => {
      const outcomes: Outcome[] = [];
      for (const { id: hall } of await parts.halls())
        for (const feed of parts.feeds) outcomes.push(...(await takeFolder(parts, hall, feed, now)));
      return reportOf(outcomes);
    },
  };
}

async function takeFolder(parts: DropFolderParts, hall: string, feed: FeedEntry, now: string): Promise<Outcome[]> {
  const folder = join(parts.folder, hall, feed.name);
  for (const name of ['done', 'refused']) mkdirSync(join(folder, name), { recursive: true });
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('.part'))
    .map((entry) => entry.name)
    .sort();
  const outcomes: Outcome[] = [];
  for (const file of files) {
    if (statSync(join(folder, file)).mtimeMs > Date.now() - SETTLED_MS) continue;
    outcomes.push(await takeFile(parts, { hall, feed, folder, file, now }));
  }
  return outcomes;
}

async function takeFile(
  parts: DropFolderParts,
  where: { hall: string; feed: FeedEntry; folder: string; file: string; now: string },
): Promise<Outcome> {
  const { hall, feed, folder, file, now } = where;
  try {
    const answer = await parts.intake.take({
      hall,
      feed,
      file: join(folder, file),
      options: {},
      given: await parts.given(hall, feed.name),
      actor: jobActor('drop-folder'),
      at: `${now}.000`,
      language: 'zh',
      fence: parts.fence(hall),
      frozen: await parts.frozen(hall),
    });
    move(folder, 'done', file, now);
    return { file, taken: true, words: `${file}：新增 ${String(answer.accepted)}，退回 ${String(answer.rejected)}` };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const moved = move(folder, 'refused', file, now);
    writeFileSync(`${moved}.txt`, `${error.sentences.zh}\n`);
    return { file, taken: false, words: `${file}：${error.sentences.zh}` };
  }
}

/** Never overwrites: a second file of the same name gets the time before its name. */
function move(folder: string, to: string, file: string, now: string): string {
  const plain = join(folder, to, file);
  const target = existsSync(plain) ? join(folder, to, `${now.replace(/\D/g, '')}-${file}`) : plain;
  renameSync(join(folder, file), target);
  return target;
}

function reportOf(outcomes: readonly Outcome[]): JobReport {
  const taken = outcomes.filter((outcome) => outcome.taken).length;
  const refused = outcomes.length - taken;
  const words = outcomes.map((outcome) => outcome.words).join('；');
  return {
    summary: {
      zh: outcomes.length === 0 ? '没有新文件' : `收取 ${String(taken)} 个文件，退回 ${String(refused)} 个。${words}`,
      en: outcomes.length === 0 ? 'no new files' : `${String(taken)} files taken, ${String(refused)} refused. ${words}`,
    },
    counts: { taken, refused },
  };
}
