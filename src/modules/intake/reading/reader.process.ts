import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { Refusal } from 'src/common/refusal';
import type { Placed } from 'src/modules/intake/feed';
import type { LoadPiece, SinkText, StoredRow, Summary } from './summary';
import type { ReadMessage, ReadRequest } from './reading.process';
import { fileIsFolder, fileMissing, readingMemory, readingStalled } from 'src/modules/intake/refusals';

const HEAP_MB = 256;
const PATIENCE_SECONDS = 30;

/** What the one who reads a file may want to hear. `rows` and `lines` are awaited before more are sent. */
export interface Listener {
  sinks?(sinks: readonly SinkText[]): void | Promise<void>;
  rows?(rows: readonly StoredRow[]): void | Promise<void>;
  /** Instead of `rows` where the request wants lines. */
  lines?(pieces: readonly LoadPiece[]): void | Promise<void>;
  progress?(rows: number): void;
  records?(records: readonly Placed<object>[]): void;
}

/**
 * Reads a file in a process of its own: 256 MB of heap, ended after 30 seconds without a word. Throws the refusal of the
 * file; a fault in a feed is an ordinary error.
 */
export async function readInChild(request: ReadRequest, listener: Listener = {}): Promise<Summary> {
  assertReadable(request.file);
  const child = fork(join(__dirname, `reading.process${extname(__filename)}`), [], {
    execArgv: [...sourceHook(), `--max-old-space-size=${String(HEAP_MB)}`],
    env: { TZ: 'Asia/Shanghai', ...(process.env.TMPDIR !== undefined && { TMPDIR: process.env.TMPDIR }) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Only this form carries bytes as bytes; for rows of values JSON is quicker.
    serialization: request.lines ? 'advanced' : 'json',
  });
  try {
    return await conversation(child, request, listener);
  } finally {
    await buried(child);
  }
}

/** Ends the child and waits for its end: a thread that ends first would leave a dead process in the table for ever. */
async function buried(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const end = once(child, 'exit');
  child.kill('SIGKILL');
  await end;
}

/** Under jest the sources run as they are; the processes they start need the same translation. */
export function sourceHook(): string[] {
  if (extname(__filename) === '.js') return [];
  return ['-r', join(__dirname, '..', '..', '..', '..', 'test', 'support', 'typescript.cjs')];
}

function assertReadable(file: string): void {
  let folder = false;
  try {
    accessSync(file, constants.R_OK);
    const found = statSync(file);
    if (found.isFile()) return;
    folder = found.isDirectory();
  } catch {
    // Told below: the reason does not matter to the one who typed the name.
  }
  throw folder ? fileIsFolder({ file }) : fileMissing({ file });
}

function conversation(child: ChildProcess, request: ReadRequest, listener: Listener): Promise<Summary> {
  const file = basename(request.file);
  return new Promise((resolve, reject) => {
    let errors = '';
    let last: Promise<unknown> = Promise.resolve();
    let patience: NodeJS.Timeout | undefined;
    const wait = (): void => {
      patience = setTimeout(() => reject(readingStalled({ file, seconds: PATIENCE_SECONDS })), PATIENCE_SECONDS * 1000);
    };
    const heard = async (message: ReadMessage): Promise<void> => {
      // The time the writer takes is not the reader's silence.
      clearTimeout(patience);
      const summary = await hear(message, listener);
      wait();
      if ((message.kind === 'rows' || message.kind === 'lines') && child.connected) child.send('next', goneIsFine);
      if (summary) resolve(summary);
    };
    wait();
    child.on('message', (message) => {
      last = last.then(() => heard(message as ReadMessage));
      last.catch(reject);
    });
    child.stderr?.on('data', (piece: Buffer) => (errors = (errors + piece.toString()).slice(-4000)));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      void last.then(() => reject(ended(file, code, signal, errors)), reject).finally(() => clearTimeout(patience));
    });
    child.send(request);
  });
}

async function hear(message: ReadMessage, listener: Listener): Promise<Summary | undefined> {
  switch (message.kind) {
    case 'sinks':
      await listener.sinks?.(message.sinks);
      return undefined;
    case 'rows':
      await listener.rows?.(message.rows);
      return undefined;
    case 'lines':
      await listener.lines?.(message.pieces);
      return undefined;
    case 'progress':
      listener.progress?.(message.rows);
      return undefined;
    case 'records':
      listener.records?.(message.records);
      return undefined;
    case 'done':
      return message.summary;
    case 'refused': {
      const { code, sentences, details, status } = message.refusal;
      throw new Refusal(code, sentences, details, status);
    }
    case 'fault':
      throw new Error(`reading failed: ${message.message}`);
  }
}

function ended(file: string, code: number | null, signal: string | null, errors: string): Error {
  if (/heap out of memory|allocation failed/i.test(errors)) return readingMemory({ file, megabytes: HEAP_MB });
  return new Error(`the reading process ended (${String(code ?? signal)}): ${errors}`);
}

/** After its last rows the child ends at once; the word that it may go on then finds nobody, which is no failure. */
function goneIsFine(): void {
  // Told nobody: a child that ended too early is noticed by its exit.
}
