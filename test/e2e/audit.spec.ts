import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { cliActor } from 'src/common/actor';
import { Database } from 'src/config/database.service';
import { AuditService, Sequencer } from 'src/modules/audit';
import { openFile } from 'src/modules/intake/files/open.process';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

interface Entry {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly after: unknown;
  readonly reason: string;
  readonly sequence: number | null;
}
interface TrailPage {
  readonly items: readonly Entry[];
  readonly next: string | null;
}

describe.each(testEngines())('the audit trail on $name', (engine) => {
  let hall: TestApplication;
  const folder = mkdtempSync(join(tmpdir(), 'baifen-audit-'));

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-03-02 09:00:00', folder);
    await hall.run('hall', 'add', 'county', '示例县政务服务中心');
    for (let n = 0; n < 7; n++) {
      hall.setClock(`2026-03-0${String(1 + n)} 09:00:00`);
      await record(n % 2 === 0 ? '甲' : '乙', n < 5 ? 'submission.decide' : 'rating.appeal', `s${String(n)}`);
    }
    await hall.app.get(Sequencer, { strict: false }).linkAll();
  });
  afterAll(async () => {
    await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const record = (who: string, action: string, subject: string) =>
    hall.app
      .get(Database, { strict: false })
      .write((manager) =>
        hall.app
          .get(AuditService, { strict: false })
          .record(manager, cliActor(who), { hall: 'county', action, subject, after: { text: '=1+1' }, reason: '更正' }),
      );
  const get = (path: string): request.Test =>
    request(hall.app.getHttpServer()).get(`/api/halls/county/audit${path}`).set('host', '127.0.0.1');
  const page = async (query: string): Promise<TrailPage> => {
    const answer = await get(query).expect(200);
    return answer.body as TrailPage;
  };

  it('is searched by who, when, what and subject, page by page, and says what it does not know', async () => {
    const seen: Entry[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const piece: TrailPage = await page(`?action=submission&limit=2&from=2026-03-02&cursor=${cursor}`);
      seen.push(...piece.items);
      cursor = piece.next;
    }
    expect(seen.map(({ subject, sequence }) => [subject, sequence])).toEqual([
      ['s4', 5],
      ['s3', 4],
      ['s2', 3],
      ['s1', 2],
    ]);
    expect(seen[0]).toMatchObject({ actor: 'cli:甲', reason: '更正', after: { text: '=1+1' } });
    const of = async (query: string) => (await page(query)).items.map(({ subject }) => subject);
    expect(await of('?actor=cli:乙&sort=at&to=2026-03-04')).toEqual(['s1', 's3']);
    expect(await of('?subject=s6')).toEqual(['s6']);
    expect(await of('?action=rating.appeal')).toEqual(['s6', 's5']);
    expect(await of('?action=rating.app')).toEqual([]);
    for (const [query, code] of [
      ['?sort=actor', 'http.sort-unknown'],
      ['?limit=501', 'http.limit-invalid'],
      ['?cursor=x', 'http.cursor-invalid'],
      ['?from=soon', 'http.bad-request'],
      ['?digest=1', 'http.bad-request'],
    ] as const)
      expect((await get(query).expect(400)).body).toMatchObject({ code });
  });

  it('gives a head to print, proves the chain against it, and exports records that say who exported', async () => {
    const { printed, digest } = (await get('/head').expect(200)).body as { printed: string; digest: string };
    expect(printed).toBe(`7:${digest.slice(0, 32)}`);
    expect((await get(`/verification?head=${printed}`).expect(200)).body).toMatchObject({
      intact: true,
      links: 7,
      heads: [{ sequence: 7, holds: true }],
    });
    expect((await get('/verification?head=seven').expect(400)).body).toMatchObject({ code: 'audit.head-unreadable' });
    const lines = (await get('/export.jsonl?action=submission').buffer(true).expect(200)).text.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as Entry).subject)).toEqual(['s0', 's1', 's2', 's3', 's4']);
    hall.setClock('2026-03-08 09:00:00');
    const book = await get('/export.xlsx?actor=cli:甲').buffer(true).parse(binary).expect(200);
    const file = join(folder, 'audit.xlsx');
    writeFileSync(file, book.body as Buffer);
    const cells = await cellsOf(file);
    expect(cells).toContain('s6');
    expect(cells).not.toContain('s5');
    expect(cells.some((text) => text.includes('=1+1'))).toBe(true);
    expect((await page('?action=audit.export')).items.map(({ subject, actor }) => [subject, actor])).toEqual([
      ['xlsx', 'cli:http'],
      ['jsonl', 'cli:http'],
    ]);
  });

  it('is listed, exported and proved on the command line, and names the broken place', async () => {
    const listed = await hall.run('audit', 'list', '--action', 'rating', '--json');
    expect(listed.json<TrailPage>().items.map(({ subject }) => subject)).toEqual(['s6', 's5']);
    expect((await hall.run('audit', 'list')).out).toContain('submission.decide');
    const head = (await hall.run('audit', 'head')).out.trim();
    expect((await hall.run('audit', 'verify', '--head', head)).code).toBe(0);
    const exported = await hall.run('audit', 'export', '--out', 'trail.jsonl', '--json');
    expect(exported.json()).toMatchObject({ records: 10 });
    expect(readFileSync(join(folder, 'trail.jsonl'), 'utf8').split('\n')).toHaveLength(11);
    expect((await hall.run('audit', 'export', '--out', 'trail.jsonl')).err).toContain('已经存在');
    expect((await hall.run('audit', 'export', '--out', 'trail.csv')).err).toContain('.xlsx');
    expect((await hall.run('audit', 'export', '--out', 'book.xlsx')).code).toBe(0);
    expect(await cellsOf(join(folder, 'book.xlsx'))).toContain('s5');
    expect((await hall.run('audit', 'verify', '--installation', '--json')).json()).toMatchObject({
      intact: true,
      links: 0,
    });
    await hall.app
      .get(Database, { strict: false })
      .write((manager) => manager.query("UPDATE audit_record SET subject = 's9' WHERE subject = 's3'"));
    const broken = await hall.run('audit', 'verify', '--head', head, '--json');
    expect(broken.code).toBe(1);
    expect(broken.json()).toMatchObject({ intact: false, broken: { kind: 'altered', sequence: 4 } });
    expect(broken.err).toContain('第 4 号');
  });
});

const FILES = join(__dirname, '..', 'fixtures', 'month');
const BOOK = join(__dirname, '..', '..', 'src', 'modules', 'rules', 'books', 'lianshui-2026.yaml');

describe.each(testEngines())('a month on $name', (engine) => {
  let hall: TestApplication;
  const folder = mkdtempSync(join(tmpdir(), 'baifen-audit-'));

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-02-11 10:00:00', FILES);
  });
  afterAll(async () => {
    await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('leaves a record of each step, seals the head of the chain and prints it on the bulletin', async () => {
    const steps = [
      ['hall', 'add', 'test', '示例大厅'],
      ['import', 'roster', 'roster.xlsx', '--by', '王某'],
      ['rules', 'publish', BOOK, '--by', '王某'],
      ['import', 'patrol', 'patrol.utf8bom.csv', '--good-rows', '--by', '王某'],
      ['score', '2026-01'],
      ['close', '2026-01', '--by', '王某', '--reason', '试运行', '--override', 'coverage-complete'],
      ['publish', '2026-01', '--by', '王某', '--opinion', '同意', '--decision', '并列均列入'],
      ['reopen', '2026-01', '--by', '王某', '--reason', '漏报'],
    ];
    for (const step of steps)
      expect([step[0], await hall.run(...step).then(({ code, err }) => (code === 0 ? '' : err))]).toEqual([
        step[0],
        '',
      ]);
    const { items } = (await hall.run('audit', 'list', '--sort', 'at', '--json')).json<TrailPage>();
    const actions = items.map(({ action }) => action);
    expect([...new Set(actions)].sort()).toEqual(
      ['book.publish', 'import.take', 'month.move', 'month.score', 'month.seal', 'rules.publish'].sort(),
    );
    expect(items.filter(({ action }) => action === 'month.move')).toHaveLength(3);
    const [undone] = items.filter(({ action }) => action === 'import.take').slice(-1);
    const verified = await hall.run('audit', 'verify', '--json');
    expect(verified.json()).toMatchObject({ intact: true, links: items.length });
    await hall.run('bulletin', '2026-01', '--out', folder, '--revision', '1');
    const [name = ''] = readdirSync(folder);
    const cells = await cellsOf(join(folder, name));
    const head = cells[cells.indexOf('留痕链首') + 1] ?? '';
    expect(head).toMatch(/^[1-9]\d*:[0-9a-f]{64}$/);
    expect((await hall.run('audit', 'verify', '--head', head)).code).toBe(0);
    expect((await hall.run('import', 'undo', undone?.subject ?? '', '--by', '王某')).code).toBe(0);
    expect((await hall.run('audit', 'list', '--action', 'import.undo', '--json')).json<TrailPage>().items).toHaveLength(
      1,
    );
  });
});

const binary = (response: request.Response, done: (error: Error | null, body: Buffer) => void): void => {
  const pieces: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  stream.on('end', () => done(null, Buffer.concat(pieces)));
};

async function cellsOf(path: string): Promise<string[]> {
  const book = await openFile(path);
  const cells: string[] = [];
  for (const sheet of book.sheets)
    for await (const rows of book.rows(sheet))
      for (const row of rows) if ('cells' in row) cells.push(...row.cells.map(shown));
  return cells;
}

const shown = (cell: unknown): string => (typeof cell === 'string' ? cell : '');
