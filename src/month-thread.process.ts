import 'reflect-metadata';
import { join, extname } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { NestFactory } from '@nestjs/core';
import { Refusal } from 'src/common/refusal';
import { Settings } from 'src/config/settings.dto';
import { MonthWork, type MonthTask, type RunInThread } from 'src/modules/scoring/thread/month-work.service';

interface Order {
  readonly settings: Settings;
  readonly task: MonthTask;
}

type Reply =
  | { readonly kind: 'done'; readonly json: string }
  | { readonly kind: 'refused'; readonly refusal: Pick<Refusal, 'code' | 'sentences' | 'details' | 'status'> }
  | { readonly kind: 'fault'; readonly message: string };

/** A thread for each task: it leaves no memory and no connection behind. */
export function monthThread(settings: Settings): RunInThread {
  return async (task) => {
    const worker = new Worker(join(__dirname, `month-thread.process${extname(__filename)}`), {
      workerData: { settings, task } satisfies Order,
    });
    try {
      return await new Promise<unknown>((resolve, reject) => {
        worker.on('message', (reply: Reply) => {
          if (reply.kind === 'done') resolve(JSON.parse(reply.json));
          else reject(errorOf(reply));
        });
        worker.on('error', reject);
        worker.on('exit', (code) => reject(new Error(`the thread for a month ended (${String(code)})`)));
      });
    } finally {
      await worker.terminate();
    }
  };
}

function errorOf(reply: Exclude<Reply, { kind: 'done' }>): Error {
  if (reply.kind === 'fault') return new Error(reply.message);
  const { code, sentences, details, status } = reply.refusal;
  return new Refusal(code, sentences, details, status);
}

async function work({ settings, task }: Order): Promise<Reply> {
  const { AppModule } = await import('./app.module');
  const { databaseUrl, dataDir, calendarDir, host, port, language, now } = settings;
  const own = new Settings(databaseUrl, dataDir, calendarDir, host, port, language, now);
  const app = await NestFactory.createApplicationContext(AppModule.with(own), { logger: false, abortOnError: false });
  try {
    return { kind: 'done', json: JSON.stringify(await app.get(MonthWork, { strict: false }).run(task)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, sentences, details, status } = error;
    return { kind: 'refused', refusal: { code, sentences, details, status } };
  } finally {
    await app.close();
  }
}

if (!isMainThread && parentPort) {
  const port = parentPort;
  void work(workerData as Order)
    .catch((error: unknown): Reply => {
      return { kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    })
    .then((reply) => port.postMessage(reply));
}
