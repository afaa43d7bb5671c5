import { basename } from 'node:path';
import { Refusal } from 'src/common/refusal';
import type { Feed, FeedContext, ImportOptions, Placed, Row, WrittenAt } from 'src/modules/intake/feed';
import { FileFault } from 'src/modules/intake/files/faults';
import { openFile, type OpenFile } from 'src/modules/intake/files/open.process';
import { withoutErrorMarks } from './error-book';
import { FrozenMonths } from './frozen';
import { chooseSheets, HEAD_ROWS, type Chosen, type SheetHead } from './layouts';
import { Outlet, tell, tellLast } from './outlet.process';
import { assertNamed, columnsUsed } from './naming';
import { Reading } from './reading';
import { FileShelf } from './shelf.process';
import type { LoadPiece, StoredRow, Summary, SinkText } from './summary';
import { fileUnreadable, noLayout, noRows } from 'src/modules/intake/refusals';
import type { SavedColumn } from 'src/modules/intake/table/naming';
import { Normalised } from 'src/modules/intake/values/normalised';

/**
 * The process that opens a file of a user. It is forked for one file with a small heap, gets one request, answers with
 * rows and one last message, and ends. It holds no database, no account and no secret.
 */
export interface ReadRequest {
  /** Absolute path. */
  readonly file: string;
  /** Absolute path of the module whose default export is the feed. */
  readonly module: string;
  readonly options: ImportOptions;
  readonly given: unknown;
  /** Months that take no facts any more: their rows are left out by name. */
  readonly frozen?: readonly string[];
  /** What people said before about the titles of this feed's files. */
  readonly columns?: readonly SavedColumn[];
  /** Where the records will be written; absent: only counted. */
  readonly at?: Omit<WrittenAt, 'line'>;
  /** Send the rows as lines of a `LOAD DATA` stream. */
  readonly lines?: boolean;
  /** Also hand back the records themselves (a small file that another reading needs, such as a roster). */
  readonly records?: boolean;
}

export type ReadMessage =
  | { readonly kind: 'rows'; readonly rows: readonly StoredRow[] }
  | { readonly kind: 'lines'; readonly pieces: readonly LoadPiece[] }
  | { readonly kind: 'progress'; readonly rows: number }
  | { readonly kind: 'records'; readonly records: readonly Placed<object>[] }
  | { readonly kind: 'done'; readonly summary: Summary }
  | { readonly kind: 'sinks'; readonly sinks: readonly SinkText[] }
  | { readonly kind: 'refused'; readonly refusal: Pick<Refusal, 'code' | 'sentences' | 'details' | 'status'> }
  | { readonly kind: 'fault'; readonly message: string };

/** After so many groups of rows, some 30 MB of a file, the other side hears that work goes on. */
const GROUPS = 500;
/** Rows after which the other side hears how far the file is. */
const TOLD = 1000;

async function read(request: ReadRequest, outlet: Outlet): Promise<void> {
  const feed = await loadFeed(request.module);
  const { at, options, given, columns } = request;
  const shelf = new FileShelf();
  const normalised = new Normalised();
  const context: FeedContext = { options, given, shelf, columns, normalised };
  if (at) tell({ kind: 'sinks', sinks: sinkTexts(feed, at) });
  const file = await withoutErrorMarks(await openFile(request.file));
  try {
    const { chosen, notRead } = await choose(feed, file, context, request);
    const reading = new Reading(feed, { at, keep: request.records }, shelf);
    const frozen = new FrozenMonths(feed, request.frozen ?? []);
    for (const { sheet, reader, ...entry } of chosen)
      await readSheet(file, { ...entry, sheet, reader: frozen.before(reader) }, reading, outlet);
    reading.fileEnd(context);
    const sheet = chosen.map((entry) => entry.sheet.name).join('、');
    if (reading.empty) throw noRows({ file: basename(request.file), sheet });
    await outlet.push(reading.take(), true);
    if (request.records) tell({ kind: 'records', records: reading.kept });
    const layout = [...new Set(chosen.map((entry) => entry.layout))].join('、');
    const counted = reading.summary(layout, sheet, notRead);
    const read = { months: frozen.open, normalised: normalised.list, columns: columnsUsed(chosen) };
    await tellLast({ kind: 'done', summary: { ...counted, ...read } });
  } finally {
    file.close();
    shelf.close();
  }
}

async function choose(
  feed: Feed<object>,
  file: OpenFile,
  context: FeedContext,
  request: ReadRequest,
): Promise<{ chosen: Chosen<object>[]; notRead: Summary['sheetsNotRead'] }> {
  const heads: SheetHead[] = [];
  const name = basename(request.file);
  for (const sheet of file.sheets) {
    if (sheet.hidden && request.options.hiddenSheets !== true) continue;
    const rows = await headOf(file, sheet);
    if (rows.length > 0) heads.push({ sheet, rows });
  }
  const hidden = file.sheets.filter((sheet) => sheet.hidden && request.options.hiddenSheets !== true);
  if (heads.length === 0 && hidden.length === 0) throw noRows({ file: name, sheet: '' });
  const chosen = chooseSheets(feed, heads, context);
  if (chosen.length === 0) {
    throw noLayout({ file: name, expects: feed.expects, hidden: hidden.map((sheet) => sheet.name) });
  }
  assertNamed(name, context, chosen);
  const read = new Set(chosen.map((entry) => entry.sheet.index));
  const notRead = file.sheets.filter((sheet) => !read.has(sheet.index));
  return { chosen, notRead: notRead.map((sheet) => ({ name: sheet.name, hidden: sheet.hidden })) };
}

async function headOf(file: OpenFile, sheet: OpenFile['sheets'][number]): Promise<Row[]> {
  const head: Row[] = [];
  let groups = 0;
  for await (const rows of file.rows(sheet)) {
    if (++groups % GROUPS === 0) tell({ kind: 'progress', rows: 0 });
    head.push(...rows.filter((row): row is Row => !('bad' in row)).slice(0, HEAD_ROWS - head.length));
    if (head.length >= HEAD_ROWS) break;
  }
  return head;
}

async function readSheet(
  file: OpenFile,
  { sheet, reader, remarks }: Chosen<object>,
  reading: Reading<object>,
  outlet: Outlet,
): Promise<void> {
  const before = reading.counted;
  reading.begun(sheet.name, remarks);
  let told = before;
  let groups = 0;
  for await (const rows of file.rows(sheet)) {
    for (const row of rows) {
      if ('bad' in row) reading.bad(sheet.name, row);
      else reading.row(sheet.name, reader.row(row));
    }
    await outlet.push(reading.take());
    if (reading.counted - told >= TOLD || ++groups % GROUPS === 0) {
      told = reading.counted;
      tell({ kind: 'progress', rows: told });
    }
  }
  reading.sheetEnd(sheet.name, reader, before);
}

async function loadFeed(module: string): Promise<Feed<object>> {
  const loaded = (await import(module)) as { default: Feed<object> };
  return loaded.default;
}

function sinkTexts(feed: Feed<object>, at: { hall: string; batch: string }): SinkText[] {
  return feed.sinks.map((sink) => ({
    table: sink.table,
    columns: sink.columns,
    unique: sink.unique,
    told: sink.told ?? sink.unique,
    distinct: sink.distinct === true,
    late: sink.late === true,
    merges: sink.merges?.(at) ?? [],
    undo: sink.undo?.(at) ?? [],
  }));
}

async function failed(error: unknown, request: ReadRequest): Promise<void> {
  const refused =
    error instanceof FileFault
      ? fileUnreadable({ file: basename(request.file), kind: error.kind, where: error.where })
      : error;
  if (refused instanceof Refusal) {
    const { code, sentences, details, status } = refused;
    await tellLast({ kind: 'refused', refusal: { code, sentences, details, status } });
  } else {
    await tellLast({ kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

let outlet: Outlet | undefined;
process.on('message', (message: ReadRequest | 'next') => {
  if (message === 'next') {
    outlet?.acknowledged();
    return;
  }
  outlet = new Outlet(message.lines === true);
  void read(message, outlet)
    .catch((error: unknown) => failed(error, message))
    .finally(() => process.disconnect());
});
// The one who asked is gone: nobody wants the answer.
process.on('disconnect', () => process.exit(0));
