import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const FILES = join(__dirname, '..', 'fixtures', 'month');
const BEGIN = `const c=require(process.argv[1]);c.main(process.argv.slice(2)).then(x=>{process.exitCode=x})`;

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Real processes of the built program: a server on a data folder, and commands typed beside it. */
describe('a running server', () => {
  const data = mkdtempSync(join(tmpdir(), 'baifen-server-'));
  let server: ChildProcess;

  const environment = (more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
    ...process.env,
    TZ: 'Asia/Shanghai',
    BAIFEN_DATA: data,
    BAIFEN_PORT: '0',
    BAIFEN_NOW: '2026-02-10 10:00:00',
    BAIFEN_DATABASE_URL: '',
    ...more,
  });
  const baifen = (argv: readonly string[], more?: Record<string, string>): Promise<Ran> =>
    new Promise((resolve) => {
      const file = join(ROOT, 'dist', 'src', 'cli.js');
      const options = { cwd: FILES, env: environment(more) };
      execFile(process.execPath, ['-e', BEGIN, file, ...argv], options, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
    });

  beforeAll(async () => {
    // With a hall in it the folder gets no demo.
    expect((await baifen(['hall', 'add', 'test', '示例大厅'])).err).toBe('');
    expect((await baifen(['import', 'roster', 'roster.xlsx', '--by', '王某'])).code).toBe(0);
    expect((await baifen(['rules', 'publish', 'lianshui-2026', '--by', '王某'])).code).toBe(0);
    server = spawn(process.execPath, [join(ROOT, 'dist', 'src', 'start.js')], { env: environment() });
    await new Promise<void>((resolve, reject) => {
      let said = '';
      server.stdout?.on('data', (text: Buffer) => {
        said += text.toString();
        if (said.includes('百分已启动')) resolve();
      });
      server.on('exit', (code) => reject(new Error(`the server ended (${String(code)}): ${said}`)));
    });
  }, 120_000);
  afterAll(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  });

  it('tells where it listens to those who may read its folder', async () => {
    const { address } = JSON.parse(readFileSync(join(data, 'server.lock'), 'utf8')) as {
      address: { host: string; port: number };
    };
    expect(address.port).toBeGreaterThan(0);
    const answer = await fetch(`http://${address.host}:${String(address.port)}/health`);
    expect(await answer.json()).toEqual({
      ...{ status: 'up', engine: 'embedded', time: '2026-02-10 10:00:00', clockSkewMs: 0 },
    });
  });

  it('runs commands that are typed beside it, in the language of who typed them', async () => {
    expect(await baifen(['hall', 'list', '--json'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('示例大厅'),
    });
    for (const english of [
      await baifen(['score', '2026-05', '--lang=en']),
      await baifen(['score', '2026-05'], { BAIFEN_LANG: 'en' }),
    ]) {
      expect(english.code).toBe(1);
      expect(english.err).toContain('2026-05 has not begun');
    }
    expect((await baifen(['score', '2026-05'])).err).toContain('2026-05 还没有开始');
  });

  it('scores in a thread, with the answer and the refusals of a process of its own', async () => {
    const scored = await baifen(['score', '2026-01', '--json', '--by', '王某']);
    expect(scored.err).toBe('');
    expect((JSON.parse(scored.out) as { standings: object[] }).standings.length).toBe(7);
    const read = await baifen(['standings', '2026-01', '--json']);
    expect(JSON.parse(read.out)).toEqual(JSON.parse(scored.out));
    const closed = await baifen(['close', '2026-01', '--by', '王某']);
    expect(closed).toMatchObject({ code: 1, out: '' });
    expect(closed.err).toContain('下列数据来源尚未报全');
    expect((await baifen(['verify', '2026-01'])).err).toContain('还没有锁定');
  }, 60_000);

  it('keeps a second server from its folder', async () => {
    const second = spawn(process.execPath, [join(ROOT, 'dist', 'src', 'start.js')], { env: environment() });
    let said = '';
    second.stderr.on('data', (text: Buffer) => (said += text.toString()));
    expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(1);
    expect(said).toContain(`（进程 ${String(server.pid)}）`);
  });
});
