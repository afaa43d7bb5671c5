import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { account, PASSWORD, signIn } from 'test/support/accounts';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const BOOK = readFileSync(
  join(__dirname, '..', '..', 'src', 'modules', 'rules', 'books', 'lianshui-2026.yaml'),
  'utf8',
).replace(/ {2}- (documents|declarations|entries)\n/g, '');

interface Draft {
  id: string;
  version: number;
  typed: { labels?: { event?: string } };
}
interface Answer {
  standing: string;
  report: { receipt: string; at: string };
}

describe.each(testEngines())('a window under the clock on $name', (engine) => {
  let hall: TestApplication;
  const folder = mkdtempSync(join(tmpdir(), 'baifen-last-second-'));
  const server = (): never => hall.app.getHttpServer() as never;
  const month = '/api/halls/test/periods/2026-01';
  const by = (call: request.Test, cookie: string): request.Test => call.set('cookie', cookie).set('x-baifen', '1');

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-01-20 10:00:00', FILES, { cheapPasswords: true });
    writeFileSync(join(folder, 'book.yaml'), BOOK);
    await hall.run('hall', 'add', 'test', '示例大厅');
    await hall.run('import', 'roster', 'roster.xlsx', '--by', '王某');
    expect((await hall.run('rules', 'publish', join(folder, 'book.yaml'), '--by', '王某')).err).toBe('');
    for (const unit of ['A01', 'A02', 'B01', 'B02'])
      await account(hall.app, unit.toLowerCase(), [{ role: 'window-head', hall: 'test', units: [unit] }], {
        ...{ hall: 'test', password: PASSWORD },
      });
  });
  afterAll(async () => {
    await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds its draft again when its session ended in the middle of it', async () => {
    const cookie = await signIn(server(), 'a01');
    const whole = { item: '13.01', date: '2026-01-15', labels: { level: '县', event: '文明窗口' } };
    const begun = await by(request(server()).post(`${month}/windows/A01/drafts`).send(whole), cookie).expect(201);
    const { id } = begun.body as Draft;
    const save = (event: string, version: number, with_: string): request.Test =>
      by(
        request(server())
          .put(`/api/halls/test/drafts/${id}`)
          .send({ ...whole, labels: { level: '县', event }, version }),
        with_,
      );
    await save('文明窗口（公示）', 1, cookie).expect(200);
    hall.setClock('2026-01-20 11:00:01');
    const ended = await save('没有保存', 2, cookie).expect(401);
    expect((ended.body as { message: string }).message).toContain('登录');
    const again = await signIn(server(), 'a01');
    expect(again).not.toBe(cookie);
    const [draft] = (await by(request(server()).get(`${month}/windows/A01/drafts`), again).expect(200)).body as Draft[];
    expect(draft).toMatchObject({ id, version: 2, typed: { labels: { event: '文明窗口（公示）' } } });
    await save('文明窗口（公布）', 2, again).expect(200);
  });

  it.each([
    // The deadline is a second of one clock: whatever comes within 17:30:00 is in time, and the receipt says that second.
    ['A01', '2026-02-02 17:29:59.999', 'in-time', '2026-02-02 17:29:59'],
    ['A02', '2026-02-02 17:30:00', 'in-time', '2026-02-02 17:30:00'],
    ['B01', '2026-02-02 17:30:00.001', 'in-time', '2026-02-02 17:30:00'],
    ['B02', '2026-02-02 17:30:01', 'late', '2026-02-02 17:30:01'],
  ])('%s reporting at %s is %s', async (window, now, standing, at) => {
    hall.setClock(now);
    const cookie = await signIn(server(), window.toLowerCase());
    const confirm = (): request.Test =>
      by(
        request(server()).post(`${month}/reports/${window}`).set('idempotency-key', `last-${window}`).send({}),
        cookie,
      );
    const answer = await confirm();
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    const first = answer.body as Answer;
    expect(first).toMatchObject({ standing, report: { receipt: `202601-${window}`, at } });
    hall.setClock('2026-02-02 17:31:00');
    expect((await confirm().expect(201)).body).toEqual(first);
    expect(
      (await by(request(server()).post(`${month}/reports/${window}`).send({}), cookie).expect(409)).body,
    ).toMatchObject({
      details: { at },
    });
  });
});
