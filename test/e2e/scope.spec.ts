import { join } from 'node:path';
import request from 'supertest';
import { tokenFor } from 'test/support/accounts';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const MONTH = '2026-01';

interface Explained {
  subject: string;
  rank: number | null;
  marks: string[];
  withheld?: boolean;
  revision: number;
}

/** What each may see of a month, before it is published, after, and once it is opened again. */
describe.each(testEngines())('what somebody may see of a month on $name', (engine) => {
  let hall: TestApplication;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    hall = await openApplication(engine, '2026-02-10 10:00:00', FILES);
    await hall.run('hall', 'add', 'test', '示例大厅');
    await hall.run('import', 'roster', 'roster.xlsx', '--by', '王某');
    await hall.run('rules', 'publish', 'lianshui-2026', '--by', '王某');
    const complete = ['--complete-from', '2026-01-01', '--complete-to', '2026-01-31', '--good-rows', '--by', '王某'];
    expect((await hall.run('import', 'ratings', 'ratings-extended.utf8bom.csv', ...complete)).err).toBe('');
    const asOf = ['--as-of', '2026-01-31 18:00:00'];
    expect((await hall.run('import', 'cases', 'cases.utf8.csv', ...asOf, ...complete)).err).toBe('');
    expect((await hall.run('score', MONTH, '--by', '王某')).err).toBe('');
    const give = async (login: string, role: Parameters<typeof tokenFor>[2]['role'], ...units: string[]) =>
      tokens.set(login, await tokenFor(hall.app, login, { role, hall: 'test', units }));
    await give('office', 'assessment-office');
    await give('clerk', 'window-clerk', 'A01');
    await give('supervision', 'supervision');
    await give('person', 'staff', '07001');
    await give('admin', 'system-administrator');
  });
  afterAll(() => hall.stop());

  const get = (who: string, path: string): request.Test =>
    request(hall.app.getHttpServer())
      .get(`/api/halls/test/periods/${MONTH}/${path}`)
      .set('authorization', `Bearer ${tokens.get(who) ?? ''}`);
  const told = async (who: string, path: string): Promise<[number, string]> => {
    const { status, body } = await get(who, path);
    return [status, (body as { code?: string }).code ?? ''];
  };
  const sheet = async (who: string, subject: string): Promise<Explained> =>
    (await get(who, `sheets/${subject}`).expect(200)).body as Explained;

  it('a window sees its own sheet and lines, and nothing of the others, who look as if they were not there', async () => {
    expect((await sheet('office', 'A01')).rank).toBeGreaterThan(0);
    expect(await sheet('clerk', 'A01')).toMatchObject({ subject: 'A01', rank: null, marks: [], withheld: true });
    const [foreign, missing] = [await get('clerk', 'sheets/A02'), await get('clerk', 'sheets/ZZ')];
    const plain = ({ status, body }: request.Response, subject: string): string =>
      `${String(status)} ${JSON.stringify({ ...(body as object), requestId: '' }).replaceAll(subject, '*')}`;
    expect(plain(foreign, 'A02')).toBe(plain(missing, 'ZZ'));
    const lines = (await get('clerk', 'lines').expect(200)).body as { subject: string }[];
    const all = (await get('office', 'lines').expect(200)).body as { subject: string }[];
    expect(lines.length).toBeGreaterThan(0);
    expect(lines).toEqual(all.filter(({ subject }) => subject === 'A01'));
  });

  it('nobody but those who see the whole hall sees the ranking before it is published', async () => {
    for (const path of ['standings', 'bulletin.xlsx', 'revisions'])
      expect([path, ...(await told('clerk', path))]).toEqual(
        path === 'revisions' ? [path, 200, ''] : [path, 404, 'scoring.month-not-scored'],
      );
    expect((await get('clerk', 'revisions')).body).toEqual({ runs: [], moves: [] });
    expect(await told('supervision', 'sheets/A01')).toEqual([404, 'scoring.subject-unknown']);
    expect(await told('supervision', 'lines')).toEqual([404, 'scoring.month-not-scored']);
    expect(await told('clerk', 'verification')).toEqual([404, 'scoring.month-not-sealed']);
    for (const path of ['standings', 'sheets/A01', 'lines', 'ratings', 'cases/statistics', 'bulletin.xlsx'])
      expect([path, ...(await told('admin', path))]).toEqual([path, 404, 'access.not-found']);
  });

  it('ratings and cases are those of the own window', async () => {
    const ratings = (await get('clerk', 'ratings').expect(200)).body as {
      windows: { id: string }[];
      statistics: { total: { collected: number }; windows: { window: string; collected: number }[] };
    };
    expect(ratings.windows.map(({ id }) => id)).toEqual(['A01']);
    expect(ratings.statistics.windows.map(({ window }) => window)).toEqual(['A01']);
    expect(ratings.statistics.total.collected).toBe(ratings.statistics.windows[0]?.collected);
    expect(await told('clerk', 'ratings/windows/A02')).toEqual([404, 'ratings.window-unknown']);
    expect(await told('clerk', 'ratings/windows/A01')).toEqual([200, '']);
    const cases = (await get('clerk', 'cases/statistics').expect(200)).body as { windows: { window: string }[] };
    expect(cases.windows.map(({ window }) => window)).toEqual(['A01']);
    const behind = (window: string): string => `cases?window=${window}&measure=cases.accepted&basis=accepted`;
    expect((await get('office', behind('A02')).expect(200)).body).not.toMatchObject({ total: 0 });
    expect((await get('clerk', behind('A02')).expect(200)).body).toMatchObject({ total: 0, cases: [] });
    expect((await get('clerk', behind('A01')).expect(200)).body).not.toMatchObject({ total: 0 });
  });

  it('what was published stays readable when the month is opened again, and nothing after it', async () => {
    expect((await hall.run('user', 'profile', 'small', '--reason', '编制三人', '--by', '安全员')).err).toBe('');
    const aside = ['--override', 'coverage-complete', '--reason', '试'];
    expect((await hall.run('close', MONTH, '--by', '王某', ...aside)).err).toBe('');
    expect(await told('clerk', 'standings')).toEqual([404, 'scoring.month-not-scored']);
    const words = ['--opinion', '同意', '--decision', '并列均列入'];
    expect((await hall.run('publish', MONTH, '--by', '王某', ...words)).err).toBe('');
    expect((await get('clerk', 'standings').expect(200)).body).toMatchObject({ revision: 1, sealed: true });
    expect(await told('clerk', 'bulletin.xlsx')).toEqual([200, '']);
    expect((await sheet('clerk', 'A01')).rank).toBeGreaterThan(0);
    expect((await sheet('supervision', 'A02')).revision).toBe(1);
    expect(await told('clerk', 'sheets/A02')).toEqual([404, 'scoring.subject-unknown']);
    expect((await hall.run('reopen', MONTH, '--by', '王某', '--reason', '更正')).err).toBe('');
    expect((await hall.run('score', MONTH, '--by', '王某')).err).toBe('');
    expect((await get('office', 'standings').expect(200)).body).toMatchObject({ revision: 2 });
    expect((await get('clerk', 'standings').expect(200)).body).toMatchObject({ revision: 1 });
    expect(await told('clerk', 'standings?revision=2')).toEqual([404, 'scoring.revision-missing']);
    expect((await sheet('supervision', 'A02')).revision).toBe(1);
    expect(await sheet('clerk', 'A01')).toMatchObject({ revision: 2, withheld: true });
    expect(await told('clerk', 'bulletin.xlsx')).toEqual([200, '']);
  });
});
