import { closeSync, createReadStream, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { Archive } from './archive.process';
import { contentOf } from './content';
import { FileFault } from './faults';
import { LIMITS, megabytes } from './limits';
import type { OpenFile } from './open-file';
import { openText } from './text.process';
import { XlsxWorkbook } from './xlsx/workbook.xlsx';
import { XlsWorkbook } from './xls/workbook';

export type { OpenFile } from './open-file';

const SNIFFED = 64 * 1024;
/** Bytes decoded at a time: the rows of one piece are gone before the collector comes by a second time. */
const PIECE = 64 * 1024;

/** Opens a file by its content. Throws `FileFault`. Runs in the reading child process only. */
export async function openFile(path: string): Promise<OpenFile> {
  const { head, size } = headOf(path);
  const content = contentOf(head);
  if (content.kind === 'xls') return openXls(path, size);
  if (content.kind === 'text') {
    return openText(() => createReadStream(path, { highWaterMark: PIECE }), content.encoding);
  }
  if (size > LIMITS.archiveBytes) throw tooLarge(size, LIMITS.archiveBytes);
  const archive = await Archive.open(path);
  try {
    return archive.holdsWorkbook ? await openWorkbook(archive) : await openOnlyText(archive);
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function openWorkbook(archive: Archive): Promise<OpenFile> {
  const book = await XlsxWorkbook.open(archive);
  const sheets = book.sheets.map(({ name, hidden }, index) => ({ name, index, hidden, source: 'xlsx' as const }));
  return {
    sheets,
    rows(info) {
      const sheet = book.sheets[info.index];
      if (!sheet) throw new RangeError(`no sheet ${String(info.index)}`);
      return book.rows(sheet);
    },
    close: () => archive.close(),
  };
}

/** A zipped CSV or log. Several files are several batches: each is imported by itself. */
async function openOnlyText(archive: Archive): Promise<OpenFile> {
  const [name, ...others] = archive.files;
  if (name === undefined) throw new FileFault('zip-empty');
  if (others.length > 0) throw new FileFault('zip-several', listed(archive.files));
  const content = contentOf(await archive.beginning(name, SNIFFED));
  if (content.kind !== 'text') throw new FileFault('zip-foreign', name);
  const file = await openText(() => archive.bytes(name), content.encoding);
  return { ...file, close: () => archive.close() };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join('、');
  return names.length > 5 ? `${shown} … (${String(names.length)})` : shown;
}

function openXls(path: string, size: number): OpenFile {
  if (size > LIMITS.xlsBytes) throw tooLarge(size, LIMITS.xlsBytes);
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

function tooLarge(size: number, limit: number): FileFault {
  return new FileFault('too-large', `${megabytes(size)} > ${megabytes(limit)}`);
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
