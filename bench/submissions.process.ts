import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from 'src/app.module';
import { cliActor } from 'src/common/actor';
import { Database } from 'src/config/database.service';
import { Settings } from 'src/config/settings.dto';
import { RulesService } from 'src/modules/rules';
import { ProgressService } from 'src/modules/submissions/progress/progress.service';
import { MONTHLY } from 'src/modules/submissions/report/month-report';
import { ReportsOfMonth } from 'src/modules/submissions/report/reports.service';
import { report, say, type Figure } from './result.process';
import { startServer, type ThrowAwayServer } from './support/throw-away-server.process';

const WINDOWS = Number(process.env.BENCH_ROWS ?? 2000);
const RUNS = Number(process.env.BENCH_ROUNDS ?? 3);
const MINUTE_MS = 60_000;
const STAFF = 4;
const DRAFTS = 2;
const GRIDS = 5;
const HALL = 'bench';
const MONTH = '2026-01';
const NOW = '2026-02-02 17:29:30';
const BY = cliActor('bench');

interface Measured {
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
  readonly grid: number;
  readonly wrong: number;
}

/** The last minute before the deadline: every window confirms its month, each with two drafts; then the office looks at the grid. */
async function main(): Promise<void> {
  const server = await startServer().catch(() => undefined);
  try {
    const embedded: Measured[] = [];
    const mariadb: Measured[] = [];
    for (let run = 1; run <= RUNS; run++) {
      embedded.push(await measure(undefined));
      say(`  run ${String(run)}, embedded: p99 ${embedded.at(-1)?.p99.toFixed(0) ?? ''} ms`);
      if (server) mariadb.push(await measure(await fresh(server, run)));
      if (server) say(`  run ${String(run)}, MariaDB: p99 ${mariadb.at(-1)?.p99.toFixed(0) ?? ''} ms`);
    }
    report({
      bench: 'submissions',
      title: 'The last minute before the deadline',
      conditions: [
        `${String(WINDOWS)} windows with ${String(WINDOWS * STAFF)} staff; each confirms its month once, ${String(DRAFTS)} drafts each, evenly over ${String((WINDOWS * 30) / 1000)} seconds (30 ms apart): what comes in waits for what came before.`,
        'Measured from the call of the service to its answer, in the process that also makes the calls; without HTTP. Each answer is one transaction: receipt, two submissions, the areas with nothing, audit records.',
        '“lost or double” counts receipts, submissions and drafts that are not what they should be afterwards. The grid is what the office sees of all windows and areas.',
        ...(server ? [server.settings] : ['No MariaDB on this machine: the embedded engine alone.']),
      ],
      figures: [...figures('embedded', embedded), ...(server ? figures('MariaDB', mariadb) : [])],
    });
  } finally {
    await server?.stop();
  }
}

async function measure(databaseUrl: string | undefined): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-bench-'));
  const settings = new Settings(databaseUrl, folder, undefined, '127.0.0.1', 0, 'zh', NOW);
  const app = await NestFactory.createApplicationContext(AppModule.with(settings), { logger: ['error'] });
  try {
    await prepare(app);
    const reports = app.get(ReportsOfMonth, { strict: false });
    const took: number[] = [];
    const begun = performance.now();
    const calls: Promise<void>[] = [];
    const gap = MINUTE_MS / 2000;
    for (let at = 0; at < WINDOWS; at++) {
      await until(begun + at * gap);
      const from = performance.now();
      const call = reports.confirm(HALL, MONTH, windowOf(at), MONTHLY, { by: BY, at: NOW });
      calls.push(call.then(() => void took.push(performance.now() - from)));
    }
    await Promise.all(calls);
    took.sort((a, b) => a - b);
    const quantile = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
    const grid = await grids(app);
    return { p50: quantile(0.5), p99: quantile(0.99), slowest: quantile(1), grid, wrong: await wrongIn(app) };
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(app: INestApplicationContext): Promise<void> {
  const database = app.get(Database, { strict: false });
  const book = readFileSync(join(process.cwd(), 'src/modules/rules/books/lianshui-2026.yaml'), 'utf8');
  const text = book.replace(/ {2}- (documents|declarations|entries)\n/g, '');
  const publication = { hall: HALL, text, actor: BY, at: '2026-01-01 09:00:00', reason: '' };
  await app.get(RulesService, { strict: false }).publish(publication, () => Promise.resolve([]));
  const recorded = { hall: HALL, batch: 'bench', recordedAt: '2026-01-01 09:00:00.000' };
  const windows = Array.from({ length: WINDOWS }, (_, at) => ({
    ...recorded,
    ...{ line: at + 1, code: windowOf(at), from: '', to: null, name: `窗口${String(at)}`, department: null },
    ...{
      departmentName: '',
      kind: 'window',
      group: '一组',
      tags: '[]',
      seats: null,
      formerNames: '[]',
      mergedInto: null,
    },
  }));
  const postings = windows.flatMap(({ code }, at) =>
    Array.from({ length: STAFF }, (_, nth) => ({
      ...recorded,
      ...{
        line: at * STAFF + nth + 1,
        staff: `S${String(at)}-${String(nth)}`,
        from: '',
        to: null,
        unit: '',
        window: code,
      },
      ...{ post: '', side: null, duty: '', chief: nth === 0 ? 1 : 0, branchLeader: 0, staffType: '编制' },
    })),
  );
  await database.write(async (manager) => {
    await manager.insert('org_hall', { hall: HALL, name: '测试大厅', parent: null, office: null });
    for (const piece of pieces(windows)) await manager.insert('org_window', piece);
    for (const piece of pieces(postings)) await manager.insert('org_posting', piece);
  });
  const drafts = windows.flatMap(({ code }, at) =>
    Array.from({ length: DRAFTS }, (_, nth) => ({
      ...{ hall: HALL, id: (at * DRAFTS + nth).toString(16).padStart(12, '0'), period: MONTH, windowId: code },
      ...{
        item: '13.02',
        state: 'open',
        version: 1,
        submission: null,
        changedBy: BY.id,
        changedAt: '2026-01-20 09:00:00',
      },
      content: JSON.stringify({ date: `2026-01-1${String(nth)}`, labels: { event: '锦旗' }, evidence: ['照片'] }),
    })),
  );
  await database.write(async (manager) => {
    for (const piece of pieces(drafts)) await manager.insert('submission_draft', piece);
  });
}

async function grids(app: INestApplicationContext): Promise<number> {
  const progress = app.get(ProgressService, { strict: false });
  const took: number[] = [];
  for (let run = 0; run < GRIDS; run++) {
    const from = performance.now();
    const grid = await progress.grid(BY, HALL, MONTH, NOW);
    JSON.stringify(grid);
    took.push(performance.now() - from);
    if (grid.rows.length !== WINDOWS) throw new Error(`the grid has ${String(grid.rows.length)} rows`);
  }
  return took.sort((a, b) => a - b)[Math.floor(GRIDS / 2)] ?? 0;
}

/** Receipts, submissions and open drafts that are too many or too few. */
async function wrongIn(app: INestApplicationContext): Promise<number> {
  const { read } = app.get(Database, { strict: false });
  const count = async (sql: string): Promise<number> =>
    Number((await read.query<{ n: number | string }[]>(sql))[0]?.n ?? -1);
  const receipts = await count("SELECT COUNT(*) AS n FROM month_report WHERE kind = 'report'");
  const submissions = await count('SELECT COUNT(DISTINCT id) AS n FROM submission');
  const open = await count("SELECT COUNT(*) AS n FROM submission_draft WHERE state <> 'handed-in'");
  return Math.abs(receipts - WINDOWS) + Math.abs(submissions - WINDOWS * DRAFTS) + open;
}

async function fresh(server: ThrowAwayServer, run: number): Promise<string> {
  const { createConnection } = await import('mysql2/promise');
  const name = `submissions${String(run)}`;
  const connection = await createConnection(server.url.replace(/^mariadb:/, 'mysql:'));
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  await connection.end();
  return `${server.url.replace(/\/$/, '')}/${name}`;
}

function figures(engine: string, runs: readonly Measured[]): Figure[] {
  const of = (name: string, unit: string, value: (run: Measured) => number, atMost?: number): Figure => ({
    ...{ name: `${name}, ${engine}`, unit, runs: runs.map(value) },
    ...(atMost !== undefined && { goal: { atMost } }),
  });
  return [
    of('lost or double', '', ({ wrong }) => wrong, 0),
    of('answer, median', 'ms', ({ p50 }) => p50),
    of('answer, 99 of 100 within', 'ms', ({ p99 }) => p99, 1000),
    of('slowest answer', 'ms', ({ slowest }) => slowest),
    of('grid of the office', 'ms', ({ grid }) => grid, 200),
  ];
}

function windowOf(at: number): string {
  return `W${String(at).padStart(4, '0')}`;
}

function pieces<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / 500) }, (_, at) => all.slice(at * 500, (at + 1) * 500));
}

async function until(time: number): Promise<void> {
  const wait = time - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
