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
  private readonly bytes = new LineBytes();
  private count: Record<Decides, number> = { 0: 0, 1: 0, 2: 0 };

  add(decides: Decides, values: readonly SqlValue[]): void {
    this.count[decides]++;
    this.bytes.line(++this.seq, decides, values);
  }

  take(sink: number): LoadPiece | undefined {
    const { count } = this;
    if (count[0] + count[1] + count[2] === 0) return undefined;
    this.count = { 0: 0, 1: 0, 2: 0 };
    return { sink, count, bytes: this.bytes.take() };
  }
}

const [TAB, LINE_FEED, ZERO, BACKSLASH, UPPER_N] = [9, 10, 48, 92, 78];
/** What ends a cell or a line, and the letter that stands for it behind a backslash. */
const ESCAPES: Readonly<Partial<Record<number, number>>> = { 0: ZERO, 9: 116, 10: 110, 13: 114, 92: BACKSLASH };
const LAST_CONTROL = 14;
/** Shorter texts are written anew: that is quicker than to look them up. */
const WORTH_COPYING = 8;
/** Bytes of a number with its tab, and of the longest escape or character. */
const [NUMBER, CHARACTER] = [32, 3];

/** Lines of `LOAD DATA` in UTF-8, written byte by byte: texts are short, and most of them are plain digits. */
export class LineBytes {
  private buffer = Buffer.allocUnsafe(64 * 1024);
  private at = 0;
  /** The last text of each column and where it stands: hall, batch, days and words are the same on line after line. */
  private readonly last: string[] = [];
  private readonly lastFrom: number[] = [];
  private readonly lastTo: number[] = [];

  /** Number and kind of the row, then its values. */
  line(seq: number, decides: number, values: readonly SqlValue[]): void {
    this.number(seq);
    this.put(TAB);
    this.number(decides);
    for (let column = 0; column < values.length; column++) {
      this.put(TAB);
      this.value(column, values[column] ?? null);
    }
    this.put(LINE_FEED);
  }

  /** The lines since the last call. */
  take(): Uint8Array {
    const bytes = this.buffer.subarray(0, this.at);
    this.buffer = Buffer.allocUnsafe(this.buffer.length);
    this.at = 0;
    this.last.length = 0;
    return bytes;
  }

  private value(column: number, value: SqlValue): void {
    if (typeof value === 'string') this.column(column, value);
    else if (typeof value === 'number') this.number(value);
    else {
      this.room(2);
      this.buffer[this.at++] = BACKSLASH;
      this.buffer[this.at++] = UPPER_N;
    }
  }

  private column(column: number, text: string): void {
    const [from, to] = [this.lastFrom[column] ?? 0, this.lastTo[column] ?? 0];
    if (text.length >= WORTH_COPYING && this.last[column] === text) {
      this.room(to - from);
      this.buffer.copyWithin(this.at, from, to);
      this.at += to - from;
      return;
    }
    this.room(text.length * CHARACTER);
    this.last[column] = text;
    this.lastFrom[column] = this.at;
    this.text(text);
    this.lastTo[column] = this.at;
  }

  private number(value: number): void {
    this.room(NUMBER);
    if (value >= 0 && value < 10 && Number.isInteger(value)) this.buffer[this.at++] = ZERO + value;
    else this.at += this.buffer.write(String(value), this.at, 'latin1');
  }

  private text(text: string): void {
    const { buffer } = this;
    let { at } = this;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code >= 0xd800 && code < 0xe000) {
        // Characters of two halves are left to the encoder, with all that follows.
        at += buffer.write(escaped(text.slice(index)), at);
        break;
      }
      const letter = code === BACKSLASH || code < LAST_CONTROL ? ESCAPES[code] : undefined;
      if (letter !== undefined) {
        buffer[at++] = BACKSLASH;
        buffer[at++] = letter;
      } else if (code < 0x80) buffer[at++] = code;
      else {
        if (code < 0x800) buffer[at++] = 0xc0 | (code >> 6);
        else {
          buffer[at++] = 0xe0 | (code >> 12);
          buffer[at++] = 0x80 | ((code >> 6) & 0x3f);
        }
        buffer[at++] = 0x80 | (code & 0x3f);
      }
    }
    this.at = at;
  }

  private put(byte: number): void {
    this.room(1);
    this.buffer[this.at++] = byte;
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.at + bytes));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\\t\n\r\0]/g, (mark) => `\\${String.fromCharCode(ESCAPES[mark.charCodeAt(0)] ?? 0)}`);
}
