import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Shelf } from 'src/modules/intake/first-seen';

const WORD = 4;

/** A nameless file in the folder for temporary files: it is gone with this process, however that ends. */
export class FileShelf implements Shelf {
  private file: number | undefined;
  private words = 0;

  put(words: Uint32Array): number {
    this.file ??= nameless();
    const bytes = Buffer.from(words.buffer, words.byteOffset, words.byteLength);
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.file, bytes, done, bytes.length - done, this.words * WORD + done);
    const from = this.words;
    this.words += words.length;
    return from;
  }

  read(from: number, into: Uint32Array): void {
    const bytes = Buffer.from(into.buffer, into.byteOffset, into.byteLength);
    if (this.file === undefined || readSync(this.file, bytes, 0, bytes.length, from * WORD) !== bytes.length)
      throw new RangeError(`nothing on the shelf at ${String(from)}`);
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }
}

function nameless(): number {
  const name = join(tmpdir(), `baifen-${randomUUID()}`);
  const file = openSync(name, 'wx+', 0o600);
  unlinkSync(name);
  return file;
}
