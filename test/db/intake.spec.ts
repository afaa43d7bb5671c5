import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { Table } from 'typeorm';
import type { Database } from 'src/config/database.service';
import { BatchesService, CoverageService, IntakeService } from 'src/modules/intake';
import type { TakeRequest } from 'src/modules/intake/intake.service';
import type { FeedEntry } from 'src/modules/intake/feed';
import { writeErrorBookInChild } from 'src/modules/intake/answer/error-book.process';
import { openFile } from 'src/modules/intake/files/open.process';
import { shownCell } from 'src/modules/intake/table/rows';
import { testEngines } from 'test/support/engines';

const fixtures = join(__dirname, '..', 'fixtures', 'intake');
const plain: FeedEntry = { name: 'punches', module: join(fixtures, 'plain.feed.cjs') };
const actor = { id: 'cli:office', name: 'office' };

const csv = (rows: readonly string[]): string => ['工号,打卡时间', ...rows].join('\r\n');
const punch = (person: string, day: number, time: string): string =>
  `${person},2026-03-${String(day).padStart(2, '0')} ${time}`;
const DAYS = [2, 3, 4, 5];
const MARCH = DAYS.flatMap((day) => [punch('07001', day, '08:20:00'), punch('0717', day, '08:21:00')]);

describe.each(testEngines())('taking files in on $name', (engine) => {
  let database: Database;
  let intake: IntakeService;
  let batches: BatchesService;
  let coverage: CoverageService;
  let drop: () => Promise<void>;
  let folder: string;
  let second = 0;

  beforeAll(async () => {
    ({ database, drop } = await engine.open());
    intake = new IntakeService(database);
    batches = new BatchesService(database);
    coverage = new CoverageService(database);
    folder = mkdtempSync(join(tmpdir(), 'baifen-intake-'));
    await database.write(async (manager) => {
      const text = (name: string, length: number) => ({ name, type: 'varchar', length: String(length) });
      await manager.queryRunner?.createTable(
        new Table({
          name: 'probe_punch',
          columns: [
            { ...text('hall', 64), isPrimary: true },
            { ...text('person', 12), isPrimary: true },
            { ...text('at', 19), isPrimary: true },
            text('batch', 40),
            { name: 'line', type: 'int' },
          ],
        }),
      );
    });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await drop();
  });
  beforeEach(async () => {
    await database.write(async (manager) => {
      for (const table of ['probe_punch', 'import_batch', 'import_reject', 'source_coverage']) {
        await manager.query(`DELETE FROM ${table} WHERE hall <> ''`);
      }
    });
  });

  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const asked = (path: string, more: Partial<TakeRequest> = {}): TakeRequest => ({
    hall: 'h1',
    feed: plain,
    file: path,
    options: {},
    given: null,
    actor,
    at: `2026-04-01 09:00:${String(second++ % 60).padStart(2, '0')}.000`,
    language: 'zh',
    ...more,
  });
  const count = async (table: string, where = "hall = 'h1'"): Promise<number> =>
    Number((await database.read.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`))[0]?.n);
  const stages = async (): Promise<number> =>
    database.engine === 'embedded' ? 0 : (await database.read.query<unknown[]>("SHOW TABLES LIKE 'stage%'")).length;

  it('stores every record with its batch and line, and the batch with its fingerprint and rejects', async () => {
    const path = file('march.csv', csv([...MARCH, ',2026-03-02 08:00:00', MARCH[0] ?? '']));
    const answer = await intake.take(asked(path));
    expect(answer).toMatchObject({ rows: 10, records: 9, accepted: 8, repeats: 1, rejected: 1, persons: 2 });
    expect(answer).toMatchObject({ first: '2026-03-02 08:20:00', last: '2026-03-05 08:21:00', sameAs: null });
    const stored = await database.read.query<{ person: string; at: string; batch: string; line: number }[]>(
      'SELECT person, at, batch, line FROM probe_punch ORDER BY line',
    );
    expect(stored).toHaveLength(8);
    expect(stored[1]).toMatchObject({ person: '0717', at: '2026-03-02 08:21:00', batch: answer.batch, line: 3 });
    expect(await batches.batchesOf('h1', '2026-03')).toEqual([
      {
        id: answer.batch,
        feed: 'punches',
        file: 'march.csv',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        accepted: 8,
        takenAt: expect.any(String),
        actor: 'cli:office',
        state: 'accepted',
      },
    ]);
    expect(await batches.batchesOf('h1', '2026-04')).toEqual([]);
    const rejects = await database.read.query<object[]>(
      'SELECT batch, seq, line, column_name, code FROM import_reject',
    );
    expect(rejects).toMatchObject([
      { batch: answer.batch, seq: 1, line: 10, column_name: '工号', code: 'person-missing' },
    ]);
    expect(await stages()).toBe(0);
  });

  it('adds nothing for the same file and says which batch it was', async () => {
    const path = file('twice.csv', csv(MARCH));
    const first = await intake.take(asked(path));
    const again = await intake.take(asked(path));
    expect(again).toMatchObject({ records: 8, accepted: 0, repeats: 8, batch: null, sameAs: first.batch });
    expect([await count('probe_punch'), await count('import_batch')]).toEqual([8, 1]);
  });

  it('adds only what is new of an overlapping file', async () => {
    await intake.take(asked(file('part.csv', csv(MARCH.slice(0, 6)))));
    const answer = await intake.take(asked(file('whole.csv', csv([...MARCH].reverse()))));
    expect(answer).toMatchObject({ records: 8, accepted: 2, repeats: 6 });
    expect(await count('probe_punch', `batch = '${String(answer.batch)}'`)).toBe(2);
  });

  it('keeps halls apart', async () => {
    const path = file('halls.csv', csv(MARCH));
    await intake.take(asked(path));
    expect(await intake.take(asked(path, { hall: 'h2' }))).toMatchObject({ accepted: 8, sameAs: null });
  });

  it('counts a dry run against what is stored and leaves no trace', async () => {
    await intake.take(asked(file('part.csv', csv(MARCH.slice(0, 6)))));
    const answer = await intake.take(asked(file('whole.csv', csv(MARCH)), { dryRun: true }));
    expect(answer).toMatchObject({ records: 8, accepted: 2, repeats: 6, batch: null });
    expect([await count('probe_punch'), await count('import_batch'), await stages()]).toEqual([6, 1, 0]);
  });

  it('holds the whole file back for one wrong row when all or nothing is asked', async () => {
    const path = file('half.csv', csv([...MARCH, ',2026-03-02 08:00:00']));
    const held = await intake.take(asked(path, { whole: true }));
    expect(held).toMatchObject({ records: 8, rejected: 1, batch: null });
    expect([await count('probe_punch'), await count('import_batch'), await stages()]).toEqual([0, 0, 0]);
    expect(await intake.take(asked(file('right.csv', csv(MARCH)), { whole: true }))).toMatchObject({ accepted: 8 });
  });

  it('takes only what was left of a corrected workbook of errors', async () => {
    const path = file('wrong.csv', csv([...MARCH.slice(0, 6), '07001,never', ',2026-03-05 08:00:00']));
    const first = await intake.take(asked(path));
    expect(first).toMatchObject({ accepted: 6, rejected: 2 });
    const target = join(folder, 'wrong-errors.xlsx');
    expect(await writeErrorBookInChild({ file: path, answer: first, target, language: 'zh' })).toBe(2);
    const same = await intake.take(asked(target));
    expect(same).toMatchObject({ records: 6, accepted: 0, rejected: 2 });
    // What a clerk does in the spreadsheet: one time is put right, the file is saved.
    const marked = await openFile(target);
    const book = new Workbook();
    for (const info of marked.sheets) {
      const sheet = book.addWorksheet(info.name);
      for await (const rows of marked.rows(info))
        for (const row of rows)
          if ('cells' in row) sheet.getRow(row.line).values = row.cells.map((cell) => shownCell(cell));
    }
    marked.close();
    const [sheet] = book.worksheets;
    expect([sheet?.getCell('A3').value, sheet?.getCell('C8').value]).toEqual(['已导入', 'never']);
    if (sheet) sheet.getCell('C8').value = '2026-03-05 08:22:00';
    await book.xlsx.writeFile(target);
    expect(await intake.take(asked(target))).toMatchObject({ records: 7, accepted: 1, repeats: 6, rejected: 1 });
    expect(await count('probe_punch')).toBe(7);
  });

  it('leaves nothing of a file that fails midway', async () => {
    const broken = { name: 'punches', module: join(fixtures, 'breaks.feed.cjs') } as const;
    const rows = Array.from({ length: 5000 }, (_, n) => punch(`p${String(n)}`, 2, '08:00:00'));
    await expect(intake.take(asked(file('broken.csv', csv(rows)), { feed: broken }))).rejects.toThrow('breaks at 4000');
    expect([await count('probe_punch'), await count('import_batch'), await stages()]).toEqual([0, 0, 0]);
    expect(await intake.take(asked(file('after.csv', csv(MARCH))))).toMatchObject({ accepted: 8 });
  });

  it('leaves nothing when the period is frozen, and names the months to the fence', async () => {
    const months: string[] = [];
    const fence = (_: unknown, touched: readonly string[]): Promise<void> => {
      months.push(...touched);
      return Promise.reject(new Error('frozen'));
    };
    const path = file('frozen.csv', csv([...MARCH, '07001,2026-04-01 08:00:00']));
    await expect(intake.take(asked(path, { fence }))).rejects.toThrow('frozen');
    expect(months).toEqual(['2026-03', '2026-04']);
    expect([await count('probe_punch'), await count('import_batch'), await stages()]).toEqual([0, 0, 0]);
  });

  it('refuses a file without one usable row, and answers for it in a dry run', async () => {
    const path = file('none.csv', csv(['07001,never', ',2026-03-02 08:00:00']));
    await expect(intake.take(asked(path))).rejects.toMatchObject({
      code: 'intake.nothing-accepted',
      // The reason stands in the sentence itself, nobody has to ask again.
      sentences: { zh: expect.stringMatching(/共 2 行，.*第 2 行“.+”：.+。请加 --dry-run/) as string },
    });
    expect(await intake.take(asked(path, { dryRun: true }))).toMatchObject({ records: 0, rejected: 2 });
    expect(await count('import_batch')).toBe(0);
  });

  it('takes a batch back with its rows, once, and lets the file in again', async () => {
    const path = file('undo.csv', csv(MARCH));
    const first = await intake.take(asked(path, { complete: { from: '2026-03-01', to: '2026-03-31' } }));
    const by = { actor, at: '2026-04-01 10:00:00.000' };
    const undone = await intake.undo('h1', String(first.batch), by);
    expect(undone).toMatchObject({ id: first.batch, state: 'undone' });
    expect([await count('probe_punch'), await count('source_coverage'), await count('import_batch')]).toEqual([
      0, 0, 1,
    ]);
    await expect(intake.undo('h1', String(first.batch), by)).rejects.toMatchObject({ code: 'intake.batch-undone' });
    await expect(intake.undo('h2', String(first.batch), by)).rejects.toMatchObject({ code: 'intake.batch-missing' });
    expect(await intake.take(asked(path))).toMatchObject({ accepted: 8, sameAs: null });
  });

  it('stores characters that a load file escapes exactly as they are', async () => {
    const people = ['a\\b', 'c\td', '\\N', '"e"', '𠮷野', "f'g", '=1+1'];
    const cells = people.map((person) => `"${person.replaceAll('"', '""')}",2026-03-02 08:00:00`);
    await intake.take(asked(file('odd.csv', csv(cells))));
    const stored = await database.read.query<{ person: string }[]>('SELECT person FROM probe_punch ORDER BY line');
    expect(stored.map((row) => row.person)).toEqual(people);
  });

  it('goes on beside other writes, which wait for their turn or pass', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => punch(`p${String(n)}`, 2, '08:00:00'));
    const path = file('large.csv', csv(rows));
    const small = [1, 2, 3].map((n) =>
      file(`small${String(n)}.csv`, csv([...MARCH, punch(`s${String(n)}`, 6, '08:00:00')])),
    );
    const [large, ...others] = await Promise.all([
      intake.take(asked(path)),
      ...small.map((one) => intake.take(asked(one))),
      ...[1, 2, 3].map((n) =>
        coverage.waive('h1', 'leave', '2026-03', {
          by: actor,
          reason: `reason ${String(n)}`,
          at: '2026-04-01 09:00:00.000',
        }),
      ),
    ]);
    expect(large).toMatchObject({ accepted: 20_000 });
    expect(others.slice(0, 3).reduce((sum, one) => sum + (one as { accepted: number }).accepted, 0)).toBe(11);
    expect(await count('probe_punch')).toBe(20_011);
    expect((await coverage.waivers('h1', '2026-03')).map(({ source }) => source)).toEqual(['leave', 'leave', 'leave']);
  });

  it('knows which days of a month nobody has called complete', async () => {
    const path = file('cover.csv', csv(MARCH));
    await intake.take(asked(path, { complete: { from: '2026-02-20', to: '2026-03-29' } }));
    const [punches, leave] = await coverage.coverage('h1', '2026-03', ['punches', 'leave']);
    expect(punches).toMatchObject({ source: 'punches', complete: false, missing: ['2026-03-30', '2026-03-31'] });
    expect(leave?.missing).toHaveLength(31);
    // The same file again, now vouched for to the end: nothing new but the statement.
    const again = await intake.take(asked(path, { complete: { from: '2026-03-30', to: '2026-03-31' } }));
    expect(again).toMatchObject({ accepted: 0, batch: null });
    expect(await coverage.coverage('h1', '2026-03', ['punches'])).toMatchObject([{ complete: true, missing: [] }]);
  });

  it('never cuts a value: the server refuses the file, the embedded engine has no length to cut to', async () => {
    const taking = intake.take(asked(file('long.csv', csv([...MARCH, `${'9'.repeat(13)},2026-03-02 08:00:00`]))));
    if (database.engine === 'embedded') {
      expect(await taking).toMatchObject({ accepted: 9 });
      return;
    }
    await expect(taking).rejects.toMatchObject({
      code: 'intake.value-refused',
      details: { cause: expect.stringContaining('person') },
    });
    expect([await count('probe_punch'), await count('import_batch'), await stages()]).toEqual([0, 0, 0]);
  });
});
