import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { createConnection, type Connection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import type { SqlValue } from 'src/modules/intake/feed';
import type { Decides, DecidesCount, LoadPiece, SinkText, StoredRow } from 'src/modules/intake/reading/summary';
import { createStage, insertStage, loadStage, stageName } from './statements';
import { ValueChanged } from './value-changed';

/** A sink that has a staging table. */
export interface Staged {
  /** Its index. */
  readonly sink: number;
  /** Which of its new rows are new records: `all`; `states`: all, but some rows are further states of a record; `some`; `none`. */
  readonly decide: 'all' | 'states' | 'some' | 'none';
}

/** Rows of one `INSERT` where LOCAL is forbidden. */
const ROWS_PER_INSERT = 300;

/** The staging table of one sink while it is filled. */
class Stage {
  private readonly count: Record<Decides, number> = { 0: 0, 1: 0, 2: 0 };
  private readonly stream = new PassThrough({ highWaterMark: 1024 * 1024 });
  private loading: Promise<unknown> | undefined;
  private failed: unknown;
  private seq = 0;
  private waiting: SqlValue[][] = [];

  constructor(
    private readonly connection: Connection,
    private readonly sink: SinkText,
    private readonly table: string,
  ) {}

  /** Lines of the load stream, in order. */
  async load({ bytes, count }: LoadPiece): Promise<void> {
    this.counted(count);
    this.loading ??= this.loaded().catch((error: unknown) => {
      this.failed = error;
      this.stream.destroy();
    });
    if (this.failed !== undefined) throw this.failed as Error;
    // The driver wants a Buffer; this is one over the same bytes.
    if (this.stream.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) return;
    await Promise.race([once(this.stream, 'drain'), this.loading]);
  }

  /** Where LOCAL is forbidden. */
  async write(decides: Decides, values: readonly SqlValue[]): Promise<void> {
    this.count[decides]++;
    this.waiting.push([++this.seq, decides, ...values]);
    if (this.waiting.length >= ROWS_PER_INSERT) await this.insert();
  }

  /** Which of its new rows are new records. */
  get decide(): Staged['decide'] {
    const [told, first, further] = [this.count[0], this.count[1], this.count[2]];
    if (first + further === 0) return 'none';
    if (told > 0) return 'some';
    return further > 0 ? 'states' : 'all';
  }

  async finish(): Promise<void> {
    if (this.waiting.length > 0) await this.insert();
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

  private counted(count: DecidesCount): void {
    for (const decides of [0, 1, 2] as const) this.count[decides] += count[decides];
  }

  private async loaded(): Promise<void> {
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

  private constructor(
    private readonly url: string,
    private readonly prefix: string,
    private readonly server: Server,
    /** Asked already, used by the first sink. */
    private spare: Connection | undefined,
  ) {}

  static async connect(url: string, prefix: string): Promise<StagingWriter> {
    const connection = await connect(url);
    return new StagingWriter(url, prefix, await serverOf(connection), connection);
  }

  /** False where the server forbids LOCAL: then rows are wanted as values, else as lines. */
  get usesLocal(): boolean {
    return this.server.local;
  }

  open(sinks: readonly SinkText[]): void {
    this.sinks = sinks;
  }

  async load(pieces: readonly LoadPiece[]): Promise<void> {
    for (const piece of pieces) await (await this.stage(piece.sink)).load(piece);
  }

  async write(rows: readonly StoredRow[]): Promise<void> {
    for (const [index, decides, values] of rows) await (await this.stage(index)).write(decides, values);
  }

  async finish(): Promise<Staged[]> {
    for (const stage of this.stages.values()) await stage.finish();
    return [...this.stages].map(([sink, { decide }]) => ({ sink, decide })).sort((a, b) => a.sink - b.sink);
  }

  async close(): Promise<void> {
    for (const stage of this.stages.values()) await stage.close();
    await this.spare?.end();
  }

  private async stage(index: number): Promise<Stage> {
    return this.stages.get(index) ?? (await this.begin(index));
  }

  private async begin(index: number): Promise<Stage> {
    const sink = this.sinks[index];
    if (!sink) throw new RangeError(`no sink ${String(index)}`);
    const connection = this.spare ?? (await connect(this.url));
    this.spare = undefined;
    const stage = new Stage(connection, sink, stageName(this.prefix, index));
    this.stages.set(index, stage);
    await connection.query(createStage(sink, stageName(this.prefix, index), this.server.plain));
    return stage;
  }
}

function connect(url: string): Promise<Connection> {
  return createConnection({ uri: url.replace(/^mariadb:/, 'mysql:'), charset: 'utf8mb4_bin' });
}

interface Server {
  /** Allows `LOAD DATA LOCAL`. */
  readonly local: boolean;
  /** Has an engine without transactions for tables that live as long as an import. Not on a cluster: only InnoDB is replicated. */
  readonly plain: boolean;
}

async function serverOf(connection: Connection): Promise<Server> {
  const [rows] = await connection.query<RowDataPacket[]>(
    "SHOW VARIABLES WHERE Variable_name IN ('local_infile', 'wsrep_on', 'version')",
  );
  const said = new Map(rows.map((row) => [String(row.Variable_name), String(row.Value)]));
  const mariadb = said.get('version')?.includes('MariaDB') === true;
  return { local: said.get('local_infile') === 'ON', plain: mariadb && said.get('wsrep_on') !== 'ON' };
}
