import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { plainToInstance } from 'class-transformer';
import { Database } from 'src/config/database.service';
import { Settings } from 'src/config/settings.dto';
import { Outside } from 'src/modules/intake/connectors/outside.service';
import { VIEW_LIMITS } from 'src/modules/intake/connectors/sql/session.service';
import { gatherView } from 'src/modules/intake/connectors/sql/view.service';
import { ViewSettings } from 'src/modules/intake/connectors/sql/view-settings.dto';
import { testEngines } from 'test/support/engines';
import { openOther, type OtherDatabase } from 'test/support/other-database';
import { startTlsMariadb } from 'test/support/tls-mariadb';
import { openPulledHall, type PulledHall } from 'test/support/pulled';

const SERVER = process.env.BAIFEN_TEST_MARIADB ?? '';
const PASSWORD = 'BAIFEN_SOURCE_OTHER';
const TABLES = [
  `CREATE TABLE punch (id INT PRIMARY KEY, emp_no VARCHAR(20), punched DATETIME(3), photo BLOB, score DOUBLE,
     flag BIT(3), changed DATETIME(3), seq BIGINT UNSIGNED, day DATE, said VARCHAR(30))`,
  'CREATE VIEW v_punch AS SELECT id, emp_no, punched, photo, score, flag, changed, seq, day, said FROM punch',
];
const insert = (other: OtherDatabase, id: number, time: string, changed: string, seq = String(id)): Promise<unknown> =>
  other.query(`INSERT INTO punch (id, emp_no, punched, changed, seq, day) VALUES (?, '07001', ?, ?, ${seq}, DATE(?))`, [
    id,
    `2026-02-${time}`,
    `2026-02-${changed}`,
    `2026-02-${time}`,
  ]);

if (SERVER === '') {
  it('needs a MariaDB server, which this machine does not have', () => expect(process.env.CI).not.toBe('true'));
} else {
  describe.each(testEngines())('a view of another database on $name', (engine) => {
    let pulled: PulledHall;
    let other: OtherDatabase;

    beforeAll(async () => {
      pulled = await openPulledHall(engine, '2026-02-10 10:00:00');
      other = await openOther(SERVER, TABLES);
      process.env[PASSWORD] = other.password;
    });
    beforeEach(() => {
      pulled.paused.length = 0;
      pulled.outside.resolve = (name) => Promise.resolve([{ address: name, family: 4 }]);
    });
    afterEach(() => other.query('DELETE FROM punch'));
    afterAll(async () => {
      delete process.env.BAIFEN_SOURCE_OTHER;
      await other.drop();
      await pulled.stop();
    });

    const settings = (change: object = {}): object => ({
      ...{ host: other.host, internal: true, database: other.name, user: other.user },
      ...{ credential: { env: PASSWORD }, view: 'v_punch', key: ['id'] },
      ...{ columns: { 工号: 'emp_no', 打卡时间: 'punched' }, watermark: { column: 'changed', overlap: 3600 } },
      ...change,
    });
    const once = (change: object = {}) => pulled.pullOnce('kq', 'sql-view', settings(change));
    const kept = (): string[] => {
      const folder = join(pulled.hall.app.get(Settings).dataDir, 'delivered', 'test', 'kq');
      return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    };

    it('is read from its watermark with an overlap; the same rows again add nothing, late and corrected ones do', async () => {
      await insert(other, 1, '02 08:20:00.250', '02 08:20:01.500');
      await insert(other, 2, '02 17:40:00', '02 17:40:01');
      await pulled.declare('kq', 'sql-view', settings({ complete: { since: '2026-02-01', daysBehind: 3 } }));
      expect(await pulled.pull('kq', 'sql-view')).toMatchObject({
        ...{ state: 'done', pages: 1, accepted: 2, repeats: 0, rejected: 0, watermark: '2026-02-02 17:40:01.000' },
        covers: { from: '2026-02-01', to: '2026-02-07' },
      });
      expect(kept()).toEqual([
        '{"行号":"1","工号":"07001","打卡时间":"2026-02-02 08:20:00"}\n{"行号":"2","工号":"07001","打卡时间":"2026-02-02 17:40:00"}\n',
      ]);
      // Late: changed half an hour before the watermark, stored only now.
      await insert(other, 3, '02 12:00:00', '02 17:10:00');
      await other.query(
        "UPDATE punch SET punched = '2026-02-02 08:31:00', changed = '2026-02-02 18:00:00' WHERE id = 1",
      );
      expect(await pulled.pull('kq', 'sql-view')).toMatchObject({ accepted: 2, repeats: 1, covers: null });
      expect(await pulled.pull('kq', 'sql-view')).toMatchObject({ accepted: 0, repeats: 3, batch: null });
      expect(await pulled.count('punch')).toBe(4);
      const { body } = await request(pulled.hall.app.getHttpServer()).get('/api/halls/test/imports');
      expect(body).toContainEqual(
        expect.objectContaining({ actor: 'source:kq', file: expect.stringMatching(/^kq-\d{8}-\d{6}-\w{8}\.jsonl$/) }),
      );
      await pulled.disable('kq');
    });

    it('says which of its rows is wrong, and stores the others', async () => {
      await insert(other, 11, '03 08:20:00', '03 08:20:00');
      await insert(other, 12, '03 08:20:00', '03 09:00:00');
      await other.query('UPDATE punch SET said = ELT(id - 10, "2026-02-03 08:20:00", "2026-02-31 08:20:00")');
      const run = await once({ columns: { 工号: 'emp_no', 打卡时间: 'said' } });
      expect(run).toMatchObject({ state: 'done', accepted: 1, rejected: 1 });
      expect(run.report.zh).toContain('第 2 行');
      expect(run.report.zh).toContain('来源行号 12');
      const shown = await pulled.hall.run('source', 'row', run.batch ?? '', '2', '--json');
      expect(shown.json()).toMatchObject({
        source: 'kq',
        batch: run.batch,
        line: 2,
        key: '12',
        row: { 工号: '07001' },
      });
      await expect(pulled.hall.run('source', 'row', run.batch ?? '', '3')).resolves.toMatchObject({ code: 1 });
    });

    it('goes on at its limits from row to row, by a whole number too, with all its digits', async () => {
      for (const [index, time] of ['04 08:20:00', '04 12:00:00', '04 13:30:00', '04 17:40:00', '05 08:20:00'].entries())
        await insert(other, 20 + index, time, time, String(9007199254740990n + BigInt(index)));
      const watermark = { column: 'seq', start: '1', overlap: 0 };
      await pulled.declare('kq', 'sql-view', settings({ watermark, maxRows: 2 }));
      const marks = [];
      for (let pull = 0; pull < 5; pull++) marks.push((await pulled.pull('kq', 'sql-view')).watermark);
      expect(marks).toEqual([1, 2, 3, 4, 4].map((at) => `900719925474099${String(at)}`));
      expect(await pulled.count('punch')).toBe(10);
      await pulled.disable('kq');
    });

    it('with more rows of one time than a pull may hold is refused, and so is one without a watermark', async () => {
      for (const id of [31, 32, 33]) await insert(other, id, `06 08:2${String(id % 10)}:00`, '06 09:00:00');
      await pulled.declare('kq', 'sql-view', settings({ maxRows: 2 }));
      expect(await pulled.pull('kq', 'sql-view')).toMatchObject({ state: 'done', accepted: 2 });
      expect(await pulled.pull('kq', 'sql-view')).toMatchObject({
        ...{ state: 'refused', watermark: null },
        report: { zh: expect.stringContaining('2 行') },
      });
      await pulled.disable('kq');
      expect((await once({ maxRows: 2, watermark: undefined })).report.zh).toContain('请声明 watermark');
      expect(await once({ watermark: undefined })).toMatchObject({ state: 'done', accepted: 1, watermark: null });
    });

    it('with a row from the future is read on from now', async () => {
      await other.query(
        "INSERT INTO punch (id, emp_no, punched, changed) VALUES (41, '07001', '2026-02-07 08:20:00', '2036-01-01')",
      );
      expect(await once()).toMatchObject({ state: 'done', watermark: '2026-02-10 10:00:00.000' });
    });

    it('gives values as a file would: bits as numbers, zero dates as nothing, spoiled ids as what they are', async () => {
      await other.query("SET SESSION sql_mode = ''");
      await other.query(
        "INSERT INTO punch VALUES (51, '07001', '2026-02-07 12:00:00', NULL, 3.2e19, b'101', '2026-02-07', 7, '0000-00-00', NULL)",
      );
      await once({ columns: { 工号: 'emp_no', 打卡时间: 'punched', 代码: 'flag', 备注: 'score', 说明: 'day' } });
      expect(kept().join('')).toContain(
        '{"行号":"51","工号":"07001","打卡时间":"2026-02-07 12:00:00","代码":"5","备注":3.2e19,"说明":""}',
      );
    });

    it.each<[string, object, () => Promise<unknown>, string]>([
      [
        'a watermark that is missing',
        {},
        () =>
          insert(other, 61, '08 08:00:00', '08 08:00:00').then(() => other.query('UPDATE punch SET changed = NULL')),
        'COALESCE',
      ],
      [
        'a watermark that is no time',
        { watermark: { column: 'emp_no' }, columns: { 工号: 'emp_no', 打卡时间: 'punched' } },
        () => other.query("INSERT INTO punch (id, emp_no, punched) VALUES (62, 'A1', '2026-02-08')"),
        '既不是时间也不是整数',
      ],
      [
        'a picture',
        { columns: { 工号: 'emp_no', 打卡时间: 'punched', 照片: 'photo' } },
        () =>
          other.query(
            "INSERT INTO punch (id, emp_no, punched, changed, photo) VALUES (63, '07001', '2026-02-08', '2026-02-08', x'ff00ff')",
          ),
        '不是文字',
      ],
      [
        'a column that is not there',
        { columns: { 工号: 'nobody', 打卡时间: 'punched' } },
        () => Promise.resolve(),
        '视图或列不存在',
      ],
      ['a view that is not there', { view: 'v_none' }, () => Promise.resolve(), '视图或列不存在'],
      [
        'a view that writes',
        { view: 'v_write' },
        () =>
          other
            .query(
              'CREATE FUNCTION put() RETURNS INT MODIFIES SQL DATA BEGIN INSERT INTO punch (id) VALUES (9999); RETURN 1; END',
            )
            .then(() =>
              other.query(
                "CREATE VIEW v_write AS SELECT put() AS id, '07001' AS emp_no, '2026-02-08' AS punched, '2026-02-08' AS changed",
              ),
            ),
        '改动对方的数据',
      ],
      ['an account that is refused', { user: 'nobody' }, () => Promise.resolve(), '不接受这个账号'],
      ['a server without TLS', { tls: { name: 'dc.example' } }, () => Promise.resolve(), '加密连接'],
    ])('is refused with %s, told in a sentence, and nothing is written', async (_what, change, before, words) => {
      await before();
      const stored = await pulled.count('punch');
      const run = await once(change);
      expect(run).toMatchObject({ state: 'refused', watermark: null, accepted: 0 });
      expect(run.report.zh).toContain(words);
      expect(await pulled.count('punch')).toBe(stored);
      expect(await other.query('SELECT COUNT(*) AS n FROM punch WHERE id = 9999')).toEqual([{ n: 0 }]);
    });

    it.each([
      ['it is not named as internal', '127.0.0.1', { internal: false, tls: { name: 'dc.example' } }],
      ['it is a metadata service', '169.254.169.254', {}],
      ['one of its addresses lies inside', '1.1.1.1,10.0.0.1', { internal: false, tls: { name: 'dc.example' } }],
    ])('is not connected to when %s', async (_what, addresses, change) => {
      pulled.outside.resolve = () => Promise.resolve(addresses.split(',').map((address) => ({ address, family: 4 })));
      expect((await once(change)).report.zh).toContain('不在允许的范围');
      expect(pulled.paused).toEqual([]);
    });

    it('keeps its password out of database, answers and history', async () => {
      delete process.env.BAIFEN_SOURCE_OTHER;
      expect((await once()).report.zh).toContain(PASSWORD);
      process.env[PASSWORD] = 'falsch-4711';
      const refused = await once();
      expect(refused.report.zh).toContain('不接受这个账号');
      process.env[PASSWORD] = other.password;
      await once();
      const { read } = pulled.hall.app.get(Database);
      const tables = await Promise.all(
        ['connector_source', 'connector_run', 'job_run'].map((table) => read.query(`SELECT * FROM ${table}`)),
      );
      const said = JSON.stringify([tables, (await pulled.hall.run('source', 'list', '--json')).out]);
      for (const secret of [other.password, 'falsch-4711']) expect(said).not.toContain(secret);
    });

    it('is tried again when the connection fails, and told when it stays so', async () => {
      const closed = createServer();
      await new Promise<void>((resolve) => void closed.listen(0, '127.0.0.1', resolve));
      const { port } = closed.address() as AddressInfo;
      await new Promise((resolve) => closed.close(resolve));
      expect((await once({ host: `127.0.0.1:${String(port)}` })).report.zh).toContain('ECONNREFUSED');
      expect(pulled.paused).toEqual([1000, 4000]);
    });

    it.each([
      ['two servers in one', { internal: undefined }, '必须写 tls'],
      ['no key', { key: [] }, 'key 不能是空的'],
      ['a statement for a view', { view: 'v_punch; DROP TABLE punch' }, 'view 应是'],
      ['a statement for a column', { columns: { 工号: 'a`, SLEEP(9), `b' } }, '列名不正确'],
      ['a watermark that is a statement', { watermark: { column: 'changed', start: "' OR 1" } }, '应是时间'],
      ['a secret in the declaration', { password: 'x' }, '“password”'],
      ['complete without until when', { complete: { since: '2026-02-01' } }, 'daysBehind'],
      ['an address without a name for TLS', { tls: {} }, 'tls.name'],
    ])('is not declared with %s', async (_what, change, words) => {
      await expect(pulled.declare('odd', 'sql-view', settings(change))).rejects.toThrow(words);
    });
  });

  describe('a database server that is slow, silent or endless', () => {
    let other: OtherDatabase;
    let folder: string;
    const sockets = new Set<Socket>();
    const outside = Object.assign(new Outside(), {
      pause: () => Promise.resolve(),
      resolve: (address: string) => Promise.resolve([{ address, family: 4 }]),
    });
    const gather = (change: object, limits: Partial<typeof VIEW_LIMITS>) =>
      gatherView(
        plainToInstance(ViewSettings, {
          ...{
            host: other.host,
            internal: true,
            database: other.name,
            user: other.user,
            credential: { env: PASSWORD },
          },
          ...{ view: 'v_slow', columns: { 工号: 'a' }, key: ['a'], ...change },
        }),
        { from: undefined, path: join(folder, 'rows.jsonl'), outside, now: '2026-02-10 10:00:00' },
        { ...VIEW_LIMITS, tries: 1, ...limits },
      );
    const serving = async (greet: (socket: Socket) => void): Promise<{ host: string; stop: () => Promise<void> }> => {
      const server = createServer((socket) => {
        sockets.add(socket.on('error', () => undefined));
        greet(socket);
      });
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
      const stop = async (): Promise<void> => {
        for (const socket of sockets) socket.destroy();
        await new Promise((resolve) => server.close(resolve));
      };
      return { host: `127.0.0.1:${String((server.address() as AddressInfo).port)}`, stop };
    };

    beforeAll(async () => {
      other = await openOther(SERVER, [
        'CREATE VIEW v_slow AS SELECT SLEEP(30) AS a',
        "CREATE VIEW v_wide AS SELECT REPEAT('x', 100000) AS a, seq AS b FROM seq_1_to_100000",
      ]);
      process.env[PASSWORD] = other.password;
      folder = mkdtempSync(join(tmpdir(), 'baifen-view-'));
    });
    afterAll(async () => {
      await other.drop();
      delete process.env.BAIFEN_SOURCE_OTHER;
      rmSync(folder, { recursive: true, force: true });
    });

    it('is given up when its statement takes too long: by its own clock, and by ours', async () => {
      const slow = { passing: false, why: { zh: expect.stringContaining('超过了规定的时间') } };
      await expect(gather({}, { statementSeconds: 1 })).rejects.toMatchObject(slow);
      const late = { passing: true, why: { zh: '对方没有在规定时间内答复' } };
      await expect(gather({}, { idleMs: 300 })).rejects.toMatchObject(late);
      await expect(gather({}, { pullMs: 300 })).rejects.toMatchObject(late);
    });

    it('is given up when it greets nobody, a byte at a time, or with noise', async () => {
      const late = { why: { zh: expect.stringMatching(/没有在规定时间|连接失败/) } };
      const silent = await serving(() => undefined);
      await expect(gather({ host: silent.host }, { connectMs: 300 })).rejects.toMatchObject(late);
      await silent.stop();
      const drip = await serving((socket) => {
        const timer = setInterval(() => socket.write('\0'), 20);
        socket.on('close', () => clearInterval(timer));
      });
      await expect(gather({ host: drip.host }, { pullMs: 500 })).rejects.toMatchObject(late);
      await drip.stop();
      const noise = await serving((socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\nhello, this is no database'));
      await expect(gather({ host: noise.host }, { connectMs: 1000 })).rejects.toMatchObject({ name: 'PullFault' });
      await noise.stop();
    });

    it('stops at its bytes, and goes on where the order of a watermark makes that safe', async () => {
      const wide = { view: 'v_wide', key: ['b'], watermark: { column: 'b' } };
      const part = await gather(wide, { bytes: 1_000_000 });
      expect(part).toMatchObject({ finished: false, rows: 10, watermark: '10' });
      const all = gather({ ...wide, watermark: undefined }, { bytes: 1_000_000 });
      await expect(all).rejects.toMatchObject({ why: { zh: expect.stringContaining('200 MB') } });
    });
  });

  describe('a database server with TLS', () => {
    const folder = mkdtempSync(join(tmpdir(), 'baifen-view-tls-'));
    const ca = readFileSync(join(__dirname, '..', 'fixtures', 'connectors', 'ca.pem'), 'utf8');
    const outside = Object.assign(new Outside(), {
      pause: () => Promise.reject(new Error('a wrong certificate stays wrong')),
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    });
    let server: Awaited<ReturnType<typeof startTlsMariadb>>;
    let other: OtherDatabase;
    const gather = (tls: object) => {
      const host = `dc.example:${String(server.port)}`;
      const settings = {
        ...{ host, internal: true, database: other.name, user: other.user, credential: { env: PASSWORD }, tls },
        ...{ view: 'v_tls', columns: { 工号: 'a' }, key: ['a'] },
      };
      const path = join(folder, 'rows.jsonl');
      return gatherView(plainToInstance(ViewSettings, settings), { from: undefined, path, outside, now: '2026-02-10' });
    };
    const status =
      "SELECT variable_value AS a FROM information_schema.session_status WHERE variable_name = 'Ssl_version'";

    beforeAll(async () => {
      server = await startTlsMariadb('server');
      other = await openOther(`mariadb://root@127.0.0.1:${String(server.port)}`, [`CREATE VIEW v_tls AS ${status}`]);
      process.env[PASSWORD] = other.password;
    });
    afterAll(async () => {
      delete process.env.BAIFEN_SOURCE_OTHER;
      await other.drop();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    it('is read over TLS when its certificate is of the declared authority and for its name', async () => {
      expect(await gather({ ca })).toMatchObject({ rows: 1, finished: true });
      expect(readFileSync(join(folder, 'rows.jsonl'), 'utf8')).toMatch(/"工号":"TLSv1\.[23]"/);
    });

    it.each([
      ['of an authority nobody knows', {}, '受信任的机构'],
      ['for another name', { ca, name: 'other.example' }, '发给别的名称'],
    ])('is refused at once when its certificate is %s', async (_what, tls, words) => {
      await expect(gather(tls)).rejects.toMatchObject({ passing: false, why: { zh: expect.stringContaining(words) } });
    });
  });
}
