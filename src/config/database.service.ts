import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import Libsql from 'libsql';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import { Refusal } from 'src/common/refusal';
import { makeDataFolder } from './data-folder.service';
import { databaseUnreachable } from './refusals';
import type { Settings } from './settings.dto';

export type Engine = 'embedded' | 'mysql';

interface Opened {
  readonly engine: Engine;
  readonly writer: DataSource;
  readonly reader: DataSource;
  /** The embedded file, or undefined on a server. */
  readonly file: string | undefined;
}

/** Whole transactions are tried again on these; single statements never are (stack.md §3.1). */
const RETRYABLE = new Set([1213, 1205, 1047, 1180]);
const TRIES = 5;

/**
 * The one door to the database. Reads go through `read`, which cannot write on the embedded engine; every write and
 * every transaction goes through `write`. Embedded: TypeORM shares one connection, so writes wait in a FIFO queue and
 * nested calls join the running transaction. MySQL/MariaDB: a pooled transaction, retried whole on a deadlock, so the
 * work may run more than once and must touch nothing but the database.
 */
export class Database {
  private tail: Promise<unknown> = Promise.resolve();
  private queued = 0;
  private readonly running = new AsyncLocalStorage<EntityManager>();

  constructor(private readonly opened: Opened) {}

  get engine(): Engine {
    return this.opened.engine;
  }

  get file(): string | undefined {
    return this.opened.file;
  }

  /** Connections to a database server, and what waits for one; embedded: one writer, and what waits for its turn. */
  get load(): { readonly open: number; readonly idle: number; readonly waiting: number } {
    const { pool } = this.opened.writer.driver as unknown as { pool?: Partial<Record<string, { length?: number }>> };
    if (this.engine === 'embedded')
      return { open: 1, idle: this.queued === 0 ? 1 : 0, waiting: Math.max(0, this.queued - 1) };
    const size = (name: string): number => pool?.[name]?.length ?? 0;
    return { open: size('_allConnections'), idle: size('_freeConnections'), waiting: size('_connectionQueue') };
  }

  /** For queries. Inside `write` use the manager you were given: this one does not see uncommitted rows. */
  get read(): EntityManager {
    return this.opened.reader.manager;
  }

  /** Runs `work` in one transaction; a nested call joins it. */
  async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const outer = this.running.getStore();
    if (outer) return work(outer);
    const once = (): Promise<T> =>
      this.opened.writer.transaction((manager) => this.running.run(manager, () => work(manager)));
    return this.engine === 'embedded' ? this.exclusive(once) : retrying(once);
  }

  /** Holds the writers' turn while `work` writes through a connection of its own (bulk intake in a worker thread). */
  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    this.queued += 1;
    const turn = this.tail.then(work, work).finally(() => (this.queued -= 1));
    this.tail = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  /** Writes a consistent copy of the embedded file; `file` must not exist. */
  async copyTo(file: string): Promise<void> {
    await this.exclusive(() => this.opened.writer.query('VACUUM INTO ?', [file]));
  }

  async close(): Promise<void> {
    await this.tail;
    if (this.opened.reader !== this.opened.writer) await this.opened.reader.destroy();
    await this.opened.writer.destroy();
  }
}

/** Opens the database named by the settings and migrates it. Throws `config.database-unreachable`, `config.folder-unusable`. */
export async function openDatabase(settings: Pick<Settings, 'databaseUrl' | 'dataDir'>): Promise<Database> {
  const url = settings.databaseUrl;
  try {
    return new Database(url === undefined ? await openEmbedded(settings.dataDir) : await openServer(url));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const where = url === undefined ? settings.dataDir : new URL(url).host;
    throw databaseUnreachable({ where, cause: error instanceof Error ? error.message : String(error) });
  }
}

const shared = {
  entities: [join(__dirname, '..', 'modules', '*', '*.entity.{ts,js}')],
  migrations: [join(__dirname, '..', 'migrations', '*.{ts,js}')],
  migrationsTransactionMode: 'each' as const,
};

async function openEmbedded(dataDir: string): Promise<Opened> {
  makeDataFolder(dataDir);
  const file = join(dataDir, 'baifen.db');
  const options = (pragmas: string): DataSourceOptions => ({
    type: 'better-sqlite3',
    driver: Libsql,
    database: file,
    enableWAL: true,
    prepareDatabase: (connection: { exec(sql: string): void }) => connection.exec(pragmas),
    ...shared,
  });
  const writer = await new DataSource(options('PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000')).initialize();
  await writer.runMigrations();
  // `readonly: true` is ignored by libsql (stack.md §2.1b); query_only makes a stray write fail loudly.
  const reader = await new DataSource(options('PRAGMA query_only=1; PRAGMA busy_timeout=5000')).initialize();
  return { engine: 'embedded', writer, reader, file };
}

async function openServer(url: string): Promise<Opened> {
  const type = url.startsWith('mariadb://') ? 'mariadb' : 'mysql';
  const writer = await new DataSource({
    type,
    url: url.replace(/^mariadb:/, 'mysql:'),
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    dateStrings: ['DATE'],
    supportBigNumbers: true,
    bigNumberStrings: true,
    extra: { connectionLimit: 10, flags: ['-LOCAL_FILES'] },
    ...shared,
  }).initialize();
  await writer.runMigrations();
  return { engine: 'mysql', writer, reader: writer, file: undefined };
}

async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const errno = (error as { errno?: number }).errno;
      if (attempt >= TRIES || errno === undefined || !RETRYABLE.has(errno)) throw error;
    }
  }
}
