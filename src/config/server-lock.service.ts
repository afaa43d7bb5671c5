import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataFolder } from './data-folder.service';
import { databaseInUse } from './refusals';

/** The running server of an embedded data folder: where commands are handed to it. */
export interface RunningServer {
  readonly pid: number;
  /** Undefined until it listens. */
  readonly address?: ServerAddress;
  /** Known only to who may read the data folder; stands on every handed-over command. */
  readonly token: string;
}

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

export type HeldFolder = RunningServer & {
  /** Tells other processes where the server listens. */
  listening(address: ServerAddress): void;
  release(): void;
};

const fileOf = (dataDir: string): string => join(dataDir, 'server.lock');

/** The server that holds the folder, or undefined. A lock left by a killed process does not count. */
export function runningServer(dataDir: string): RunningServer | undefined {
  try {
    const lock = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as RunningServer;
    process.kill(lock.pid, 0);
    return lock;
  } catch {
    return undefined;
  }
}

/**
 * Takes the folder for this process; the embedded engine is for one server. Throws `config.database-in-use` and
 * `config.folder-unusable`.
 */
export function holdFolder(dataDir: string): HeldFolder {
  const lock: RunningServer = { pid: process.pid, token: randomBytes(24).toString('hex') };
  const file = fileOf(dataDir);
  makeDataFolder(dataDir);
  if (!created(file, lock)) {
    const other = runningServer(dataDir);
    if (other) throw databaseInUse({ file: join(dataDir, 'baifen.db'), pid: other.pid });
    rmSync(file, { force: true });
    if (!created(file, lock)) throw databaseInUse({ file: join(dataDir, 'baifen.db'), pid: 0 });
  }
  return {
    ...lock,
    listening(address) {
      writeFileSync(`${file}.new`, JSON.stringify({ ...lock, address }), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** `wx`: of two servers that start at once exactly one creates the file. */
function created(file: string, lock: RunningServer): boolean {
  try {
    writeFileSync(file, JSON.stringify(lock), { flag: 'wx', mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}
