import Libsql from 'libsql';
import type { SqlValue } from 'src/modules/intake/feed';
import type { SinkText, StoredRow } from 'src/modules/intake/reading/summary';
import { countLate, countStates, insertOrLeave, type Statement } from './statements';

/**
 * Writes the rows of one file into the embedded database through a connection of its own, in one transaction. Runs in
 * the writing thread while the server holds the writers' turn.
 */
export class EmbeddedWriter {
  private readonly connection: Libsql.Database;
  private sinks: readonly SinkText[] = [];
  private inserts: Libsql.Statement[] = [];
  private accepted = 0;
  /** A row of a closed month was written. */
  private late = false;

  constructor(file: string) {
    this.connection = new Libsql(file);
    this.connection.exec('PRAGMA synchronous=NORMAL');
    this.connection.exec('PRAGMA busy_timeout=5000');
    this.connection.exec('BEGIN IMMEDIATE');
  }

  open(sinks: readonly SinkText[]): void {
    this.sinks = sinks;
    this.inserts = sinks.map((sink) => this.connection.prepare(insertOrLeave(sink)));
  }

  write(rows: readonly StoredRow[]): void {
    for (const [sink, decides, values] of rows) {
      const { changes } = this.inserts[sink]?.run(values) ?? { changes: 0 };
      if (changes > 0 && this.sinks[sink]?.late) this.late = true;
      if (changes > 0 && (decides === 1 || (decides === 2 && this.isFirst(sink, values)))) this.accepted++;
    }
  }

  /** After the last row. The number of records that were not there before, and of late rows that say something new. */
  finish(hall: string, batch: string): { accepted: number; late: number } {
    if (this.accepted > 0 || this.late) for (const sink of this.sinks) this.run(sink.merges);
    const counts = this.late ? this.sinks.filter((sink) => sink.late) : [];
    const late = counts.map((sink) => this.connection.prepare(countLate(sink)).get([hall, batch]) as { n: number });
    return { accepted: this.accepted, late: late.reduce((sum, { n }) => sum + n, 0) };
  }

  commit(statements: readonly Statement[]): void {
    this.run(statements);
    this.connection.exec('COMMIT');
  }

  /** Ends without a trace when nothing was committed. */
  close(): void {
    this.connection.close();
  }

  /** Whether the row just written is the first state of its record in this batch. */
  private isFirst(index: number, values: readonly SqlValue[]): boolean {
    const sink = this.sinks[index];
    if (!sink) return false;
    const wanted = [...sink.told, 'batch'].map((column) => values[sink.columns.indexOf(column)]);
    const count = this.connection.prepare(countStates(sink)).get(wanted) as { n: number };
    return count.n === 1;
  }

  private run(statements: readonly Statement[]): void {
    for (const { sql, parameters } of statements) this.connection.prepare(sql).run(parameters);
  }
}
