import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { generateDemo } from 'demo/index';
import type { DemoFile, DemoManifest } from 'demo/manifest';
import type { Actor } from 'src/common/actor';
import { Clock, hallDate, hallTime } from 'src/common/clock';
import { Settings } from 'src/config/settings.dto';
import { FEEDS, fenceOf } from 'src/feeds';
import { SchedulesService } from 'src/modules/attendance';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import type { Override } from 'src/modules/calendar/months/month-states';
import { CoverageService, IntakeService } from 'src/modules/intake';
import { OrganisationService } from 'src/modules/organisation';
import { BooksService, RulesService } from 'src/modules/rules';
import { CloseService, ScoreService } from 'src/modules/scoring';

const OPERATOR: Actor = { id: 'demo', name: '演示' };
const SEED = 'baifen';

/**
 * Generates the demo hall for the clock's month, takes its files in through the real intake, scores the months and closes
 * the full ones.
 */
export async function loadDemo(
  app: INestApplicationContext,
  settings: Settings,
  say: (text: string) => void,
): Promise<DemoManifest> {
  const clock = app.get(Clock);
  const folder = join(settings.dataDir, 'demo');
  mkdirSync(folder, { recursive: true });
  const manifest = await generateDemo(folder, { today: hallDate(clock.now()), seed: SEED });
  const at = hallTime(clock.now());
  await app.get(OrganisationService).ensureHall(manifest.hall.id, manifest.hall.name);
  await publishBook(app, manifest, at);
  for (const [index, file] of manifest.files.entries()) {
    await takeFile(app, manifest, { folder, file, at: `${at}.${String(index).padStart(3, '0')}` }, say);
    if (file.feed === 'roster') await setSchedule(app, manifest, folder, at);
  }
  for (const { period, source, window, reason } of manifest.waivers) {
    const scope = window === undefined ? {} : { scope: window };
    await app.get(CoverageService).waive(manifest.hall.id, source, period, { by: OPERATOR, reason, at, ...scope });
  }
  await scoreMonths(app, manifest, say);
  return manifest;
}

async function publishBook(app: INestApplicationContext, manifest: DemoManifest, at: string): Promise<void> {
  const template = app.get(BooksService).template(manifest.book.name);
  // The shipped book begins with its own first month; the demo uses it from the first of its months on.
  const text = template.replace(/^from: .*$/m, `from: ${manifest.book.from}`);
  const publication = { hall: manifest.hall.id, text, source: manifest.book.name, actor: OPERATOR, at };
  await app.get(RulesService).publish(publication, () => Promise.resolve([]));
}

async function setSchedule(
  app: INestApplicationContext,
  manifest: DemoManifest,
  folder: string,
  at: string,
): Promise<void> {
  const from = manifest.months[0]?.from ?? manifest.today;
  const text = readFileSync(join(folder, manifest.schedule), 'utf8');
  await app.get(SchedulesService).add(manifest.hall.id, from, text, OPERATOR, at);
}

async function takeFile(
  app: INestApplicationContext,
  manifest: DemoManifest,
  { folder, file, at }: { folder: string; file: DemoFile; at: string },
  say: (text: string) => void,
): Promise<void> {
  const feed = FEEDS.find(({ name }) => name === file.feed);
  if (!feed) throw new Error(`the demo has a file for the unknown feed ${file.feed}`);
  const hall = manifest.hall.id;
  const { notices } = app.get(NoticesService).calendar();
  const answer = await app.get(IntakeService).take({
    hall,
    feed,
    file: join(folder, file.file),
    options: file.options,
    given: { ...(await app.get(OrganisationService).prepareFor(hall)), notices },
    actor: OPERATOR,
    at,
    language: app.get(Settings).language,
    ...(file.complete === undefined ? {} : { complete: file.complete }),
    fence: fenceOf(app.get(PeriodService), hall),
  });
  const parts = [
    `新增 ${String(answer.accepted)}`,
    `重复 ${String(answer.repeats)}`,
    `退回 ${String(answer.rejected)}`,
  ];
  say(`  ${file.file}：${parts.join('，')}`);
}

/** Scores every month and closes the full ones; a deadline that has not come yet is set aside by name. */
async function scoreMonths(
  app: INestApplicationContext,
  manifest: DemoManifest,
  say: (text: string) => void,
): Promise<void> {
  const reason = '演示数据：提前锁定';
  const early: Override = { condition: 'verification-deadline-passed', by: OPERATOR.name, reason };
  for (const { period, state } of manifest.months) {
    if (state === 'full') await app.get(CloseService).close(manifest.hall.id, period, OPERATOR, [early]);
    else await app.get(ScoreService).score(manifest.hall.id, period, OPERATOR);
    say(`  ${period}：${state === 'full' ? '已计分、锁定' : '已计分（进行中）'}`);
  }
}
