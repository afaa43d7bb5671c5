import { parseArgs } from 'node:util';
import { weekday } from 'src/common/civil-date';
import { casesOf } from 'demo/content/cases';
import { ratingsOf } from 'demo/content/ratings';
import { rosterSheets } from 'demo/content/roster';
import { scheduleOf } from 'demo/content/schedule';
import { demoHall, type DemoHall, type DemoOptions } from 'demo/hall/hall';
import { at } from 'demo/hall/months';
import { levelIn } from 'demo/hall/plans';
import { MERGED, MERGED_INTO, NO_CASES, OPENED, RENAMED, SILENT } from 'demo/hall/windows';
import { WAIVED_BY, type DemoEdges, type DemoManifest, type DemoWaiver } from './manifest';
import { MonthFiles, SILENT_MONTH } from './write/month-files.process';
import { Output } from './write/output.process';

const SCHEDULE = 'attendance/schedule.json';

/**
 * Writes the demo hall into a folder: roster, attendance, leave, patrol, cases and ratings of three full months and the
 * running one, as files in the layouts that halls send, and `manifest.json`, which says in what order and with which
 * statements they are to be taken in. The same options give the same rows. Throws a RangeError when `today` is no day.
 */
export async function generateDemo(directory: string, options: DemoOptions): Promise<DemoManifest> {
  const hall = demoHall(options);
  const { months } = hall;
  const output = new Output(directory, months.today);
  const sheets = rosterSheets(hall);
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  const roster = { feed: 'roster', file: 'roster/花名册.xlsx', month: null, layout: '10', rows } as const;
  await output.workbook({ ...roster, options: {}, planted: [] }, sheets);
  const cases = casesOf(hall);
  const ratings = months.told.flatMap((month) => ratingsOf(hall, cases, month));
  for (const month of months.told) await new MonthFiles(hall, month, output).write(cases, ratings);
  await output.json(SCHEDULE, scheduleOf(hall));
  const manifest = manifestOf(hall, output);
  await output.json('manifest.json', manifest);
  return manifest;
}

function manifestOf(hall: DemoHall, output: Output): DemoManifest {
  const { months, seed } = hall;
  return {
    notice: '演示数据：单位、人员、办件均为虚构，由程序生成，不得用于实际考核。',
    seed,
    today: months.today,
    hall: { id: hall.id, name: hall.name },
    book: { name: 'lianshui-2026', from: at(months.months, 0).period },
    schedule: SCHEDULE,
    months: months.months.map(({ period, closed, from, to, asOf, openDays }) => ({
      period,
      state: closed ? ('full' as const) : ('running' as const),
      ...{ from, to, asOf, openDays: openDays.length },
      makeUpDays: openDays.filter((day) => weekday(day) > 5),
    })),
    files: output.files,
    waivers: waiversOf(hall),
    edges: edgesOf(hall),
    cases: hall.cases,
    staff: hall.staff.people.length,
  };
}

/** Sources for which a book has no channel are the book's own matter (`notConnected`). */
function waiversOf({ months }: DemoHall): DemoWaiver[] {
  const { period } = at(months.months, SILENT_MONTH);
  const reason = '城东分中心评价器当月故障，无评价数据；经考核办核实，本月该项不评（演示）';
  return SILENT.map((window) => ({ period, source: 'ratings', window, by: WAIVED_BY, reason }));
}

function edgesOf({ months, staff }: DemoHall): DemoEdges {
  const change = months.middle(1);
  return {
    noCases: NO_CASES,
    opened: { window: OPENED, on: change },
    renamed: { window: RENAMED, on: change },
    merged: { window: MERGED, into: MERGED_INTO, on: change },
    silent: { source: 'ratings', windows: SILENT, period: at(months.months, SILENT_MONTH).period },
    moved: staff.moved.map(({ number, postings }) => {
      const [before, after] = [at(postings, 0), at(postings, 1)];
      return { staff: number, from: before.window?.code ?? '', to: after.window?.code ?? '', on: after.from };
    }),
    left: { staff: staff.left.number, on: at(staff.left.postings, 0).to ?? '' },
    joined: { staff: staff.joined.number, on: at(staff.joined.postings, 0).from },
    level: months.months.flatMap(({ period, index }) => [
      { period, edge: 'top' as const, windows: levelIn(index).top },
      { period, edge: 'bottom' as const, windows: levelIn(index).bottom },
    ]),
    makeUpDays: months.told.flatMap(({ openDays }) => openDays.filter((day) => weekday(day) > 5)),
  };
}

/** `node dist/demo/generate.process.js DIR --today 2026-11-22 [--seed baifen] [--cases 60000]` */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { today: { type: 'string' }, seed: { type: 'string' }, cases: { type: 'string' } },
  });
  const [directory] = positionals;
  if (directory === undefined || values.today === undefined) {
    process.stderr.write('用法：generate.process DIR --today YYYY-MM-DD [--seed 文字] [--cases 数量]\n');
    return 2;
  }
  const cases = values.cases === undefined ? undefined : Number(values.cases);
  const { files } = await generateDemo(directory, { today: values.today, seed: values.seed ?? 'baifen', cases });
  process.stdout.write(`${files.length} files in ${directory}\n`);
  return 0;
}

if (require.main === module)
  main().then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exitCode = 1;
    },
  );
