import { createHash } from 'node:crypto';
import type { Contender, Make } from './contender';
import { CONTENDERS, type ContenderName } from './contenders.process';
import { factMaps } from './inputs';

/** One month measured in a process of its own. */
export interface Run {
  readonly ms: number;
  /** Processor time of the whole process, all threads. */
  readonly cpuMs: number;
  readonly digest: string;
  readonly peakMb: number;
}

/** Child of engine.process: prepares one engine, then makes a run for every message. */
async function main(): Promise<void> {
  const [name, windows] = [process.argv[2] as ContenderName, Number(process.argv[3])];
  const make: Make = CONTENDERS[name];
  const contender = await make(factMaps(windows));
  process.on('message', () => void run(contender).then((result) => process.send?.(result)));
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
}

async function run(contender: Contender): Promise<Run> {
  (globalThis as { gc?: () => void }).gc?.();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const answer = await contender.run();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const digest = createHash('sha256').update(answer.items).update(answer.totals).digest('hex');
  return { ms, cpuMs: (user + system) / 1000, digest, peakMb: process.resourceUsage().maxRSS / 1024 };
}

void main();
