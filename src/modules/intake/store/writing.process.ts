import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from 'src/common/refusal';
import { readInChild } from 'src/modules/intake/reading/reader.process';
import type { ReadRequest } from 'src/modules/intake/reading/reading.process';
import type { SinkText } from 'src/modules/intake/reading/summary';
import type { Summary } from 'src/modules/intake/reading/summary';
import type { Staged } from './staging.process';
import type { Statement } from './statements';
import { ValueChanged } from './value-changed';

/** The thread that takes one file in: it has the file read by a child process and writes the rows. */
export interface WritingOrder {
  readonly request: ReadRequest;
  readonly target:
    | { readonly engine: 'embedded'; readonly file: string }
    | { readonly engine: 'mysql'; readonly url: string; readonly stagePrefix: string };
}

/** What was read, written but not yet valid: the server commits, merges or drops it. */
export interface Written {
  readonly summary: Summary;
  readonly sinks: readonly SinkText[];
  /** Embedded: records that were not there before. On a server the merge will tell. */
  readonly accepted: number | null;
  /** The same for rows of closed months, which are kept aside. */
  readonly late: number | null;
  /** On a server: the sinks that have a staging table. */
  readonly staged: readonly Staged[];
  /** False where `LOAD DATA LOCAL` is forbidden and rows went in by multi-row inserts. */
  readonly usedLocal: boolean;
}

export type WritingMessage =
  | { readonly kind: 'progress'; readonly rows: number }
  | { readonly kind: 'written'; readonly written: Written }
  | { readonly kind: 'ended' }
  | { readonly kind: 'refused'; readonly refusal: Pick<Refusal, 'code' | 'sentences' | 'details' | 'status'> }
  | { readonly kind: 'value-changed'; readonly cause: string }
  | { readonly kind: 'fault'; readonly message: string };

export type WritingReply = { readonly commit: readonly Statement[] | null };

const port = parentPort;
if (!port) throw new Error('runs as a worker thread only');
const tell = (message: WritingMessage): void => port.postMessage(message);
const { request, target } = workerData as WritingOrder;

// The driver of the other engine is not loaded: a thread begins for every file, and most files are small.
async function embedded(file: string): Promise<void> {
  const { EmbeddedWriter } = await import('./embedded.process');
  const writer = new EmbeddedWriter(file);
  try {
    let sinks: readonly SinkText[] = [];
    const summary = await readInChild(request, {
      sinks: (texts) => writer.open((sinks = texts)),
      rows: (rows) => writer.write(rows),
      progress: (rows) => tell({ kind: 'progress', rows }),
    });
    const { hall = '', batch = '' } = request.at ?? {};
    const done = summary.question === null ? writer.finish(hall, batch) : { accepted: 0, late: 0 };
    const answer = reply();
    tell({ kind: 'written', written: { summary, sinks, ...done, staged: [], usedLocal: true } });
    const { commit } = await answer;
    if (commit) writer.commit(commit);
  } finally {
    writer.close();
  }
}

async function staging(url: string, prefix: string): Promise<void> {
  const { StagingWriter } = await import('./staging.process');
  const writer = await StagingWriter.connect(url, prefix);
  try {
    let sinks: readonly SinkText[] = [];
    const asked: ReadRequest = { ...request, lines: writer.usesLocal };
    const summary = await readInChild(asked, {
      sinks: (texts) => writer.open((sinks = texts)),
      rows: (rows) => writer.write(rows),
      lines: (pieces) => writer.load(pieces),
      progress: (rows) => tell({ kind: 'progress', rows }),
    });
    const staged = await writer.finish();
    const written = { summary, sinks, accepted: null, late: null, staged, usedLocal: writer.usesLocal };
    const answer = reply();
    tell({ kind: 'written', written });
    await answer;
  } finally {
    await writer.close();
  }
}

function reply(): Promise<WritingReply> {
  return new Promise((resolve) => port?.once('message', (message: WritingReply) => resolve(message)));
}

function failed(error: unknown): void {
  if (error instanceof Refusal) {
    const { code, sentences, details, status } = error;
    tell({ kind: 'refused', refusal: { code, sentences, details, status } });
  } else if (error instanceof ValueChanged) {
    tell({ kind: 'value-changed', cause: error.message });
  } else {
    tell({ kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

void (target.engine === 'embedded' ? embedded(target.file) : staging(target.url, target.stagePrefix)).then(
  () => tell({ kind: 'ended' }),
  failed,
);
