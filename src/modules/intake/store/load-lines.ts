import type { SqlValue } from 'src/modules/intake/feed';
import type { Decides, LoadPiece, StoredRow } from 'src/modules/intake/reading/summary';

/**
 * Writes rows as lines of `LOAD DATA` streams, a stream for each sink. The reading process does it, so that a row crosses
 * to the server as bytes that nobody in between has to look at.
 */
export class LoadLines {
  private readonly parts = new Map<number, SinkLines>();

  add([sink, decides, values]: StoredRow): void {
    let part = this.parts.get(sink);
    if (!part) this.parts.set(sink, (part = new SinkLines()));
    part.add(decides, values);
  }

  /** The lines written since the last call, by sink. */
  take(): LoadPiece[] {
    return [...this.parts].flatMap(([sink, part]) => part.take(sink) ?? []);
  }
}

class SinkLines {
  private seq = 0;
  private text = '';
  private count: Record<Decides, number> = { 0: 0, 1: 0, 2: 0 };

  add(decides: Decides, values: readonly SqlValue[]): void {
    this.count[decides]++;
    this.text += loadLine(++this.seq, decides, values);
  }

  take(sink: number): LoadPiece | undefined {
    if (this.text === '') return undefined;
    const piece = { sink, count: this.count, bytes: Buffer.from(this.text) };
    this.text = '';
    this.count = { 0: 0, 1: 0, 2: 0 };
    return piece;
  }
}

/** One line: number and kind of the row, then its values. */
export function loadLine(seq: number, decides: number, values: readonly SqlValue[]): string {
  let line = `${String(seq)}\t${String(decides)}`;
  for (const value of values) line += `\t${loadValue(value)}`;
  return `${line}\n`;
}

const SPECIAL = /[\\\t\n\r\0]/;

function loadValue(value: SqlValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  return SPECIAL.test(value) ? value.replace(/[\\\t\n\r\0]/g, (mark) => ESCAPES[mark] ?? mark) : value;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0' };
