import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { Command } from 'commander';
import { Clock } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { registerImport, type Prepare } from './index';
import { openFile } from './files/open.process';

const schema = JSON.parse(
  readFileSync(join(__dirname, '..', '..', '..', 'docs', 'schemas', 'import-answer.schema.json'), 'utf8'),
) as object;
const fixtures = join(__dirname, '..', '..', '..', 'test', 'fixtures', 'intake');
const feeds = [{ name: 'punches', module: join(fixtures, 'plain.feed.cjs') }] as const;

/** Runs one command line without a database: asking for one fails the test. */
async function run(
  words: readonly string[],
  prepare: Prepare = () => Promise.resolve({ given: null, hall: null }),
  language: 'zh' | 'en' = 'zh',
): Promise<{ answer: unknown; text: string; error: { code?: string; message: string } | undefined }> {
  const text: string[] = [];
  let answer: unknown;
  const io: CommandIo = {
    language,
    clock: new (class extends Clock {
      now = (): number => Date.UTC(2026, 3, 1, 1, 0, 0, 7);
    })(),
    cwd: fixtures,
    hall: undefined,
    answer: (value, human) => {
      answer = JSON.parse(JSON.stringify(value));
      human();
    },
    line: (line) => text.push(line),
    table: (head, rows) => text.push(JSON.stringify([head, ...rows])),
    note: (line) => text.push(line),
    service: () => Promise.reject(new Error('no database here')),
  };
  const program = new Command().exitOverride();
  registerImport(program, io, feeds, prepare);
  const error = await program.parseAsync(words, { from: 'user' }).then(
    () => undefined,
    (thrown: unknown) => thrown as { code?: string; message: string },
  );
  return { answer, text: text.join('\n'), error };
}

describe('import --dry-run', () => {
  const validate = new Ajv().compile(schema);

  it('answers after the schema, without a hall and without a database', async () => {
    const { answer, text, error } = await run(['import', 'punches', 'zk-attlog-damaged.dat', '--dry-run']);
    expect(error).toBeUndefined();
    expect([validate(answer), validate.errors]).toEqual([true, null]);
    expect(Object.keys(answer as object).slice(0, 16)).toEqual([
      'feed',
      'layout',
      'sheet',
      'rows',
      'records',
      'accepted',
      'repeats',
      'skipped',
      'rejected',
      'warned',
      'persons',
      'first',
      'last',
      'question',
      'unmatched',
      'rejects',
    ]);
    expect(text).toContain('这是试读，没有写入任何数据。');
  });

  it('gives the options to the feed and the room that prepares', async () => {
    let asked: unknown;
    const prepare: Prepare = (request) => {
      asked = request;
      return Promise.resolve({ given: null, hall: null });
    };
    const words = [
      'import',
      'punches',
      'mobile-app-punches.xlsx',
      '--dry-run',
      '--date-order',
      'dmy',
      '--as-of',
      '2026-01-31 18:00',
    ];
    await run([...words, '--grade-codes', '5=非常满意，4=满意', '--numbers-as-ids', '--period', '2026-01'], prepare);
    expect(asked).toEqual({
      feed: 'punches',
      dryRun: true,
      roster: undefined,
      options: {
        dateOrder: 'dmy',
        asOf: '2026-01-31 18:00:00',
        period: '2026-01',
        gradeCodes: { '5': '非常满意', '4': '满意' },
        numbersAsIds: true,
      },
    });
  });

  it.each([
    [['import', 'salaries', 'x.csv'], 'intake.feed-unknown'],
    [['import', 'punches', 'x.csv', '--dry-run'], 'intake.file-missing'],
    [['import', 'punches', 'odd/header-only.csv', '--dry-run'], 'intake.no-rows'],
    [['import', 'punches', 'x.csv', '--date-order', 'ydm'], 'intake.option-invalid'],
    [['import', 'punches', 'x.csv', '--period', '2026-13'], 'intake.option-invalid'],
    [['import', 'punches', 'x.csv', '--as-of', '2026-02-30'], 'intake.option-invalid'],
    [['import', 'punches', 'x.csv', '--grade-codes', '5'], 'intake.option-invalid'],
    [['import', 'punches', 'mobile-app-punches.xlsx'], 'intake.hall-missing'],
    [['coverage', '2026-3'], 'intake.option-invalid'],
  ])('%j is refused as %s', async (words, code) => {
    const { error, answer } = await run(words);
    expect(error?.code).toBe(code);
    expect(answer).toBeUndefined();
  });

  it('speaks English on demand', async () => {
    const { text } = await run(['import', 'punches', 'odd/giant-merge.xlsx', '--dry-run'], undefined, 'en');
    expect(text).toContain('This was a dry run: nothing was written.');
  });
});

describe('--errors', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-errors-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function rowsOf(file: string): Promise<Record<string, unknown[]>> {
    const book = await openFile(file);
    const sheets: Record<string, unknown[]> = {};
    for (const sheet of book.sheets) {
      const rows: unknown[] = (sheets[sheet.name] = []);
      for await (const part of book.rows(sheet))
        rows.push(...part.map((row) => ('cells' in row ? [row.line, ...row.cells] : row)));
    }
    book.close();
    return sheets;
  }

  it('writes the user’s own file on its row numbers, what is wrong in front, nothing as a formula', async () => {
    const source = join(folder, 'in.csv');
    const target = join(folder, 'out.xlsx');
    writeFileSync(
      source,
      '工号,打卡时间,备注\n07001,2026-01-05 08:00:00,\n=1+1,never,"@SUM(A1)"\n,2026-01-05 08:00:00,x',
    );
    const { error, text, answer } = await run(['import', 'punches', source, '--dry-run', '--errors', target]);
    expect(error).toBeUndefined();
    expect(text).toContain(`错误工作簿已写入 ${target}：2 行需要改正。`);
    const sheets = await rowsOf(target);
    expect(sheets.Sheet1).toEqual([
      [1, '错误说明', '工号', '打卡时间', '备注'],
      [2, '可导入', '07001', '2026-01-05 08:00:00'],
      [3, '打卡时间：原因。办法', '=1+1', 'never', '@SUM(A1)'],
      [4, '工号：原因。办法', '', '2026-01-05 08:00:00', 'x'],
    ]);
    expect(sheets['错误汇总']?.slice(-2)).toEqual([
      [4, '打卡时间：原因', { kind: 'number', text: '1' }],
      [5, '工号：原因', { kind: 'number', text: '1' }],
    ]);
    // The same file again is read like the file it was made of.
    const again = await run(['import', 'punches', target, '--dry-run']);
    const told = (one: unknown): object => {
      const { rows, records, rejects } = one as { rows: number; records: number; rejects: { line: number }[] };
      return { rows, records, lines: rejects.map(({ line }) => line) };
    };
    expect(told(again.answer)).toEqual(told(answer));
    expect(told(answer)).toEqual({ rows: 3, records: 1, lines: [3, 4] });
  });

  it('refuses a place that cannot be written, and what was read is told all the same', async () => {
    const source = join(folder, 'bad.csv');
    writeFileSync(source, '工号,打卡时间\n07001,never');
    const { error } = await run(['import', 'punches', source, '--dry-run', '--errors', join(folder, 'no', 'out.xlsx')]);
    expect(error?.code).toBe('intake.error-book-failed');
  });
});
