import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** A MariaDB of its own for a bench, set up as one in use would be. */
export interface ThrowAwayServer {
  readonly url: string;
  /** A sentence for the conditions. */
  readonly settings: string;
  stop(): Promise<void>;
}

const SETTINGS = {
  innodb_flush_log_at_trx_commit: 1,
  innodb_buffer_pool_size: 1024 ** 3,
  innodb_log_file_size: 512 * 1024 ** 2,
} as const;

/** Starts a server in a temporary folder. Rejects where no MariaDB is installed. */
export async function startServer(): Promise<ThrowAwayServer> {
  const child = spawn(process.execPath, [join(process.cwd(), 'bin', 'mariadb.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [Buffer | number | null];
  if (!Buffer.isBuffer(line)) throw new Error('no MariaDB on this machine');
  const url = line.toString().trim();
  const connection = await createConnection(mysqlUrl(url));
  for (const [name, value] of Object.entries(SETTINGS)) await connection.query(`SET GLOBAL ${name} = ${String(value)}`);
  const [[row]] = (await connection.query('SELECT VERSION() AS version')) as unknown as [[{ version: string }]];
  await connection.end();
  return {
    url,
    settings: `${row.version} on this machine, every commit flushed to disk (innodb_flush_log_at_trx_commit 1), buffer pool 1 GB, log 512 MB, no binary log.`,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** The driver knows one name for both. */
export function mysqlUrl(url: string): string {
  return url.replace(/^mariadb:/, 'mysql:');
}
