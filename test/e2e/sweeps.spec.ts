import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import request from 'supertest';
import { tokenFor } from 'test/support/accounts';
import { openApplication, type TestApplication } from 'test/support/application';
import { testEngines } from 'test/support/engines';
import { filled, nameOf, routesOf, type Route } from 'test/support/router';

const FILES = join(__dirname, '..', 'fixtures', 'month');
const MONTH = '2026-01';
const BOOK = readFileSync('src/modules/rules/books/lianshui-2026.yaml', 'utf8').replace(
  / {2}- (documents|declarations|entries|sampling|callbacks)\n/g,
  '',
);
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF');

/** What nobody may say of himself or of a record: the server knows it. */
const PRIVILEGED = [
  ...['by', 'actor', 'hall', 'id', 'state', 'status', 'version', 'revision', 'points', 'score', 'role', 'roles'],
  ...['grants', 'account', 'verified', 'at', 'recordedAt', 'origin', 'sealed'],
];

/** Bodies that pass the door, so that it is the service that answers. */
const said = { reason: '核对' };
const item = { item: '13.01', window: 'A01', date: '2026-01-15', labels: { level: '县', event: '文明窗口' } };
const BODIES: Readonly<Record<string, object>> = {
  'POST incidents/:id/undo': said,
  'POST leave/:id/undo': said,
  'POST swaps/:id/undo': said,
  'POST awards/:id/revocation': { minutes: '纪要1号', decidedOn: '2026-02-01', ...said },
  'POST eligibility/:id/lifting': { minutes: '纪要1号', ...said },
  'POST book-drafts/:draft/changes': {
    version: 1,
    changes: [{ kind: 'set', item: '13.01', field: '分值', value: '1' }],
  },
  'POST book-drafts/:draft/publication': { version: 1 },
  'POST book-drafts/:draft/trial': { periods: MONTH },
  'POST book-drafts/:draft/withdrawal': { version: 1 },
  'POST imports/:batch/undo': {},
  'POST windows/:window/drafts': { item: '13.01' },
  'PUT drafts/:draft': { version: 1, item: '13.01' },
  'PUT declarations/:submission': item,
  'PUT submissions/:submission': item,
  'POST declarations/:submission/withdrawal': said,
  'POST submissions/:submission/withdrawal': said,
  'POST submissions/:submission/decisions': { decision: 'verified', ...said },
  'POST reports/:window': {},
  'POST reports/:window/extensions': { until: '2026-02-20 18:00:00', ...said },
  'PUT areas/:section': { kind: 'none' },
  'POST ratings/:rating/appeals': said,
  'POST appeals/withdrawal': said,
  'POST appeals/decision': { kind: 'mistaken', ...said },
  'POST ratings/:rating/callbacks': { outcome: 'reached' },
  'POST signals/:signal/judgements': { decision: 'watching', ...said },
};
const bodyOf = ({ method, path }: Route): object => {
  const key = Object.keys(BODIES).find(
    (name) =>
      `${method.toUpperCase()} ${path}`.endsWith(name.replace(/^\w+ /, '/')) && name.startsWith(method.toUpperCase()),
  );
  return key === undefined ? {} : (BODIES[key] ?? {});
};

/** Ids that belong to somebody, by their place in the path. */
type Ids = Record<string, string>;
const WHOSE = [
  ...['subject', 'window', 'submission', 'drafts/draft', 'file', 'rating', 'incidents/id', 'batch', 'upload'],
  'book-drafts/draft',
];
/** Parameters that say which month, area or kind, not whose. */
const NEUTRAL: Ids = { period: MONTH, section: '13', span: '2026-Q1', from: MONTH, revision: '1', feed: 'cases' };

/** Of a place in a path the key under which its ids stand: `drafts/draft` where the parameter alone says too little. */
function keysIn(path: string): string[] {
  const parts = path.split('/');
  return parts.flatMap((part, at) => {
    if (!part.startsWith(':') || part === ':hall' || part.slice(1) in NEUTRAL) return [];
    const long = `${parts[at - 1] ?? ''}/${part.slice(1)}`;
    return [WHOSE.includes(long) ? long : part.slice(1)];
  });
}

describe.each(testEngines())('sweeps over every route on $name', (engine) => {
  let hall: TestApplication;
  let routes: Route[];
  const tokens = new Map<string, string>();
  const foreign: Ids = { subject: 'A02', window: 'A02' };
  /** Of the same form, and nobody's. */
  const missing: Ids = { subject: 'ZZ', window: 'ZZ' };
  const server = () => request(hall.app.getHttpServer());

  /** What somebody did to window A02 in hall `test`, while nobody had an account. */
  const fill = async (): Promise<void> => {
    const base = '/api/halls/test';
    const created = async (path: string, body: object): Promise<Ids> => {
      const answer = await server().post(`${base}/${path}`).send(body);
      expect([path, answer.status, (answer.body as Ids).message]).toEqual([path, 201, undefined]);
      return answer.body as Ids;
    };
    const other = { ...item, window: 'A02' };
    const { submission } = (await created(`periods/${MONTH}/submissions`, other)) as unknown as {
      submission: { id: string };
    };
    foreign.submission = submission.id;
    foreign['drafts/draft'] = (await created(`periods/${MONTH}/windows/A02/drafts`, { item: '13.01' })).id ?? '';
    const evidence = await server()
      .post(`${base}/submissions/${submission.id}/evidence`)
      .attach('file', PDF, '文件.pdf')
      .expect(201);
    foreign.file = (evidence.body as Ids).id ?? '';
    const incident = { date: '2026-01-06', half: 'am', windows: ['A02'], reason: '停电' };
    foreign['incidents/id'] = (await created('attendance/incidents', incident)).id ?? '';
    foreign['book-drafts/draft'] = (await created('book-drafts', { from: '2026-05' })).id ?? '';
    const upload = await server()
      .post(`${base}/uploads`)
      .attach('file', Buffer.from('工号,打卡时间'), 'p.csv')
      .expect(201);
    foreign.upload = (upload.body as Ids).upload ?? '';
    const [batch] = (await server().get(`${base}/imports`).expect(200)).body as { id: string }[];
    foreign.batch = batch?.id ?? '';
    const list = await hall.run('ratings', 'show', MONTH, '--window', 'A02', '--hall', 'test', '--json');
    foreign.rating = list.json<{ ratings: { rating: string }[] }>().ratings[0]?.rating ?? '';
    for (const key of WHOSE) {
      expect([key, foreign[key]]).not.toEqual([key, '']);
      missing[key] ??= (foreign[key] ?? '').replace(/[0-9a-f]/g, 'f');
    }
  };

  const folder = mkdtempSync(join(tmpdir(), 'baifen-sweeps-'));

  beforeAll(async () => {
    const book = join(folder, 'book.yaml');
    writeFileSync(book, BOOK);
    hall = await openApplication(engine, '2026-01-28 10:00:00', FILES);
    for (const [id, name] of [
      ['test', '示例大厅'],
      ['other', '别的大厅'],
    ] as const) {
      await hall.run('hall', 'add', id, name);
      expect((await hall.run('import', 'roster', 'roster.xlsx', '--hall', id, '--by', '王某')).err).toBe('');
      expect((await hall.run('rules', 'publish', book, '--hall', id, '--by', '王某')).err).toBe('');
    }
    const ratings = ['ratings-extended.utf8bom.csv', '--good-rows', '--hall', 'test', '--by', '王某'];
    await hall.run('import', 'ratings', ...ratings);
    routes = routesOf(hall.app);
    await fill();
  }, 180_000);
  afterAll(async () => {
    await hall.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('no body says what only the server knows', async () => {
    const document = SwaggerModule.createDocument(hall.app, new DocumentBuilder().build());
    const taken: string[] = [];
    let swept = 0;
    for (const route of routes.filter(({ method }) => ['post', 'put', 'patch'].includes(method))) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      const operation = document.paths[path]?.[route.method as 'post'];
      const schema = JSON.stringify(operation?.requestBody ?? {});
      // Files, lines of devices and commands with the token of the machine: no fields.
      if (!operation || /multipart|ndjson/.test(schema)) continue;
      const name = /schemas\/(\w+)"/.exec(schema)?.[1] ?? '';
      const known = document.components?.schemas?.[name] as { properties?: object } | undefined;
      const target = filled(route.path, { ...NEUTRAL, ...byName(route.path, missing), hall: 'test' });
      for (const field of PRIVILEGED.filter((one) => !Object.hasOwn(known?.properties ?? {}, one))) {
        const body = `{${JSON.stringify(field)}:"x"}`;
        const answer = await server()[route.method](target).set('content-type', 'application/json').send(body);
        swept++;
        const { code, message } = answer.body as { code: string; message: string };
        // A route without a body reads nothing of it.
        const refused = code === 'http.bad-request' && message.includes(field);
        if (name !== '' && !refused) taken.push(`${nameOf(route)} ${field} ${String(answer.status)} ${code}`);
      }
    }
    expect(taken).toEqual([]);
    expect(swept).toBeGreaterThan(500);
  });

  it('what belongs to another window answers as if it were not there', async () => {
    tokens.set('clerk', await tokenFor(hall.app, 'clerk', { role: 'window-head', hall: 'test', units: ['A01'] }));
    const own = ['subject', 'window', 'submission', 'drafts/draft', 'file', 'rating'];
    await sweep('clerk', 'test', (key) => own.includes(key));
  });

  it('what belongs to another hall answers as if it were not there', async () => {
    const roles = (['assessment-office', 'window-head', 'leading-group'] as const).map((role) => [role, role] as const);
    for (const [login, role] of roles)
      tokens.set(
        login,
        await tokenFor(hall.app, login, { role, hall: 'other', units: role === 'window-head' ? ['A01'] : [] }),
      );
    for (const [login] of roles) await sweep(login, 'other', (key) => key !== 'window' && key !== 'subject');
  });

  /** Every route with such an id, asked for somebody else's and for one that is not there: the same answer. */
  const sweep = async (who: string, where: string, whose: (key: string) => boolean): Promise<void> => {
    const told: string[] = [];
    const looked: string[] = [];
    for (const route of routes.filter(({ path }) => path.includes(':hall') && !path.includes('/push/'))) {
      const keys = keysIn(route.path).filter((key) => foreign[key] !== undefined);
      if (keys.length === 0 || !keys.every(whose)) continue;
      const [theirs, nobodys] = [await ask(route, who, where, foreign), await ask(route, who, where, missing)];
      looked.push(nameOf(route));
      // Stopped at the door, nothing would have been looked up.
      expect(theirs).not.toContain('http.bad-request');
      if (theirs !== nobodys) told.push(`${nameOf(route)}: ${theirs} | ${nobodys}`);
    }
    expect(told).toEqual([]);
    expect(looked.length).toBeGreaterThan(10);
  };

  const ask = async (route: Route, who: string, where: string, ids: Ids): Promise<string> => {
    const own = byName(route.path, ids);
    const path = filled(route.path, { ...NEUTRAL, ...byName(route.path, missing), ...own, hall: where });
    const call = server()[route.method](`${path}${route.method === 'delete' ? '?version=1' : ''}`);
    void call.set('authorization', `Bearer ${tokens.get(who) ?? ''}`);
    const isFile = /(evidence|workbook)$/.test(route.path) && route.method === 'post';
    const { status, body } = await (isFile
      ? call.attach('file', PDF, '文件.pdf')
      : call.send(route.method === 'get' ? undefined : bodyOf(route)));
    let text = JSON.stringify({ ...(body as object), requestId: '' });
    for (const id of Object.values(own)) text = text.replaceAll(id, '*');
    return `${String(status)} ${text}`;
  };
});

/** The ids of a path under the names of its parameters. */
function byName(path: string, ids: Ids): Ids {
  const named: Ids = {};
  for (const key of keysIn(path)) named[key.replace(/^.*\//, '')] = ids[key] ?? 'f'.repeat(16);
  return named;
}
