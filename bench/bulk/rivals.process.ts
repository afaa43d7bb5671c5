import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createConnection as plainConnection } from 'mysql2';
import { createConnection, type Connection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import { openDatabase } from 'src/config/database.service';
import type { SqlValue } from 'src/modules/intake/feed';
import { LineBytes } from 'src/modules/intake/store/load-lines';
import { mysqlUrl } from 'bench/support/throw-away-server.process';

/** What the import is measured against, on the same server: the fastest way in, and the one frameworks suggest. */
export interface Rivals {
  /** `LOAD DATA LOCAL` of the clean UTF-8 file into an empty table of the same columns and indexes. */
  readonly loadMs: number;
  readonly rows: number;
  /** `save()` of one row after the other, in milliseconds a row. */
  readonly saveMs: number;
}

const PIECE = 1000;

/** Writes what an import stored as a clean file, in the order of its lines. */
export async function writeClean(url: string, file: string): Promise<void> {
  const connection = plainConnection({ uri: mysqlUrl(url), charset: 'utf8mb4_bin' });
  const out = createWriteStream(file);
  const lines = new LineBytes();
  let held = 0;
  const query = connection.query({ sql: 'SELECT * FROM case_state ORDER BY line', rowsAsArray: true });
  for await (const row of query.stream() as AsyncIterable<SqlValue[]>) {
    lines.line(0, 0, row);
    if (++held % PIECE === 0 && !out.write(lines.take())) await once(out, 'drain');
  }
  out.end(lines.take());
  await once(out, 'close');
  connection.end();
}

export async function measureRivals(url: string, file: string, saved: number): Promise<Rivals> {
  const connection = await open(url);
  await connection.query('CREATE TABLE bare LIKE case_state');
  const begun = performance.now();
  const [{ affectedRows, warningStatus }] = await connection.query<ResultSetHeader>({
    sql: "LOAD DATA LOCAL INFILE 'clean' INTO TABLE bare CHARACTER SET utf8mb4 FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES STARTING BY '0\\t0\\t' TERMINATED BY '\\n'",
    infileStreamFactory: () => createReadStream(file, { highWaterMark: 1024 * 1024 }),
  });
  const loadMs = performance.now() - begun;
  if (warningStatus !== 0) throw new Error('LOAD DATA of the clean file warns');
  await connection.query('DROP TABLE bare');
  await connection.end();
  return { loadMs, rows: affectedRows, saveMs: await saveRows(url, saved) };
}

/** Rows of the import, saved again under another hall. */
async function saveRows(url: string, count: number): Promise<number> {
  const database = await openDatabase({ databaseUrl: url, dataDir: '' });
  try {
    const states = database.read.getRepository<{ hall: string }>('CaseStateEntity');
    const rows = await states.find({ take: count });
    for (const row of rows) row.hall = 'saved';
    const saveOne = states.save.bind(states);
    const begun = performance.now();
    for (const row of rows) await saveOne(row);
    return (performance.now() - begun) / rows.length;
  } finally {
    await database.close();
  }
}

function open(url: string): Promise<Connection> {
  return createConnection({ uri: mysqlUrl(url), charset: 'utf8mb4_bin' });
}

/** A fresh database on the server; the last one goes. */
export async function freshDatabase(server: string, name: string, last: string | undefined): Promise<string> {
  const connection = await createConnection(mysqlUrl(server));
  if (last !== undefined) await connection.query(`DROP DATABASE ${last}`);
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  await connection.end();
  return `${server}/${name}`;
}

/** Rows of the cases that stand in the database, and how many have their batch and line. */
export async function storedRows(url: string): Promise<{ rows: number; placed: number }> {
  const connection = await open(url);
  const [[row]] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n, SUM(s.line > 1 AND b.id IS NOT NULL) AS placed FROM case_state s LEFT JOIN import_batch b ON b.id = s.batch',
  );
  await connection.end();
  return { rows: Number(row?.n), placed: Number(row?.placed) };
}
