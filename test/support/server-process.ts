import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A server of the build in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Sets its clock. */
  setClock(now: string): Promise<void>;
  /** One tick of its scheduler: resolves when everything due was looked at, rejects when the process ends before. */
  tick(): Promise<void>;
  /** Takes the demo hall in from a folder of its files. */
  loadDemo(folder: string): Promise<void>;
  /** SIGTERM; resolves when the process is gone. */
  stop(): Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

export async function startServer(environment: Record<string, string>): Promise<ServerProcess> {
  const child: ChildProcess = fork(join(__dirname, 'hall-server.cjs'), [], {
    env: { ...process.env, TZ: 'Asia/Shanghai', BAIFEN_PORT: '0', ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (piece: Buffer) => (said = (said + piece.toString()).slice(-4000)));
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let last = 0;
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended (${String(code)}): ${said}`)));
    child.on('message', (message: { url?: string; id?: number; error?: string }) => {
      if (message.url !== undefined) resolve(message.url);
      else if (message.error === undefined) waiting.get(message.id ?? 0)?.resolve();
      else waiting.get(message.id ?? 0)?.reject(new Error(message.error));
    });
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the server ended'));
  });
  const ask = (message: object): Promise<void> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      child.send({ id, ...message }, (error) => error && reject(error));
    });
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    url,
    pid: child.pid ?? 0,
    setClock: (now) => ask({ now }),
    tick: () => ask({ tick: true }),
    loadDemo: (folder) => ask({ demo: folder }),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
