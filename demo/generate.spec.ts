import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPromise } from 'yauzl';
import leave from 'src/modules/attendance/leave.feed';
import punches from 'src/modules/attendance/punch.feed';
import cases from 'src/modules/cases/case.feed';
import { openFile } from 'src/modules/intake/files/open.process';
import type { Cell, Feed } from 'src/modules/intake/feed';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { buildRoster } from 'src/modules/organisation/build-roster';
import roster from 'src/modules/organisation/roster.feed';
import { statementOf } from 'src/modules/organisation/statement';
import ratings from 'src/modules/ratings/rating.feed';
import patrol from 'src/modules/supervision/patrol.feed';
import { readFile as readRoster } from 'test/fixtures/organisation/read-roster';
import { fixture, readWith } from 'test/support/feed-driver';
import { generateDemo } from './generate.process';
import type { DemoFile, DemoManifest } from './manifest';

const folders: string[] = [];
function feedOf(name: DemoFile['feed']): Feed<object> {
  const feeds: Record<DemoFile['feed'], unknown> = { roster, punches, leave, patrol, cases, ratings };
  return feeds[name] as Feed<object>;
}

async function made(today: string, seed = 'spec'): Promise<{ folder: string; manifest: DemoManifest }> {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-demo-'));
  folders.push(folder);
  return { folder, manifest: await generateDemo(folder, { today, seed, cases: 2400 }) };
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Cells of all sheets of a workbook, in order. */
async function cellsOf(path: string): Promise<{ sheet: string; rows: (readonly Cell[])[] }[]> {
  const file = await openFile(path);
  try {
    const sheets: { sheet: string; rows: (readonly Cell[])[] }[] = [];
    for (const sheet of file.sheets) {
      const rows: (readonly Cell[])[] = [];
      for await (const some of file.rows(sheet)) rows.push(...some.map((row) => ('bad' in row ? [] : row.cells)));
      sheets.push({ sheet: sheet.name, rows });
    }
    return sheets;
  } finally {
    file.close();
  }
}

/** The bytes of a text, the parts of a workbook (the zip around them holds the time of the run). */
async function contentOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  if (!path.endsWith('.xlsx')) return hash.update(readFileSync(path)).digest('hex');
  const zip = await openPromise(path);
  for await (const entry of zip.eachEntry()) {
    hash.update(entry.fileName);
    for await (const bytes of await zip.openReadStreamPromise(entry)) hash.update(bytes as Buffer);
  }
  return hash.digest('hex');
}

async function contents({ folder, manifest }: { folder: string; manifest: DemoManifest }): Promise<string[]> {
  const names = [...manifest.files.map(({ file }) => file), manifest.schedule, 'manifest.json'];
  const hashes: string[] = [];
  for (const name of names) hashes.push(`${name} ${await contentOf(join(folder, name))}`);
  return hashes;
}

let first: { folder: string; manifest: DemoManifest };
beforeAll(async () => {
  first = await made('2026-11-22');
});

it('writes the same bytes of a text and the same cells of a workbook for the same options', async () => {
  const said = await contents(first);
  expect(said).toHaveLength(35);
  expect(await contents(await made('2026-11-22'))).toEqual(said);
});

it('writes three full months and the running one up to yesterday, with make-up days', () => {
  const { months, edges, staff, notice } = first.manifest;
  expect(months.map(({ period, state, to }) => [period, state, to])).toEqual([
    ['2026-08', 'full', '2026-08-31'],
    ['2026-09', 'full', '2026-09-30'],
    ['2026-10', 'full', '2026-10-31'],
    ['2026-11', 'running', '2026-11-21'],
  ]);
  expect(edges.makeUpDays).toEqual(['2026-09-20', '2026-10-10']);
  expect(staff).toBe(540);
  expect(notice).toContain('演示');
});

it('is read by the feeds that will take it in: only the planted rows are refused', async () => {
  const { folder, manifest } = first;
  const { lines, summary } = await readRoster(join(folder, 'roster/花名册.xlsx'));
  expect({ rejected: summary.rejected, warned: summary.warned }).toEqual({ rejected: 0, warned: 0 });
  const known = buildRoster({ hall: manifest.hall, period: null, statement: statementOf(lines) });
  const given = { roster: known, notices: shippedNotices };
  for (const { feed, file, layout, options, rows, planted } of manifest.files.slice(1)) {
    const read = await readWith(feedOf(feed), join(folder, file), { options, given });
    const refused = planted.filter(({ ends }) => ends === 'reject').map(({ line }) => line);
    expect({
      file,
      layout: read.summary.layout,
      rows: read.summary.rows,
      warned: read.summary.warned,
      unmatched: read.summary.unmatched,
      rejects: read.rejects.map(({ line }) => line),
      question: read.question,
    }).toEqual({
      ...{ file, layout, rows, warned: 0, unmatched: planted.length - refused.length, rejects: refused },
      question: undefined,
    });
  }
});

it('leaves the running month out while it has no open day behind it', async () => {
  const { manifest } = await made('2026-11-01');
  expect(manifest.files.map(({ month }) => month)).not.toContain('2026-11');
  expect(manifest.files).toHaveLength(25);
  expect(manifest.months.at(-1)).toMatchObject({ period: '2026-11', openDays: 0 });
});

describe('titles of the columns', () => {
  const line = (path: string, encoding: 'utf8' | 'gb18030' = 'utf8'): string =>
    new TextDecoder(encoding).decode(readFileSync(path)).split(/\r?\n/)[0] ?? '';
  const rowsOf = async (path: string, sheet: string): Promise<(readonly Cell[])[]> =>
    (await cellsOf(path)).find((one) => one.sheet === sheet)?.rows ?? [];

  it('are those of the samples', async () => {
    const at = (name: string): string => join(first.folder, name);
    expect(line(at('cases/办件明细-2026-08.csv'), 'gb18030')).toBe(line(fixture('cases/cases.utf8.csv')));
    expect(line(at('ratings/评价明细-2026-08.csv'))).toBe(line(fixture('ratings/ratings-extended.utf8bom.csv')));
    expect(line(at('patrol/巡查记录-2026-08.csv'))).toBe(line(fixture('patrol/patrol.utf8bom.csv')));
    const app = fixture('attendance/files/mobile-app-punches.utf8bom.csv');
    expect(line(at('attendance/手机打卡记录-2026-08.csv'), 'gb18030')).toBe(line(app));
    const [, header] = await rowsOf(at('patrol/巡查记录-2026-09.xlsx'), '巡查记录');
    expect(header).toEqual((await rowsOf(fixture('patrol/patrol.xlsx'), '巡查记录'))[1]);
  });

  it('of the DingTalk report are the sample’s, days apart', async () => {
    const own = join(first.folder, 'attendance/考勤报表-2026-08.xlsx');
    const sample = fixture('attendance/files/dingtalk-kaoqin-baobiao.xlsx');
    for (const [sheet, rows] of [
      ['原始记录', [2]],
      ['每日统计', [2, 3]],
    ] as const) {
      const [ours, theirs] = [await rowsOf(own, sheet), await rowsOf(sample, sheet)];
      for (const row of rows) expect(ours[row]).toEqual(theirs[row]);
    }
    const days = /^(?:\d+|[六日]|元旦)$/;
    for (const sheet of ['打卡时间', '月度汇总']) {
      const [ours, theirs] = [await rowsOf(own, sheet), await rowsOf(sample, sheet)];
      expect(ours[2]).toEqual(theirs[2]);
      const named = (row: readonly Cell[] | undefined): Cell[] =>
        (row ?? []).filter((cell) => typeof cell !== 'string' || !days.test(cell));
      expect(named(ours[3])).toEqual(named(theirs[3]));
    }
  });

  it('of the roster and the register begin with the sample’s', async () => {
    for (const sheet of ['部门', '窗口', '人员任职', 'AB岗']) {
      const [theirs = []] = await rowsOf(fixture('organisation/roster.xlsx'), sheet);
      const [ours = []] = await rowsOf(join(first.folder, 'roster/花名册.xlsx'), sheet);
      expect(ours.slice(0, theirs.length)).toEqual(theirs);
    }
    const [title, header] = await rowsOf(join(first.folder, 'leave/请假登记-2026-08.xlsx'), 'Sheet1');
    expect(title).toEqual(['示例县政务服务中心（演示）8月请假登记表']);
    expect(header).toEqual(['姓名', '工号', '请假日期', '请假天数', '类型', '备注']);
  });
});

it('refuses a day that does not exist', async () => {
  await expect(generateDemo('nowhere', { today: '2026-02-30', seed: 'x' })).rejects.toThrow(RangeError);
});
