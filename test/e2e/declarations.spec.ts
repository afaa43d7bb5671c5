import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { Workbook } from 'exceljs';
import request from 'supertest';
import { openFile } from 'src/modules/intake/files/open.process';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const BOOK = readFileSync(
  join(__dirname, '..', '..', 'src', 'modules', 'rules', 'books', 'lianshui-2026.yaml'),
  'utf8',
);
/** What people hand in and what samples find counts; what arrives by itself is not connected. */
const HANDED_IN_ONLY = BOOK.replace(/ {2}- (documents|declarations|entries|sampling|callbacks)\n/g, '').replace(
  'notConnected:\n',
  'notConnected:\n  - attendance\n  - leave\n  - patrol\n  - cases\n  - ratings\n',
);
const schema = (name: string) =>
  new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(`docs/schemas/${name}.schema.json`, 'utf8')) as object);

interface Refused {
  code: string;
  message: string;
  details: Record<string, unknown>;
}
interface Recorded {
  submission: { id: string; item: string; window: string };
  state: string;
  files: { id: string; name: string }[];
}
interface Draft {
  id: string;
  version: number;
  faults: { field: string }[];
}
interface Area {
  section: string;
  state: string;
}
interface Sample {
  id: string;
  seed: string;
  drawn: { id: string }[];
}

/** A month as windows, departments and the office live it: drafts, evidence, receipt, verification, samples, report. */
describe.each(testEngines())('the declarations of a month on $name', (engine) => {
  let hall: TestApplication;
  const folder = mkdtempSync(join(tmpdir(), 'baifen-declarations-'));

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-01-20 10:00:00', FILES);
    writeFileSync(join(folder, 'book.yaml'), HANDED_IN_ONLY);
    await hall.run('hall', 'add', 'test', '示例大厅');
    await hall.run('import', 'roster', 'roster.xlsx', '--by', '王某');
    expect((await hall.run('rules', 'publish', join(folder, 'book.yaml'), '--by', '王某')).err).toBe('');
  });
  afterAll(async () => {
    await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const base = '/api/halls/test';
  const month = `${base}/periods/2026-01`;
  const server = () => request(hall.app.getHttpServer());
  const get = (path: string): request.Test => server().get(path);
  const post = (path: string, body: object = {}): request.Test => server().post(path).send(body);
  const put = (path: string, body: object): request.Test => server().put(path).send(body);
  const attach = (path: string, content: Buffer, name: string): request.Test =>
    server().post(path).attach('file', content, name);
  const codeOf = ({ status, body }: request.Response): [number, string] => [status, (body as Refused).code];
  const stateOf = (areas: readonly Area[], section: string): string | undefined =>
    areas.find((one) => one.section === section)?.state;
  let draft: Draft;
  let declared: string;

  it('keeps what a window logs, however incomplete, under versions', async () => {
    const begun = await post(`${month}/windows/A01/drafts`, { item: '13.01', labels: { level: '县' } });
    expect(begun.status).toBe(201);
    draft = begun.body as Draft;
    const [listed] = (await get(`${month}/windows/A01/drafts`)).body as Draft[];
    expect(listed?.faults.map(({ field }) => field)).toEqual(['date', 'event']);
    const whole = { item: '13.01', date: '2026-01-15', labels: { level: '县', event: '文明窗口' } };
    const saved = await put(`${base}/drafts/${draft.id}`, { version: 1, ...whole });
    expect(saved.body).toMatchObject({ version: 2 });
    const slower = await put(`${base}/drafts/${draft.id}`, { version: 1, item: '13.02' });
    expect(codeOf(slower)).toEqual([409, 'submissions.draft-changed']);
    expect((slower.body as Refused).details).toMatchObject({ version: 2 });
    const other = (await post(`${month}/windows/A01/drafts`, {})).body as Draft;
    expect((await server().delete(`${base}/drafts/${other.id}?version=1`)).status).toBe(200);
    expect((await get(`${month}/windows/A01/drafts`)).body).toHaveLength(1);
    expect(codeOf(await post(`${month}/windows/ZZ/drafts`, {}))).toEqual([400, 'submissions.window-unknown']);
  });

  it('takes evidence by its content, keeps it once, and gives it back as a download only', async () => {
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF');
    const page = Buffer.from('<html><script>alert(1)</script></html>');
    const refused = await attach(`${base}/drafts/${draft.id}/evidence`, page, '红头文件.pdf');
    expect(codeOf(refused)).toEqual([400, 'submissions.evidence-unfit']);
    const svg = Buffer.from('\ufeff <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    expect((await attach(`${base}/drafts/${draft.id}/evidence`, svg, '图.png')).status).toBe(400);
    const large = Buffer.concat([pdf, Buffer.alloc(20 * 1024 * 1024)]);
    expect(codeOf(await attach(`${base}/drafts/${draft.id}/evidence`, large, '大.pdf'))).toEqual([
      413,
      'submissions.evidence-too-large',
    ]);
    const taken = await attach(`${base}/drafts/${draft.id}/evidence`, pdf, '../../红头\u202e文件.exe');
    expect(taken.status).toBe(201);
    const again = await attach(`${base}/drafts/${draft.id}/evidence`, pdf, '同一份.pdf');
    expect((again.body as { id: string }).id).toBe((taken.body as { id: string }).id);
    const { id, digest } = taken.body as { id: string; digest: string };
    expect(digest).toBe(createHash('sha256').update(pdf).digest('hex'));
    const file = await get(`${base}/evidence/${id}`).responseType('blob');
    expect((file.body as Buffer).equals(pdf)).toBe(true);
    expect(file.headers['content-disposition']).toMatch(
      /^attachment; filename="[0-9a-f]{16}\.pdf"; filename\*=UTF-8''/,
    );
    expect(file.headers['x-content-type-options']).toBe('nosniff');
    expect(decodeURIComponent(file.headers['content-disposition'] ?? '')).not.toMatch(/[/\u202e]/);
    expect(codeOf(await get(`${base}/evidence/ffffffffffffffff`))).toEqual([404, 'submissions.evidence-unknown']);
  });

  it('tells nothing this month from not for this window, and both from nothing said', async () => {
    const before = (await get(`${month}/windows/A01/areas`)).body as Area[];
    expect([before, schema('areas')(before)]).toEqual([before, true]);
    expect(before).toHaveLength(15);
    expect([stateOf(before, '13'), stateOf(before, '12'), stateOf(before, '01')]).toEqual([
      'filled',
      'open',
      'delivered',
    ]);
    const said = await put(`${month}/windows/A01/areas/12`, { kind: 'none' });
    expect(stateOf(said.body as Area[], '12')).toBe('none');
    expect(codeOf(await put(`${month}/windows/A01/areas/13`, { kind: 'none' }))).toEqual([
      409,
      'submissions.area-filled',
    ]);
    expect(codeOf(await put(`${month}/windows/A01/areas/01`, { kind: 'none' }))).toEqual([
      409,
      'submissions.area-not-asked',
    ]);
    const back = await put(`${month}/windows/A01/areas/12`, { kind: 'taken-back' });
    expect(stateOf(back.body as Area[], '12')).toBe('open');
  });

  it('gives a window its month as a workbook, and takes it back as drafts', async () => {
    const given = await get(`${month}/windows/A02/workbook.xlsx`).responseType('blob');
    const path = join(folder, '月报.xlsx');
    writeFileSync(path, given.body as Buffer);
    const source = await openFile(path);
    const book = new Workbook();
    for (const info of source.sheets) {
      const copy = book.addWorksheet(info.name);
      for await (const rows of source.rows(info))
        for (const row of rows)
          if ('cells' in row)
            copy.getRow(row.line).values = row.cells.map((cell) => (typeof cell === 'string' ? cell : ''));
    }
    source.close();
    const names = book.worksheets.map(({ name }) => name);
    expect(names).toContain('13 通报表彰');
    expect(names.slice(-2)).toEqual(['填写说明', '可选值']);
    expect(names.filter((name) => name.startsWith('10'))).toEqual([]);
    const sheet = book.getWorksheet('13 通报表彰');
    const titles = (sheet?.getRow(1).values as string[]).slice(1);
    expect((sheet?.getRow(2).values as string[]).slice(1, 4)).toEqual(['13.01', '通报表彰', 'A02']);
    const write = (row: number, cells: Record<string, string>) => {
      for (const [title, text] of Object.entries(cells))
        (sheet?.getCell(row, titles.indexOf(title) + 1) as { value: unknown }).value = text;
    };
    write(2, { 日期: '2026-01-19', 级别: '县', 事项: '文明窗口', 凭证: '涟政发〔2026〕3号' });
    write(3, { 日期: '2026-01-19', 窗口编号: 'B01', 窗口名称: '', 事项: '锦旗' });
    write(4, { 项目编码: '13.01', 窗口编号: 'A02', 日期: '2026-01-20', 级别: '村', 事项: '最美窗口' });
    const filled = Buffer.from(await book.xlsx.writeBuffer());
    const taken = await attach(`${month}/windows/A02/workbook`, filled, '月报.xlsx');
    expect(taken.body).toMatchObject({
      taken: 1,
      repeats: 0,
      rejects: [
        { sheet: '13 通报表彰', line: 4, cause: expect.stringContaining('级别“村”没有对应的分值') as unknown },
        { sheet: '13 通报表彰', line: 3, cause: expect.stringContaining('这一行是窗口“B01”的') as unknown },
      ],
    });
    expect((await attach(`${month}/windows/A02/workbook`, filled, '月报.xlsx')).body).toMatchObject({
      taken: 0,
      repeats: 1,
    });
    const drafts = (await get(`${month}/windows/A02/drafts`)).body as Draft[];
    expect(drafts.map(({ faults }) => faults)).toEqual([[]]);
    expect(codeOf(await attach(`${month}/windows/A02/workbook`, Buffer.from('%PDF-1.4'), '月报.xlsx'))[0]).toBe(400);
  });

  it('hands in all drafts with the receipt, or none of them', async () => {
    hall.setClock('2026-02-02 17:30:00');
    const faulty = (await post(`${month}/windows/A01/drafts`, { item: '13.02' })).body as Draft;
    const refused = await post(`${month}/reports/A01`);
    expect(codeOf(refused)).toEqual([400, 'submissions.drafts-faulty']);
    expect((refused.body as Refused).message).toContain('其余草稿都还在');
    expect((await get(`${month}/submissions`)).body).toEqual([]);
    await put(`${base}/drafts/${faulty.id}`, {
      version: 1,
      item: '13.02',
      date: '2026-01-16',
      labels: { event: '锦旗' },
    });
    const receipt = await post(`${month}/reports/A01`);
    expect(receipt.body).toMatchObject({ standing: 'in-time', report: { receipt: '202601-A01' } });
    const made = (await get(`${month}/submissions`)).body as Recorded[];
    expect(made.map(({ submission: { item } }) => item).sort()).toEqual(['13.01', '13.02']);
    declared = made.find(({ submission: { item } }) => item === '13.01')?.submission.id ?? '';
    const files = made.find(({ submission: { item } }) => item === '13.01')?.files;
    expect(files?.map(({ name }) => name)).toEqual(['红头_文件.exe.pdf']);
    const areas = (await get(`${month}/windows/A01/areas`)).body as Area[];
    expect(areas.filter(({ state }) => state === 'open')).toEqual([]);
    expect([stateOf(areas, '12'), stateOf(areas, '13')]).toEqual(['none', 'filled']);
    expect((await get(`${month}/windows/A01/drafts`)).body).toEqual([]);
    expect(codeOf(await post(`${month}/reports/A01`))).toEqual([409, 'submissions.report-twice']);
  });

  it('says before anything is entered what it would charge to whom, and what is left under the cap', async () => {
    const item = {
      item: '00.9',
      window: 'B01',
      date: '2026-01-16',
      points: '-1.5',
      labels: { document: '纪要1号' },
      text: '专项检查',
    };
    const charged = await post(`${month}/submissions/preview`, { ...item, evidence: ['纪要1号'] });
    expect([charged.body, schema('charge')(charged.body)]).toEqual([charged.body, true]);
    expect(charged.body).toMatchObject({
      sheets: [{ type: 'window', subject: 'B01', before: '0.00', after: '-1.50', change: '-1.50' }],
      cap: '2',
      left: '0.5',
      secondPerson: true,
    });
    const guide = {
      item: '08.02',
      window: 'B01',
      date: '2026-01-16',
      labels: { event: '指南缺材料清单' },
      evidence: ['截图'],
    };
    const split = (await post(`${month}/submissions/preview`, guide)).body as {
      sheets: { type: string; change: string }[];
    };
    // The clause charges the chief representative half.
    expect(split.sheets.map(({ type, change }) => [type, change])).toEqual([
      ['window', '-0.30'],
      ['chief', '-0.15'],
    ]);
    const wrong = await post(`${month}/submissions/preview`, { ...item, points: '9' });
    expect(codeOf(wrong)).toEqual([400, 'submissions.draft-faulty']);
    expect((await get(`${month}/submissions`)).body).toHaveLength(2);
  });

  it('queues what waits, and lets the department accept with other values, visibly', async () => {
    const queue = (await get(`${month}/verification-queue?department=${encodeURIComponent('办公室')}`))
      .body as (Recorded & {
      lacksEvidence: string | null;
    })[];
    expect([queue, schema('verification-queue')(queue)]).toEqual([queue, true]);
    expect(queue.map(({ submission: { item }, lacksEvidence }) => [item, lacksEvidence])).toEqual([
      ['13.01', null],
      ['13.02', '原件、回访'],
    ]);
    const decide = (id: string, body: object) => post(`${base}/submissions/${id}/decisions`, body);
    const same = await decide(declared, { decision: 'changed', labels: { level: '县级' }, reason: '级别' });
    expect(codeOf(same)).toEqual([400, 'submissions.change-empty']);
    const wrong = await decide(declared, { decision: 'changed', labels: { level: '村' }, reason: '级别' });
    expect(codeOf(wrong)).toEqual([400, 'submissions.draft-faulty']);
    const changed = await decide(declared, { decision: 'changed', labels: { level: '市' }, reason: '文件是市里发的' });
    expect(changed.body).toMatchObject({
      state: 'changed',
      submission: { labels: { level: '县' } },
      decisions: [{ change: { labels: { level: '市' } } }],
    });
    const bare = queue[1]?.submission.id ?? '';
    expect(codeOf(await decide(bare, { decision: 'verified' }))).toEqual([409, 'submissions.evidence-missing']);
    const jpg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]);
    expect((await attach(`${base}/declarations/${bare}/evidence`, jpg, '锦旗.jpg')).status).toBe(201);
    expect((await decide(bare, { decision: 'verified' })).status).toBe(200);
  });

  it('draws a sample that can be drawn again, and what it finds untrue is rejected and a fact', async () => {
    const drawn = await post(`${month}/samples`, {
      kind: 'callback',
      department: '办公室',
      percent: 100,
      seed: 'abcdefgh',
    });
    const sample = drawn.body as Sample;
    expect([drawn.status, sample.drawn.length]).toEqual([201, 2]);
    const listed: unknown = (await get(`${month}/samples`)).body;
    expect([listed, schema('samples')(listed)]).toEqual([listed, true]);
    expect((await get(`${base}/samples/${sample.id}/repetition`)).body).toMatchObject({ same: true });
    const untrue = sample.drawn.find(({ id }) => id !== declared)?.id ?? '';
    const result = (body: object) => post(`${base}/samples/${sample.id}/results`, body);
    expect(codeOf(await result({ submission: untrue, outcome: 'false' }))).toEqual([400, 'submissions.reason-missing']);
    expect((await result({ submission: untrue, outcome: 'false', remark: '送旗人说没有送过' })).status).toBe(200);
    expect((await result({ submission: declared, outcome: 'true' })).status).toBe(200);
    expect((await get(`${month}/false-rates`)).body).toEqual([
      { window: 'A01', drawn: 2, checked: 2, untrue: 1, rate: '1/2' },
    ]);
    const { state } = (await get(`${base}/submissions/${untrue}`)).body as Recorded;
    expect(state).toBe('rejected');
    const none = await post(`${month}/samples`, { kind: 'callback', department: '督查科' });
    expect(codeOf(none)).toEqual([400, 'submissions.sample-empty']);
  });

  it('lets a department report once its head has confirmed; then nothing moves until the office returns it', async () => {
    const office = encodeURIComponent('办公室');
    const say = (what: string, body: object = {}) => post(`${month}/sections/${office}/${what}`, body);
    expect(codeOf(await say('report'))).toEqual([409, 'submissions.section-unconfirmed']);
    expect((await say('confirmation')).body).toMatchObject({ counts: { pending: 0, changed: 1, rejected: 1 } });
    hall.setClock('2026-02-03 17:30:00');
    expect((await say('report')).body).toMatchObject({ state: 'reported', changedSince: false });
    const late = await post(`${base}/submissions/${declared}/decisions`, { decision: 'rejected', reason: '再查' });
    expect(codeOf(late)).toEqual([409, 'submissions.section-reported']);
    expect((await say('return', { reason: '补查一项' })).body).toMatchObject({ state: 'open', reported: null });
    hall.setClock('2026-02-03 17:30:01');
    expect((await say('confirmation')).status).toBe(200);
    expect((await say('report')).body).toMatchObject({ state: 'reported-late' });
    const party = await post(`${month}/sections/${encodeURIComponent('没有这个科')}/report`);
    expect(codeOf(party)).toEqual([404, 'submissions.section-unknown']);
  });

  it('shows the office who is where: windows, areas, departments', async () => {
    const grid = (await get(`${month}/progress`)).body as {
      rows: { window: string; report: string; cells: { state: string; accepted?: number }[] }[];
      sections: { code: string }[];
      departments: { department: string; state: string }[];
      funnel: object;
    };
    expect([grid, schema('progress')(grid)]).toEqual([grid, true]);
    const at = grid.sections.findIndex(({ code }) => code === '13');
    const row = grid.rows.find(({ window }) => window === 'A01');
    expect(row?.cells[at]).toEqual({ state: 'filled', accepted: 1, rejected: 1 });
    expect(grid.rows[0]?.report).toBe('open');
    expect(grid.departments.find(({ department }) => department === '党务科')?.state).toBe('late');
  });

  it('answers on the command line as over HTTP', async () => {
    const ran = async (...argv: string[]) => {
      const { code, err, out } = await hall.run('declare', ...argv);
      expect([argv, code, err]).toEqual([argv, 0, '']);
      return out;
    };
    expect(await ran('progress', '2026-01')).toMatch(/A01.*有 2\/0/);
    expect(await ran('samples', '2026-01')).toMatch(/种子 abcdefgh[\s\S]*送旗人说没有送过[\s\S]*1\/2/);
    expect(await ran('sections', '2026-01')).toMatch(/办公室.*逾期报送/);
    expect(await ran('areas', '2026-01', '--window', 'A01')).toMatch(/12.*志愿服务.*无/);
    const bare = { item: '13.02', window: 'B02', date: '2026-01-17', labels: { event: '表扬信' } };
    const { submission } = (await post(`${month}/submissions`, bare)).body as Recorded;
    expect(await ran('queue', '2026-01', '--department', '办公室')).toContain('原件、回访');
    writeFileSync(join(folder, '表扬信.pdf'), '%PDF-1.4 letter');
    expect(await ran('attach', submission.id, join(folder, '表扬信.pdf'), '--by', '王某')).toContain('表扬信.pdf');
    const none = await hall.run('declare', 'none', '2026-01', '13', '--window', 'B02', '--by', '王某');
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('不能同时写“本月无”')]);
    const bare06 = { item: '06.01', date: '2026-01-17', labels: { event: '信息一' } };
    expect((await post(`${month}/declarations`, { ...bare06, window: 'B01' })).status).toBe(201);
    expect((await post(`${month}/declarations`, { ...bare06, window: 'B02', evidence: ['稿件'] })).status).toBe(201);
    await ran('section', '2026-01', '办公室', 'return', '--reason', '迟到的表扬信', '--by', '李某');
    await ran('change', submission.id, '--field', '事项=锦旗', '--reason', '实为锦旗', '--by', '李某');
  });

  it('scores what the department found, charges what the sample found, and a late department costs nobody anything', async () => {
    for (const source of ['documents', 'entries', 'sampling', 'callbacks'])
      expect((await post(`${month}/complete-sources`, { source })).status).toBe(201);
    hall.setClock('2026-02-10 10:00:00');
    await hall.run('score', '2026-01', '--by', '王某');
    interface Line {
      item?: string;
      printed: string;
      sentence: string;
    }
    const { lines } = (await get(`${month}/sheets/A01`)).body as { lines: Line[] };
    // One article a month: B01's came without the copy that the clause demands and waits, B02's counts.
    const article = async (window: string) =>
      ((await get(`${month}/sheets/${window}`)).body as { lines: Line[] }).lines.filter(({ item }) => item === '06.01');
    expect((await article('B01')).map(({ printed }) => printed)).toContain('-0.20');
    expect((await article('B01')).map(({ sentence }) => sentence).join()).toContain(
      '待补证据：条款要求“稿件”，还没有附',
    );
    expect((await article('B02')).map(({ printed }) => printed)).not.toContain('-0.20');
    const delivered = (await get(`${month}/windows/A01/delivered`)).body as { computedAt: string; areas: Area[] };
    expect([delivered, schema('delivered')(delivered)]).toEqual([delivered, true]);
    const items = delivered.areas.flatMap((area) => (area as unknown as { rows: Line[] }).rows.map(({ item }) => item));
    expect(items).not.toContain('13.01');
    expect(items).toContain('01.01');
    const of = (item: string) => lines.filter((line) => line.item === item).map(({ printed }) => printed);
    // 市 is worth 1, declared 县 0.5; the banner was rejected; one false report costs 1.
    expect([of('13.01'), of('13.02'), of('00.8')]).toEqual([['1.00'], ['0.00'], ['-1.00']]);
    expect(lines.find(({ item }) => item === '13.01')?.sentence).toContain('文件是市里发的');
    expect((await hall.run('close', '2026-01', '--by', '王某')).err).toBe('');
    expect((await hall.run('verify', '2026-01', '--from-rows')).code).toBe(0);
    expect(codeOf(await post(`${month}/windows/A02/drafts`, {}))).toEqual([409, 'calendar.period-frozen']);
  });
});
