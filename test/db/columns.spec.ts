import { cliActor } from 'src/common/actor';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'src/config/database.service';
import { IntakeService } from 'src/modules/intake';
import { ColumnsService } from 'src/modules/intake/columns/columns.service';
import type { FeedEntry, ImportOptions } from 'src/modules/intake/feed';
import { testEngines } from 'test/support/engines';

const cases: FeedEntry = { name: 'cases', module: join(__dirname, '../../src/modules/cases/case.feed.ts') };
const TITLES = '办件编号,窗口编号,受理时间,办理期限,办结时间,办件类型,办件状态';
const row = (no: number, days = '5'): string =>
  `32999926000090${String(no)},W01,2026-01-05 09:10:00,${days},2026-01-08 10:00:00,承诺件,办结`;
const SAID = { columns: { 办理期限: '承诺时限' } };

/** A title nobody knows is asked about once; what a person says is kept for that header and told every time. */
describe.each(testEngines())('named columns on $name', (engine) => {
  let database: Database;
  let intake: IntakeService;
  let columns: ColumnsService;
  let drop: () => Promise<void>;
  let folder: string;
  let second = 10;

  beforeAll(async () => {
    ({ database, drop } = await engine.open());
    intake = new IntakeService(database);
    columns = new ColumnsService(database);
    folder = mkdtempSync(join(tmpdir(), 'baifen-columns-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await drop();
  });
  beforeEach(async () => {
    await database.write(async (manager) => {
      for (const table of ['case_state', 'import_batch', 'import_column'])
        await manager.query(`DELETE FROM ${table} WHERE hall <> ''`);
    });
  });

  const file = (name: string, lines: readonly string[]): string => {
    writeFileSync(join(folder, name), lines.join('\r\n'));
    return join(folder, name);
  };
  const take = (path: string, options: ImportOptions = {}, more: { hall?: string; dryRun?: boolean } = {}) =>
    intake.take({
      ...{ hall: 'h1', feed: cases, file: path, options, given: null, language: 'zh' },
      actor: { id: 'cli:王某', name: '王某' },
      at: `2026-02-01 09:00:${String(second++)}.000`,
      ...more,
    });

  it('are asked for where the column is needed, and nothing is imported', async () => {
    const path = file('a.csv', [TITLES, row(1)]);
    const preview = await take(path, {}, { dryRun: true });
    expect(preview).toMatchObject({
      layout: '7',
      rows: 1,
      accepted: 0,
      question: { code: 'column', option: '--column' },
    });
    expect(preview.question?.columns).toEqual([{ title: '办理期限', to: '承诺时限(工作日)' }]);
    expect(preview.question?.text).toBe(
      '表头缺少必需的列“承诺时限(工作日)”，不认识的列中最像的是“办理期限”。是同一列的，请加 --column "办理期限=承诺时限(工作日)"；不是的，请写成实际对应的列名。确认一次后，同样表头的文件自动沿用',
    );
    await expect(take(path)).rejects.toMatchObject({ code: 'intake.question' });
    expect(await columns.columns('h1')).toEqual([]);
  });

  it('are kept with who and when, used by themselves for the same header, and told', async () => {
    const first = await take(file('a.csv', [TITLES, row(1)]), SAID);
    expect(first).toMatchObject({ layout: '7', accepted: 1, rejected: 0, question: null });
    expect(first.columns).toMatchObject([{ title: '办理期限', to: '承诺时限', by: null, at: null }]);
    const [saved] = await columns.columns('h1', 'cases');
    expect(saved).toMatchObject({ title: '办理期限', to: '承诺时限', file: 'a.csv', by: 'cli:王某' });
    expect(saved?.header).toBe(TITLES.replaceAll(',', '、'));
    const turned = TITLES.split(',').reverse().join(',');
    const next = await take(file('b.csv', [turned, row(2).split(',').reverse().join(',')]));
    expect(next).toMatchObject({
      accepted: 1,
      question: null,
      columns: [{ title: '办理期限', by: 'cli:王某', at: saved?.at }],
    });
    const stored = await database.read.query<{ days: number | string }[]>(
      'SELECT promise_days AS days FROM case_state',
    );
    expect(stored.map(({ days }) => Number(days))).toEqual([5, 5]);
  });

  it('hold for that header, that feed and that hall only', async () => {
    await take(file('a.csv', [TITLES, row(1)]), SAID);
    const other = file('c.csv', [`${TITLES},辖区`, `${row(3)},一区`]);
    expect((await take(other, {}, { dryRun: true })).question?.code).toBe('column');
    const elsewhere = await take(file('a.csv', [TITLES, row(1)]), {}, { hall: 'h2', dryRun: true });
    expect(elsewhere.question?.code).toBe('column');
  });

  it('name what is wrong by the title of the file', async () => {
    const answer = await take(file('a.csv', [TITLES, row(1), row(2, 'x')]), SAID);
    expect(answer.rejects).toMatchObject([{ line: 3, column: '办理期限', value: 'x', code: 'not-a-number' }]);
  });

  it('are kept with a file that adds nothing, not with a preview', async () => {
    const known = file('known.csv', [TITLES.replace('办理期限', '承诺时限'), row(1)]);
    await take(known);
    const path = file('a.csv', [TITLES, row(1)]);
    await take(path, SAID, { dryRun: true });
    expect(await columns.columns('h1')).toEqual([]);
    expect(await take(path, SAID)).toMatchObject({ accepted: 0, batch: null });
    expect(await columns.columns('h1')).toHaveLength(1);
  });

  it('may be said again in another way, and forgotten', async () => {
    const path = file('a.csv', [`${TITLES},辖区`, `${row(1)},一区`]);
    await take(path, { columns: { ...SAID.columns, 辖区: '' } });
    expect((await take(path)).warnings).toEqual([]);
    await take(path, { columns: { 办理期限: '承诺期限' } });
    const saved = await columns.columns('h1');
    expect(saved.map(({ title, to }) => [title, to])).toEqual(
      expect.arrayContaining([
        ['办理期限', '承诺期限'],
        ['辖区', ''],
      ]),
    );
    const id = saved.find(({ title }) => title === '办理期限')?.id ?? '';
    expect(await columns.forget('h1', id, { by: cliActor('王某'), at: '2026-02-10 12:00:00' })).toMatchObject({
      title: '办理期限',
    });
    expect((await take(path, {}, { dryRun: true })).question?.code).toBe('column');
    await expect(columns.forget('h1', id, { by: cliActor('王某'), at: '2026-02-10 12:00:00' })).rejects.toMatchObject({
      code: 'intake.column-missing',
    });
  });

  it.each([
    ['a title that is not there', { 办理时限: '承诺时限' }],
    ['a column nobody knows', { 办理期限: '承诺', 办件状态: '状态' }],
    ['a column that is there already', { 办理期限: '受理时间' }],
  ])('refuse %s', async (_, said) => {
    const path = file('a.csv', [`${TITLES},承诺时限`, `${row(1)},5`]);
    await expect(take(path, { columns: said })).rejects.toMatchObject({ code: 'intake.column-not-named' });
  });
});
