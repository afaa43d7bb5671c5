import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, measureRivals, storedRows, writeClean, type Rivals } from './bulk/rivals.process';
import { Taker } from './import/taker.process';
import { report, say, type BenchResult, type Figure } from './result.process';
import { LAST_MONTH, writeCaseList, writeRoster } from './support/case-list.process';
import { startServer, type ThrowAwayServer } from './support/throw-away-server.process';

const ROWS = Number(process.env.BENCH_ROWS ?? 200_000);
const RUNS = Number(process.env.BENCH_ROUNDS ?? 3);
/** Rows saved one by one. */
const SAVED = 2000;

interface BulkRun extends Rivals {
  readonly ms: number;
  readonly againMs: number;
  readonly serverMb: number;
  readonly readerMb: number;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-bench-'));
  const server = await startServer();
  try {
    say(`  writing ${String(ROWS)} rows`);
    const files = { roster: join(folder, 'roster.xlsx'), cases: join(folder, 'cases.csv') };
    await writeRoster(files.roster);
    await writeCaseList(files.cases, { until: LAST_MONTH, months: 12, rows: ROWS, encoding: 'gb18030' });
    const runs: BulkRun[] = [];
    for (let run = 1; run <= RUNS; run++) {
      const one = await measure(server, folder, files, run);
      say(
        `  run ${String(run)}: import ${one.ms.toFixed(0)} ms, again ${one.againMs.toFixed(0)} ms, LOAD DATA ${one.loadMs.toFixed(0)} ms, save() ${one.saveMs.toFixed(2)} ms a row`,
      );
      runs.push(one);
    }
    report(resultOf(runs, server.settings, statSync(files.cases).size));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  }
}

async function measure(
  server: ThrowAwayServer,
  folder: string,
  files: { roster: string; cases: string },
  run: number,
): Promise<BulkRun> {
  const url = await freshDatabase(server.url, `bulk${String(run)}`, run === 1 ? undefined : `bulk${String(run - 1)}`);
  const taker = await Taker.start({ BAIFEN_DATA: join(folder, `data${String(run)}`), BAIFEN_DATABASE_URL: url });
  await taker.take({ feed: 'roster', file: files.roster, at: '2026-04-15 09:00:00.000' });
  const first = await taker.take({ feed: 'cases', file: files.cases, at: '2026-04-15 09:01:00.000' });
  const again = await taker.take({ feed: 'cases', file: files.cases, at: '2026-04-15 09:02:00.000' });
  const { serverMb, readerMb } = taker;
  await taker.stop();
  if (first.accepted !== ROWS || again.accepted !== 0)
    throw new Error(`${String(first.accepted)} and ${String(again.accepted)} of ${String(ROWS)} rows accepted`);
  const stored = await storedRows(url);
  if (stored.rows !== ROWS || stored.placed !== ROWS) throw new Error(`stored: ${JSON.stringify(stored)}`);
  const clean = join(folder, 'clean.tsv');
  if (run === 1) await writeClean(url, clean);
  const rivals = await measureRivals(url, clean, SAVED);
  if (rivals.rows !== ROWS) throw new Error(`the bare table has ${String(rivals.rows)} rows`);
  return { ms: first.ms, againMs: again.ms, serverMb, readerMb, ...rivals };
}

function resultOf(runs: readonly BulkRun[], settings: string, bytes: number): BenchResult {
  const each = (name: string, unit: string, of: (run: BulkRun) => number, goal?: Figure['goal']): Figure => ({
    name,
    unit,
    runs: runs.map(of),
    ...(goal && { goal }),
  });
  const rate = (ms: number): number => (ROWS / ms) * 1000;
  return {
    bench: 'bulk',
    title: 'Import of cases, MariaDB',
    conditions: [
      `${String(ROWS)} rows of layout 7 (CSV in GB18030, ${(bytes / 1e6).toFixed(0)} MB, twelve months in order of acceptance) by the running server: fingerprint, reading in a child process, checks against roster, \`LOAD DATA LOCAL\` into a staging table, merge, batch and coverage in one transaction. Every row is checked to have its batch and line.`,
      `MariaDB ${settings}`,
      'LOAD DATA: the rows as stored, as a clean UTF-8 file in the same order, by `LOAD DATA LOCAL` through the same driver into an empty table with the same columns, keys and indexes. Again: the same file once more, every row known.',
      `save(): TypeORM's save() of ${String(SAVED)} of the rows one after the other into the same table, scaled to all rows.`,
      'What bounds it: a row is written twice, into the staging table and into the table itself; reading and staging run side by side, the merge waits for both and runs alone on one core of the server.',
    ],
    figures: [
      each('rate of the import ÷ rate of LOAD DATA', '×', ({ ms, loadMs }) => loadMs / ms, { atLeast: 0.35 }),
      each('rate of the import ÷ rate of save()', '×', ({ ms, saveMs }) => (saveMs * ROWS) / ms, { atLeast: 20 }),
      each('time again ÷ time of the import', '×', ({ ms, againMs }) => againMs / ms, { atMost: 1 }),
      each('import', 'rows/s', ({ ms }) => rate(ms)),
      each('again, every row known', 'rows/s', ({ againMs }) => rate(againMs)),
      each('LOAD DATA LOCAL of the clean file', 'rows/s', ({ loadMs }) => rate(loadMs)),
      each('save() row by row', 'rows/s', ({ saveMs }) => 1000 / saveMs),
      each('server process, resident at most', 'MB', ({ serverMb }) => serverMb, { atMost: 300 }),
      each('reading process, resident at most', 'MB', ({ readerMb }) => readerMb, { atMost: 300 }),
    ],
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
