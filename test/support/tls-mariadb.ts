import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';

const CERTIFICATES = join(__dirname, '..', 'fixtures', 'connectors');

/** A throw-away MariaDB that speaks TLS with one of the certificates of the fixtures. */
export async function startTlsMariadb(certificate: string): Promise<{ port: number; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-tls-'));
  chmodSync(folder, 0o777);
  for (const ending of ['pem', 'key']) {
    copyFileSync(join(CERTIFICATES, `${certificate}.${ending}`), join(folder, `server.${ending}`));
    chmodSync(join(folder, `server.${ending}`), 0o644);
  }
  const user = process.getuid?.() === 0 ? ['--user=mysql'] : [];
  const data = [`--datadir=${join(folder, 'data')}`];
  const install = ['--no-defaults', ...user, ...data, '--auth-root-authentication-method=normal', '--skip-test-db'];
  const installed = spawnSync('mariadb-install-db', install, { encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(installed.stderr);
  const port = await freePort();
  const server: ChildProcess = spawn(
    'mariadbd',
    [
      ...['--no-defaults', ...user, ...data, `--socket=${join(folder, 's')}`, `--port=${String(port)}`],
      ...['--bind-address=127.0.0.1', `--log-error=${join(folder, 'log')}`, `--pid-file=${join(folder, 'pid')}`],
      ...[`--ssl-cert=${join(folder, 'server.pem')}`, `--ssl-key=${join(folder, 'server.key')}`],
    ],
    { stdio: 'ignore', env: { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/sbin` } },
  );
  const stop = async (): Promise<void> => {
    const gone = once(server, 'exit');
    server.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; ; tries++) {
    try {
      await (await createConnection({ host: '127.0.0.1', port, user: 'root' })).end();
      return { port, stop };
    } catch (error) {
      if (tries > 150 || server.exitCode !== null) throw error;
      await setTimeout(100);
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => void probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
