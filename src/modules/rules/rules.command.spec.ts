import Ajv from 'ajv';
import { Command } from 'commander';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from 'src/common/refusal';
import { SystemClock } from 'src/config/clock.service';
import { terminalIo } from 'src/config/terminal-io.service';
import { registerRules } from './rules.command';

const BAD =
  'book: probe\ntitle: 试用\nfrom: 2026-01\nsubjects: { window: { base: 100 } }\nranking: { window: {} }\nsections: [{ code: a, name: 甲 }]\nitems: [{ code: x, name: 乙, section: b, kind: bonus, shape: { kind: star } }]\n';

describe('rules commands', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'baifen-rules-'));
    writeFileSync(join(folder, 'bad.yaml'), BAD);
    writeFileSync(
      join(folder, 'warned.yaml'),
      BAD.replace('section: b', 'section: a').replace(
        '{ kind: star }',
        '{ kind: share, value: { of: cases.early, over: cases.promised-finished, basis: finished }, weight: 1 }, caps: { month: 2 }',
      ),
    );
    writeFileSync(join(folder, 'latin.yaml'), Buffer.from([0x62, 0x6f, 0x6f, 0x6b, 0x3a, 0x20, 0xff, 0xfe]));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function run(
    argv: string[],
    language: 'zh' | 'en' = 'zh',
  ): Promise<{ out: string; refusal: string | undefined }> {
    let out = '';
    const streams = { out: (text: string) => void (out += text), err: () => undefined };
    const service = (): Promise<never> => Promise.reject(new Error('no database is needed'));
    const io = terminalIo({ argv, language, streams, clock: new SystemClock(), cwd: folder, service });
    const program = new Command('baifen').exitOverride();
    registerRules(program, io);
    try {
      await program.parseAsync(argv, { from: 'user' });
      return { out, refusal: undefined };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { out, refusal: error.in(language) };
    }
  }

  const schema = JSON.parse(
    readFileSync(join(__dirname, '../../../docs/schemas/rules-check.schema.json'), 'utf8'),
  ) as object;
  const isAnswer = new Ajv({ allErrors: true }).compile(schema);

  it('check: one line a fault, file:line:column cause and remedy, then the refusal', async () => {
    const { out, refusal } = await run(['rules', 'check', 'bad.yaml']);
    expect(out).toBe(
      'bad.yaml:7:69 项目 x：不认识的形状（shape）“star”。可以写：per-unit、bands、levels、range、linear、slope、steps、tiers、share、per-percent、quota、by-rank 等。\n',
    );
    expect(refusal).toBe('bad.yaml 有 1 处错误，不能发布。请逐处改正后再检查。');
  });

  it('check in English', async () => {
    const { out } = await run(['rules', 'check', 'bad.yaml'], 'en');
    expect(out).toMatch(/^bad\.yaml:7:69 item x: “star” is not a known shape\. Possible: per-unit, bands, /);
  });

  it('check --json answers by its schema, good, warned or bad', async () => {
    for (const [file, ok, warnings] of [
      ['bad.yaml', false, 0],
      ['warned.yaml', true, 1],
      ['lianshui-2026', true, 0],
      ['example-county', true, 0],
    ] as const) {
      const { out } = await run(['rules', 'check', file, '--json']);
      const answer = JSON.parse(out) as { ok: boolean; warnings: number };
      expect(isAnswer(answer) ? [] : isAnswer.errors).toEqual([]);
      expect([file, answer.ok, answer.warnings]).toEqual([file, ok, warnings]);
    }
  });

  it('check says how many items are right, and marks a warning', async () => {
    expect((await run(['rules', 'check', 'lianshui-2026'])).out).toBe(
      '涟水县政务服务大厅窗口月度考核办法（样本）（自 2026-01 起）：66 个项目，没有错误。\n',
    );
    const { out, refusal } = await run(['rules', 'check', 'warned.yaml']);
    expect(out).toBe(
      'warned.yaml:7:180 项目 x：本项一个月最多 1 分，封顶 2 不起作用。请核对分值或封顶。（提醒）\n试用（自 2026-01 起）：1 个项目，没有错误，1 处提醒。\n',
    );
    expect(refusal).toBeUndefined();
  });

  it('refuses what it cannot read, with the reason', async () => {
    expect((await run(['rules', 'check', 'none.yaml'])).refusal).toMatch(
      /^考核办法文件 none\.yaml 读不出来：没有这个文件。/,
    );
    expect((await run(['rules', 'check', '.'])).refusal).toMatch(/这是一个文件夹/);
    expect((await run(['rules', 'check', 'latin.yaml'])).refusal).toMatch(/不是 UTF-8 编码/);
    expect((await run(['rules', 'publish', 'lianshui-2026'])).refusal).toBe('没有写明由谁发布。请加上 --by 姓名。');
    expect((await run(['rules', 'template', 'x'])).refusal).toBe(
      '没有名为“x”的样本办法。可以用：example-county、lianshui-2026。',
    );
  });

  it('prints samples, schema and catalogue', async () => {
    expect((await run(['rules', 'template'])).out).toBe('example-county\nlianshui-2026\n');
    const shipped = readFileSync(join(__dirname, 'books/lianshui-2026.yaml'), 'utf8');
    expect((await run(['rules', 'template', 'lianshui-2026'])).out).toBe(shipped);
    const file = readFileSync(join(__dirname, '../../../docs/schemas/rule-book.schema.json'), 'utf8');
    expect(JSON.parse((await run(['rules', 'schema'])).out)).toEqual(JSON.parse(file));
    const catalogue = JSON.parse((await run(['rules', 'catalogue', '--json'])).out) as {
      occurrences: object;
      measures: object;
    };
    expect(Object.keys(catalogue.occurrences)).toContain('case.overdue');
    expect(Object.keys(catalogue.measures)).toContain('cases.finished');
    expect((await run(['rules', 'catalogue'])).out).toMatch(/case\.overdue +办件超时 +cases +workingDays/);
  });
});
