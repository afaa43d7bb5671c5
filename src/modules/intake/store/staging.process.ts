import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { createConnection, type Connection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import type { SqlValue } from 'src/modules/intake/feed';
import type { Decides, SinkText, StoredRow } from 'src/modules/intake/reading/summary';
import { createStage, insertStage, loadLine, loadStage, stageName } from './statements';
import { ValueChanged } from './value-changed';

/** A sink that has a staging table. */
export interface Staged {
  /** Its index. */
  readonly sink: number;
  readonly decide: 'all' | 'some' | 'none';
}

/** Rows of one `INSERT` where LOCAL is forbidden. */
const ROWS_PER_INSERT = 300;
/** Lines of one piece of a load stream. */
const LINES_PER_PIECE = 500;

/** The staging table of one sink while it is filled. */
class Stage {
  private seq = 0;
  /** How many rows there were of each. */
  private readonly deciding: Record<Decides, number> = { 0: 0, 1: 0, 2: 0 };
  private readonly stream = new PassThrough({ highWaterMark: 1024 * 1024 });
  private loading: Promise<unknown> | undefined;
  private failed: unknown;
  private waiting: SqlValue[][] = [];
  private readonly lines: string[] = [];

  constructor(
    private readonly connection: Connection,
    private readonly sink: SinkText,
    private readonly table: string,
    private readonly local: boolean,
  ) {}

  async write(decides: Decides, values: readonly SqlValue[]): Promise<void> {
    this.seq++;
    this.deciding[decides]++;
    if (this.local) {
      this.lines.push(loadLine(this.seq, decides, values));
      if (this.lines.length >= LINES_PER_PIECE) await this.send();
      return;
    }
    this.waiting.push([this.seq, decides, ...values]);
    if (this.waiting.length >= ROWS_PER_INSERT) await this.insert();
  }

  private async send(): Promise<void> {
    const piece = Buffer.from(this.lines.join(''));
    this.lines.length = 0;
    this.loading ??= this.load().catch((error: unknown) => {
      this.failed = error;
      this.stream.destroy();
    });
    if (this.failed !== undefined) throw this.failed as Error;
    if (this.stream.write(piece)) return;
    await Promise.race([once(this.stream, 'drain'), this.loading]);
  }

  /** Whether each of its new rows is a new record. */
  get decide(): Staged['decide'] {
    return this.deciding[0] === this.seq ? 'none' : this.deciding[1] === this.seq ? 'all' : 'some';
  }

  async finish(): Promise<void> {
    if (this.waiting.length > 0) await this.insert();
    if (this.lines.length > 0) await this.send();
    if (this.loading === undefined) return;
    this.stream.end();
    await this.loading;
    this.loading = undefined;
    if (this.failed !== undefined) throw this.failed as Error;
  }

  /** A load that is not at its end cannot be told to stop: the connection goes, and the server with what it was sent. */
  async close(): Promise<void> {
    this.stream.destroy();
    if (this.loading === undefined) await this.connection.end();
    else this.connection.destroy();
  }

  private async load(): Promise<void> {
    const [result] = await this.connection.query<ResultSetHeader>({
      sql: loadStage(this.sink, this.table),
      infileStreamFactory: () => this.stream,
    });
    if (result.warningStatus === 0) return;
    const [warnings] = await this.connection.query<RowDataPacket[]>('SHOW WARNINGS LIMIT 3');
    throw new ValueChanged(warnings.map((row) => String(row.Message)).join('; '));
  }

  private async insert(): Promise<void> {
    const rows = this.waiting;
    this.waiting = [];
    await this.connection.query(insertStage(this.sink, this.table, rows.length), rows.flat());
  }
}

/**
 * Loads the rows of one file into staging tables of a MySQL or MariaDB server, one for each sink; `LOAD DATA LOCAL` is
 * allowed on these connections and only from a stream of ours. The merge is the business of the server process.
 */
export class StagingWriter {
  private readonly stages = new Map<number, Stage>();
  private sinks: readonly SinkText[] = [];
  private local: boolean | undefined;

  constructor(
    private readonly url: string,
    private readonly prefix: string,
  ) {}

  /** False once it turned out that the server forbids LOCAL. */
  get usesLocal(): boolean {
    return this.local !== false;
  }

  open(sinks: readonly SinkText[]): void {
    this.sinks = sinks;
  }

  async write(rows: readonly StoredRow[]): Promise<void> {
    for (const [index, decides, values] of rows) {
      const stage = this.stages.get(index) ?? (await this.begin(index));
      await stage.write(decides, values);
    }
  }

  async finish(): Promise<Staged[]> {
    for (const stage of this.stages.values()) await stage.finish();
    return [...this.stages].map(([sink, { decide }]) => ({ sink, decide })).sort((a, b) => a.sink - b.sink);
  }

  async close(): Promise<void> {
    for (const stage of this.stages.values()) await stage.close();
  }

  private async begin(index: number): Promise<Stage> {
    const sink = this.sinks[index];
    if (!sink) throw new RangeError(`no sink ${String(index)}`);
    const connection = await createConnection({ uri: this.url.replace(/^mariadb:/, 'mysql:'), charset: 'utf8mb4_bin' });
    this.local ??= await allowsLocal(connection);
    const stage = new Stage(connection, sink, stageName(this.prefix, index), this.local);
    this.stages.set(index, stage);
    await connection.query(createStage(sink, stageName(this.prefix, index)));
    return stage;
  }
}

async function allowsLocal(connection: Connection): Promise<boolean> {
  const [rows] = await connection.query<RowDataPacket[]>('SELECT @@local_infile AS allowed');
  return Number(rows[0]?.allowed) === 1;
}
