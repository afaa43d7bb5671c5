import { basename, extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refusal } from 'src/common/refusal';
import { sourceHook } from 'src/modules/intake/reading/reader.process';
import { valueRefused } from 'src/modules/intake/refusals';
import type { Statement } from './statements';
import type { Written, WritingMessage, WritingOrder, WritingReply } from './writing.process';

/**
 * Has a file read and written in a thread of its own, so that the server goes on answering. `decide` is told what was
 * written and returns the statements to commit with, or null to leave no trace. Throws what the file or `decide` threw.
 */
export async function writeInThread(
  order: WritingOrder,
  decide: (written: Written) => Promise<readonly Statement[] | null>,
  progress: (rows: number) => void = () => undefined,
): Promise<void> {
  const worker = new Worker(join(__dirname, `writing.process${extname(__filename)}`), {
    workerData: order,
    execArgv: sourceHook(),
  });
  try {
    await new Promise<void>((resolve, reject) => {
      // A "no" of `decide` is told to the thread first, which rolls back and closes its connection.
      let refused: Error | undefined;
      const settle = async (written: Written): Promise<void> => {
        const commit = await decide(written).catch((error: unknown) => {
          refused = error instanceof Error ? error : new Error(String(error));
          return null;
        });
        const reply: WritingReply = { commit };
        worker.postMessage(reply);
      };
      worker.on('message', (message: WritingMessage) => {
        if (message.kind === 'progress') progress(message.rows);
        else if (message.kind === 'written') void settle(message.written);
        else if (message.kind !== 'ended') reject(failure(order, message));
        else if (refused === undefined) resolve();
        else reject(refused);
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the writing thread ended (${String(code)})`)));
    });
  } finally {
    await worker.terminate();
  }
}

type Failure = Extract<WritingMessage, { kind: 'refused' | 'value-changed' | 'fault' }>;

function failure(order: WritingOrder, message: Failure): Error {
  switch (message.kind) {
    case 'refused': {
      const { code, sentences, details, status } = message.refusal;
      return new Refusal(code, sentences, details, status);
    }
    case 'value-changed':
      return valueRefused({ file: basename(order.request.file), cause: message.cause });
    case 'fault':
      return new Error(`taking the file in failed: ${message.message}`);
  }
}
