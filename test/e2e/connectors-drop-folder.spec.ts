import { execFile } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DemoManifest } from 'demo/manifest';
import { hallDate } from 'src/common/clock';
import { startServer, type ServerProcess } from 'test/support/server-process';

const ROOT = join(__dirname, '..', '..');
const BEGIN = `const c=require(process.argv[1]);c.main(process.argv.slice(2)).then(x=>{process.exitCode=x})`;

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The demo hall (its running month, with fewer cases) on a running server and the real clock: a file put into its drop folder is taken while the server runs. */
describe('the drop folder of the demo hall', () => {
  const data = mkdtempSync(join(tmpdir(), 'baifen-drop-'));
  let server: ServerProcess;
  let api: string;

  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    ...{ TZ: 'Asia/Shanghai', BAIFEN_DATA: data, BAIFEN_PORT: '0', BAIFEN_DATABASE_URL: '', BAIFEN_LANG: 'zh' },
    // The real clock: slots by hand are named by their second.
    BAIFEN_NOW: '',
  };
  const baifen = (...argv: string[]): Promise<Ran> =>
    new Promise((resolve) => {
      const file = join(ROOT, 'dist', 'src', 'cli.js');
      const options = { cwd: data, env: environment };
      execFile(process.execPath, ['-e', BEGIN, file, ...argv], options, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
    });
  const get = async <T>(path: string): Promise<T> => (await (await fetch(`${api}/${path}`)).json()) as T;
  const folder = (...parts: string[]): string => join(data, 'drop', hall, 'punches', ...parts);
  /** A file that was copied in a while ago; a fresh one may still be on its way. */
  const put = (name: string, content: string | Buffer, ageSeconds = 60): void => {
    mkdirSync(folder(), { recursive: true });
    writeFileSync(folder(name), content);
    const at = new Date(Date.now() - ageSeconds * 1000);
    utimesSync(folder(name), at, at);
  };
  /** Runs the job; the server's own clock may have run it just before, so what counts is what became of the files. */
  const run = async (): Promise<void> => {
    expect(await baifen('jobs', 'run', 'drop-folder', '--json')).toMatchObject({ code: 0, err: '' });
  };
  const batches = async (file: string): Promise<{ id: string; accepted: number; actor: string }[]> =>
    (await get<{ id: string; file: string; accepted: number; actor: string }[]>('imports')).filter(
      (batch) => batch.file === file,
    );
  let hall: string;

  beforeAll(async () => {
    const demo = join(data, 'demo');
    const generate = [
      join(ROOT, 'dist', 'demo', 'generate.process.js'),
      demo,
      '--today',
      hallDate(Date.now()),
      '--cases',
      '400',
    ];
    await promisify(execFile)(process.execPath, generate, { env: environment });
    onlyRunningMonth(join(demo, 'manifest.json'));
    server = await startServer({ BAIFEN_DATA: data, BAIFEN_DATABASE_URL: '', BAIFEN_NOW: '' });
    await server.loadDemo(demo);
    const halls = JSON.parse((await baifen('hall', 'list', '--json')).out) as { id: string }[];
    hall = halls[0]?.id ?? '';
    api = `${server.url}/api/halls/${encodeURIComponent(hall)}`;
  }, 600_000);
  afterAll(async () => {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('takes new files, gives bad rows back as a workbook beside them, and leaves what is still being copied', async () => {
    const today = hallDate(Date.now());
    const shown = await baifen('roster', 'show', today.slice(0, 7), '--json');
    const [person] = (JSON.parse(shown.out) as { staff: { id: string }[] }).staff;
    const line = (time: string): string => `${person?.id ?? ''},${time}`;
    const head = '工号,打卡时间';
    put(
      '打卡.csv',
      [head, line(`${today} 00:00:01`), line('2026-02-31 08:20:00'), line(`${today} 00:00:02`)].join('\n'),
    );
    put('别的.csv', '菜名,价格\n红烧肉,18\n');
    put('复制中.csv', [head, line(`${today} 00:00:03`)].join('\n'), 0);
    await run();
    expect(readdirSync(folder()).sort()).toEqual(['done', 'refused', '复制中.csv']);
    expect(readdirSync(folder('done')).sort()).toEqual(['打卡.csv', '打卡（错误）.xlsx']);
    expect(readdirSync(folder('refused')).sort()).toEqual(['别的.csv', '别的.csv.txt']);
    expect(readFileSync(folder('refused', '别的.csv.txt'), 'utf8')).toContain('没有找到需要的表头');
    const [batch] = await batches('打卡.csv');
    expect(batch).toMatchObject({ accepted: 2, actor: 'job:drop-folder' });
    const rejects = await get<{ line: number; value: string }[]>(`imports/${batch?.id ?? ''}/rejects`);
    expect(rejects).toEqual([expect.objectContaining({ line: 3, value: '2026-02-31 08:20:00' })]);

    // The clerk puts the workbook back with the wrong row corrected elsewhere: what is known adds nothing.
    copyFileSync(folder('done', '打卡（错误）.xlsx'), folder('打卡（错误）.xlsx'));
    const old = new Date(Date.now() - 60_000);
    utimesSync(folder('打卡（错误）.xlsx'), old, old);
    put('改正.csv', [head, line(`${today} 00:00:01`), line(`${today} 00:00:04`), line(`${today} 00:00:02`)].join('\n'));
    put('复制中.csv', [head, line(`${today} 00:00:03`)].join('\n'));
    await run();
    expect(readdirSync(folder()).sort()).toEqual(['done', 'refused']);
    expect(await batches('改正.csv')).toEqual([expect.objectContaining({ accepted: 1 })]);
    expect(await batches('复制中.csv')).toEqual([expect.objectContaining({ accepted: 1 })]);
    const { history } = JSON.parse((await baifen('jobs', '--json')).out) as {
      history: { job: string; state: string; report: { summary: { zh: string } } }[];
    };
    const told = history.filter(({ job }) => job === 'drop-folder').map(({ report }) => report.summary.zh);
    expect(told.join('')).toContain('错误工作簿：done/打卡（错误）.xlsx');
  }, 180_000);
});

/** The months before are for the ranking, and take long to score. */
function onlyRunningMonth(file: string): void {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as DemoManifest;
  const months = manifest.months.filter(({ state }) => state === 'running');
  const files = manifest.files.filter(({ month }) => month === null || months.some(({ period }) => period === month));
  writeFileSync(file, JSON.stringify({ ...manifest, months, files, waivers: [] }));
}
