import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'src/config/database.service';
import { dropFolderJob } from 'src/modules/intake/drop-folder.jobs';
import type { FeedEntry } from 'src/modules/intake/feed';
import { testEngines } from 'test/support/engines';
import { fixture } from 'test/support/feed-driver';
import { SampleHall } from 'test/support/sample-hall';

const MODULES = join(__dirname, '..', '..', 'src', 'modules');
const FEEDS: readonly FeedEntry[] = [
  // A room that broke: its reader is not there.
  { name: 'leave', module: join(MODULES, 'attendance', 'nowhere.feed') },
  { name: 'cases', module: join(MODULES, 'cases', 'case.feed') },
];

describe.each(testEngines())('a drop folder on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let folder: string;
  let hall: SampleHall;
  beforeAll(async () => {
    ({ database, drop } = await engine.open());
    hall = await SampleHall.open(database);
    folder = mkdtempSync(join(tmpdir(), 'baifen-drop-'));
  });
  afterAll(async () => {
    await drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const put = (feed: string, name: string, from?: string): string => {
    const path = join(folder, hall.hall, feed, name);
    mkdirSync(join(path, '..'), { recursive: true });
    if (from === undefined) writeFileSync(path, 'a,b\n1,2\n');
    else copyFileSync(fixture(from), path);
    const before = new Date(Date.now() - 60_000);
    utimesSync(path, before, before);
    return path;
  };
  const run = () =>
    dropFolderJob({
      folder,
      feeds: FEEDS,
      intake: hall.intake,
      halls: () => Promise.resolve([{ id: hall.hall }]),
      given: async () => ({ ...(await hall.organisation.prepareFor(hall.hall)), notices: undefined }),
      fence: () => () => Promise.resolve(),
      frozen: () => Promise.resolve([]),
    }).run('slot', '2026-02-10 10:00:00');

  it('goes on after a fault: the file stays for the next slot, is named, and the others are taken', async () => {
    const broken = put('leave', '请假.csv');
    put('cases', '1-无表头.csv');
    put('cases', '2-办件.csv', 'cases/cases.utf8.csv');
    const first = await run();
    expect(first.counts).toEqual({ taken: 1, refused: 1, failed: 1 });
    expect(first.summary.zh).toContain('请假.csv：系统故障，文件留在原处，下次再收');
    expect(existsSync(broken)).toBe(true);
    const cases = join(folder, hall.hall, 'cases');
    expect(readdirSync(join(cases, 'refused')).sort()).toEqual(['1-无表头.csv', '1-无表头.csv.txt']);
    expect(readFileSync(join(cases, 'refused', '1-无表头.csv.txt'), 'utf8')).toContain('没有导入任何数据');
    expect(readdirSync(join(cases, 'done'))).toContain('2-办件.csv');
    put('cases', '2-办件.csv', 'cases/cases.utf8.csv');
    const again = await run();
    expect(again.counts).toEqual({ taken: 1, refused: 0, failed: 1 });
    expect(again.summary.zh).toContain('2-办件.csv：新增 0');
    expect(readdirSync(join(cases, 'done'))).toContain('20260210100000-2-办件.csv');
  });
});
