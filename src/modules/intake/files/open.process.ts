import { closeSync, createReadStream, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { Row, SheetInfo } from 'src/modules/intake/feed';
import { contentOf, Utf8Check, type Encoding } from './content';
import { Delimited, sniffDelimiter } from './delimited';
import { FileFault } from './faults';
import { isLines, JsonLines, looksLikeJson, rowsOfDocument, type BadLine } from './json-rows';
import { LIMITS, megabytes } from './limits';
import { XlsxWorkbook } from './workbook.xlsx';
import { XlsWorkbook } from './xls/workbook';

/** A file whose kind is known. `rows` begins at the first row each time and may be left early. */
export interface OpenFile {
  readonly sheets: readonly SheetInfo[];
  rows(sheet: SheetInfo): AsyncGenerator<readonly (Row | BadLine)[]>;
  close(): void;
}

const SNIFFED = 64 * 1024;
/** Bytes decoded at a time: the rows of one piece are gone before the collector comes by a second time. */
const PIECE = 64 * 1024;

/** Opens a file by its content. Throws `FileFault`. Runs in the reading child process only. */
export async function openFile(path: string): Promise<OpenFile> {
  const { head, size } = headOf(path);
  if (size > LIMITS.fileBytes) throw new FileFault('too-large', megabytes(size));
  const content = contentOf(head);
  if (content.kind === 'zip') return openWorkbook(path);
  if (content.kind === 'xls') return openXls(path, size);
  const encoding = content.encoding ?? (await textEncoding(path));
  return openText(path, encoding, await beginningOf(path, encoding));
}

async function openWorkbook(path: string): Promise<OpenFile> {
  const book = await XlsxWorkbook.open(path);
  const sheets = book.sheets.map(({ name, hidden }, index) => ({ name, index, hidden, source: 'xlsx' as const }));
  return {
    sheets,
    rows(info) {
      const sheet = book.sheets[info.index];
      if (!sheet) throw new RangeError(`no sheet ${String(info.index)}`);
      return book.rows(sheet);
    },
    close: () => book.close(),
  };
}

function openXls(path: string, size: number): OpenFile {
  if (size > LIMITS.xlsBytes) throw new FileFault('too-large', `${megabytes(size)} > ${megabytes(LIMITS.xlsBytes)}`);
  const book = new XlsWorkbook(readFileSync(path));
  const sheets = book.sheets.map(({ name, hidden }, index) => ({ name, index, hidden, source: 'xls' as const }));
  return {
    sheets,
    async *rows(info) {
      const sheet = book.sheets[info.index];
      if (!sheet) throw new RangeError(`no sheet ${String(info.index)}`);
      // A workbook in memory has nothing to wait for; its groups keep the rhythm of the others.
      for (const rows of book.rows(sheet)) yield await Promise.resolve(rows);
    },
    close: () => undefined,
  };
}

async function openText(path: string, encoding: Encoding, beginning: string): Promise<OpenFile> {
  if (beginning.trim() === '') throw new FileFault('empty');
  if (looksLikeJson(beginning)) return openJson(path, encoding, beginning);
  const delimiter = sniffDelimiter(beginning);
  const source = delimiter === undefined ? 'text' : delimiter === '\t' ? 'tsv' : 'csv';
  return {
    sheets: [{ name: '', index: 0, hidden: false, source }],
    async *rows() {
      const cutter = new Delimited(delimiter);
      for await (const piece of decoded(path, encoding)) {
        cutter.write(piece);
        yield cutter.take();
      }
      cutter.end();
      yield cutter.take();
    },
    close: () => undefined,
  };
}

async function openJson(path: string, encoding: Encoding, beginning: string): Promise<OpenFile> {
  const rows = isLines(beginning) ? await lines(path, encoding) : await document(path, encoding);
  return { sheets: [{ name: '', index: 0, hidden: false, source: 'json' }], rows, close: () => undefined };
}

async function lines(path: string, encoding: Encoding): Promise<OpenFile['rows']> {
  const first = new JsonLines();
  for await (const piece of decoded(path, encoding)) first.write(piece);
  first.end();
  return async function* () {
    const second = new JsonLines(first.found);
    for await (const piece of decoded(path, encoding)) {
      second.write(piece);
      yield second.take();
    }
    second.end();
    yield second.take();
  };
}

async function document(path: string, encoding: Encoding): Promise<OpenFile['rows']> {
  const text: string[] = [];
  let length = 0;
  for await (const piece of decoded(path, encoding)) {
    length += piece.length;
    if (length > LIMITS.jsonCharacters) throw new FileFault('too-large', megabytes(length));
    text.push(piece);
  }
  const rows = rowsOfDocument(text.join(''));
  return async function* () {
    yield await Promise.resolve(rows);
  };
}

function headOf(path: string): { head: Uint8Array; size: number } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const head = Buffer.alloc(Math.min(size, SNIFFED));
    readSync(file, head, 0, head.length, 0);
    return { head, size };
  } finally {
    closeSync(file);
  }
}

async function textEncoding(path: string): Promise<Encoding> {
  const check = new Utf8Check();
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    check.write(chunk);
    if (!check.valid) break;
  }
  return check.end() ? 'utf-8' : 'gb18030';
}

async function* decoded(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: PIECE }) as AsyncIterable<Buffer>) {
      yield checked(decoder.decode(chunk, { stream: true }));
    }
    yield checked(decoder.decode());
  } catch (error) {
    throw error instanceof TypeError ? new FileFault('encoding') : error;
  }
}

function checked(text: string): string {
  if (text.includes('\0')) throw new FileFault('binary');
  return text;
}

async function beginningOf(path: string, encoding: Encoding): Promise<string> {
  for await (const piece of decoded(path, encoding)) if (piece.trim() !== '') return piece.slice(0, SNIFFED);
  return '';
}
