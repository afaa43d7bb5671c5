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
const LAST_CONTROL = 14;
/** What ends a cell or a line, and the letter that stands for it behind a backslash. */
const ESCAPES: Readonly<Partial<Record<number, number>>> = { 0: ZERO, 9: 116, 10: 110, 13: 114, 92: BACKSLASH };
/** Room that is always there before a value: more than any number with its tab needs. */
const SPARE = 64;
/** Bytes of the longest escape or character, for one unit of a text. */
const CHARACTER = 3;
/** Shorter texts are written anew: that is quicker than to look them up. */
const WORTH_COPYING = 8;
/** Texts of so many characters are views into a piece of the file, slow to read one by one: left to the encoder. */
const SLICED = 13;
const SPECIAL = /[\\\t\n\r\0]/;
const [MOST_DIGITS, TEN] = [1e9, 10];

/**
 * Lines of `LOAD DATA` in UTF-8, written byte by byte: a million rows are a quarter of a billion characters, most of them
 * plain digits, and hall, batch, days and words are the same on line after line.
 */
export class LineBytes {
  private buffer = Buffer.allocUnsafe(64 * 1024);
  private at = 0;
  /** The last text of each column and where it stands. */
  private readonly last: string[] = [];
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  /** Number and kind of the row, then its values. */
  line(seq: number, decides: number, values: readonly SqlValue[]): void {
    let buffer = this.room(SPARE);
    let at = writeNumber(buffer, this.at, seq);
    buffer[at++] = TAB;
    at = writeNumber(buffer, at, decides);
    for (let column = 0; column < values.length; column++) {
      const value = values[column];
      const length = typeof value === 'string' ? value.length * CHARACTER : 0;
      if (at + length + SPARE > buffer.length) {
        this.at = at;
        buffer = this.room(length + SPARE);
      }
      buffer[at++] = TAB;
      if (typeof value === 'string') at = this.text(buffer, at, column, value);
      else if (typeof value === 'number') at = writeNumber(buffer, at, value);
      else {
        buffer[at++] = BACKSLASH;
        buffer[at++] = UPPER_N;
      }
    }
    buffer[at++] = LINE_FEED;
    this.at = at;
  }

  /** The lines since the last call. */
  take(): Uint8Array {
    const bytes = this.buffer.subarray(0, this.at);
    this.buffer = Buffer.allocUnsafe(this.buffer.length);
    this.at = 0;
    this.last.length = 0;
    return bytes;
  }

  private text(buffer: Buffer, at: number, column: number, text: string): number {
    if (text.length < WORTH_COPYING) return writeText(buffer, at, text);
    if (this.last[column] === text) {
      const [from, to] = [this.from[column] ?? 0, this.to[column] ?? 0];
      buffer.copyWithin(at, from, to);
      return at + to - from;
    }
    const end = writeText(buffer, at, text);
    this.last[column] = text;
    this.from[column] = at;
    this.to[column] = end;
    return end;
  }

  private room(bytes: number): Buffer<ArrayBuffer> {
    if (this.at + bytes <= this.buffer.length) return this.buffer;
    const larger = Buffer.allocUnsafe(2 * (this.at + bytes));
    this.buffer.copy(larger, 0, 0, this.at);
    return (this.buffer = larger);
  }
}

function writeNumber(buffer: Buffer, at: number, value: number): number {
  if (!(value >= 0 && value < MOST_DIGITS && Number.isInteger(value)))
    return at + buffer.write(String(value), at, 'latin1');
  let end = at + 1;
  for (let rest = value; rest >= TEN; rest = Math.floor(rest / TEN)) end++;
  let rest = value;
  for (let place = end - 1; place >= at; place--) {
    const less = Math.floor(rest / TEN);
    buffer[place] = ZERO + rest - less * TEN;
    rest = less;
  }
  return end;
}

function writeText(buffer: Buffer, start: number, text: string): number {
  if (text.length >= SLICED && !SPECIAL.test(text)) return start + buffer.write(text, start);
  let at = start;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < LAST_CONTROL || code === BACKSLASH) {
      const letter = ESCAPES[code];
      if (letter !== undefined) buffer[at++] = BACKSLASH;
      buffer[at++] = letter ?? code;
    } else if (code < 0x80) buffer[at++] = code;
    else if (code < 0x800) {
      buffer[at++] = 0xc0 | (code >> 6);
      buffer[at++] = 0x80 | (code & 0x3f);
    } else if (code < 0xd800 || code >= 0xe000) {
      buffer[at++] = 0xe0 | (code >> 12);
      buffer[at++] = 0x80 | ((code >> 6) & 0x3f);
      buffer[at++] = 0x80 | (code & 0x3f);
      // Characters of two halves are left to the encoder, with all that follows.
    } else return at + buffer.write(escaped(text.slice(index)), at);
  }
  return at;
}

function escaped(text: string): string {
  return text.replace(/[\\\t\n\r\0]/g, (mark) => `\\${String.fromCharCode(ESCAPES[mark.charCodeAt(0)] ?? 0)}`);
}
