import { fork } from 'node:child_process';
import { basename } from 'node:path';
import type { Language } from 'src/common/language';
import { openFile } from 'src/modules/intake/files/open.process';
import { withoutErrorMarks } from 'src/modules/intake/reading/error-book';
import { sourceHook } from 'src/modules/intake/reading/reader.process';
import { errorBookFailed } from 'src/modules/intake/refusals';
import type { ImportAnswer } from './answer';

interface Order {
  readonly file: string;
  readonly answer: ImportAnswer;
  readonly target: string;
  readonly language: Language;
}

type Reply = { readonly rows: number } | { readonly fault: string };

const HEAP_MB = 256;
const PATIENCE_MS = 120_000;

/**
 * Has the workbook of errors written in a process of its own: it reads a user's file a second time. Returns how many rows
 * are marked. Throws `intake.error-book-failed`.
 */
export async function writeErrorBookInChild(order: Order): Promise<number> {
  const child = fork(__filename, ['write'], {
    execArgv: [...sourceHook(), `--max-old-space-size=${String(HEAP_MB)}`],
    env: { TZ: 'Asia/Shanghai' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: PATIENCE_MS,
    serialization: 'advanced',
  });
  const reply = await new Promise<Reply>((resolve) => {
    child.on('message', (message) => resolve(message as Reply));
    child.on('error', (error) => resolve({ fault: error.message }));
    child.on('exit', (code, signal) => resolve({ fault: String(code ?? signal) }));
    child.send(order);
  });
  if ('fault' in reply) throw errorBookFailed({ file: basename(order.target), cause: reply.fault });
  return reply.rows;
}

async function write({ file, answer, target, language }: Order): Promise<Reply> {
  const { writeErrorBook } = await import('./errors.xlsx');
  const source = await withoutErrorMarks(await openFile(file));
  try {
    return { rows: await writeErrorBook(source, answer, target, language) };
  } finally {
    source.close();
  }
}

if (process.send && process.argv[2] === 'write') {
  process.once('message', (order: Order) => {
    void write(order)
      .catch((error: unknown): Reply => ({ fault: error instanceof Error ? error.message : String(error) }))
      .then((reply) => process.send?.(reply, () => process.disconnect()));
  });
}
