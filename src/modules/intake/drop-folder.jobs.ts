import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { jobActor } from 'src/common/actor';
import { Refusal } from 'src/common/refusal';
import { minuteSlots, type Job, type JobReport } from 'src/modules/jobs/job';
import type { ImportAnswer } from './answer/answer';
import { writeErrorBookInChild } from './answer/error-book.process';
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
  /** `failed`: a fault of ours; the file stays where it is and is tried again with the next slot. */
  readonly end: 'taken' | 'refused' | 'failed';
  readonly words: string;
}

interface Place {
  readonly hall: string;
  readonly feed: FeedEntry;
  readonly folder: string;
  readonly file: string;
  readonly now: string;
}

/** A file that changed within this time may still be copied in. */
const SETTLED_MS = 10_000;

/**
 * Takes new files from a folder per hall and feed. What was read goes to `done/`, with a workbook of errors beside it when
 * rows were rejected; what was refused goes to `refused/` with the sentence beside it. A bad file, folder or hall never keeps
 * the others waiting, and the same file again adds nothing.
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
  const outcomes: Outcome[] = [];
  try {
    for (const name of ['done', 'refused']) mkdirSync(join(folder, name), { recursive: true });
    const files = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('.part'))
      .map((entry) => entry.name)
      .sort();
    for (const file of files) {
      if (!isSettled(join(folder, file))) continue;
      outcomes.push(await takeFile(parts, { hall, feed, folder, file, now }));
    }
  } catch (error) {
    outcomes.push(failed(`${hall}/${feed.name}`, error));
  }
  return outcomes;
}

/** False while a file may still be copied in, and when somebody took it away. */
function isSettled(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.mtimeMs <= Date.now() - SETTLED_MS;
}

async function takeFile(parts: DropFolderParts, place: Place): Promise<Outcome> {
  const { hall, feed, folder, file, now } = place;
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
    const moved = move(folder, 'done', file, now);
    const told = await tellErrors(moved, answer);
    const words = `${file}：新增 ${String(answer.accepted)}，退回 ${String(answer.rejected)}${told}`;
    return { file, end: 'taken', words };
  } catch (error) {
    if (!(error instanceof Refusal)) return failed(file, error);
    const moved = move(folder, 'refused', file, now);
    writeFileSync(`${moved}.txt`, `${error.sentences.zh}\n`);
    return { file, end: 'refused', words: `${file}：${error.sentences.zh}` };
  }
}

/** The user's file with what is wrong in front, beside the file; what was taken stays taken when it cannot be written. */
async function tellErrors(file: string, answer: ImportAnswer): Promise<string> {
  if (answer.rejects.length === 0) return '';
  const target = free(`${file.replace(/\.[^./\\]*$/, '')}（错误）`, '.xlsx');
  try {
    await writeErrorBookInChild({ file, answer, target, language: 'zh' });
    return `（错误工作簿：done/${basename(target)}，改好后重新投放即可）`;
  } catch (error) {
    return `（${error instanceof Refusal ? error.sentences.zh : String(error)}）`;
  }
}

function free(stem: string, ending: string): string {
  for (let count = 1; ; count++) {
    const path = `${stem}${count === 1 ? '' : `-${String(count)}`}${ending}`;
    if (!existsSync(path)) return path;
  }
}

function failed(file: string, error: unknown): Outcome {
  const cause = error instanceof Error ? error.message : String(error);
  return { file, end: 'failed', words: `${file}：系统故障，文件留在原处，下次再收（${cause.slice(0, 300)}）` };
}

/** Never overwrites: a second file of the same name gets the time before its name. */
function move(folder: string, to: string, file: string, now: string): string {
  const plain = join(folder, to, file);
  const target = existsSync(plain) ? join(folder, to, `${now.replace(/\D/g, '')}-${file}`) : plain;
  renameSync(join(folder, file), target);
  return target;
}

function reportOf(outcomes: readonly Outcome[]): JobReport {
  const count = (end: Outcome['end']): number => outcomes.filter((outcome) => outcome.end === end).length;
  const [taken, refused, faults] = [count('taken'), count('refused'), count('failed')];
  const words = outcomes.map((outcome) => outcome.words).join('；');
  const [zh, en] =
    faults === 0 ? ['', ''] : [`，系统故障 ${String(faults)} 个`, `, ${String(faults)} left by a fault of the system`];
  return {
    summary: {
      zh:
        outcomes.length === 0
          ? '没有新文件'
          : `收取 ${String(taken)} 个文件，退回 ${String(refused)} 个${zh}。${words}`,
      en:
        outcomes.length === 0
          ? 'no new files'
          : `${String(taken)} files taken, ${String(refused)} refused${en}. ${words}`,
    },
    counts: { taken, refused, failed: faults },
  };
}
