import Ajv2020 from 'ajv/dist/2020';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { Settings } from 'src/config/settings.dto';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const SCHEMA = join(__dirname, '..', '..', 'docs', 'schemas');
const schemaOf = (name: string): object => JSON.parse(readFileSync(join(SCHEMA, name), 'utf8')) as object;
const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
const isIncident = ajv.compile(schemaOf('attendance-incident.schema.json'));
const isSlips = ajv.compile(schemaOf('attendance-slips.schema.json'));

interface Incident {
  id: string;
  people: string[];
  reversed: { reason: string; by: string } | null;
}

/** Device failures and make-up slips by command line and over HTTP: the same records, the same refusals. */
describe.each(testEngines())('device failures and slips by command and HTTP on $name', (engine) => {
  let hall: TestApplication;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baifen-incidents-'));
    hall = await openApplication(engine, '2026-02-10 10:00:00', folder);
    const roster = join(__dirname, '..', 'fixtures', 'cases', 'roster.xlsx');
    await hall.run('hall', 'add', 'test', '示例大厅');
    await hall.run('import', 'roster', roster, '--by', '王某');
    await hall.run('attendance', 'schedule', 'add', 'lianshui', '--from', '2026-01-01', '--by', '王某');
  });
  afterAll(async () => {
    rmSync(hall.app.get(Settings).dataDir, { recursive: true, force: true });
    await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const server = (): never => hall.app.getHttpServer() as never;
  const path = '/api/halls/test/attendance/incidents';
  const list = async (): Promise<Incident[]> =>
    (await request(server()).get(`${path}?period=2026-01`).expect(200)).body as Incident[];

  it('records over HTTP, lists by both, undoes by command', async () => {
    const body = { date: '2026-01-06', half: 'am', windows: ['A01'], reason: '停电', evidence: '签到表' };
    const made = (await request(server()).post(path).send(body).expect(201)).body as Incident;
    expect(isIncident(made)).toBe(true);
    expect(made.people).toContain('07001');
    const again = await request(server()).post(path).send(body).expect(409);
    expect(again.body).toMatchObject({ code: 'attendance.incident-repeated' });
    expect(await list()).toEqual([made]);
    expect((await hall.run('attendance', 'incident', 'list', '2026-01', '--json')).json()).toEqual([made]);
    expect((await hall.run('attendance', 'incident', 'list', '2026-01')).out).toContain('2026-01-06 上午');
    const undone = await hall.run(
      'attendance',
      'incident',
      'undo',
      made.id,
      '--reason',
      '窗口写错',
      '--by',
      '李某',
      '--json',
    );
    expect(isIncident(undone.json())).toBe(true);
    expect((await list())[0]?.reversed).toMatchObject({ reason: '窗口写错', by: '李某' });
  });

  it('records by command, undoes over HTTP', async () => {
    const words = [
      '--from',
      '2026-01-07 08:00',
      '--to',
      '2026-01-07 09:30',
      '--people',
      '07001，07002',
      '--reason',
      '断网',
    ];
    const made = await hall.run('attendance', 'incident', 'add', ...words, '--by', '王某');
    expect(made.out).toContain('2026-01-07 08:00 – 09:30，涉及 2 人');
    expect(made.out).toContain('未附证明材料');
    const id = (await list()).find(({ reversed }) => reversed === null)?.id ?? '';
    const undo = (of: string): request.Test => request(server()).post(`${path}/${of}/undo`).send({ reason: '错' });
    expect(((await undo(id).expect(200)).body as Incident).reversed).toMatchObject({ reason: '错' });
    expect((await undo(id).expect(409)).body).toMatchObject({ code: 'attendance.incident-reversed' });
    expect((await undo('ffffffff').expect(404)).body).toMatchObject({ code: 'attendance.incident-missing' });
  });

  it.each([
    [{ windows: ['A01'], reason: '停电' }, 'attendance.incident-span'],
    [{ date: '2026-01-08', reason: '停电' }, 'attendance.incident-nobody-named'],
    [{ date: '2026-01-08', people: ['4711'], reason: '停电' }, 'attendance.incident-names-unknown'],
    [{ date: '2026-01-08', people: ['07001'] }, 'http.bad-request'],
    [{ date: '2026-01-08', people: '07001', reason: '停电' }, 'http.bad-request'],
    [{ date: '2026-01-08', people: ['07001'], reason: '停电', by: '王某' }, 'http.bad-request'],
  ])('refuses %j with %s', async (body, code) => {
    expect((await request(server()).post(path).send(body).expect(400)).body).toMatchObject({ code });
  });

  it('shows which slips count', async () => {
    writeFileSync(
      join(folder, '补卡单.csv'),
      [
        '工号,补卡日期,上下班,补卡原因,证明,批准人',
        '07001,2026-01-08,上班,忘打卡,,张主任',
        '07002,2026-01-08,上班,忘打卡,监控,张主任',
      ].join('\n'),
    );
    const taken = await hall.run('import', 'slips', '补卡单.csv', '--by', '王某', '--json');
    expect(taken.json()).toMatchObject({ accepted: 2, warned: 1 });
    const slips = (await hall.run('attendance', 'slips', '2026-01', '--json')).json<{ state: string }[]>();
    expect(isSlips(slips)).toBe(true);
    const shown = await hall.run('attendance', 'slips', '2026-01');
    expect(shown.out).toContain('缺证明，未计');
    expect((await hall.run('attendance', 'slips', '2026-1')).code).toBe(1);
  });

  it('keeps policies and schedules over HTTP as by command, and says where a document is wrong', async () => {
    const base = '/api/halls/test/attendance';
    const shipped = (folderOf: string): string =>
      readFileSync(join(__dirname, '../../src/modules/attendance', folderOf, 'lianshui.yaml'), 'utf8');
    for (const [kind, folderOf, command] of [
      ['policies', 'policy', 'policy'],
      ['schedules', 'schedules', 'schedule'],
    ] as const) {
      const text = shipped(folderOf).replace(/^name: .*/m, 'name: 本厅规定');
      const { body } = await request(server()).post(`${base}/${kind}`).send({ from: '2026-03-01', text }).expect(201);
      expect(body).toMatchObject({ from: '2026-03-01', revision: 1, name: '本厅规定' });
      const listed = (await request(server()).get(`${base}/${kind}`).expect(200)).body as object[];
      expect(listed).toContainEqual(body);
      expect((await hall.run('attendance', command, 'list', '--json')).json()).toEqual(listed);
      for (const [wrong, status] of [
        [{ from: '2026-03-01', text }, 409],
        [{ from: '2026-02-30', text }, 400],
        [{ from: '2026-04-01', text: 'name: [' }, 400],
        [{ from: '2026-04-01', text, by: '王某' }, 400],
      ] as const) {
        const refused = await request(server()).post(`${base}/${kind}`).send(wrong);
        expect([kind, wrong.from, refused.status]).toEqual([kind, wrong.from, status]);
      }
    }
  });
});
