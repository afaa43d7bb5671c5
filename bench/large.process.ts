import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbook, stream } from 'exceljs';
import { CASE_COLUMNS } from 'demo/content/case-rows';
import { Taker } from './import/taker.process';
import { report, say, type Figure } from './result.process';
import { LAST_MONTH, rowsOf, writeCaseList, writeRoster } from './support/case-list.process';

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
const RUNS = Number(process.env.BENCH_ROUNDS ?? 1);
const SHEET_ROWS = 200_000;
const MOST_MB = 300;

interface LargeRun {
  readonly ms: number;
  readonly serverMb: number;
  readonly readerMb: number;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-bench-'));
  try {
    say(`  writing ${String(ROWS)} rows of CSV and ${String(SHEET_ROWS)} of a workbook`);
    const [roster, list, book] = ['roster.xlsx', 'cases.csv', 'cases.xlsx'].map((name) => join(folder, name));
    if (roster === undefined || list === undefined || book === undefined) return;
    await writeRoster(roster);
    await writeCaseList(list, { until: LAST_MONTH, months: 12, rows: ROWS, encoding: 'utf8' });
    await writeBook(book);
    const [lists, books]: [LargeRun[], LargeRun[]] = [[], []];
    for (let run = 1; run <= RUNS; run++) {
      lists.push(await measure(join(folder, 'data'), roster, list, ROWS));
      books.push(await measure(join(folder, 'data'), roster, book, SHEET_ROWS));
    }
    report({
      bench: 'large',
      title: 'Memory of long files',
      conditions: [
        `CSV: ${String(ROWS)} rows of layout 7 in UTF-8, ${(statSync(list).size / 1e6).toFixed(0)} MB. Workbook: ${String(SHEET_ROWS)} rows of the same, ${(statSync(book).size / 1e6).toFixed(0)} MB with shared strings, as Excel and WPS write it.`,
        'Taken in by the running server into a new embedded database, every row checked, written and counted; resident memory read every 100 ms, of the server with its writing thread, and of the largest process it started.',
      ],
      figures: [...figures('CSV', ROWS, lists), ...figures('workbook', SHEET_ROWS, books)],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(data: string, roster: string, file: string, rows: number): Promise<LargeRun> {
  const taker = await Taker.start({ BAIFEN_DATA: data });
  await taker.take({ feed: 'roster', file: roster, at: '2026-04-15 09:00:00.000' });
  const { ms, accepted } = await taker.take({ feed: 'cases', file, at: '2026-04-15 09:01:00.000' });
  const { serverMb, readerMb } = taker;
  await taker.stop();
  rmSync(data, { recursive: true, force: true });
  if (accepted !== rows) throw new Error(`${String(accepted)} of ${String(rows)} rows accepted`);
  say(
    `  ${String(rows)} rows in ${(ms / 1000).toFixed(0)} s, server ${serverMb.toFixed(0)} MB, reader ${readerMb.toFixed(0)} MB`,
  );
  return { ms, serverMb, readerMb };
}

function figures(name: string, rows: number, runs: readonly LargeRun[]): Figure[] {
  const goal = { atMost: MOST_MB };
  return [
    { name: `${name}: server process, resident at most`, unit: 'MB', runs: runs.map(({ serverMb }) => serverMb), goal },
    {
      name: `${name}: reading process, resident at most`,
      unit: 'MB',
      runs: runs.map(({ readerMb }) => readerMb),
      goal,
    },
    { name: `${name}: import`, unit: 'rows/s', runs: runs.map(({ ms }) => (rows / ms) * 1000) },
  ];
}

async function writeBook(file: string): Promise<void> {
  const book: stream.xlsx.WorkbookWriter = new stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings: true });
  const sheet: ReturnType<Workbook['addWorksheet']> = book.addWorksheet('办件清单');
  sheet.addRow(CASE_COLUMNS).commit();
  for (const cells of rowsOf({ until: LAST_MONTH, months: 12, rows: SHEET_ROWS, encoding: 'utf8' })) {
    sheet.addRow([...cells]).commit();
  }
  sheet.commit();
  await book.commit();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
