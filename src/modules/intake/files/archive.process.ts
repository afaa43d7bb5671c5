import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { Utf8Check } from './content';
import { FileFault } from './faults';
import { LIMITS, megabytes } from './limits';

/** Parts that make a workbook of an archive, whatever else is in it. */
const WORKBOOK = /^(?:\[content_types\]\.xml|_rels\/\.rels|xl\/.*|mimetype)$/;
/** What systems leave behind in archives. */
const LEFT_BEHIND = /(?:^|\/)(?:__MACOSX\/.*|\.[^/]*|Thumbs\.db|desktop\.ini)$/i;
const SMALL_PART = 16 * 1024 * 1024;

interface Part {
  readonly name: string;
  readonly entry: Entry;
}

/** A zip archive whose directory keeps all limits. Names are found in any case, with either slash. Throws `FileFault`. */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly parts: ReadonlyMap<string, Part>,
  ) {}

  static async open(path: string): Promise<Archive> {
    const zip = await guarded(openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false }));
    try {
      return new Archive(zip, await directory(zip));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  get holdsWorkbook(): boolean {
    return [...this.parts.keys()].some((name) => WORKBOOK.test(name));
  }

  /** Names of the files in it, as they are written there. */
  get files(): readonly string[] {
    return [...this.parts.values()].map(({ name }) => name).filter((name) => !LEFT_BEHIND.test(name));
  }

  has(part: string): boolean {
    return this.parts.has(part.toLowerCase());
  }

  /** The zip reader ends the stream when it holds more than the directory says. */
  async *bytes(part: string): AsyncGenerator<Buffer> {
    const found = this.parts.get(part.toLowerCase());
    if (!found) throw new FileFault('damaged', part);
    const stream: Readable = await guarded(this.zip.openReadStreamPromise(found.entry));
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk;
    } catch (error) {
      throw faultOf(error, part);
    } finally {
      stream.destroy();
    }
  }

  async beginning(part: string, length: number): Promise<Buffer> {
    let head: Buffer = Buffer.alloc(0);
    for await (const chunk of this.bytes(part)) {
      head = Buffer.concat([head, chunk]);
      if (head.length >= length) break;
    }
    return head.subarray(0, length);
  }

  /** The text of an XML part in pieces. */
  async *pieces(part: string): AsyncGenerator<string> {
    let decoder: TextDecoder | undefined;
    for await (const chunk of this.bytes(part)) {
      decoder ??= new TextDecoder(xmlEncoding(chunk), { fatal: true });
      yield decodedBy(decoder, chunk, part);
    }
    if (decoder) yield decodedBy(decoder, undefined, part);
  }

  /** A small part as one text. */
  async textOf(part: string): Promise<string> {
    const text: string[] = [];
    let length = 0;
    for await (const piece of this.pieces(part)) {
      length += piece.length;
      if (length > SMALL_PART) throw new FileFault('bomb', part);
      text.push(piece);
    }
    return text.join('');
  }

  close(): void {
    this.zip.close();
  }
}

/** Reads the directory of the archive and applies every limit that it can tell, before anything is unpacked. */
async function directory(zip: ZipFile): Promise<Map<string, Part>> {
  const parts = new Map<string, Part>();
  let [all, counted, bytes] = [0, 0, 0];
  for await (const entry of entriesOf(zip)) {
    const name = nameOf(entry.fileNameRaw);
    all++;
    bytes += entry.uncompressedSize;
    if (!/\/media\//.test(name) && !name.endsWith('/')) counted++;
    if (all > LIMITS.allParts || counted > LIMITS.parts) {
      throw new FileFault('too-many-parts', `> ${String(counted - 1)}`);
    }
    check(entry, name, bytes);
    if (!name.endsWith('/')) parts.set(name.toLowerCase(), { name, entry });
  }
  if (all === 0) throw new FileFault('zip-empty');
  return parts;
}

function check(entry: Entry, name: string, bytes: number): void {
  if (entry.isEncrypted()) throw new FileFault('password');
  const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
  if (entry.uncompressedSize > LIMITS.ratioFrom && ratio > LIMITS.ratio) {
    throw new FileFault('bomb', `${name} ${megabytes(entry.uncompressedSize)}, ${String(Math.round(ratio))}:1`);
  }
  if (bytes > LIMITS.inflatedBytes) throw new FileFault('bomb', megabytes(bytes));
}

/** Archives made on Windows name their files in GBK and say nothing about it. */
function nameOf(raw: Buffer): string {
  const check = new Utf8Check();
  check.write(raw);
  const name = new TextDecoder(check.end() ? 'utf-8' : 'gb18030').decode(raw);
  return name.replaceAll('\\', '/').replace(/^\/+/, '');
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    for await (const entry of zip.eachEntry()) yield entry;
  } catch (error) {
    throw faultOf(error);
  }
}

function decodedBy(decoder: TextDecoder, chunk: Buffer | undefined, part: string): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new FileFault('damaged', part);
  }
}

function xmlEncoding(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

async function guarded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw faultOf(error);
  }
}

function faultOf(error: unknown, part = ''): FileFault {
  if (error instanceof FileFault) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/end of central directory/i.test(message)) return new FileFault('truncated');
  if (/too many bytes/i.test(message)) return new FileFault('bomb', part);
  return new FileFault('damaged', part === '' ? message.slice(0, 80) : part);
}
