import type { Database } from 'src/config/database.service';
import { Settings } from 'src/config/settings.dto';
import { HistoryService } from 'src/modules/intake/connectors/history/history.service';
import type { BatchTaken } from 'src/modules/intake/intake.service';
import { RunsService, type Ended } from 'src/modules/intake/connectors/runs.service';
import { SourcesService, type Source } from 'src/modules/intake/connectors/sources.service';
import type { TakingService } from 'src/modules/intake/connectors/taking.service';
import { testEngines } from 'test/support/engines';

const made = { by: { id: 'cli:王某', name: '王某' }, at: '2026-03-02 09:00:00.000' };

describe.each(testEngines())('declared sources on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let sources: SourcesService;
  beforeAll(async () => {
    ({ database, drop } = await engine.open());
    sources = new SourcesService(database);
  });
  afterAll(() => drop());

  const push = (name: string, hall = 'a'): ReturnType<SourcesService['declare']> =>
    sources.declare(hall, { name, feed: 'punches', kind: 'push', settings: {} }, made);

  it('give their token once and keep its digest only', async () => {
    const { source, token } = await push('clock1');
    expect(source).toMatchObject({ hall: 'a', name: 'clock1', version: 1, enabled: true, by: 'cli:王某' });
    expect(token).toMatch(/^bfs_[\w-]{43}$/);
    const rows = await database.read.query<object[]>('SELECT * FROM connector_source');
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(await sources.list('a'))).not.toContain('digest');
    expect((await sources.bearer('a', 'clock1', String(token)))?.name).toBe('clock1');
  });

  it('know a token of theirs only: not another one, not of another source or hall, not an old one', async () => {
    const { token } = await push('clock2');
    await push('clock2', 'b');
    for (const [hall, name, given] of [
      ['a', 'clock2', `${String(token)}x`],
      ['a', 'clock2', ''],
      ['a', 'clock1', token],
      ['b', 'clock2', token],
      ['a', 'nothing', token],
    ] as const)
      expect(await sources.bearer(hall, name, String(given))).toBeUndefined();
    const renewed = await push('clock2');
    expect(renewed.source.version).toBe(2);
    expect(await sources.bearer('a', 'clock2', String(token))).toBeUndefined();
    expect((await sources.bearer('a', 'clock2', String(renewed.token)))?.version).toBe(2);
  });

  it('are versions: what was declared before stays', async () => {
    await push('clock3');
    const disabled = await sources.disable('a', 'clock3', { ...made, at: '2026-03-03 09:00:00.000' });
    expect(disabled).toMatchObject({ version: 2, enabled: false, feed: 'punches' });
    const rows = await database.read.query<{ version: number; enabled: number; stated_at: string }[]>(
      "SELECT version, enabled, stated_at FROM connector_source WHERE hall = 'a' AND name = 'clock3' ORDER BY version",
    );
    expect(rows).toEqual([
      { version: 1, enabled: 1, stated_at: '2026-03-02 09:00:00.000' },
      { version: 2, enabled: 0, stated_at: '2026-03-03 09:00:00.000' },
    ]);
    const names = (await sources.list('a')).map(({ name, enabled }) => `${name} ${String(enabled)}`);
    expect(names).toEqual(['clock1 true', 'clock2 true', 'clock3 false']);
  });

  it('are refused when they are wrong, with everything that is wrong', async () => {
    const wrong = { name: '../x', feed: 'roster', kind: 'ftp', settings: {} };
    await expect(sources.declare('a', wrong, made)).rejects.toMatchObject({ code: 'connectors.source-invalid' });
    await expect(sources.disable('a', 'nothing', made)).rejects.toMatchObject({ code: 'connectors.source-missing' });
    await expect(sources.disable('b', 'clock1', made)).rejects.toMatchObject({ code: 'connectors.source-missing' });
    const missing = { name: 'dc', feed: 'cases', kind: 'http-pull', settings: {} };
    await expect(sources.declare('a', missing, made)).rejects.toThrow(/缺少 url.*缺少 hosts|缺少 hosts.*缺少 url/);
  });

  it('declared by two people at once become two versions, or one is told', async () => {
    const both = await Promise.allSettled(Array.from({ length: 4 }, () => push('race')));
    const done = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value.source.version] : []));
    expect(new Set(done).size).toBe(done.length);
    expect(done.length).toBeGreaterThan(0);
    const told = both.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
    expect(told.every((code) => code === 'connectors.source-changed')).toBe(true);
  });

  it('begin a delivery once, whoever asks at the same time', async () => {
    const runs = new RunsService(database);
    const { source } = await push('clock4');
    const at = '2026-03-02 09:00:00.000';
    const begun = await Promise.all(Array.from({ length: 6 }, () => runs.begin(source, 'one', at, 'digest')));
    expect(begun.filter(Boolean)).toHaveLength(1);
    const run = { id: 'one', state: 'running', startedAt: at };
    const taken = await Promise.all(
      [1, 2, 3].map((n) => runs.takeOver(source, run, `2026-03-02 09:00:0${String(n)}.000`)),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('begin anew with a new declaration, and keep what they called complete', async () => {
    const runs = new RunsService(database);
    const { source } = await push('clock5');
    const end = async (
      id: string,
      watermark: string,
      to: string,
      state: 'done' | 'refused' = 'done',
    ): Promise<void> => {
      await runs.begin(source, id, made.at, null);
      const covers = { from: '2026-03-01', to };
      await runs.end(source, id, {
        state,
        endedAt: `2026-03-02 09:0${id}:00.000`,
        report: { zh: '', en: '' },
        watermark,
        covers,
      });
    };
    await end('1', 'a', '2026-03-02');
    await end('2', 'b', '2026-03-01');
    await end('3', 'c', '2026-03-09', 'refused');
    expect(await runs.watermark(source)).toBe('b');
    expect(await runs.coveredTo(source)).toBe('2026-03-02');
    const { source: next } = await push('clock5');
    expect(await runs.watermark(next)).toBeUndefined();
    expect(await runs.coveredTo(next)).toBe('2026-03-02');
  });

  describe('forget old deliveries', () => {
    const now = '2026-09-01 04:00:00.000';
    let runs: RunsService;
    let history: HistoryService;
    beforeAll(() => {
      runs = new RunsService(database);
      const settings = new Settings(undefined, '', undefined, '127.0.0.1', 0, 'zh', undefined, 60);
      const taking = { halls: () => Promise.resolve([{ id: 'a' }]), now: () => now } as unknown as TakingService;
      history = new HistoryService(database, settings, sources, taking);
    });
    const deliver = async (
      source: Source,
      id: string,
      day: string,
      more: Partial<Ended> | 'running',
    ): Promise<void> => {
      await runs.begin(source, id, `${day} 09:00:00.000`, null);
      if (more === 'running') return;
      const report = { zh: '', en: '' };
      await runs.end(source, id, { state: 'done', endedAt: `${day} 09:00:01.000`, report, ...more });
    };
    const left = async (name: string): Promise<string[]> => (await runs.history('a', name)).map(({ id }) => id).sort();

    it('but never the last success, the watermark, the last complete day, or what runs', async () => {
      const { source } = await push('old');
      await deliver(source, 'mark', '2026-01-01', { watermark: 'm' });
      await deliver(source, 'covers', '2026-01-02', { covers: { from: '2026-01-01', to: '2026-01-02' } });
      await deliver(source, 'success', '2026-01-03', {});
      await deliver(source, 'failed', '2026-01-04', { state: 'failed' });
      await deliver(source, 'runs', '2026-01-05', 'running');
      await deliver(source, 'before', '2026-01-02', {});
      await deliver(source, 'young', '2026-07-04', { state: 'refused' });
      expect(await history.prune(source, now)).toBe(2);
      expect(await left('old')).toEqual(['covers', 'mark', 'runs', 'success', 'young']);
      expect(await history.prune(source, now)).toBe(0);
      expect([await runs.watermark(source), await runs.coveredTo(source)]).toEqual(['m', '2026-01-02']);
    });

    it('as each source says: fewer days, or at most so many', async () => {
      const pulled = { url: 'https://a.example/', hosts: ['a.example'], keep: { days: 31, runs: 10 } };
      const { source } = await sources.declare(
        'a',
        { name: 'often', feed: 'cases', kind: 'http-pull', settings: pulled },
        made,
      );
      for (let run = 0; run < 14; run++)
        await deliver(source, `r${String(run).padStart(2, '0')}`, `2026-08-${String(10 + run)}`, { state: 'refused' });
      await deliver(source, 'done', '2026-07-15', {});
      await deliver(source, 'late', '2026-07-31', { state: 'refused' });
      expect(await history.prune(source, now)).toBe(5);
      expect(await left('often')).toEqual([
        'done',
        ...[4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((run) => `r${String(run).padStart(2, '0')}`),
      ]);
    });

    it('and old runs of jobs, but of each the newest slot, the last success and what runs', async () => {
      const row = (slot: string, state: string, day: string): Promise<unknown> =>
        database.write((manager) =>
          manager.query(
            'INSERT INTO job_run (job, slot, state, owner, attempt, started_at, ended_at, report) VALUES (?, ?, ?, ?, 1, ?, ?, ?)',
            ['nightly', slot, state, 'a:1', `${day} 02:00:00`, '', ''],
          ),
        );
      await row('s1', 'done', '2026-01-01');
      await row('s2', 'done', '2026-01-02');
      await row('s3', 'failed', '2026-01-03');
      await row('s4', 'running', '2026-01-01');
      await row('s5', 'failed', '2026-01-04');
      await row('now x', 'failed', '2026-01-05');
      await row('young', 'failed', '2026-08-30');
      const { runs: gone } = await history.pruneAll(now);
      expect(gone).toBe(4);
      const rows = await database.read.query<{ slot: string }[]>(
        "SELECT slot FROM job_run WHERE job = 'nightly' ORDER BY slot",
      );
      expect(rows.map(({ slot }) => slot)).toEqual(['s2', 's4', 'young']);
    });

    it('and the staging tables of servers that were killed, not those of today', async () => {
      const made = ['stage_20260830_020000_a1b2c3_0', 'stage_20260901_030000_a1b2c3_0', 'stage_of_somebody'];
      for (const name of made)
        await database.write((manager) => manager.query(`CREATE TABLE ${name} (a INT PRIMARY KEY)`));
      expect((await history.pruneAll(now)).stages).toBe(engine.name === 'embedded' ? 0 : 1);
      const there = async (name: string): Promise<boolean> =>
        database.read.query(`SELECT * FROM ${name}`).then(
          () => true,
          () => false,
        );
      expect(await Promise.all(made.map(there))).toEqual([engine.name === 'embedded', true, true]);
    });
  });

  it('that push are ended when their server was killed before anything was stored', async () => {
    const runs = new RunsService(database);
    const { source } = await push('killed-push');
    await runs.begin(source, 'dead', '2026-03-02 09:00:00.000', 'digest');
    await runs.begin(source, 'young', '2026-03-02 09:05:00.000', 'digest');
    await runs.buryPushes(source, '2026-03-02 09:12:00.000');
    const history = await runs.history('a', 'killed-push');
    expect(history.map(({ id, state }) => `${id} ${state}`).sort()).toEqual(['dead failed', 'young running']);
    expect(history.find(({ id }) => id === 'dead')?.report.zh).toContain('没有写入任何数据');
  });

  it('whose server was killed are ended: done where the batch is stored, failed where nothing is', async () => {
    const runs = new RunsService(database);
    const { source } = await push('killed');
    for (const id of ['stored', 'nothing', 'young'])
      await runs.begin(source, id, `2026-03-02 09:0${id === 'young' ? '5' : '0'}:00.000`, null);
    const batch = { id: 'b1', hall: 'a', feed: 'punches', fingerprint: '', accepted: 7 } as BatchTaken;
    const covers = { from: '2026-03-01', to: '2026-03-01' };
    for (const { sql, parameters } of runs.storedWith(source, 'stored', { watermark: 'w', covers })(batch))
      await database.write((manager) => manager.query(sql, [...parameters]));
    expect(await runs.bury(source, '2026-03-02 09:12:00.000')).toEqual(['nothing']);
    expect((await runs.history('a', 'killed')).map(({ id, state }) => `${id} ${state}`).sort()).toEqual([
      'nothing failed',
      'stored done',
      'young running',
    ]);
    expect([await runs.watermark(source), await runs.coveredTo(source)]).toEqual(['w', '2026-03-01']);
    expect((await runs.history('a', 'killed')).find(({ id }) => id === 'stored')).toMatchObject({
      accepted: 7,
      batch: 'b1',
    });
  });
});
