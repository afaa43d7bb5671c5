import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportOptions } from 'src/modules/intake/feed';
import { readInChild } from './reader.process';
import type { Summary } from './summary';

const fixtures = join(__dirname, '..', '..', '..', '..', 'test', 'fixtures', 'intake');
const read = (file: string, options: ImportOptions = {}, feed = 'plain.feed.cjs'): Promise<Summary> =>
  readInChild({ file: join(fixtures, file), module: join(fixtures, feed), options, given: null });

describe('files that are read', () => {
  const three = { rows: 3, records: 3, persons: 2, first: '2026-01-05 08:21:00', last: '2026-01-05 17:36:40' };

  it.each([
    ['odd/merged-under-header.xlsx', { rows: 5, records: 5, persons: 2, last: '2026-01-06 08:20:00' }],
    ['odd/hidden-first-sheet.xlsx', { ...three, sheet: '打卡', sheetsNotRead: [{ name: '旧数据', hidden: true }] }],
    ['odd/styled-empty-rows.xlsx', three],
    ['odd/dates-1904.xlsx', three],
    ['odd/formula-column.xlsx', { rows: 4, records: 3, rejected: 1 }],
    ['odd/comment-absolute-path.xlsx', three],
    ['odd/giant-merge.xlsx', three],
    ['odd/formula-injection.csv', three],
    ['odd/mixed-line-ends.csv', three],
  ])('%s', async (file, expected) => {
    expect(await read(file)).toMatchObject(expected);
  });

  it('in four encodings and as a workbook are one reading', async () => {
    const files = ['utf8bom.csv', 'gb18030.csv', 'utf16le.tsv', 'xlsx'].map((end) => `mobile-app-punches.${end}`);
    const [first, ...others] = await Promise.all(files.map((file) => read(file)));
    expect(first).toMatchObject({ rows: 23, rejected: 1, persons: 10 });
    const sameRejects = (summary: Summary | undefined): unknown =>
      summary?.rejects.map(({ line, value }) => [line, value]);
    for (const other of others) {
      expect({ ...other, rejects: [], sheet: '', dataFrom: {} }).toEqual({
        ...first,
        rejects: [],
        sheet: '',
        dataFrom: {},
      });
      expect(sameRejects(other)).toEqual(sameRejects(first));
    }
  });

  it('name the physical lines of a log', async () => {
    const summary = await read('zk-attlog-damaged.dat');
    expect(summary.skippedRows.map((row) => row.line)).toEqual([3]);
    expect(summary).toMatchObject({ rows: 11, layout: 'log' });
  });
});

describe('files that are refused', () => {
  it.each([
    ['odd/password-stub.xlsx', 'intake.file-password'],
    ['odd/entity-bomb.xlsx', 'intake.file-doctype'],
    ['odd/zip-bomb.xlsx', 'intake.file-bomb'],
    ['odd/html-renamed.xls', 'intake.file-web-page'],
    ['odd/empty-zip.xlsx', 'intake.file-zip-empty'],
    ['odd/header-only.csv', 'intake.no-rows'],
    ['odd/truncated.xlsx', 'intake.file-truncated'],
    ['odd/matrix-without-days.xlsx', 'intake.no-layout'],
    ['clock-glued-times.xls', 'intake.no-layout'],
    ['nowhere.csv', 'intake.file-missing'],
    ['odd', 'intake.file-folder'],
  ])('%s as %s, by name, within five seconds and without growing this process', async (file, code) => {
    const [before, started] = [process.memoryUsage().rss, performance.now()];
    const refused = (await read(file).catch((error: unknown) => error)) as { code: string; message: string };
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(file.split('/').pop());
    expect(performance.now() - started).toBeLessThan(5000);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
  });

  it('a feed that throws is a fault and no refusal', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baifen-read-'));
    const file = join(folder, 'x.csv');
    writeFileSync(file, `工号,打卡时间\n${'1,2026-01-05 08:00:00\n'.repeat(4100)}`);
    const request = { file, module: join(fixtures, 'breaks.feed.cjs'), options: {}, given: null };
    await expect(readInChild(request)).rejects.toThrow('breaks at 4000');
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['empty.csv', '', 'intake.file-empty'],
    ['blank.csv', ' \n\n', 'intake.file-empty'],
    ['picture.xlsx', '\x89PNG\r\n\x1a\n', 'intake.file-picture'],
    ['report.csv', '%PDF-1.7', 'intake.file-pdf'],
    ['letter.xlsx', 'PK\x03\x04 cut', 'intake.file-truncated'],
    ['binary.dat', 'abc\x00\x01\x02def', 'intake.file-binary'],
    ['latin.csv', '\xff\xff\xff,\xff', 'intake.file-encoding'],
    ['quote.csv', '工号,打卡时间\n"7,2026', 'intake.file-quote-open'],
    ['table.xls', '\xef\xbb\xbf <TABLE border=1>', 'intake.file-web-page'],
    ['list.json', '{"a": 1}', 'intake.no-layout'],
    ['list2.json', '[{"a": 1}', 'intake.file-json'],
  ])('%s', async (name, content, code) => {
    const folder = mkdtempSync(join(tmpdir(), 'baifen-read-'));
    const file = join(folder, name);
    writeFileSync(file, content, /[^\0-\xff]/.test(content) ? 'utf8' : 'latin1');
    const module = join(fixtures, 'plain.feed.cjs');
    await expect(readInChild({ file, module, options: {}, given: null })).rejects.toMatchObject({ code });
    rmSync(folder, { recursive: true });
  });
});
