import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { openApplication, type TestApplication } from './application';
import type { TestEngine } from './engines';

const FIXTURES = join(__dirname, '..', 'fixtures', 'month');
const BOOKS = join(__dirname, '..', '..', 'src', 'modules', 'rules', 'books');

export interface Answered<T> {
  readonly status: number;
  readonly body: T;
  readonly code: string;
}

/**
 * A hall of seven windows whose points come from patrols alone: five first places, one last, and a tie at the edge is the
 * leading group's.
 */
export class MonthHall {
  private constructor(
    readonly hall: TestApplication,
    private readonly folder: string,
  ) {}

  static async open(engine: TestEngine, now: string): Promise<MonthHall> {
    const folder = mkdtempSync(join(tmpdir(), 'baifen-months-'));
    const hall = await openApplication(engine, now, FIXTURES);
    const opened = new MonthHall(hall, folder);
    const book = readFileSync(join(BOOKS, 'lianshui-2026.yaml'), 'utf8')
      .replace('notConnected:\n', 'notConnected:\n  - attendance\n  - leave\n  - cases\n  - ratings\n')
      .replace('maxTop: 10', 'maxTop: 5\n    minimumGroup: 6')
      .replace(/(name: 当月后五名\n {4}kind: bottom\n {4}n: )5/, '$11');
    writeFileSync(join(folder, 'book.yaml'), book);
    await hall.run('hall', 'add', 'test', '示例大厅');
    await hall.run('import', 'roster', 'roster.xlsx', '--by', '名册员');
    const published = await hall.run('rules', 'publish', join(folder, 'book.yaml'), '--by', '名册员');
    if (published.code !== 0) throw new Error(published.err);
    return opened;
  }

  /** Empty posts found by `by`; `complete`: the patrols of that month are all there. */
  async patrol(rows: readonly (readonly [day: string, window: string])[], by: string, complete?: string) {
    const head = '巡查日期,午别,巡查时间,窗口名称,窗口编号,巡查情况,巡查人';
    const file = join(this.folder, `patrol-${String(Date.now())}-${String(rows.length)}.csv`);
    writeFileSync(file, [head, ...rows.map(([day, window]) => `${day},上午,09:35,,${window},空岗,${by}`)].join('\n'));
    const days = complete === undefined ? [] : ['--complete-from', `${complete}-01`, '--complete-to', lastOf(complete)];
    return this.hall.run('import', 'patrol', file, ...days, '--json', '--by', '录入员');
  }

  async get<T>(token: string, path: string): Promise<Answered<T>> {
    return answered(await this.server().get(path).set('authorization', `Bearer ${token}`));
  }

  async post<T>(token: string, path: string, body: object = {}): Promise<Answered<T>> {
    return answered(await this.server().post(path).set('authorization', `Bearer ${token}`).send(body));
  }

  async attach<T>(token: string, path: string, content: Buffer, name: string): Promise<Answered<T>> {
    const sent = this.server().post(path).set('authorization', `Bearer ${token}`);
    return answered(await sent.attach('file', content, name));
  }

  async stop(): Promise<void> {
    await this.hall.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private server() {
    return request(this.hall.app.getHttpServer());
  }
}

function lastOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function answered<T>({ status, body }: request.Response): Answered<T> {
  return { status, body: body as T, code: (body as { code?: string }).code ?? '' };
}
