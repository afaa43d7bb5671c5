import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Feed, FeedContext, Outcome, Question, Reject, Remark, Row, Stated } from 'src/modules/intake/feed';
import { openFile } from 'src/modules/intake/files/open.process';
import { chooseSheets, HEAD_ROWS, type SheetHead } from 'src/modules/intake/reading/layouts';
import { Reading } from 'src/modules/intake/reading/reading';
import type { Summary } from 'src/modules/intake/reading/summary';
import roster from 'test/fixtures/cases/roster.json';

/** What a feed made of a file, row by row, without the child process. */
export interface Read<R> {
  readonly summary: Summary;
  readonly records: readonly { readonly line: number; readonly record: R }[];
  readonly rejects: readonly Reject[];
  readonly warnings: readonly Omit<Remark, 'sheet'>[];
  readonly question: Question | undefined;
  readonly covers: readonly Stated[];
}

/** The roster of the sample hall as feeds are given it. */
export const sampleGiven = { roster, notices: undefined };

export const fixture = (path: string): string => join(__dirname, '..', 'fixtures', path);

/** Reads a file with a feed through intake's own opening, choosing and counting. */
export async function readWith<R extends object>(
  feed: Feed<R>,
  path: string,
  context: Partial<FeedContext> = {},
): Promise<Read<R>> {
  const given: FeedContext = { options: {}, given: {}, ...context };
  const file = await openFile(path);
  try {
    const heads: SheetHead[] = [];
    for (const sheet of file.sheets) heads.push({ sheet, rows: (await rowsOf(file, sheet)).slice(0, HEAD_ROWS) });
    const [chosen] = chooseSheets(feed, heads, given);
    if (!chosen) throw new Error(`no layout of ${feed.name} fits ${path}`);
    const reading = new Reading(feed);
    const outcomes: Outcome<R>[] = [];
    reading.begun(chosen.sheet.name, chosen.remarks);
    for await (const rows of file.rows(chosen.sheet)) {
      for (const row of rows) {
        if ('bad' in row) {
          reading.bad(chosen.sheet.name, row);
          continue;
        }
        const made = chosen.reader.row(row);
        outcomes.push(...made);
        reading.row(chosen.sheet.name, made);
      }
    }
    const end = chosen.reader.end?.();
    outcomes.push(...(end?.outcomes ?? []));
    reading.sheetEnd(chosen.sheet.name, { row: () => [], end: () => end ?? {} }, 0);
    const summary = { ...reading.summary(chosen.layout, chosen.sheet.name, []), normalised: [], columns: [] };
    const { records, warnings } = apart(outcomes);
    return {
      summary,
      records,
      warnings: [...chosen.remarks, ...warnings],
      rejects: summary.rejects,
      question: end?.question,
      covers: end?.covers ?? [],
    };
  } finally {
    file.close();
  }
}

/** The same for a text file made of these lines. */
export async function readLines<R extends object>(
  feed: Feed<R>,
  lines: readonly string[],
  context: Partial<FeedContext> = {},
): Promise<Read<R>> {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-lines-'));
  try {
    writeFileSync(join(folder, 'list.csv'), lines.join('\n'));
    return await readWith(feed, join(folder, 'list.csv'), context);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function apart<R>(outcomes: readonly Outcome<R>[]): Pick<Read<R>, 'records' | 'warnings'> {
  const records: { line: number; record: R }[] = [];
  const warnings: Omit<Remark, 'sheet'>[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'record' && outcome.warning) warnings.push({ line: outcome.line, ...outcome.warning });
    if ((outcome.kind === 'record' || outcome.kind === 'unmatched') && outcome.record)
      records.push({ line: outcome.line, record: outcome.record });
  }
  return { records, warnings };
}

async function rowsOf(file: Awaited<ReturnType<typeof openFile>>, sheet: SheetHead['sheet']): Promise<Row[]> {
  const all: Row[] = [];
  for await (const rows of file.rows(sheet)) all.push(...rows.filter((row): row is Row => !('bad' in row)));
  return all;
}
