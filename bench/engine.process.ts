import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { CONTENDERS, type ContenderName } from './engine/contenders.process';
import { inputsOf, RULES } from './engine/rules';
import type { Run } from './engine/runner.process';
import { report, say, type Figure } from './result.process';

const WINDOWS = 3000;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const NAMES = Object.keys(CONTENDERS) as ContenderName[];

const TITLES: Record<ContenderName, string> = {
  baifen: 'Baifen, every member of every line and step read',
  'baifen-json': 'Baifen, all sheets written as JSON text',
  loop: 'hand-written loop over the same fact maps, no lines',
  zen: 'GoRules Zen without trace',
  'zen-trace': 'GoRules Zen with trace',
  'json-rules': 'json-rules-engine',
  'hyperformula-row': 'HyperFormula, one row filled for each window',
  'hyperformula-sheet': 'HyperFormula, a row per window',
};

/** Every engine in its own process; rounds go through all of them in turn, so that a busy machine is busy for all. */
async function main(): Promise<void> {
  const children = new Map<ContenderName, ChildProcess>();
  for (const name of NAMES) {
    say(`  ${TITLES[name]}: preparing`);
    children.set(name, await prepare(name));
  }
  const runs = new Map<ContenderName, Run[]>(NAMES.map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, child] of children) {
      const run = await once(child);
      say(`  ${round === 0 ? 'warm-up' : `round ${String(round)}`} ${name}: ${run.ms.toFixed(0)} ms`);
      // The first run is not counted: everybody's code is compiled by then.
      if (round > 0) runs.get(name)?.push(run);
    }
  }
  for (const child of children.values()) child.disconnect();
  sameAnswers(runs);
  report({
    bench: 'engine',
    title: 'The engine beside its peers',
    conditions: conditions(runs),
    figures: [...ratios(runs), ...times(runs)],
  });
}

function prepare(name: ContenderName): Promise<ChildProcess> {
  const runner = join(__dirname, 'engine', 'runner.process.js');
  const execArgv = [...process.execArgv, '--expose-gc', '--max-old-space-size=8192'];
  const child = fork(runner, [name, String(WINDOWS)], { execArgv });
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${String(code)}`)));
  });
}

function once(child: ChildProcess): Promise<Run> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(message as unknown as Run));
    child.send('run');
  });
}

function sameAnswers(runs: ReadonlyMap<ContenderName, readonly Run[]>): void {
  const digests = new Set([...runs.values()].flatMap((list) => list.map(({ digest }) => digest)));
  if (digests.size !== 1) throw new Error('the engines do not give the same hundredths: no figure means anything');
}

function ratios(runs: ReadonlyMap<ContenderName, readonly Run[]>): Figure[] {
  const ratio = (name: string, above: ContenderName, below: ContenderName, goal?: Figure['goal']): Figure => ({
    name,
    unit: '×',
    runs: (runs.get(above) ?? []).map(({ ms }, round) => ms / (runs.get(below)?.[round]?.ms ?? Number.NaN)),
    ...(goal && { goal }),
  });
  return [
    ratio('Zen without trace ÷ Baifen with trace', 'zen', 'baifen', { atLeast: 5 }),
    ratio('Zen with trace ÷ Baifen with trace', 'zen-trace', 'baifen', { atLeast: 5 }),
    ratio('HyperFormula (one row) ÷ Baifen', 'hyperformula-row', 'baifen', { atLeast: 40 }),
    ratio('HyperFormula (a row per window) ÷ Baifen', 'hyperformula-sheet', 'baifen', { atLeast: 40 }),
    ratio('Baifen ÷ hand-written loop', 'baifen', 'loop', { atMost: 15 }),
    ratio('json-rules-engine ÷ Baifen', 'json-rules', 'baifen'),
    ratio('Baifen as JSON text ÷ Baifen', 'baifen-json', 'baifen'),
  ];
}

function times(runs: ReadonlyMap<ContenderName, readonly Run[]>): Figure[] {
  return NAMES.map((name) => ({ name: TITLES[name], unit: 'ms', runs: (runs.get(name) ?? []).map(({ ms }) => ms) }));
}

function conditions(runs: ReadonlyMap<ContenderName, readonly Run[]>): string[] {
  const memory = NAMES.map(
    (name) => `${name} ${String(Math.round(Math.max(...(runs.get(name) ?? []).map(({ peakMb }) => peakMb))))} MB`,
  );
  const inputs = new Set(RULES.flatMap(inputsOf)).size;
  return [
    `${String(WINDOWS)} windows × ${String(RULES.length)} items, ${String(inputs)} distinct inputs a window, no two windows alike; per unit with cap, bands, levels, linear, slope, steps, tiers, share, per percent; section full mark, bonus caps, floor and ceiling.`,
    'Rules are compiled and inputs are in the form each engine takes before the clock starts; Baifen starts from the facts as a list and indexes them inside the measured time.',
    'All engines gave the same hundredths for every item and every total of every window (compared by digest after each run).',
    'One process per engine, garbage collected before each run, one uncounted run first, then rounds through all engines in turn; a ratio is taken inside a round.',
    `Largest resident memory: ${memory.join(', ')}.`,
  ];
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
