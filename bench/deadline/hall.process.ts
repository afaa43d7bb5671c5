import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from 'src/app.module';
import { cliActor } from 'src/common/actor';
import { Database } from 'src/config/database.service';
import { Settings } from 'src/config/settings.dto';
import { AccountsService, RightsService, TokensService } from 'src/modules/identity';
import type { RoleName } from 'src/modules/identity/rights/roles';
import { RulesService } from 'src/modules/rules';

/** A hall of so many windows, each with an account, drafts and a month to confirm. */
export interface Where {
  readonly databaseUrl: string | undefined;
  readonly folder: string;
  readonly windows: number;
  readonly now: string;
}
export interface Prepared {
  /** Token of each window's head. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly office: string;
}

const HALL = 'bench';
const MONTH = '2026-01';
const STAFF = 4;
const DRAFTS = 2;
const BY = cliActor('bench');

export async function prepareHall(where: Where): Promise<Prepared> {
  return inside(where, async (app) => {
    const book = readFileSync(join(process.cwd(), 'src/modules/rules/books/lianshui-2026.yaml'), 'utf8');
    const text = book.replace(/ {2}- (documents|declarations|entries)\n/g, '');
    const publication = { hall: HALL, text, actor: BY, at: '2026-01-01 09:00:00', reason: '' };
    await app.get(RulesService, { strict: false }).publish(publication, () => Promise.resolve([]));
    const database = app.get(Database, { strict: false });
    const windows = Array.from({ length: where.windows }, (_, at) => windowOf(at));
    await insertRoster(database, windows);
    await insertDrafts(database, windows);
    const tokens = new Map<string, string>();
    for (const code of windows) tokens.set(code, await signedUp(app, code.toLowerCase(), 'window-head', [code]));
    return { tokens, office: await signedUp(app, 'office', 'assessment-office', []) };
  });
}

/** Receipts, submissions and open drafts that are too many or too few. */
export async function wrongIn(where: Where): Promise<number> {
  return inside(where, async (app) => {
    const { read } = app.get(Database, { strict: false });
    const count = async (sql: string): Promise<number> =>
      Number((await read.query<{ n: number | string }[]>(sql))[0]?.n ?? -1);
    const receipts = await count("SELECT COUNT(*) AS n FROM month_report WHERE kind = 'report'");
    const submissions = await count('SELECT COUNT(DISTINCT id) AS n FROM submission');
    const open = await count("SELECT COUNT(*) AS n FROM submission_draft WHERE state <> 'handed-in'");
    return Math.abs(receipts - where.windows) + Math.abs(submissions - where.windows * DRAFTS) + open;
  });
}

async function inside<T>(
  { databaseUrl, folder, now }: Where,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const settings = new Settings(databaseUrl, folder, undefined, '127.0.0.1', 0, 'zh', now);
  const app = await NestFactory.createApplicationContext(AppModule.with(settings), { logger: ['error'] });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

async function signedUp(app: INestApplicationContext, login: string, role: RoleName, units: string[]): Promise<string> {
  await app.get(AccountsService, { strict: false }).add(BY, { login, hall: HALL, name: login });
  await app.get(RightsService, { strict: false }).grant(BY, { login, role, hall: HALL, units, reason: 'bench' });
  const made = await app.get(TokensService, { strict: false }).make(BY, login, { name: 'bench', until: '2026-12-31' });
  return made.token;
}

async function insertRoster(database: Database, codes: readonly string[]): Promise<void> {
  const recorded = { hall: HALL, batch: 'bench', recordedAt: '2026-01-01 09:00:00.000' };
  const windows = codes.map((code, at) => ({
    ...recorded,
    ...{ line: at + 1, code, from: '', to: null, name: `窗口${String(at)}`, department: null, departmentName: '' },
    ...{ kind: 'window', group: '一组', tags: '[]', seats: null, formerNames: '[]', mergedInto: null },
  }));
  const postings = codes.flatMap((window, at) =>
    Array.from({ length: STAFF }, (_, nth) => ({
      ...recorded,
      ...{ line: at * STAFF + nth + 1, staff: `S${String(at)}-${String(nth)}`, from: '', to: null, unit: '', window },
      ...{ post: '', side: null, duty: '', chief: nth === 0 ? 1 : 0, branchLeader: 0, staffType: '编制' },
    })),
  );
  await database.write(async (manager) => {
    await manager.insert('org_hall', { hall: HALL, name: '测试大厅', parent: null, office: null });
    for (const piece of pieces(windows)) await manager.insert('org_window', piece);
    for (const piece of pieces(postings)) await manager.insert('org_posting', piece);
  });
}

async function insertDrafts(database: Database, codes: readonly string[]): Promise<void> {
  const saved = { state: 'open', version: 1, submission: null, changedBy: BY.id, changedAt: '2026-01-20 09:00:00' };
  const drafts = codes.flatMap((windowId) =>
    Array.from({ length: DRAFTS }, (_, nth) => ({
      ...{ hall: HALL, id: randomBytes(6).toString('hex'), period: MONTH, windowId, item: '13.02', ...saved },
      content: JSON.stringify({ date: `2026-01-1${String(nth)}`, labels: { event: '锦旗' }, evidence: ['照片'] }),
    })),
  );
  await database.write(async (manager) => {
    for (const piece of pieces(drafts)) await manager.insert('submission_draft', piece);
  });
}

function windowOf(at: number): string {
  return `W${String(at).padStart(4, '0')}`;
}

function pieces<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / 500) }, (_, at) => all.slice(at * 500, (at + 1) * 500));
}
