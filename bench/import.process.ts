import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from './import/files.process';
import { Health, quantile } from './import/health.process';
import type { Order, Taken } from './import/server.process';
import { report, say, type BenchResult, type Figure } from './result.process';
import { freePort, gone, next, start } from './support/child.process';
import { residentTree } from './support/processes.process';

const ROWS = Number(process.env.BENCH_ROWS ?? 200_000);
const RUNS = Number(process.env.BENCH_ROUNDS ?? 5);
const SAMPLE_MS = 100;

interface Sample {
  readonly server: number;
  readonly reader: number;
}
interface ImportRun {
  readonly ms: number;
  readonly bareMs: number;
  readonly latencies: readonly number[];
  readonly memory: readonly Sample[];
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-bench-'));
  try {
    say(`  writing ${String(ROWS)} rows`);
    const files = await writeFiles(folder, ROWS);
    const runs: ImportRun[] = [];
    for (let run = 1; run <= RUNS; run++) {
      const one = await measure(join(folder, `run${String(run)}`), files);
      say(
        `  run ${String(run)}: import ${one.ms.toFixed(0)} ms, bare ${one.bareMs.toFixed(0)} ms, /health p99 ${quantile(one.latencies, 0.99).toFixed(1)} ms`,
      );
      runs.push(one);
    }
    report(resultOf(runs));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(data: string, files: { roster: string; cases: string }): Promise<ImportRun> {
  const port = await freePort();
  const server = start(join(__dirname, 'import', 'server.process.js'), [], {
    BAIFEN_DATA: data,
    BAIFEN_PORT: String(port),
  });
  const { url } = await next<{ url: string }>(server);
  const take = async (order: Order): Promise<Taken> => {
    server.send(order);
    return next<Taken>(server);
  };
  await take({ feed: 'roster', file: files.roster, at: '2026-04-15 09:00:00.000' });
  const health = new Health(url);
  const memory: Sample[] = [];
  const timer = setInterval(() => {
    const tree = residentTree(server.pid ?? 0);
    if (tree) memory.push({ server: tree.own, reader: tree.children });
  }, SAMPLE_MS);
  const { ms, accepted, rejected } = await take({ feed: 'cases', file: files.cases, at: '2026-04-15 09:01:00.000' });
  clearInterval(timer);
  await health.stop();
  server.send('stop');
  await gone(server);
  if (accepted !== ROWS)
    throw new Error(`${String(accepted)} of ${String(ROWS)} rows accepted, ${String(rejected)} rejected`);
  const bare = start(join(__dirname, 'import', 'bare.process.js'), [join(data, 'baifen.db'), join(data, 'bare.db')]);
  const { ms: bareMs, rows } = await next<{ ms: number; rows: number }>(bare);
  if (rows !== ROWS) throw new Error(`the bare table has ${String(rows)} rows`);
  await gone(bare);
  rmSync(data, { recursive: true, force: true });
  return { ms, bareMs, latencies: health.latencies, memory };
}

function resultOf(runs: readonly ImportRun[]): BenchResult {
  const each = (name: string, unit: string, of: (run: ImportRun) => number, goal?: Figure['goal']): Figure => ({
    name,
    unit,
    runs: runs.map(of),
    ...(goal && { goal }),
  });
  const part = (run: ImportRun, from: number, to: number): Sample[] =>
    run.memory.slice(Math.floor(from * run.memory.length), Math.ceil(to * run.memory.length));
  const most = (samples: readonly Sample[], of: keyof Sample): number =>
    Math.max(...samples.map((sample) => sample[of]));
  const growth = (of: keyof Sample) => (run: ImportRun) =>
    most(part(run, 0.75, 1), of) - most(part(run, 0.25, 0.5), of);
  const requests = runs.reduce((sum, { latencies }) => sum + latencies.length, 0);
  return {
    bench: 'import',
    title: 'Import of cases, embedded',
    conditions: [
      `${String(ROWS)} rows of layout 7 (CSV) into a new data folder, by the running server: fingerprint, reading in a child process, checks against roster, writing in a thread, one transaction, batch and coverage.`,
      'Bare: the same rows out of that database, prepared inserts in one transaction into the same table with the same indexes, in a process of its own.',
      `Meanwhile /health is asked one request after the other (${String(requests)} in all runs); memory is read every ${String(SAMPLE_MS)} ms, growth is the largest of the last quarter less the largest of the second.`,
    ],
    figures: [
      each('rate of the import ÷ rate of bare inserts', '×', ({ ms, bareMs }) => bareMs / ms, { atLeast: 0.3 }),
      each('/health p99 during the import', 'ms', ({ latencies }) => quantile(latencies, 0.99), { atMost: 200 }),
      each('/health slowest', 'ms', ({ latencies }) => Math.max(...latencies)),
      each('import', 'rows/s', ({ ms }) => (ROWS / ms) * 1000),
      each('bare inserts', 'rows/s', ({ bareMs }) => (ROWS / bareMs) * 1000),
      each('server, resident at most', 'MB', ({ memory }) => most(memory, 'server'), { atMost: 400 }),
      each('reading process, resident at most', 'MB', ({ memory }) => most(memory, 'reader'), { atMost: 400 }),
      each('server, growth in the second half', 'MB', growth('server')),
      each('reading process, growth in the second half', 'MB', growth('reader')),
    ],
    tables: [memoryTable(runs[0]?.memory ?? [])],
  };
}

function memoryTable(samples: readonly Sample[]): NonNullable<BenchResult['tables']>[number] {
  const points = 10;
  const rows = Array.from({ length: points + 1 }, (_, index) => {
    const sample = samples[Math.min(samples.length - 1, Math.round((index / points) * (samples.length - 1)))];
    return [
      `${String(index * 10)} %`,
      `${String(Math.round(sample?.server ?? 0))} MB`,
      `${String(Math.round(sample?.reader ?? 0))} MB`,
    ];
  });
  return {
    title: 'Resident memory over the first run',
    head: ['time of the import', 'server', 'reading process'],
    rows,
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
