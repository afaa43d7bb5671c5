import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Taker } from './import/taker.process';
import { report, say, type BenchResult, type Figure } from './result.process';
import { LAST_MONTH, writeCaseList, writeRoster } from './support/case-list.process';

/** Cases of one month. */
const ROWS = Number(process.env.BENCH_ROWS ?? 10_000);
const RUNS = Number(process.env.BENCH_ROUNDS ?? 7);
const BATCH = 1000;
const [SHORT, LONG] = [1, 36];

interface Round {
  readonly takeMs: number;
  readonly factsMs: number;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-bench-'));
  const roster = join(folder, 'roster.xlsx');
  await writeRoster(roster);
  const batches: string[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const file = join(folder, `batch${String(run)}.csv`);
    await writeCaseList(file, { ...month(1, BATCH), mark: String(10 + run) });
    batches.push(file);
  }
  const halls: Taker[] = [];
  try {
    for (const history of [SHORT, LONG]) halls.push(await hallWith(folder, roster, history));
    const rounds: Round[][] = [];
    for (const [run, file] of batches.entries()) {
      const round: Round[] = [];
      for (const hall of halls) round.push(await one(hall, file, run));
      say(
        `  run ${String(run)}: ${round.map(({ takeMs, factsMs }) => `${takeMs.toFixed(0)} + ${factsMs.toFixed(0)} ms`).join(', ')}`,
      );
      // The first round is not counted: nothing is compiled and nothing cached yet.
      if (run > 0) rounds.push(round);
    }
    report(resultOf(rounds));
  } finally {
    for (const hall of halls) await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A hall with so many months before the one that is assessed. */
async function hallWith(folder: string, roster: string, history: number): Promise<Taker> {
  say(`  ${String(history)} months of history`);
  const hall = await Taker.start({ BAIFEN_DATA: join(folder, `history${String(history)}`) });
  const file = join(folder, 'history.csv');
  await writeCaseList(file, month(history + 1, (history + 1) * ROWS));
  await hall.take({ feed: 'roster', file: roster, at: '2026-04-15 09:00:00.000' });
  const { accepted } = await hall.take({ feed: 'cases', file, at: '2026-04-15 09:01:00.000' });
  if (accepted !== (history + 1) * ROWS) throw new Error(`${String(accepted)} rows of history accepted`);
  return hall;
}

function month(months: number, rows: number): Parameters<typeof writeCaseList>[1] {
  return { until: LAST_MONTH, months, rows, encoding: 'utf8' };
}

async function one(hall: Taker, file: string, run: number): Promise<Round> {
  const second = String(run).padStart(2, '0');
  const { ms: takeMs, accepted } = await hall.take({ feed: 'cases', file, at: `2026-04-15 10:00:${second}.000` });
  if (accepted !== BATCH) throw new Error(`${String(accepted)} rows of the batch accepted`);
  const { ms: factsMs } = await hall.facts({ facts: LAST_MONTH, at: '2026-04-15 11:00:00' });
  return { takeMs, factsMs };
}

function resultOf(rounds: readonly (readonly Round[])[]): BenchResult {
  const figure = (name: string, unit: string, of: (short: Round, long: Round) => number, atMost?: number): Figure => ({
    name,
    unit,
    runs: rounds.flatMap(([short, long]) => (short && long ? [of(short, long)] : [])),
    ...(atMost !== undefined && { goal: { atMost } }),
  });
  const [few, many] = [`${String(SHORT)} month`, `${String(LONG)} months`];
  return {
    bench: 'history',
    title: "A month's facts after one more batch",
    conditions: [
      `${String(ROWS)} cases a month, and ${few} or ${many} of history before the month that is assessed, in two embedded databases side by side; then, round by round, a batch of ${String(BATCH)} new rows of the month, and the facts of the month from all its cases.`,
      'Both are measured inside the running server: the import from fingerprint to commit with its reading process, the facts from the first query to the last tally.',
    ],
    figures: [
      figure(`facts, ${many} ÷ ${few}`, '×', (short, long) => long.factsMs / short.factsMs, 1.2),
      figure(
        `batch and facts, ${many} ÷ ${few}`,
        '×',
        (short, long) => (long.takeMs + long.factsMs) / (short.takeMs + short.factsMs),
        1.2,
      ),
      figure(`facts, ${few}`, 'ms', ({ factsMs }) => factsMs),
      figure(`facts, ${many}`, 'ms', (_, { factsMs }) => factsMs),
      figure(`batch of ${String(BATCH)} rows, ${few}`, 'ms', ({ takeMs }) => takeMs),
      figure(`batch of ${String(BATCH)} rows, ${many}`, 'ms', (_, { takeMs }) => takeMs),
    ],
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
