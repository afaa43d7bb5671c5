import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from 'src/config/database.service';
import { Settings } from 'src/config/settings.dto';
import { Outside } from 'src/modules/intake/connectors/outside.service';
import { openApplication, type TestApplication } from 'test/support/application';
import type { TestEngine } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');

export interface RunShown {
  readonly id: string;
  readonly state: string;
  readonly pages: number;
  readonly bytes: number;
  readonly accepted: number;
  readonly repeats: number;
  readonly rejected: number;
  readonly batch: string | null;
  readonly watermark: string | null;
  readonly covers: { readonly from: string; readonly to: string } | null;
  readonly report: { readonly zh: string };
}

/** A hall whose sources are pulled by hand; names and waiting are those of the test. */
export interface PulledHall {
  readonly hall: TestApplication;
  readonly outside: Outside;
  /** How long was waited before each further try. */
  readonly paused: number[];
  declare(name: string, kind: string, settings: object, feed?: string): Promise<void>;
  disable(name: string): Promise<void>;
  runs(name: string): Promise<RunShown[]>;
  /** Runs the job and answers the delivery it made of this source. */
  pull(name: string, kind: string): Promise<RunShown>;
  /** One delivery of a source declared for it alone. */
  pullOnce(name: string, kind: string, settings: object, feed?: string): Promise<RunShown>;
  count(table: string): Promise<number>;
  stop(): Promise<void>;
}

export async function openPulledHall(engine: TestEngine, now: string): Promise<PulledHall> {
  const hall = await openApplication(engine, now, FILES);
  const folder = mkdtempSync(join(tmpdir(), 'baifen-pulled-'));
  await hall.run('hall', 'add', 'test', '示例大厅');
  await hall.run('import', 'roster', 'roster.xlsx', '--by', '王某');
  const paused: number[] = [];
  const outside = hall.app.get(Outside, { strict: false });
  outside.random = () => 0.5;
  outside.pause = (milliseconds) => Promise.resolve(void paused.push(milliseconds));
  outside.resolve = (name) => Promise.resolve([{ address: name, family: 4 }]);
  const database = hall.app.get(Database);
  const seen = new Set<string>();

  const runs = async (name: string): Promise<RunShown[]> =>
    (await hall.run('source', 'runs', name, '--json')).json<RunShown[]>();
  const declare: PulledHall['declare'] = async (name, kind, settings, feed = 'punches') => {
    const file = join(folder, 'settings.json');
    writeFileSync(file, JSON.stringify(settings));
    const flags = ['--feed', feed, '--kind', kind, '--settings', file, '--by', '王某'];
    const { code, err } = await hall.run('source', 'add', name, ...flags);
    expect([code, err]).toEqual([0, '']);
  };
  const disable = async (name: string): Promise<void> => {
    await hall.run('source', 'disable', name, '--by', '王某');
  };
  const pull = async (name: string, kind: string): Promise<RunShown> => {
    for (const { id } of await runs(name)) seen.add(id);
    await database.write((manager) => manager.query('DELETE FROM job_run WHERE job = ?', [kind]));
    expect((await hall.run('jobs', 'run', kind)).code).toBe(0);
    const [made, ...more] = (await runs(name)).filter(({ id }) => !seen.has(id));
    expect(more).toEqual([]);
    return made ?? ({} as RunShown);
  };
  return {
    ...{ hall, outside, paused, declare, disable, runs, pull },
    async pullOnce(name, kind, settings, feed) {
      await declare(name, kind, settings, feed);
      const run = await pull(name, kind);
      await disable(name);
      return run;
    },
    async count(table) {
      return Number((await database.read.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n);
    },
    async stop() {
      rmSync(hall.app.get(Settings).dataDir, { recursive: true, force: true });
      await hall.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
