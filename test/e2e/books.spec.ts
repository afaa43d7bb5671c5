import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import request from 'supertest';
import { cliActor } from 'src/common/actor';
import { PublishingService } from 'src/modules/rules';
import type { Draft, Receipt } from 'src/modules/rules/drafts/draft';
import type { TrialMonth } from 'src/modules/scoring/books/trial';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const ajv = new Ajv({ allErrors: true });
const schema = (name: string) =>
  ajv.compile(JSON.parse(readFileSync(`docs/schemas/${name}.schema.json`, 'utf8')) as object);
const isDraft = schema('book-draft');
const isTrial = schema('rules-try');

/** The office changes a clause and adds a special item without touching YAML; the windows acknowledge what is published. */
describe.each(testEngines())('rule books on $name', (engine) => {
  let hall: TestApplication;
  let draft: Draft;
  const complete = ['--complete-from', '2026-01-01', '--complete-to', '2026-01-31'];
  const get = async <T>(path: string): Promise<T> =>
    (await request(hall.app.getHttpServer()).get(`/api/halls/test/${path}`).expect(200)).body as T;
  const post = (path: string, body: object): request.Test =>
    request(hall.app.getHttpServer()).post(`/api/halls/test/${path}`).send(body);
  const todo = async (): Promise<number> => (await get<{ count: { todo: number } }>('messages')).count.todo;

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-02-10 10:00:00', FILES);
    await hall.run('hall', 'add', 'test', '示例大厅');
    expect((await hall.run('import', 'roster', 'roster.xlsx', '--by', '王某')).code).toBe(0);
  });
  afterAll(() => hall.stop());

  it('sends a published book to each window, once', async () => {
    for (const time of [1, 2]) {
      expect((await hall.run('rules', 'publish', 'lianshui-2026', '--by', '王某')).err).toBe('');
      expect([time, await todo()]).toEqual([time, 7]);
    }
  });

  it('lets a window acknowledge for itself, and says who has not', async () => {
    const path = 'books/2026-01/revisions/1/receipts';
    const done = await post(path, { window: 'A01' }).expect(200);
    expect(done.body).toMatchObject({ window: 'A01', acknowledgedBy: 'cli:http' });
    expect((await post(path, { window: 'A01' }).expect(200)).body).toEqual(done.body);
    expect((await post(path, { window: 'Z99' }).expect(404)).body).toMatchObject({ code: 'rules.receipt-unknown' });
    const open = (await get<Receipt[]>(path)).filter(({ acknowledgedAt }) => acknowledgedAt === null);
    expect([open.length, await todo()]).toEqual([6, 6]);
    const clerk = {
      ...cliActor('li'),
      grants: [{ permission: 'book:acknowledge', hall: 'test', within: 'window', units: ['A02'] } as const],
    };
    const service = hall.app.get(PublishingService, { strict: false });
    const book = { from: '2026-01', revision: 1 };
    await expect(service.acknowledge(clerk, 'test', { ...book, window: 'A01' })).rejects.toMatchObject({
      code: 'rules.receipt-unknown',
    });
    expect(await service.acknowledge(clerk, 'test', { ...book, window: 'A02' })).toMatchObject({ window: 'A02' });
  });

  it('keeps a draft in versions; the second of two clerks is told who was faster', async () => {
    draft = (await post('book-drafts', { from: '2026-02' }).expect(201)).body as Draft;
    const change = (version: number, ...changes: object[]) =>
      post(`book-drafts/${draft.id}/changes`, { version, changes });
    const wrong = await change(1, { kind: 'set', item: '02.01', field: '颜色', value: '红' }).expect(400);
    expect((wrong.body as { message: string }).message).toContain('不认识栏目“颜色”');
    const bad = (await change(1, { kind: 'set', item: '02.01', field: '分值', value: '两分' }).expect(201))
      .body as Draft;
    expect([bad.version, bad.ok]).toEqual([2, false]);
    expect(bad.problems.find(({ severity }) => severity === 'error')).toMatchObject({ field: '分值' });
    expect((await post(`book-drafts/${draft.id}/publication`, { version: 2 }).expect(400)).body).toMatchObject({
      code: 'rules.book-has-errors',
    });
    const special = {
      ...{ code: '15.01', name: '防汛值守专项', section: '00', sign: '加分', points: '0.2', most: '1' },
      ...{ clause: '防汛值守每次加0.2至1分', department: '办公室', evidence: '值守表', months: ['2026-02'] },
    };
    const set = { kind: 'set', item: '02.01', field: '分值', value: '3' };
    draft = (await change(2, set, { kind: 'add', special }).expect(201)).body as Draft;
    if (!isDraft(draft)) throw new Error(JSON.stringify(isDraft.errors));
    expect([draft.version, draft.ok]).toEqual([3, true]);
    const late = await change(2, set).expect(409);
    expect(late.body).toMatchObject({ code: 'rules.draft-changed', details: { now: 3, by: 'cli:http' } });
  });

  it('tries the draft on a past month: who moves, by which clause', async () => {
    const files = [['cases', 'cases.utf8.csv', '--good-rows', '--as-of', '2026-01-31 18:00:00', ...complete]];
    for (const file of files) expect((await hall.run('import', ...file, '--by', '王某')).code).toBe(0);
    const answer = (await post(`book-drafts/${draft.id}/trial`, { periods: '2026-01' }).expect(200))
      .body as TrialMonth[];
    if (!isTrial(answer)) throw new Error(JSON.stringify(isTrial.errors));
    const [month] = answer;
    const moved = month?.moved.filter(({ type }) => type === 'window') ?? [];
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.every(({ by }) => by.some(({ item }) => item === '02.01'))).toBe(true);
    const same = await hall.run('rules', 'try', 'lianshui-2026', '--periods', '2026-01', '--json');
    expect(same.json<TrialMonth[]>()).toMatchObject([{ moved: [] }]);
  });

  it('publishes the draft from its month on, and leaves what was published before as it was', async () => {
    const made = await post(`book-drafts/${draft.id}/publication`, { version: 3 }).expect(201);
    expect(made.body).toMatchObject({ from: '2026-02', revision: 1 });
    const again = await post(`book-drafts/${draft.id}/publication`, { version: 4 }).expect(409);
    expect(again.body).toMatchObject({ code: 'rules.draft-done' });
    const inForce = async (month: string) =>
      (await hall.run('rules', 'show', '--period', month, '--json')).json<{
        content: { items: { code: string; shape: { points?: string } }[] };
      }>().content.items;
    expect((await inForce('2026-02')).find(({ code }) => code === '02.01')?.shape.points).toBe('3');
    expect((await inForce('2026-02')).some(({ code }) => code === '15.01')).toBe(true);
    expect((await inForce('2026-01')).some(({ code }) => code === '15.01')).toBe(false);
    const receipts = (await hall.run('rules', 'receipts', '2026-02', '--json')).json<Receipt[]>();
    expect(receipts.filter(({ acknowledgedAt }) => acknowledgedAt === null)).toHaveLength(7);
  });

  it('does the same on the command line', async () => {
    const begun = (await hall.run('rules', 'draft', '2026-03', '--by', '王某', '--json')).json<Draft>();
    const flags = ['--set', '分值=1.5', '--version', '1', '--by', '王某', '--json'];
    const changed = (await hall.run('rules', 'change', begun.id, '01.07', ...flags)).json<Draft>();
    expect([changed.version, changed.ok]).toEqual([2, true]);
    const published = ['rules', 'publish-draft', begun.id, '--version', '2', '--by', '王某', '--json'];
    expect((await hall.run(...published)).json()).toMatchObject({ from: '2026-03' });
    const done = await hall.run('rules', 'acknowledge', '2026-03', 'B01', '--by', '李某', '--json');
    expect(done.json<Receipt>()).toMatchObject({ window: 'B01', acknowledgedBy: 'cli:李某' });
  });
});
