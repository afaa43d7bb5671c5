import type { Database } from 'src/config/database.service';
import { RunsService } from 'src/modules/intake/connectors/runs.service';
import { SourcesService } from 'src/modules/intake/connectors/sources.service';
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
});
