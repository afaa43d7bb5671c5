import { connect as connectTo, type Socket } from 'node:net';
import { createConnection, type Connection, type FieldPacket, type RowDataPacket } from 'mysql2';
import { PullFault } from 'src/modules/intake/connectors/pull/pull-fault';
import { viewTrouble } from './view-fault';
import type { ViewSettings } from './view-settings.dto';

/** What one pull of a view may cost. */
export const VIEW_LIMITS = {
  tries: 3,
  connectMs: 10_000,
  /** Without a byte of the other side. */
  idleMs: 75_000,
  /** The other server itself ends a statement after so long. */
  statementSeconds: 60,
  pullMs: 180_000,
  bytes: 200 * 1024 * 1024,
  rows: 200_000,
};

const USUAL_PORT = 3306;
const WATCH_MS = 200;

type Values = (Buffer | null)[];

/** Host and port of a declaration such as `kq.example.gov.cn:3307`. */
export function hostOf(host: string): { readonly name: string; readonly port: number } {
  const [, name = host, port] = /^(.*?)(?::(\d{1,5}))?$/.exec(host) ?? [];
  return { name: name.replace(/^\[|\]$/g, ''), port: port === undefined ? USUAL_PORT : Number(port) };
}

/**
 * A session on another MySQL or MariaDB server that can only read: connected to the given address and no other, with an
 * end to its patience. Whatever goes wrong is a `PullFault`.
 */
export class Session {
  private readonly socket: Socket;
  private readonly connection: Connection;
  private readonly watch: NodeJS.Timeout;
  private readonly broken: Promise<never>;
  private quietSince = Date.now();
  private heard = 0;
  private patienceMs: number;

  constructor(
    settings: ViewSettings,
    address: string,
    password: string,
    private readonly limits: typeof VIEW_LIMITS,
    private readonly end: AbortSignal,
  ) {
    const { name, port } = hostOf(settings.host);
    const { tls, user, database } = settings;
    this.patienceMs = limits.connectMs;
    this.socket = connectTo({ host: address, port });
    this.connection = createConnection({
      ...{ host: tls?.name ?? name, port, user, password, database, stream: () => this.socket },
      ...{ charset: 'utf8mb4', connectTimeout: limits.connectMs, flags: ['-LOCAL_FILES'], disableEval: true },
      ...(tls ? { ssl: { verifyIdentity: true, rejectUnauthorized: true, ...(tls.ca ? { ca: tls.ca } : {}) } } : {}),
    });
    let fail: (error: Error) => void;
    this.broken = new Promise<never>((_resolve, reject) => (fail = reject));
    this.broken.catch(() => undefined);
    this.connection.on('error', (error: Error) => fail(viewTrouble(error)));
    this.watch = setInterval(() => this.look((fault) => fail(fault)), Math.min(WATCH_MS, limits.connectMs));
  }

  /** Signs in, and lets nothing but reading through. Throws `PullFault`. */
  async begin(): Promise<void> {
    await this.orBroken(
      new Promise<void>((resolve, reject) => {
        this.connection.connect((error) => (error ? reject(viewTrouble(error)) : resolve()));
      }),
    );
    this.patienceMs = this.limits.idleMs;
    const [version] = await this.run<{ v: string }>('SELECT VERSION() AS v');
    const seconds = this.limits.statementSeconds;
    const limit = /mariadb/i.test(version?.v ?? '')
      ? `max_statement_time = ${String(seconds)}`
      : `max_execution_time = ${String(seconds * 1000)}`;
    await this.run(`SET SESSION ${limit}, time_zone = '+08:00'`);
    await this.run('SET SESSION TRANSACTION READ ONLY');
    await this.run('START TRANSACTION READ ONLY');
  }

  /** The rows of a small answer. Throws `PullFault`. */
  run<T>(sql: string): Promise<T[]> {
    return this.orBroken(
      new Promise<T[]>((resolve, reject) => {
        this.connection.query<RowDataPacket[]>(sql, (error, rows) =>
          error ? reject(viewTrouble(error)) : resolve(rows as unknown as T[]),
        );
      }),
    );
  }

  /** The rows as they come, each value as the bytes the server sends. Throws `PullFault`. */
  async *rows(sql: string): AsyncGenerator<{ readonly fields: readonly FieldPacket[]; readonly values: Values }> {
    let fields: readonly FieldPacket[] = [];
    const stream = this.connection.query({ sql, rowsAsArray: true, typeCast: false }).stream({ highWaterMark: 500 });
    stream.on('fields', (found: FieldPacket[]) => (fields = found));
    this.broken.catch((error: unknown) => stream.destroy(error as Error));
    try {
      for await (const values of stream as AsyncIterable<Values>) yield { fields, values };
    } catch (error) {
      throw error instanceof PullFault ? error : viewTrouble(error as Error);
    } finally {
      stream.destroy();
    }
  }

  /** Says good-bye where everything was read; else the connection is cut, and the server gives the statement up. */
  async close(clean: boolean): Promise<void> {
    clearInterval(this.watch);
    if (clean) {
      const said = new Promise<void>((resolve) => this.connection.end(() => resolve()));
      await this.orBroken(said).catch(() => undefined);
    }
    this.connection.destroy();
    this.socket.destroy();
  }

  private orBroken<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.broken]);
  }

  private look(fail: (fault: PullFault) => void): void {
    if (this.socket.bytesRead !== this.heard) [this.heard, this.quietSince] = [this.socket.bytesRead, Date.now()];
    if (this.end.aborted || Date.now() - this.quietSince > this.patienceMs) fail(LATE);
    // Rows are counted where they are written; this is for a side that sends without end what is no row.
    else if (this.heard > 2 * this.limits.bytes) fail(ENDLESS);
  }
}

const LATE = new PullFault({ zh: '对方没有在规定时间内答复', en: 'the other side did not answer in time' }, true);
const ENDLESS = new PullFault({ zh: '对方发来的内容没有尽头', en: 'the other side sends without end' });
