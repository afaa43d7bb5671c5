import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Abstract, Type } from '@nestjs/common';
import type { DemoFile, DemoManifest } from 'demo/manifest';
import type { Actor } from 'src/common/actor';
import { Clock, hallDate, hallTime } from 'src/common/clock';
import { Settings } from 'src/config/settings.dto';
import { FEEDS, fenceOf } from 'src/feeds';
import { GivenService } from 'src/given.service';
import { SchedulesService } from 'src/modules/attendance';
import { PeriodService } from 'src/modules/calendar';
import type { Override } from 'src/modules/calendar/months/month-states';
import { CoverageService, IntakeService } from 'src/modules/intake';
import { OrganisationService } from 'src/modules/organisation';
import { BooksService, RulesService } from 'src/modules/rules';
import { CloseService, ScoreService } from 'src/modules/scoring';

/** Where the services come from: the application, or the running server that a command was handed to. */
export interface Services {
  get<T>(type: Type<T> | Abstract<T>, options: { strict: false }): T;
}

const OPERATOR: Actor = { id: 'demo', name: '演示' };
const SEED = 'baifen';

/**
 * Generates the demo hall for the clock's month, takes its files in through the real intake, scores the months and closes
 * the full ones.
 */
export async function loadDemo(app: Services, settings: Settings, say: (text: string) => void): Promise<DemoManifest> {
  const clock = app.get(Clock, { strict: false });
  const folder = join(settings.dataDir, 'demo');
  mkdirSync(folder, { recursive: true });
  const manifest = await generated(folder, hallDate(clock.now()));
  await takeDemo(app, folder, manifest, say);
  return manifest;
}

/** The files of a manifest, taken in, scored and closed. */
export async function takeDemo(
  app: Services,
  folder: string,
  manifest: DemoManifest,
  say: (text: string) => void,
): Promise<void> {
  const at = hallTime(app.get(Clock, { strict: false }).now());
  await app.get(OrganisationService, { strict: false }).ensureHall(manifest.hall.id, manifest.hall.name);
  await publishBook(app, manifest, at);
  for (const [index, file] of manifest.files.entries()) {
    await takeFile(app, manifest, { folder, file, at: `${at}.${String(index).padStart(3, '0')}` }, say);
    if (file.feed === 'roster') await setSchedule(app, manifest, folder, at);
  }
  for (const { period, source, window, reason, by } of manifest.waivers) {
    const scope = window === undefined ? {} : { scope: window };
    const waiver = { by: { id: by, name: by }, reason, at, ...scope };
    await app.get(CoverageService, { strict: false }).waive(manifest.hall.id, source, period, waiver);
  }
  await scoreMonths(app, manifest, say);
}

/** Generation needs memory that the server should not keep: it runs in a process of its own. */
async function generated(folder: string, today: string): Promise<DemoManifest> {
  const here = join(__dirname, 'generate.process.js');
  const compiled = existsSync(here) ? here : join(__dirname, '..', 'dist', 'demo', 'generate.process.js');
  await promisify(execFile)(process.execPath, [compiled, folder, '--today', today, '--seed', SEED]);
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as DemoManifest;
}

async function publishBook(app: Services, manifest: DemoManifest, at: string): Promise<void> {
  const template = app.get(BooksService, { strict: false }).template(manifest.book.name);
  // The shipped book begins with its own first month; the demo uses it from the first of its months on.
  const text = template.replace(/^from: .*$/m, `from: ${manifest.book.from}`);
  const publication = { hall: manifest.hall.id, text, source: manifest.book.name, actor: OPERATOR, at };
  await app.get(RulesService, { strict: false }).publish(publication, () => Promise.resolve([]));
}

async function setSchedule(app: Services, manifest: DemoManifest, folder: string, at: string): Promise<void> {
  const from = manifest.months[0]?.from ?? manifest.today;
  const text = readFileSync(join(folder, manifest.schedule), 'utf8');
  await app.get(SchedulesService, { strict: false }).add(manifest.hall.id, from, text, OPERATOR, at);
}

async function takeFile(
  app: Services,
  manifest: DemoManifest,
  { folder, file, at }: { folder: string; file: DemoFile; at: string },
  say: (text: string) => void,
): Promise<void> {
  const feed = FEEDS.find(({ name }) => name === file.feed);
  if (!feed) throw new Error(`the demo has a file for the unknown feed ${file.feed}`);
  const hall = manifest.hall.id;
  const answer = await app.get(IntakeService, { strict: false }).take({
    hall,
    feed,
    file: join(folder, file.file),
    options: file.options,
    given: await app.get(GivenService, { strict: false }).to(feed.name, hall),
    actor: OPERATOR,
    at,
    language: app.get(Settings, { strict: false }).language,
    ...(file.complete === undefined ? {} : { complete: file.complete }),
    fence: fenceOf(app.get(PeriodService, { strict: false }), hall),
  });
  const parts = [
    `新增 ${String(answer.accepted)}`,
    `重复 ${String(answer.repeats)}`,
    `退回 ${String(answer.rejected)}`,
  ];
  say(`  ${file.file}：${parts.join('，')}`);
  if (answer.rejected > 0)
    say(`    退回的行没有导入，每行的原因：bin/baifen import ${file.feed} ${join(folder, file.file)} --dry-run`);
}

/** Scores every month and closes the full ones; a deadline that has not come yet is set aside by name. */
async function scoreMonths(app: Services, manifest: DemoManifest, say: (text: string) => void): Promise<void> {
  const reason = '演示数据：提前锁定';
  const early: Override = { condition: 'verification-deadline-passed', by: OPERATOR.name, reason };
  for (const { period, state } of manifest.months) {
    if (state === 'full')
      await app.get(CloseService, { strict: false }).close(manifest.hall.id, period, OPERATOR, [early]);
    else await app.get(ScoreService, { strict: false }).score(manifest.hall.id, period, OPERATOR);
    say(`  ${period}：${state === 'full' ? '已计分、锁定' : '已计分（进行中）'}`);
  }
}
