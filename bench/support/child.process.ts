import { fork, type ChildProcess } from 'node:child_process';

/** The heap of `npm start`. */
const HEAP = '--max-old-space-size=1024';

/** Starts a compiled file as a process of its own, as `npm start` starts the server; its words go to standard error. */
export function start(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const execArgv = ['--enable-source-maps', HEAP];
  return fork(file, args, { execArgv, env: { ...process.env, ...env }, stdio: ['ignore', 2, 2, 'ipc'] });
}

/** The next message of the child. Rejects when it ends instead. */
export function next<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`${child.spawnargs.join(' ')} ended (${String(code)})`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}

export function gone(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
}

export function freePort(): Promise<number> {
  return import('node:net').then(
    ({ createServer }) =>
      new Promise((resolve, reject) => {
        const probe = createServer();
        probe.once('error', reject);
        probe.listen(0, '127.0.0.1', () => {
          const address = probe.address();
          probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
        });
      }),
  );
}
