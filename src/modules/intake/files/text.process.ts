import { Utf8Check, type Encoding } from './content';
import { Delimited, sniffDelimiter, type Delimiter } from './delimited';
import { FileFault } from './faults';
import { isLines, JsonLines, looksLikeJson, rowsOfDocument } from './json-rows';
import { LIMITS, megabytes } from './limits';
import type { OpenFile } from './open-file';

/** The bytes of a text from its beginning, as often as it is called: a file, or the only file of an archive. */
export type TextSource = () => AsyncIterable<Buffer>;

const SNIFFED = 64 * 1024;
/** What programs of DOS write behind the last line. */
const END_OF_FILE = '\u001a';

/** Opens CSV, TSV, logs and JSON. Throws `FileFault`. */
export async function openText(source: TextSource, marked: Encoding | undefined): Promise<OpenFile> {
  const encoding = marked ?? (await textEncoding(source));
  const beginning = await beginningOf(source, encoding);
  if (beginning.trim() === '') throw new FileFault('empty');
  if (looksLikeJson(beginning)) return openJson(source, encoding, beginning);
  return openTable(source, encoding, sniffDelimiter(beginning));
}

function openTable(source: TextSource, encoding: Encoding, delimiter: Delimiter | undefined): OpenFile {
  const form = delimiter === undefined ? 'text' : delimiter === '\t' ? 'tsv' : 'csv';
  return {
    sheets: [{ name: '', index: 0, hidden: false, source: form }],
    async *rows() {
      const cutter = new Delimited(delimiter);
      for await (const piece of decoded(source, encoding)) {
        cutter.write(piece);
        yield cutter.take();
      }
      cutter.end();
      yield cutter.take();
    },
    close: () => undefined,
  };
}

async function openJson(source: TextSource, encoding: Encoding, beginning: string): Promise<OpenFile> {
  const rows = isLines(beginning) ? await lines(source, encoding) : await document(source, encoding);
  return { sheets: [{ name: '', index: 0, hidden: false, source: 'json' }], rows, close: () => undefined };
}

async function lines(source: TextSource, encoding: Encoding): Promise<OpenFile['rows']> {
  const first = new JsonLines();
  for await (const piece of decoded(source, encoding)) first.write(piece);
  first.end();
  return async function* () {
    const second = new JsonLines(first.found);
    for await (const piece of decoded(source, encoding)) {
      second.write(piece);
      yield second.take();
    }
    second.end();
    yield second.take();
  };
}

async function document(source: TextSource, encoding: Encoding): Promise<OpenFile['rows']> {
  const text: string[] = [];
  let length = 0;
  for await (const piece of decoded(source, encoding)) {
    length += piece.length;
    if (length > LIMITS.jsonCharacters) throw new FileFault('too-large', megabytes(length));
    text.push(piece);
  }
  const rows = rowsOfDocument(text.join(''));
  return async function* () {
    yield await Promise.resolve(rows);
  };
}

async function textEncoding(source: TextSource): Promise<Encoding> {
  const check = new Utf8Check();
  for await (const chunk of source()) {
    check.write(chunk);
    if (!check.valid) break;
  }
  return check.end() ? 'utf-8' : 'gb18030';
}

async function* decoded(source: TextSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of source()) {
      yield checked(decoder.decode(chunk, { stream: true }));
    }
    yield checked(decoder.decode());
  } catch (error) {
    throw error instanceof TypeError ? new FileFault('encoding') : error;
  }
}

function checked(text: string): string {
  if (text.includes('\0')) throw new FileFault('binary');
  return text.includes(END_OF_FILE) ? text.replaceAll(END_OF_FILE, '') : text;
}

async function beginningOf(source: TextSource, encoding: Encoding): Promise<string> {
  for await (const piece of decoded(source, encoding)) if (piece.trim() !== '') return piece.slice(0, SNIFFED);
  return '';
}
