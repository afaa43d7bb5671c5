import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDemo } from 'demo/index';
import type { Whole } from './month/whole.process';
import { report, say, type Figure } from './result.process';
import { freePort, gone, next, start } from './support/child.process';
import { residentTree } from './support/processes.process';

const NOW = '2026-04-15 09:00:00';
const RUNS = Number(process.env.BENCH_ROUNDS ?? 5);
const SAMPLE_MS = 100;

interface WholeRun extends Whole {
  readonly seconds: number;
  readonly readerMb: number;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-bench-'));
  try {
    say('  generating the demo hall');
    const demo = join(folder, 'demo');
    const { cases, staff, files } = await generateDemo(demo, { today: NOW.slice(0, 10), seed: 'baifen' });
    const one: WholeRun[] = [];
    const all: WholeRun[] = [];
    for (let run = 1; run <= RUNS; run++) {
      one.push(await measure(demo, join(folder, `one${String(run)}`), 'one'));
      all.push(await measure(demo, join(folder, `all${String(run)}`), 'all'));
      say(
        `  run ${String(run)}: one month ${one.at(-1)?.seconds.toFixed(1) ?? ''} s, four ${all.at(-1)?.seconds.toFixed(1) ?? ''} s`,
      );
    }
    report({
      bench: 'month',
      title: 'From files to the bulletin',
      conditions: [
        `The demo hall: ${String(cases)} cases, ${String(staff)} staff, ${String(files.length)} files in their layouts over four months; generated before the clock starts.`,
        'Measured from the start of the process to the last bulletin: empty database migrated, server up, book published, files taken in through the real intake, months scored, full months closed and sealed, one workbook a month written.',
        'Memory is the largest resident size of the server process, and of the largest reading process beside it.',
      ],
      figures: figures(one, all),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(demo: string, data: string, which: 'one' | 'all'): Promise<WholeRun> {
  const port = await freePort();
  const env = { BAIFEN_DATA: data, BAIFEN_PORT: String(port), BAIFEN_NOW: NOW };
  const begun = performance.now();
  const child = start(join(__dirname, 'month', 'whole.process.js'), [demo, which], env);
  let readerMb = 0;
  const timer = setInterval(
    () => (readerMb = Math.max(readerMb, residentTree(child.pid ?? 0)?.children ?? 0)),
    SAMPLE_MS,
  );
  try {
    const whole = await next<Whole>(child);
    const seconds = (performance.now() - begun) / 1000;
    const expected = which === 'one' ? 1 : 4;
    if (whole.bulletins !== expected) throw new Error(`${String(whole.bulletins)} bulletins for ${which}`);
    return { ...whole, seconds, readerMb };
  } finally {
    clearInterval(timer);
    await gone(child);
    rmSync(data, { recursive: true, force: true });
  }
}

function figures(one: readonly WholeRun[], all: readonly WholeRun[]): Figure[] {
  const of = (name: string, unit: string, runs: readonly number[], atMost?: number): Figure => ({
    ...{ name, unit, runs },
    ...(atMost !== undefined && { goal: { atMost } }),
  });
  const seconds = (runs: readonly WholeRun[]): number[] => runs.map((run) => run.seconds);
  return [
    of('one month', 's', seconds(one), 15),
    of('four months', 's', seconds(all), 40),
    of(
      'processor time of the server, one month',
      's',
      one.map(({ cpuSeconds }) => cpuSeconds),
    ),
    of(
      'processor time of the server, four months',
      's',
      all.map(({ cpuSeconds }) => cpuSeconds),
    ),
    of(
      'server, one month',
      'MB',
      one.map(({ peakMb }) => peakMb),
      400,
    ),
    of(
      'server, four months',
      'MB',
      all.map(({ peakMb }) => peakMb),
      400,
    ),
    of(
      'largest reading process',
      'MB',
      all.map(({ readerMb }) => readerMb),
      400,
    ),
  ];
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
