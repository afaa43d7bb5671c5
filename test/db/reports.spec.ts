import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import Ajv from 'ajv';
import { Command } from 'commander';
import { sha256 } from 'src/common/canonical';
import { Clock, instantOf } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { Database } from 'src/config/database.service';
import { readSettings, Settings } from 'src/config/settings.dto';
import { terminalIo } from 'src/config/terminal-io.service';
import { openFile } from 'src/modules/intake/files/open.process';
import { BulletinService, registerReports, ReportsModule, type BulletinAnswer } from 'src/modules/reports';
import { BooksService, RulesService } from 'src/modules/rules';
import { CloseService, ScoreService } from 'src/modules/scoring';
import { ReportsOfMonth } from 'src/modules/submissions/report/reports.service';
import { testEngines } from 'test/support/engines';
import { fixture } from 'test/support/feed-driver';
import { SampleHall } from 'test/support/sample-hall';

const schema = JSON.parse(readFileSync('docs/schemas/bulletin-answer.schema.json', 'utf8')) as object;

class StandingClock extends Clock {
  now(): number {
    return instantOf('2026-02-05 10:00:00');
  }
}

@Global()
@Module({})
class World {
  static around(database: Database, clock: Clock): DynamicModule {
    const providers = [
      { provide: Database, useValue: database },
      { provide: Clock, useValue: clock },
      { provide: Settings, useValue: readSettings({}) },
    ];
    return { module: World, imports: [ReportsModule], providers, exports: providers.map(({ provide }) => provide) };
  }
}

async function rowsOf(path: string): Promise<Map<string, string[][]>> {
  const book = await openFile(path);
  const sheets = new Map<string, string[][]>();
  for (const sheet of book.sheets) {
    const rows: string[][] = [];
    for await (const group of book.rows(sheet))
      for (const row of group) if ('cells' in row) rows.push(row.cells.map((cell) => JSON.stringify(cell)));
    sheets.set(sheet.name, rows);
  }
  return sheets;
}

describe.each(testEngines())('reports on $name', (engine) => {
  let drop: () => Promise<void>;
  let app: INestApplicationContext;
  let folder: string;
  let hall: string;
  const month = '2026-01';
  const clock = new StandingClock();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baifen-reports-'));
    const opened = await engine.open();
    ({ drop } = opened);
    const sample = await SampleHall.open(opened.database);
    ({ hall } = sample);
    await sample.take('cases', fixture('cases/cases.utf8.csv'));
    await sample.take('ratings', fixture('ratings/ratings-extended.xlsx'));
    app = await Test.createTestingModule({ imports: [World.around(opened.database, clock)] }).compile();
    const actor = { id: 'cli:office', name: '考核办' };
    const text = app.get(BooksService).template('lianshui-2026');
    const publication = { hall, text, source: 'lianshui-2026', actor, at: '2026-02-01 08:00:00' };
    await app.get(RulesService).publish(publication, () => Promise.resolve([]));
    await app.get(ScoreService).score(hall, month, actor);
  });
  afterAll(async () => {
    await app.close();
    await drop();
    rmSync(folder, { recursive: true });
  });

  const run = async (...argv: string[]): Promise<{ out: string; err: string }> => {
    const text = { out: '', err: '' };
    const streams = { out: (part: string) => void (text.out += part), err: (part: string) => void (text.err += part) };
    const io: CommandIo = terminalIo({
      argv,
      language: 'zh',
      streams,
      clock,
      cwd: folder,
      service: (type) => Promise.resolve(app.get(type as never)),
    });
    const program = new Command('baifen').exitOverride();
    registerReports(program, io);
    await program.parseAsync(argv, { from: 'user' });
    return text;
  };

  it('writes the month and answers what it wrote', async () => {
    const { out } = await run('bulletin', month, '--out', 'made/here', '--json');
    const answer = JSON.parse(out) as BulletinAnswer;
    const validate = new Ajv({ strict: true }).compile(schema);
    expect(validate(answer) || validate.errors).toBe(true);
    const [file, ...others] = answer.files;
    expect(others).toEqual([]);
    expect(answer).toMatchObject({ hall, period: month, revision: 1, state: 'open' });
    expect(file?.path).toBe(join(folder, 'made/here', '示范大厅2026年1月窗口考核情况通报附表（草稿）.xlsx'));
    const content = readFileSync(file?.path ?? '');
    expect({ sha256: file?.sha256, bytes: file?.bytes }).toEqual({ sha256: sha256(content), bytes: content.length });
    expect(readdirSync(join(folder, 'made/here'))).toHaveLength(1);
  });

  it('prints the numbers of the engine', async () => {
    const answer = await app.get(BulletinService).write(hall, month, folder);
    const sheets = await rowsOf(answer.files[0]?.path ?? '');
    expect([...sheets.keys()]).toEqual(answer.files[0]?.sheets);
    const { evaluation } = await app.get(ScoreService).evaluation(hall, month);
    const ranking = [...sheets].flatMap(([name, rows]) => (name.startsWith('得分汇总') ? rows : []));
    const windows = evaluation.standings.filter(({ type }) => type === 'window');
    expect(windows.length).toBeGreaterThan(3);
    for (const { name, score } of windows) {
      const row = ranking.find((cells) => cells.some((cell) => cell.includes(name)));
      expect(row?.join(' ')).toContain(String(Number(score)));
    }
    expect(sheets.get('分项得分矩阵')?.length).toBeGreaterThan(windows.length + 3);
    const said = JSON.stringify([...(sheets.get('计分说明') ?? [])]);
    expect(said).toContain('涟水县政务服务大厅窗口月度考核办法（样本）（示例）');
    expect(said).toContain('尚未封存');
  });

  it('writes the same bytes again, replacing the file as a whole', async () => {
    const service = app.get(BulletinService);
    const [first, second] = [await service.write(hall, month, folder), await service.write(hall, month, folder)];
    expect(second).toEqual(first);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('lists who reported when, once the book connects the reports of the windows', async () => {
    const before = await app.get(BulletinService).write(hall, month, folder);
    expect(JSON.stringify((await rowsOf(before.files[0]?.path ?? '')).get('填报情况'))).toContain('尚未接入');
    const actor = { id: 'cli:office', name: '考核办' };
    const text = app.get(BooksService).template('lianshui-2026').replace('  - declarations\n', '');
    const publication = { hall, text, source: 'own', reason: '接通申报', actor, at: '2026-02-04 08:00:00' };
    await app.get(RulesService).publish(publication, () => Promise.resolve([]));
    const reports = app.get(ReportsOfMonth);
    await reports.confirm(hall, month, 'A01', '月报', { by: actor, at: '2026-02-02 17:30:00' });
    await reports.confirm(hall, month, 'A02', '月报', { by: actor, at: '2026-02-03 19:31:00' });
    const extension = { window: 'B01', form: '月报', until: '2026-02-09 12:00', reason: '系统迁移' };
    await reports.extend(hall, month, extension, { by: actor, at: '2026-02-02 10:00:00' });
    await app.get(ScoreService).score(hall, month, actor);
    const answer = await app.get(BulletinService).write(hall, month, folder);
    const rows = ((await rowsOf(answer.files[0]?.path ?? '')).get('填报情况') ?? []).map((row) => row.join('|'));
    const row = (part: string): string | undefined => rows.find((text) => text.includes(part));
    expect(row('2026年2月2日 17:30"|"按时')).toContain('"2026年2月2日 17:30"');
    expect(row('2026年2月3日 19:31')).toContain('"逾期1天2小时"');
    expect(row('已延期')).toContain('"2026年2月9日 12:00（已延期）"|"待报"|"待报"');
    expect(row('"未报送"|"未报送"')).toBeDefined();
  });

  it('shows a sealed month without the word 草稿, with its digest and what was set aside', async () => {
    const actor = { id: 'cli:office', name: '考核办' };
    const aside = { by: '王主任', reason: '试运行' };
    const { run: sealed } = await app
      .get(CloseService)
      .close(hall, month, actor, [{ condition: 'coverage-complete', ...aside }]);
    const answer = await app.get(BulletinService).write(hall, month, folder);
    expect(answer).toMatchObject({ revision: 1, state: 'closed' });
    expect(answer.files[0]?.path).toBe(join(folder, '示范大厅2026年1月窗口考核情况通报附表.xlsx'));
    const said = JSON.stringify((await rowsOf(answer.files[0]?.path ?? '')).get('计分说明'));
    expect(said).toContain(sealed.sealDigest);
    expect(said).toContain('有数据来源尚未报全：由王主任放宽，理由：试运行');
    const english = await app.get(BulletinService).render(hall, month, { language: 'en' });
    expect(english.fileName).toBe('示范大厅 2026-01 window assessment tables.xlsx');
  });

  it('refuses in a sentence: no month, nothing scored, no folder, no revision', async () => {
    await expect(run('bulletin', '2026-Q1', '--out', 'x')).rejects.toMatchObject({ code: 'calendar.period-not-month' });
    await expect(run('bulletin', '2025-07', '--out', 'x')).rejects.toMatchObject({ code: 'scoring.month-not-scored' });
    await expect(run('bulletin', month, '--out', 'x', '--revision', '0')).rejects.toMatchObject({
      code: 'scoring.revision-unreadable',
    });
    expect(existsSync(join(folder, 'x'))).toBe(false);
    writeFileSync(join(folder, 'file'), '');
    await expect(run('bulletin', month, '--out', 'file/below')).rejects.toMatchObject({
      code: 'reports.cannot-write',
      message: `通报附表写不进 ${join(folder, 'file/below', '示范大厅2026年1月窗口考核情况通报附表.xlsx')}：路径中有一段不是文件夹。请换一个文件夹（--out），或关闭占用的程序后重试；没有留下写了一半的文件。`,
    });
  });
});
