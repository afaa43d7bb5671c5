import 'reflect-metadata';
import { join } from 'node:path';
import { DEMO_HALL } from 'demo/accounts';
import { loadDemo } from 'demo/load';
import { cliActor } from 'src/common/actor';
import { addMonths, type Period } from 'src/common/civil-date';
import { Clock, hallDate } from 'src/common/clock';
import type { Language } from 'src/common/language';
import { Refusal } from 'src/common/refusal';
import { readSettings, type Settings } from 'src/config/settings.dto';
import { PeriodService } from 'src/modules/calendar';
import { acceptsFacts } from 'src/modules/calendar/months/month-states';
import { AccountsService } from 'src/modules/identity';
import { JobsService, Scheduler } from 'src/modules/jobs';
import { OrganisationService } from 'src/modules/organisation';
import { BulletinService } from 'src/modules/reports';
import { ScoreService, type Head } from 'src/modules/scoring';
import { serve, type RunningApplication } from './main';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** `npm start`: everything from an empty folder to a served ranking and a bulletin. `--once` ends after printing. */
async function start(argv: readonly string[]): Promise<void> {
  const settings = readSettings(process.env);
  const zh = settings.language === 'zh';
  const running = await serve(settings);
  const { app } = running;
  const organisation = app.get(OrganisationService);
  if ((await organisation.halls()).length === 0) {
    say(
      zh
        ? '数据库是空的，装入演示大厅（全部为虚构的示例数据）…'
        : 'The database is empty: loading the demo hall (all data invented) …',
    );
    await loadDemo(app, settings, say);
  }
  const [hall] = await organisation.halls();
  if (hall) await lastMonth(running, settings, hall);
  await app.get(JobsService).scan();
  say('');
  say(
    zh
      ? `百分已启动：${running.url}（接口文档 ${running.url}/api/docs）。按 Ctrl+C 停止。`
      : `Baifen is up: ${running.url} (API at ${running.url}/api/docs). Ctrl+C stops it.`,
  );
  if (hall?.id === DEMO_HALL.id && !(await app.get(AccountsService).any()))
    say(
      zh
        ? '现在不用登录。想按各个角色试用，另开一个窗口运行：bin/baifen demo accounts（打印每个角色的登录名和密码）。'
        : 'Nobody needs to sign in now. To try the roles run in another terminal: bin/baifen demo accounts (prints a sign-in for each).',
    );
  if (argv.includes('--once')) await running.stop();
  else app.get(Scheduler).start();
}

/** Scores the last full month unless it is closed, writes its bulletin and shows the two ends of the ranking. */
async function lastMonth(
  { app }: RunningApplication,
  settings: Settings,
  hall: { id: string; name: string },
): Promise<void> {
  const month = addMonths(hallDate(app.get(Clock).now()).slice(0, 7), -1);
  const period = await app.get(PeriodService).find(hall.id, month);
  const scores = app.get(ScoreService);
  if (!period || acceptsFacts(period.state)) await scores.score(hall.id, month, cliActor('start'));
  const { head } = await scores.result(hall.id, month);
  const { files } = await app.get(BulletinService).write(hall.id, month, join(settings.dataDir, 'bulletins'));
  showEnds(hall.name, month, head, settings.language);
  say('');
  for (const { path } of files) say(settings.language === 'zh' ? `通报附表：${path}` : `Bulletin: ${path}`);
}

function showEnds(hall: string, month: Period, head: Head, language: Language): void {
  const zh = language === 'zh';
  const ranked = head.standings.filter((one) => one.type === 'window' && one.rank !== null);
  const row = (one: Head['standings'][number]): string =>
    `  ${String(one.rank).padStart(3)}  ${one.score.padStart(7)}  ${one.name}  ${one.marks.join(' ')}`;
  say('');
  say(zh ? `${hall} ${month}（${head.book.title}）前 5 名：` : `${hall} ${month} (${head.book.title}), top five:`);
  ranked.filter((one) => (one.rank ?? 0) <= 5).forEach((one) => say(row(one)));
  say(zh ? '后 5 名：' : 'Bottom five:');
  ranked.filter((one) => (one.fromBottom ?? 0) <= 5).forEach((one) => say(row(one)));
}

start(process.argv.slice(2)).catch((error: unknown) => {
  const language = process.env.BAIFEN_LANG === 'en' ? 'en' : 'zh';
  if (error instanceof Refusal) process.stderr.write(`${error.in(language)}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(error instanceof Refusal ? 1 : 3);
});
