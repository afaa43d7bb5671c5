import type { SqlValue } from 'src/modules/intake/feed';
import type { SinkText } from 'src/modules/intake/reading/summary';

/** SQL both engines understand; values only as parameters. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/** What undoing a batch does: empty these tables of its rows, then run the statements. */
export interface UndoPlan {
  readonly tables: readonly string[];
  readonly after: readonly Statement[];
}

/** Columns of a staging table that its target does not have. */
const OWN = ['seq_', 'decides_'] as const;

/** Embedded: a row that is there already, by the key of the sink, stays as it is. Other conflicts are faults. */
export function insertOrLeave(sink: SinkText): string {
  const marks = sink.columns.map(() => '?').join(', ');
  return `INSERT INTO ${name(sink.table)} (${names(sink.columns)}) VALUES (${marks}) ON CONFLICT (${names(sink.unique)}) DO NOTHING`;
}

/** The staging table of one sink. */
export function stageName(prefix: string, index: number): string {
  return `${prefix}_${String(index)}`;
}

/**
 * A staging table with the columns of its target, and a primary key, which a Galera cluster demands. `plain`: in MariaDB's
 * engine without transactions, where rows that are only passing through are not written to the log as well.
 */
export function createStage(sink: SinkText, stage: string, plain: boolean): string {
  const engine = plain ? ' ENGINE=Aria TRANSACTIONAL=0' : '';
  return `CREATE TABLE ${name(stage)} (seq_ INT NOT NULL DEFAULT 0 PRIMARY KEY, decides_ INT NOT NULL DEFAULT 0)${engine} SELECT ${names(sink.columns)} FROM ${name(sink.table)} WHERE 1 = 0`;
}

export function dropStage(stage: string): string {
  return `DROP TABLE IF EXISTS ${name(stage)}`;
}

export function loadStage(sink: SinkText, stage: string): string {
  return `LOAD DATA LOCAL INFILE 'rows' INTO TABLE ${name(stage)} CHARACTER SET utf8mb4 FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' (${names([...OWN, ...sink.columns])})`;
}

/** Where the server forbids LOCAL: the same rows, many to a statement. */
export function insertStage(sink: SinkText, stage: string, rows: number): string {
  const marks = `(${[...OWN, ...sink.columns].map(() => '?').join(', ')})`;
  return `INSERT INTO ${name(stage)} (${names([...OWN, ...sink.columns])}) VALUES ${Array.from({ length: rows }, () => marks).join(', ')}`;
}

/** Moves staged rows whose key is new; of rows with one key the first in the file. Nothing is ignored or cut. */
export function mergeStage(sink: SinkText, stage: string): string {
  if (sink.distinct) {
    return `INSERT INTO ${name(sink.table)} (${names(sink.columns)}) SELECT ${names(sink.columns)} FROM ${name(stage)} s WHERE NOT EXISTS (SELECT 1 FROM ${name(sink.table)} t WHERE ${matches(sink)})`;
  }
  const inner = `SELECT ${names([...sink.columns])}, ROW_NUMBER() OVER (PARTITION BY ${names(sink.unique)} ORDER BY seq_) AS rank_ FROM ${name(stage)}`;
  return `INSERT INTO ${name(sink.table)} (${names(sink.columns)}) SELECT ${names(sink.columns)} FROM (${inner}) s WHERE s.rank_ = 1 AND NOT EXISTS (SELECT 1 FROM ${name(sink.table)} t WHERE ${matches(sink)})`;
}

/** After the merge: how many records that staged rows decide about came into the table with this batch. */
export function countMerged(sink: SinkText, stage: string): string {
  const deciding = `SELECT DISTINCT ${names(sink.unique)} FROM ${name(stage)} WHERE decides_ > 0`;
  const told = sink.told.map((column) => `t.${name(column)}`).join(', ');
  return `SELECT COUNT(*) AS n FROM (SELECT DISTINCT ${told} FROM (${deciding}) s JOIN ${name(sink.table)} t ON ${matches(sink)} WHERE t.${name('hall')} = ? AND t.${name('batch')} = ?) c`;
}

/** How many rows of closed months a batch keeps. */
export function countLate(sink: SinkText): string {
  return `SELECT COUNT(*) AS n FROM ${name(sink.table)} WHERE hall = ? AND batch = ?`;
}

/**
 * After the merge, where every staged row decides: how many merged rows are one more of a record. Only records of which the
 * file holds several states are looked at, so one such record in a million rows costs no more than finding it.
 */
export function countFurther(sink: SinkText, stage: string): string {
  const told = sink.told.map((column) => `t.${name(column)}`).join(', ');
  const several = `SELECT DISTINCT ${names(sink.told)} FROM ${name(stage)} WHERE decides_ = 2`;
  const same = sink.told.map((column) => `t.${name(column)} = s.${name(column)}`).join(' AND ');
  return `SELECT COUNT(*) - COUNT(DISTINCT ${told}) AS n FROM (${several}) s JOIN ${name(sink.table)} t ON ${same} WHERE t.${name('hall')} = ? AND t.${name('batch')} = ?`;
}

/** Embedded: how many states of one record the batch has written. */
export function countStates(sink: SinkText): string {
  const where = [...sink.told, 'batch'].map((column) => `${name(column)} = ?`).join(' AND ');
  return `SELECT COUNT(*) AS n FROM ${name(sink.table)} WHERE ${where}`;
}

/** One insert for many rows of one of the tables of intake. */
export function insertAll(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): Statement[] {
  const statements: Statement[] = [];
  for (let start = 0; start < rows.length; start += 100) {
    const part = rows.slice(start, start + 100);
    const marks = part.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ');
    statements.push({
      sql: `INSERT INTO ${name(table)} (${names(columns)}) VALUES ${marks}`,
      parameters: part.flat(),
    });
  }
  return statements;
}

function matches(sink: SinkText): string {
  return sink.unique.map((column) => `t.${name(column)} = s.${name(column)}`).join(' AND ');
}

function names(columns: readonly string[]): string {
  return columns.map(name).join(', ');
}

/** Names come from the code of the rooms, never from a file; anything else is a mistake of ours. */
function name(identifier: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(identifier)) throw new Error(`not a name of a table or column: ${identifier}`);
  return `\`${identifier}\``;
}
