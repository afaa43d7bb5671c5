// A throw-away MariaDB on a free loopback port for the tests. Used by bin/test.mjs; run alone it prints the address and
// stays until Ctrl+C.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SERVERS = ['/usr/sbin/mariadbd', '/usr/bin/mariadbd', '/usr/local/bin/mariadbd', '/opt/homebrew/bin/mariadbd'];

export function findServer() {
  const onPath = spawnSync('sh', ['-c', 'command -v mariadbd']).stdout?.toString().trim();
  return onPath || SERVERS.find((file) => existsSync(file));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Starts a server and resolves to { url, stop }, or undefined when no MariaDB is installed. */
export async function startMariadb() {
  const server = findServer();
  if (!server) return undefined;
  const dir = mkdtempSync(join(tmpdir(), 'baifen-mariadb-'));
  chmodSync(dir, 0o777);
  const root = process.getuid?.() === 0;
  const user = root ? ['--user=mysql'] : [];
  const data = join(dir, 'data');
  const install = spawnSync(
    'mariadb-install-db',
    ['--no-defaults', ...user, `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { encoding: 'utf8' },
  );
  if (install.status !== 0) throw new Error(`mariadb-install-db failed: ${install.stderr || install.stdout}`);
  const port = await freePort();
  const child = spawn(
    server,
    [
      '--no-defaults',
      ...user,
      `--datadir=${data}`,
      `--socket=${join(dir, 's.sock')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--pid-file=${join(dir, 'pid')}`,
      `--log-error=${join(dir, 'error.log')}`,
      '--character-set-server=utf8mb4',
      '--local-infile=1',
      '--innodb-flush-log-at-trx-commit=0',
      '--skip-log-bin',
    ],
    { stdio: 'ignore' },
  );
  const { createConnection } = await import('mysql2/promise');
  for (let attempt = 0; ; attempt++) {
    try {
      const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' });
      await connection.end();
      break;
    } catch (error) {
      if (attempt > 150 || child.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return {
    url: `mariadb://root@127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          rmSync(dir, { recursive: true, force: true });
          resolve();
        });
        child.kill('SIGTERM');
      }),
  };
}

if (process.argv[1] && import.meta.url.endsWith('/bin/mariadb.mjs') && process.argv[1].endsWith('mariadb.mjs')) {
  const started = await startMariadb();
  if (!started) {
    console.error('mariadbd is not installed on this machine');
    process.exit(1);
  }
  console.log(started.url);
  process.on('SIGINT', () => void started.stop().then(() => process.exit(0)));
  process.on('SIGTERM', () => void started.stop().then(() => process.exit(0)));
}
