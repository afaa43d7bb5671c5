import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { Database } from 'src/config/database.service';
import { Settings } from 'src/config/settings.dto';
import { openFile } from 'src/modules/intake/files/open.process';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const GOOD = ['07001,2026-01-05 08:20:00', '07001,2026-01-05 17:40:00'];
const BAD = ['07001,2026-02-31 08:00:00', ',2026-01-05 08:00:00'];

interface Answer {
  accepted: number;
  rejected: number;
  repeats: number;
  batch: string | null;
  rejects: { line: number; cause: string }[];
}

/** The wizard over HTTP: upload, preview, all or nothing, good rows, workbook of errors, undo. */
describe.each(testEngines())('importing over HTTP on $name', (engine) => {
  let hall: TestApplication;
  let folder: string;

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-02-10 10:00:00', FILES);
    folder = mkdtempSync(join(tmpdir(), 'baifen-http-'));
    await hall.run('hall', 'add', 'test', '示例大厅');
    await hall.run('import', 'roster', 'roster.xlsx', '--by', '王某');
  });
  afterAll(async () => {
    rmSync(hall.app.get(Settings).dataDir, { recursive: true, force: true });
    await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const server = (): never => hall.app.getHttpServer() as never;
  const post = (path: string): request.Test => request(server()).post(`/api/halls/test/${path}`);
  const upload = async (content: string | Buffer, name: string): Promise<string> => {
    const { body } = await post('uploads').attach('file', Buffer.from(content), name).expect(201);
    return (body as { upload: string }).upload;
  };
  const take = async (id: string, more: object = {}): Promise<Answer> =>
    (
      await post('imports')
        .send({ upload: id, feed: 'punches', ...more })
        .expect(200)
    ).body as Answer;

  const stored = async (): Promise<number> =>
    Number((await hall.app.get(Database).read.query<{ n: string }[]>('SELECT COUNT(*) AS n FROM punch'))[0]?.n);

  it('previews, holds back, takes the good rows and gives the errors back', async () => {
    const id = await upload(['工号,打卡时间', ...GOOD, ...BAD].join('\r\n'), '一月打卡.csv');
    expect(await take(id, { dryRun: true })).toMatchObject({ accepted: 2, rejected: 2, batch: null });
    expect(await take(id)).toMatchObject({ accepted: 2, rejected: 2, batch: null });
    expect(await stored()).toBe(0);
    const taken = await take(id, { goodRows: true });
    expect(taken).toMatchObject({ accepted: 2, rejected: 2, batch: expect.any(String) });
    const book = await request(server())
      .get(`/api/halls/test/uploads/${id}/errors.xlsx`)
      .buffer()
      .parse((answer, done) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    expect(decodeURIComponent(book.headers['content-disposition'] ?? '')).toContain('一月打卡（错误）.xlsx');
    const path = join(folder, 'errors.xlsx');
    writeFileSync(path, book.body as Buffer);
    const sheets = await openFile(path);
    expect(sheets.sheets.map(({ name }) => name)).toEqual(['Sheet1', '错误汇总']);
    sheets.close();
    const again = await upload(book.body as Buffer, '改好的.xlsx');
    const rest = await take(again, { goodRows: true });
    expect(rest).toMatchObject({ accepted: 0, repeats: 2, rejected: 2, batch: null });
    const { body } = await request(server())
      .get(`/api/halls/test/imports/${String(taken.batch)}/rejects`)
      .expect(200);
    expect((body as Answer['rejects']).map(({ line }) => line)).toEqual([4, 5]);
  });

  it('takes a file on the command line whole or not at all, and names the first bad row with what to do', async () => {
    const before = await stored();
    const path = join(folder, '一月补报.csv');
    writeFileSync(path, ['工号,打卡时间', '07001,2026-01-08 08:20:00', ...BAD].join('\r\n'));
    const held = await hall.run('import', 'punches', path, '--by', '王某', '--json');
    expect(held.code).toBe(1);
    expect(held.json<Answer>()).toMatchObject({ rejected: 2, batch: null });
    expect(held.err).toMatch(/“一月补报.csv”第 3 行“打卡时间”.*2026-02-31.*没有写入任何数据.*--good-rows/);
    const english = await hall.run('--lang', 'en', 'import', 'punches', path, '--by', '王某');
    expect(english).toMatchObject({
      code: 1,
      err: expect.stringMatching(/Row 3 of ".*", 打卡时间 .*--good-rows/) as string,
    });
    expect(await stored()).toBe(before);
    const good = await hall.run('import', 'punches', path, '--good-rows', '--by', '王某', '--json');
    expect([good.code, good.json<Answer>()]).toMatchObject([
      0,
      { accepted: 1, rejected: 2, batch: expect.any(String) as string },
    ]);
    expect(await stored()).toBe(before + 1);
  });

  it('keeps punches of somebody unknown beside known ones, and refuses a file in which the roster knows nobody', async () => {
    const before = await stored();
    const path = join(folder, '别处.csv');
    writeFileSync(path, '工号,打卡时间\n90001,2026-01-09 08:20:00\n90002,2026-01-09 08:21:00');
    const refused = await hall.run('import', 'punches', path, '--by', '王某');
    expect([refused.code, await stored()]).toEqual([1, before]);
    expect(refused.err).toMatch(/“别处.csv”第 2 行.*“90001”.*没有写入任何数据.*roster confirm.*--good-rows/);
    const mixed = join(folder, '混合.csv');
    writeFileSync(mixed, '工号,打卡时间\n07001,2026-01-09 08:20:00\n90001,2026-01-09 08:21:00');
    const taken = await hall.run('import', 'punches', mixed, '--by', '王某');
    expect([taken.code, await stored()]).toEqual([0, before + 2]);
    expect(taken.out).toContain('第 3 行：花名册里找不到“90001”');
    expect((await hall.run('import', 'punches', path, '--good-rows', '--by', '王某')).code).toBe(0);
    expect(await stored()).toBe(before + 4);
  });

  it('takes a batch back, once', async () => {
    const id = await upload('工号,打卡时间\n07001,2026-01-06 08:20:00', 'punches.csv');
    const { batch } = await take(id);
    const undone = await post(`imports/${String(batch)}/undo`).expect(200);
    expect(undone.body).toMatchObject({ id: batch, state: 'undone' });
    const twice = await post(`imports/${String(batch)}/undo`).expect(409);
    expect(twice.body).toMatchObject({ code: 'intake.batch-undone' });
  });

  it('asks about a title nobody knows, takes the answer, and uses it by itself until it is forgotten', async () => {
    const lines = (no: string): string =>
      `办件编号,窗口编号,受理时间,办理期限,办结时间\n${no},D01,2026/1/5 9:10,５个工作日,2026年1月8日 下午2:30`;
    const asking = await take(await upload(lines('3299992600009101'), '办件.csv'), { feed: 'cases', dryRun: true });
    const { question } = asking as Answer & { question: { code: string; columns: { title: string; to: string }[] } };
    expect(question).toMatchObject({ code: 'column', columns: [{ title: '办理期限', to: '承诺时限(工作日)' }] });
    const columns = Object.fromEntries(question.columns.map(({ title, to }) => [title, to]));
    const id = await upload(lines('3299992600009101'), '办件.csv');
    const preview = await take(id, { feed: 'cases', dryRun: true, options: { columns } });
    expect(preview).toMatchObject({
      question: null,
      columns: [{ title: '办理期限', by: null }],
      normalised: [
        { column: '受理时间', rule: 'date-marks', from: '2026/1/5 9:10', to: '2026-01-05 09:10:00', count: 1, line: 2 },
        { column: '办结时间', rule: 'date-marks', to: '2026-01-08 14:30:00' },
        { column: '办理期限', rule: 'unit', what: '去掉单位', from: '５个工作日', to: '5' },
      ],
    });
    const named = async (): Promise<{ id: string; title: string; by: string }[]> =>
      (await request(server()).get('/api/halls/test/imports/columns').expect(200)).body as never;
    expect(await named()).toEqual([]);
    await take(id, { feed: 'cases', options: { columns } });
    const [saved] = await named();
    expect(saved).toMatchObject({ title: '办理期限', by: 'cli:http' });
    const next = await upload(lines('3299992600009102'), '办件2.csv');
    expect(await take(next, { feed: 'cases' })).toMatchObject({ columns: [{ title: '办理期限', by: 'cli:http' }] });
    await request(server())
      .delete(`/api/halls/test/imports/columns/${saved?.id ?? ''}`)
      .expect(200);
    expect(await named()).toEqual([]);
    await request(server())
      .delete(`/api/halls/test/imports/columns/${saved?.id ?? ''}`)
      .expect(404);
    await post('imports')
      .send({ upload: next, feed: 'cases', options: { columns: { 办理期限: 5 } } })
      .expect(400);
  });

  it('gives an empty workbook to be filled in, with the windows of the roster', async () => {
    const { body, headers } = await request(server())
      .get('/api/halls/test/templates/cases')
      .buffer()
      .parse((answer, done) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    expect(decodeURIComponent(headers['content-disposition'] ?? '')).toContain('办件清单.xlsx');
    const path = join(folder, 'template.xlsx');
    writeFileSync(path, body as Buffer);
    const book = await openFile(path);
    expect(book.sheets.map(({ name }) => name)).toEqual(['办件清单', '填写说明', '可选值']);
    book.close();
    const { body: refused } = await request(server()).get('/api/halls/test/templates/salaries').expect(400);
    expect((refused as { message: string }).message).toContain('模板种类应为');
  });

  it('refuses what is not there, not complete or not from its own pages, and keeps nothing of it', async () => {
    const id = await upload('工号,打卡时间\n07001,2026-01-07 08:20:00', '../../etc/passwd');
    const uploads = join(hall.app.get(Settings).dataDir, 'uploads', 'test', id);
    expect(readdirSync(uploads)).toEqual(['passwd']);
    expect(existsSync(join(uploads, '..', '..', 'etc'))).toBe(false);
    const refused = async (test: request.Test, status: number): Promise<string> =>
      ((await test.expect(status)).body as { message: string }).message;
    expect(await refused(post('imports').send({ upload: id, feed: 'punches', by: '王某' }), 400)).toContain('“by”');
    expect(await refused(post('imports').send({ upload: id, feed: 'salaries' }), 400)).toContain('数据种类应为');
    const unknown = '00000000-0000-0000-0000-000000000000';
    expect(await refused(post('imports').send({ upload: unknown, feed: 'punches' }), 404)).toContain('重新上传');
    expect(await refused(post('imports').send({ upload: id, feed: 'punches', sql: 1 }), 400)).toContain('“sql”');
    expect(await refused(post('uploads'), 400)).toContain('没有收到文件');
    expect(
      await refused(post('uploads').set('origin', 'http://evil.example').attach('file', Buffer.from('x'), 'x'), 403),
    ).toContain('别的网站');
    expect(await refused(request(server()).get('/api/halls').set('host', 'evil.example'), 403)).toContain('别的网站');
    expect(await refused(request(server()).get(`/api/halls/test/uploads/${id}/errors.xlsx`), 404)).toContain(
      '请先预检',
    );
    const html = await upload('<html><table></table></html>', '考勤.xls');
    expect(await refused(post('imports').send({ upload: html, feed: 'punches' }), 400)).toContain('网页');
  });
});
