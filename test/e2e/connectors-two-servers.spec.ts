import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';
import { startServer, type ServerProcess } from 'test/support/server-process';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const DAY = '2026-02-10';
const SOURCES = ['clock1', 'clock2', 'cases'];
const [mariadb] = testEngines().filter(({ name }) => name === 'mariadb');

const punch = (time: string): object => ({ 工号: '07001', 打卡时间: `2026-02-${time}` });
const madeCase = (no: number, change: object = {}): object => ({
  ...{
    办件编号: `329999260200${String(no)}`,
    事项名称: '个体工商户设立登记',
    窗口名称: '市场监管局窗口',
    受理人员: '褚砚秋',
  },
  ...{
    受理时间: '2026-02-03 08:41:00',
    '承诺时限(工作日)': '5',
    办结时间: '2026-02-04 09:12:00',
    办件状态: '已办结',
    ...change,
  },
});

if (!mariadb) {
  it('needs a MariaDB server, which this machine does not have', () => expect(process.env.CI).not.toBe('true'));
} else {
  describe('two servers on one MariaDB', () => {
    let hall: TestApplication;
    let admin: Connection;
    let base: string;
    let environment: Record<string, string>;
    let folder: string;
    /** The two that live; every one that was started is ended. */
    let servers: ServerProcess[] = [];
    const started: ServerProcess[] = [];
    const rows = new Map<string, object[]>(SOURCES.map((name) => [name, []]));
    /** Names of the sources in the order in which they were asked. */
    let asked: string[] = [];
    /** When set, the answer to the source of this name waits for the test. */
    let held: { name: string; answer?: ServerResponse; come: () => void } | undefined;
    const other = createServer((request, response) => {
      const name = (request.url ?? '').slice(1);
      asked.push(name);
      if (held?.name === name && !held.answer) {
        held.answer = response;
        held.come();
      } else response.end(JSON.stringify(rows.get(name)));
    });

    const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
      (await admin.query<RowDataPacket[]>(sql, values))[0] as unknown as T[];
    const count = async (table: string): Promise<number> =>
      Number((await query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n);
    const start = async (): Promise<ServerProcess> => {
      const server = await startServer(environment);
      started.push(server);
      return server;
    };
    const setClocks = async (time: string, living: readonly ServerProcess[]): Promise<void> => {
      hall.setClock(`${DAY} ${time}`);
      await Promise.all(living.map((server) => server.setClock(`${DAY} ${time}`)));
    };
    const tick = (living: readonly ServerProcess[]): Promise<unknown> =>
      Promise.all(living.map((server) => server.tick()));
    const slots = (job: string): Promise<{ slot: string; state: string; owner: string; attempt: number }[]> =>
      query("SELECT slot, state, owner, attempt FROM job_run WHERE job = ? AND state <> 'skipped' ORDER BY slot", [
        job,
      ]);
    const runs = async (
      name: string,
    ): Promise<{ state: string; accepted: number; repeats: number; batch: string | null }[]> =>
      (await hall.run('source', 'runs', name, '--json')).json();
    /**
     * Waits for what another process does, by looking. InnoDB renews what it tells of transactions only when nobody asked
     * for a tenth of a second, so whoever asks more often is told the same for ever.
     */
    const seen = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
      for (;;) {
        const found = await look();
        if (found !== undefined) return found;
        await setTimeout(150);
      }
    };

    beforeAll(async () => {
      const opened = await mariadb.open();
      const { databaseUrl = '', dataDir } = opened.settings;
      hall = await openApplication({ name: 'mariadb', open: () => Promise.resolve(opened) }, `${DAY} 00:10:30`, FILES);
      admin = await createConnection(databaseUrl.replace(/^mariadb:/, 'mysql:'));
      base = databaseUrl.split('/').at(-1) ?? '';
      environment = { BAIFEN_DATABASE_URL: databaseUrl, BAIFEN_DATA: dataDir, BAIFEN_NOW: `${DAY} 00:10:30` };
      folder = mkdtempSync(join(tmpdir(), 'baifen-two-'));
      await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
      const host = `127.0.0.1:${String((other.address() as AddressInfo).port)}`;
      await hall.run('hall', 'add', 'test', '示例大厅');
      await hall.run('import', 'roster', 'roster.xlsx', '--by', '王某');
      for (const name of SOURCES) {
        const file = join(folder, 'settings.json');
        writeFileSync(file, JSON.stringify({ url: `http://${host}/${name}`, hosts: [host], internal: [host] }));
        const feed = name === 'cases' ? 'cases' : 'punches';
        const flags = ['--feed', feed, '--kind', 'http-pull', '--settings', file, '--by', '王某'];
        expect((await hall.run('source', 'add', name, ...flags)).code).toBe(0);
      }
      servers = await Promise.all([start(), start()]);
    }, 180_000);
    beforeEach(() => {
      asked = [];
    });
    afterAll(async () => {
      for (const server of started) await server.kill();
      other.closeAllConnections();
      await new Promise((resolve) => other.close(resolve));
      await admin.end();
      await hall.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    it('take each slot once, whoever wakes first, and make up the newest of those missed', async () => {
      rows.set('clock1', [punch('02 08:20:00')]);
      rows.set('clock2', [punch('02 17:40:00')]);
      rows.set('cases', [madeCase(1), madeCase(2)]);
      await tick(servers);
      expect([...asked].sort()).toEqual([...SOURCES].sort());
      await tick(servers);
      for (const time of ['00:20:05', '00:30:05', '00:40:05', '01:25:00']) {
        await setClocks(time, servers);
        await tick([...servers, ...servers]);
      }
      expect(asked).toHaveLength(5 * SOURCES.length);
      expect(
        (await slots('http-pull')).map(({ slot, state, attempt }) => `${slot} ${state} ${String(attempt)}`),
      ).toEqual(['00:10', '00:20', '00:30', '00:40', '01:20'].map((slot) => `${DAY} ${slot} done 1`));
      for (const name of SOURCES)
        expect((await runs(name)).map(({ accepted }) => accepted).sort()).toEqual([
          0,
          0,
          0,
          0,
          name === 'cases' ? 2 : 1,
        ]);
      expect([await count('punch'), await count('case_state')]).toEqual([2, 2]);
    }, 180_000);

    it('of which one is killed while it holds a slot: the other makes it up once, and nothing is doubled', async () => {
      const [first, second] = servers as [ServerProcess, ServerProcess];
      rows.set('clock2', [punch('02 17:40:00'), punch('03 08:20:00')]);
      const come = new Promise<void>((resolve) => (held = { name: 'clock2', come: resolve }));
      await setClocks('01:30:05', servers);
      const ended = expect(first.tick()).rejects.toThrow('the server ended');
      await come;
      await first.kill();
      await ended;
      held = undefined;
      expect((await slots('http-pull')).at(-1)).toMatchObject({ state: 'running', attempt: 1 });
      asked = [];
      await setClocks('01:31:30', [second]);
      await tick([second]);
      expect(asked).toEqual([]);
      await setClocks('01:32:30', [second]);
      await tick([second, second]);
      expect([...asked].sort()).toEqual([...SOURCES].sort());
      const made = (await slots('http-pull')).filter(({ slot }) => slot === `${DAY} 01:30`);
      expect(made).toEqual([
        expect.objectContaining({ state: 'done', attempt: 2, owner: expect.stringMatching(`:${String(second.pid)}$`) }),
      ]);
      expect(await count('punch')).toBe(3);
      await setClocks('01:44:00', [second]);
      await tick([second]);
      expect((await runs('clock2')).map(({ state }) => state).sort()).toEqual([
        ...Array<string>(7).fill('done'),
        'failed',
      ]);
      servers = [await start(), second];
    }, 180_000);

    it('of which one is killed in the middle of an import: no half batch stays, and the other takes it once', async () => {
      const [first, second] = servers as [ServerProcess, ServerProcess];
      rows.set('cases', [madeCase(1), madeCase(2), madeCase(3), madeCase(4)]);
      const [batches, states] = [await count('import_batch'), await count('case_state')];
      await setClocks('01:50:05', servers);
      await admin.query('LOCK TABLES import_batch READ');
      const ended = expect(first.tick()).rejects.toThrow('the server ended');
      // Its rows are merged and not committed: the transaction waits for the table of the batches.
      const watcher = await createConnection(environment.BAIFEN_DATABASE_URL?.replace(/^mariadb:/, 'mysql:') ?? '');
      const waiting = await seen(async () => {
        const sql = `SELECT p.id FROM information_schema.processlist p JOIN information_schema.innodb_trx t ON t.trx_mysql_thread_id = p.id
          WHERE p.db = ? AND p.state LIKE 'Waiting for table metadata lock%' AND t.trx_rows_modified > 0`;
        return (await watcher.query<RowDataPacket[]>(sql, [base]))[0][0] as { id: number } | undefined;
      });
      await first.kill();
      await ended;
      await admin.query('UNLOCK TABLES');
      await seen(async () => {
        const sql = 'SELECT COUNT(*) AS n FROM information_schema.processlist WHERE id = ?';
        const [found] = (await watcher.query<RowDataPacket[]>(sql, [waiting.id]))[0];
        return Number(found?.n) === 0 ? true : undefined;
      });
      await watcher.end();
      expect([await count('import_batch'), await count('case_state')]).toEqual([batches, states]);
      await setClocks('01:53:00', [second]);
      await tick([second, second]);
      expect([await count('import_batch'), await count('case_state')]).toEqual([batches + 1, states + 2]);
      const [done] = await runs('cases');
      expect(done).toMatchObject({ state: 'done', accepted: 2, repeats: 2 });
      expect((await slots('http-pull')).at(-1)).toMatchObject({ slot: `${DAY} 01:50`, state: 'done', attempt: 2 });
      servers = [await start(), second];
    }, 180_000);

    it('the same rows in another order add nothing; a corrected one is a version of its own, and the newest counts', async () => {
      const known = rows.get('cases') ?? [];
      const states = await count('case_state');
      rows.set('cases', [...known].reverse());
      await setClocks('02:00:05', servers);
      await tick(servers);
      expect((await runs('cases'))[0]).toMatchObject({ state: 'done', accepted: 0, repeats: 4, batch: null });
      expect(await count('case_state')).toBe(states);
      rows.set('cases', [madeCase(3), madeCase(1, { 办结时间: '2026-02-05 10:00:00' }), madeCase(2), madeCase(4)]);
      await setClocks('02:20:05', servers);
      await tick(servers);
      expect((await runs('cases'))[0]).toMatchObject({ state: 'done', accepted: 1, repeats: 3 });
      expect(await count('case_state')).toBe(states + 1);
      const versions = await query<{ finished_at: string }>(
        "SELECT finished_at FROM case_state WHERE case_no = '3299992602001' ORDER BY finished_at",
      );
      const batch = (await runs('cases'))[0]?.batch ?? '';
      const path = `${servers[0]?.url ?? ''}/api/halls/test/imports/${batch}/changes`;
      expect(await (await fetch(path)).json()).toEqual([
        expect.objectContaining({
          ...{ table: 'case_state', key: { case_no: '3299992602001' }, line: 2 },
          changes: [{ column: 'finished_at', from: '2026-02-04 09:12:00', to: '2026-02-05 10:00:00' }],
        }),
      ]);
      expect(versions.map((one) => one.finished_at)).toEqual(['2026-02-04 09:12:00', '2026-02-05 10:00:00']);
    }, 180_000);
  });
}
