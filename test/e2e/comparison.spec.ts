import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { Workbook } from 'exceljs';
import request from 'supertest';
import type { Comparison } from 'src/modules/reports/parallel/comparison';
import { openFile } from 'src/modules/intake/files/open.process';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'opening');
const schema = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'docs', 'schemas', 'comparison.schema.json'), 'utf8'),
) as object;

/** April as the office worked it out in Excel: no cap of the year, one finding forgotten, one clause the book lacks. */
const RANKING = [
  ['示例大厅2026年4月窗口考核排名表'],
  ['名次', '窗口', '基础分', '加分', '扣分', '得分', '结果'],
  [1, '税务窗口', 100, '', '', 100, '季度红旗窗口候选'],
  [1, '医保窗口', 100, '', '', 100, '季度红旗窗口候选'],
  [3, '公安户籍窗口', 100, 0, 1, 99, ''],
  [3, '人社社保窗口', 100, 0, 1, 99, ''],
  [5, '市场监管局窗口', 100, 0, 1.5, 98.5, ''],
  [6, '不动产登记窗口', 100, 0, 2, 98.5, ''],
  [7, '综合受理窗口', 100, 0, 3, 97, '取消当月评优资格'],
  [8, '邮政窗口', 100, 0, 0, 100, ''],
];
const ITEMS = [
  ['窗口', '考核项目', '扣分', '事由', '日期'],
  ['公安户籍窗口', '窗口空岗', 1, '上午空岗', '4月7日'],
  ['人社社保窗口', '01.07 窗口空岗', 1, '空岗', '4月8日'],
  ['市场监管局窗口', '窗口空岗', 1, '空岗', '4月2日'],
  ['市场监管局窗口', '环境卫生', 0.5, '台面杂乱', '4月15日'],
  ['不动产登记窗口', '窗口空岗', 1, '空岗', '4月3日'],
  ['不动产登记窗口', '窗口空岗', 1, '空岗', '4月3日'],
  ['综合受理窗口', '01.07', 3, '三次空岗', '4月'],
];

describe.each(testEngines())('the office’s own result beside ours on $name', (engine) => {
  let hall: TestApplication;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-05-10 10:00:00', FILES);
    folder = mkdtempSync(join(tmpdir(), 'baifen-compare-'));
    file = join(folder, '四月考核.xlsx');
    const book = new Workbook();
    book.addWorksheet('排名表').addRows(RANKING);
    book.addWorksheet('加减分明细').addRows(ITEMS);
    await book.xlsx.writeFile(file);
    for (const words of [
      ['hall', 'add', 'test', '示例大厅'],
      ['import', 'roster', 'roster.xlsx'],
      ['rules', 'publish', 'book.yaml', '--by', '王某'],
      ['import', 'opening', 'january-and-march.csv'],
      ['import', 'opening', 'counters.csv'],
      ['import', 'patrol', 'patrol.csv', '--complete-from', '2026-04-01', '--complete-to', '2026-04-30'],
    ])
      expect({ words, ...(await hall.run(...words)) }).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('needs a scored month', async () => {
    const told = await hall.run('compare', '2026-04', file);
    expect(told.code).toBe(1);
    expect(told.err).toContain('还没有计分');
    expect((await hall.run('score', '2026-04')).code).toBe(0);
  });

  it('tells every difference by window and by clause, with both values and both reasons', async () => {
    const told = await hall.run('compare', '2026-04', file, '--json');
    expect(told.err).toBe('');
    const answer = told.json<Comparison>();
    const check = new Ajv({ strict: false, allErrors: true }).compile(schema);
    expect(check(answer) ? null : check.errors).toBeNull();
    expect(answer.summary).toEqual({
      subjects: { same: 1, different: 6, 'only-office': 0, 'only-ours': 0 },
      scores: 4,
      ranks: 6,
      outcomes: 3,
      clauses: { same: 4, different: 1, 'only-office': 1, 'only-ours': 1 },
    });
    expect(answer.unread.map(({ sheet, line }) => [sheet, line])).toEqual([['排名表', 10]]);
    expect(answer.remarks).toMatchObject([
      { sheet: '排名表', line: 8, text: '原表自身不平：100 + 0 - 2 = 98，与表中得分 98.5 不符' },
    ]);
    const hallDesk = answer.subjects.find(({ subject }) => subject === 'D01');
    expect(hallDesk).toMatchObject({
      state: 'different',
      office: { rank: 7, score: '97' },
      ours: { rank: 2, score: '99.00' },
    });
    expect(hallDesk?.differences).toEqual([
      { what: 'score', office: '97', ours: '99.00', delta: '2' },
      { what: 'deduction', office: '3', ours: '1.00', delta: '-2' },
      { what: 'rank', office: '7', ours: '2', delta: '-5' },
      { what: 'outcome', name: '当月末名', office: 'yes', ours: 'no' },
    ]);
    const capped = answer.clauses.find(({ subject }) => subject === 'D01');
    expect(capped).toMatchObject({
      item: '01.07',
      state: 'different',
      delta: '2',
      office: { points: '-3' },
      ours: { points: '-1' },
    });
    expect(capped?.ours?.lines.map(({ points }) => points)).toEqual(['-1.00', '-1.00', '-1.00', '2.00']);
    expect(capped?.ours?.lines.at(-1)?.sentence).toContain('全年');
    expect(answer.clauses.find(({ subject }) => subject === 'C02')).toMatchObject({
      item: '01.07',
      state: 'only-ours',
      office: null,
    });
    expect(answer.clauses.find(({ state }) => state === 'only-office')).toMatchObject({
      subject: 'A01',
      item: null,
      title: '环境卫生',
      office: { points: '-0.5', entries: [{ reason: '台面杂乱', date: '4月15日', sheet: '加减分明细', line: 5 }] },
    });
    expect(answer.clauses.find(({ subject }) => subject === 'B01')).toMatchObject({
      state: 'same',
      office: { points: '-2' },
    });
  });

  it('prints tables and writes a workbook', async () => {
    const told = await hall.run('compare', '2026-04', file, '--out', folder);
    expect(told.out).toContain('仅系统有');
    expect(told.out).toContain('当月末名：原表 有，系统 无');
    const name = readdirSync(folder).find((entry) => entry.includes('试运行比对')) ?? '';
    const book = await openFile(join(folder, name));
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(['比对汇总', '窗口比对', '条款比对', '未比对的行']);
    book.close();
  });

  it('gives both over HTTP for an uploaded file', async () => {
    const server = request(hall.app.getHttpServer());
    const kept = await server.post('/api/halls/test/uploads').attach('file', file).expect(201);
    const upload = (kept.body as { id?: string; upload?: string }).upload ?? (kept.body as { id: string }).id;
    const { body } = await server.get(`/api/halls/test/periods/2026-04/comparison?upload=${upload}`).expect(200);
    expect((body as Comparison).summary.scores).toBe(4);
    const download = await server.get(`/api/halls/test/periods/2026-04/comparison.xlsx?upload=${upload}`).expect(200);
    expect(download.headers['content-disposition']).toContain('comparison-2026-04.xlsx');
    expect(download.headers['content-type']).toContain('spreadsheetml');
  });
});
