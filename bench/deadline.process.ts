import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareHall, wrongIn, type Prepared } from './deadline/hall.process';
import { report, say, type Figure } from './result.process';
import { freePort, gone, next, start } from './support/child.process';
import { startServer, type ThrowAwayServer } from './support/throw-away-server.process';

const WINDOWS = Number(process.env.BENCH_ROWS ?? 2000);
const RUNS = Number(process.env.BENCH_ROUNDS ?? 3);
const MINUTE_MS = 60_000;
/** Every so manyth window presses twice. */
const TWICE = 10;
const GRIDS = 9;
const NOW = '2026-02-02 17:29:30';

interface Measured {
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
  readonly grid: number;
  readonly lost: number;
  /** Processor time of the server for each answer. */
  readonly cpuMs: number;
}

/** The last minute before the deadline, over HTTP: every window confirms its month; then the office looks at the grid. */
async function main(): Promise<void> {
  const server = await startServer().catch(() => undefined);
  try {
    const [embedded, mariadb]: [Measured[], Measured[]] = [[], []];
    for (let run = 1; run <= RUNS; run++) {
      embedded.push(await measure(undefined));
      say(`  run ${String(run)}, embedded: p99 ${embedded.at(-1)?.p99.toFixed(0) ?? ''} ms`);
      if (server) mariadb.push(await measure(await fresh(server, run)));
      if (server) say(`  run ${String(run)}, MariaDB: p99 ${mariadb.at(-1)?.p99.toFixed(0) ?? ''} ms`);
    }
    report({
      bench: 'deadline',
      title: 'The last minute before the deadline',
      conditions: [
        `${String(WINDOWS)} windows with 4 staff and 2 drafts each, every one with an account of its own. Each confirms its month once over HTTP with its token and an idempotency key, within ${String((MINUTE_MS / 1000) * share())} seconds that fill up towards the end: the last second has twice as many as the average. Every tenth presses twice.`,
        'Measured in the process that makes the calls, from the call to the last byte of its answer; the server is a process of its own and has answered before (lists of 30 windows, the grid). What comes in waits for what came before. Each answer is one transaction: receipt, two submissions, the areas with nothing, audit records; and the key of the request before and after it.',
        '“lost or double” counts receipts, submissions, drafts and answers that are not what they should be. The grid is what the office sees of all windows and areas, called with its token after the minute.',
        ...(server ? [server.settings] : ['No MariaDB on this machine: the embedded engine alone.']),
      ],
      figures: [...figures('embedded', embedded), ...(server ? figures('MariaDB', mariadb) : [])],
    });
  } finally {
    await server?.stop();
  }
}

/** Fewer windows come in as densely, within a shorter time. */
function share(): number {
  return Math.min(1, WINDOWS / 2000);
}

async function measure(databaseUrl: string | undefined): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-bench-'));
  try {
    const prepared = await prepareHall({ databaseUrl, folder, windows: WINDOWS, now: NOW });
    const env = {
      ...{ BAIFEN_DATA: folder, BAIFEN_PORT: String(await freePort()), BAIFEN_NOW: NOW },
      ...(databaseUrl !== undefined && { BAIFEN_DATABASE_URL: databaseUrl }),
    };
    const child = start(join(__dirname, 'import', 'server.process.js'), [], env);
    const { url } = await next<{ url: string }>(child);
    await warmUp(url, prepared);
    const before = await cpuSeconds(url);
    const { took, failed } = await lastMinute(url, prepared);
    const cpuMs = (((await cpuSeconds(url)) - before) * 1000) / took.length;
    const grid = await grids(url, prepared.office);
    child.send('stop');
    await gone(child);
    took.sort((a, b) => a - b);
    const quantile = (part: number): number => took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0;
    const wrong = await wrongIn({ databaseUrl, folder, windows: WINDOWS, now: NOW });
    return { p50: quantile(0.5), p99: quantile(0.99), slowest: quantile(1), grid, lost: failed + wrong, cpuMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A server that has been answering all month: windows have looked at how they stand, the office at its grid. */
async function warmUp(url: string, { tokens, office }: Prepared): Promise<void> {
  const ask = async (path: string, token: string): Promise<void> => {
    const answer = await fetch(`${url}/api/halls/bench/periods/2026-01/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (answer.status !== 200) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  for (let round = 0; round < 5; round++) await ask('progress', office);
  for (const [window, token] of [...tokens].slice(0, 30)) {
    await ask(`windows/${window}/drafts`, token);
    await ask('reports', token);
  }
}

async function cpuSeconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1]);
}

async function lastMinute(url: string, { tokens }: Prepared): Promise<{ took: number[]; failed: number }> {
  const took: number[] = [];
  let failed = 0;
  const begun = performance.now();
  const calls: Promise<void>[] = [];
  const call = async (window: string, token: string): Promise<void> => {
    const from = performance.now();
    const receipt = await confirm(url, window, token);
    took.push(performance.now() - from);
    const second = receipts.get(window);
    if (receipt === undefined || (second !== undefined && second !== receipt)) failed += 1;
    if (receipt !== undefined) receipts.set(window, receipt);
  };
  const receipts = new Map<string, string>();
  const all = [...tokens];
  for (const [at, [window, token]] of all.entries()) {
    await until(begun + MINUTE_MS * share() * Math.sqrt(at / all.length));
    calls.push(call(window, token));
    if (at % TWICE === 0) calls.push(call(window, token));
  }
  await Promise.all(calls);
  return { took, failed };
}

/** The number of the receipt, or undefined when it was refused. Asked again while the same request is worked on. */
async function confirm(url: string, window: string, token: string): Promise<string | undefined> {
  for (;;) {
    const answer = await post(`${url}/api/halls/bench/periods/2026-01/reports/${window}`, token, window);
    if (answer === undefined) continue;
    const body = (await answer.json()) as {
      code?: string;
      message?: string;
      report?: { receipt: string };
    };
    if (answer.status === 201) return body.report?.receipt;
    if (body.code !== 'http.idempotency-running') {
      say(`  ${window}: ${String(answer.status)} ${body.code ?? ''} ${body.message ?? ''}`);
      return undefined;
    }
    await until(performance.now() + 100);
  }
}

/** Undefined: the connection broke; whoever has a key sends again. */
async function post(address: string, token: string, window: string): Promise<Response | undefined> {
  const headers = {
    ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    'idempotency-key': `confirm-${window}`,
  };
  return fetch(address, { method: 'POST', headers, body: '{}' }).catch((error: unknown) => {
    say(`  ${window}: ${String(error)}, sent again`);
    return undefined;
  });
}

async function grids(url: string, token: string): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < GRIDS; run++) {
    const from = performance.now();
    const answer = await fetch(`${url}/api/halls/bench/periods/2026-01/progress`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await answer.text();
    took.push(performance.now() - from);
    const { rows } = JSON.parse(text) as { rows?: unknown[] };
    if (rows?.length !== WINDOWS) throw new Error(`the grid has ${String(rows?.length)} rows: ${text.slice(0, 200)}`);
  }
  return took.sort((a, b) => a - b)[Math.floor(GRIDS / 2)] ?? 0;
}

async function fresh(server: ThrowAwayServer, run: number): Promise<string> {
  const { createConnection } = await import('mysql2/promise');
  const name = `deadline${String(run)}`;
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
    of('lost or double', '', ({ lost }) => lost, 0),
    of('answer, median', 'ms', ({ p50 }) => p50),
    of('answer, 99 of 100 within', 'ms', ({ p99 }) => p99, 1000),
    of('slowest answer', 'ms', ({ slowest }) => slowest),
    of('processor time of the server for each answer', 'ms', ({ cpuMs }) => cpuMs),
    of('grid of the office', 'ms', ({ grid }) => grid, 200),
  ];
}

async function until(time: number): Promise<void> {
  const wait = time - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
