import 'reflect-metadata';
import type { Period } from 'src/common/civil-date';
import { readSettings } from 'src/config/settings.dto';
import { FEEDS, fenceOf } from 'src/feeds';
import { serve, type RunningApplication } from 'src/main';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import { CasesService } from 'src/modules/cases';
import { IntakeService } from 'src/modules/intake';
import { OrganisationService } from 'src/modules/organisation';

/** The running server of the import bench: takes in the file it is told, as `import` does beside a server. */
export interface Order {
  readonly feed: 'roster' | 'cases';
  readonly file: string;
  readonly at: string;
}
/** Turns the cases of a month into its facts, as scoring does. */
export interface FactsOrder {
  readonly facts: Period;
  /** As of which time. */
  readonly at: string;
}
export interface Gathered {
  readonly ms: number;
  readonly facts: number;
}
export interface Taken {
  readonly ms: number;
  readonly accepted: number;
  readonly rejected: number;
}

const HALL = 'bench';

async function main(): Promise<void> {
  const running = await serve(readSettings(process.env));
  await running.app.get(OrganisationService).ensureHall(HALL, '性能测试大厅');
  process.on('message', (order: Order | FactsOrder | 'stop') => {
    if (order === 'stop') void running.stop().then(() => process.exit(0));
    else if ('facts' in order) void gather(running, order).then((gathered) => process.send?.(gathered), failed);
    else void take(running, order).then((taken) => process.send?.(taken), failed);
  });
  process.send?.({ url: running.url });
}

async function take({ app }: RunningApplication, { feed: name, file, at }: Order): Promise<Taken> {
  const feed = FEEDS.find((one) => one.name === name);
  if (feed === undefined) throw new Error(`no feed ${name}`);
  const { notices } = app.get(NoticesService).calendar();
  const given = { ...(await app.get(OrganisationService).prepareFor(HALL)), notices };
  const begun = performance.now();
  const answer = await app.get(IntakeService).take({
    ...{ hall: HALL, feed, file, options: {}, given, at, language: 'en' },
    actor: { id: 'bench', name: 'bench' },
    fence: fenceOf(app.get(PeriodService), HALL),
  });
  return { ms: performance.now() - begun, accepted: answer.accepted, rejected: answer.rejected };
}

async function gather({ app }: RunningApplication, { facts: period, at }: FactsOrder): Promise<Gathered> {
  const begun = performance.now();
  const { facts } = await app.get(CasesService).factsOf(HALL, period, at);
  return { ms: performance.now() - begun, facts: facts.length };
}

function failed(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(3);
}

main().catch(failed);
