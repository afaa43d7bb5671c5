import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { Permit } from 'src/common/permission';
import { refusal } from 'src/common/refusal';
import { FixedClock } from 'src/config/clock.service';
import { ConfigModule } from 'src/config/config.module';
import { Database } from 'src/config/database.service';
import { prepareHttp } from 'src/config/http.service';
import { Settings } from 'src/config/settings.dto';
import { Once, RequestKeys, RequestsModule } from 'src/modules/requests';
import { testEngines } from 'test/support/engines';

const refused = refusal<object>('test.refused', { zh: () => '不行。', en: () => 'No.' });
let done = 0;
let waiting: Promise<void> = Promise.resolve();

@Controller('things')
class Things {
  constructor(private readonly database: Database) {}

  @Post()
  @Permit('anybody')
  async make(@Body() body: { name?: string }): Promise<{ id: number; name: string }> {
    await waiting;
    if (body.name === undefined) throw refused({});
    return { id: ++done, name: body.name };
  }

  @Get()
  @Permit('anybody')
  async ask(): Promise<unknown> {
    return this.database.read.query('SELECT 1 AS one');
  }
}

async function open(where: { databaseUrl: string | undefined; dataDir: string }): Promise<NestExpressApplication> {
  const settings = new Settings(where.databaseUrl, where.dataDir, undefined, '127.0.0.1', 0, 'zh');
  @Module({
    imports: [ConfigModule.with(settings, new FixedClock('2026-03-02 09:00:00')), RequestsModule],
    controllers: [Things],
    providers: [{ provide: APP_INTERCEPTOR, useExisting: Once }],
  })
  class Application {}
  const app = await NestFactory.create<NestExpressApplication>(Application, { logger: false, abortOnError: false });
  prepareHttp(app, 'zh');
  return app.init();
}

describe.each(testEngines())('requests with a key on $name', (engine) => {
  let app: NestExpressApplication;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const opened = await engine.open();
    drop = opened.drop;
    app = await open(opened.settings);
  });
  afterAll(async () => {
    await app.close();
    await drop();
  });
  beforeEach(() => {
    done = 0;
    waiting = Promise.resolve();
  });

  const post = (key: string, body: object) =>
    request(app.getHttpServer()).post('/things').set('idempotency-key', key).send(body);

  it('are done once and answered as often as they are sent', async () => {
    const first = await post('key-0000-1', { name: '甲' }).expect(201);
    const again = await post('key-0000-1', { name: '甲' }).expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(done).toBe(1);
    const other = await post('key-0000-1', { name: '乙' }).expect(422);
    expect(other.body).toMatchObject({ code: 'http.idempotency-other-request' });
    expect((await post('short', { name: '甲' }).expect(400)).body).toMatchObject({ code: 'http.idempotency-key' });
    expect(done).toBe(1);
  });

  it('may be tried again under their key after a refusal', async () => {
    for (let n = 0; n < 2; n++)
      expect((await post('key-0000-2', {}).expect(400)).body).toMatchObject({ code: 'test.refused' });
  });

  it('are done once when twenty arrive together: the others get the answer or are told to ask again', async () => {
    let go: () => void = () => undefined;
    waiting = new Promise((resolve) => (go = resolve));
    const sent = Array.from({ length: 20 }, async () => {
      const answer = await post('key-0000-3', { name: '甲' });
      if (answer.status === 409) go();
      return answer;
    });
    const answers = await Promise.all(sent);
    expect(done).toBe(1);
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    for (const { status, headers } of answers)
      if (status !== 201) expect([status, headers['retry-after']]).toEqual([409, '2']);
    await post('key-0000-3', { name: '甲' }).expect(201);
    expect(done).toBe(1);
  });

  it('are forgotten after two days', async () => {
    await post('key-0000-4', { name: '甲' }).expect(201);
    const later = new RequestKeys(app.get(Database), new FixedClock('2026-03-05 09:00:00'));
    expect(await later.prune()).toBeGreaterThan(0);
    await post('key-0000-4', { name: '甲' }).expect(201);
    expect(done).toBe(2);
  });
});

describe.each(testEngines().filter(({ name }) => name === 'mariadb'))('a database that is gone', (engine) => {
  it('is a sentence with 503 and a time to come back, and the server lives on', async () => {
    const opened = await engine.open();
    const url = new URL(opened.settings.databaseUrl ?? '');
    const port = Number(url.port);
    const between = new Set<Socket>();
    let gone = false;
    const proxy = createServer((socket) => {
      if (gone) return void socket.destroy();
      const server = connect(port, url.hostname);
      for (const end of [socket, server]) end.on('error', () => undefined);
      between.add(socket);
      socket.pipe(server).pipe(socket);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    url.port = String((proxy.address() as AddressInfo).port);
    const app = await open({ ...opened.settings, databaseUrl: url.href });
    try {
      const get = () => request(app.getHttpServer()).get('/things');
      await get().expect(200);
      gone = true;
      for (const socket of between) socket.destroy();
      for (let n = 0; n < 3; n++) {
        const answer = await get().expect(503);
        expect(answer.body).toMatchObject({ code: 'config.database-gone' });
        expect(answer.headers['retry-after']).toBe('5');
      }
      const posted = request(app.getHttpServer()).post('/things').set('idempotency-key', 'key-0000-9');
      await posted.send({ name: '甲' }).expect(503);
      gone = false;
      await get().expect(200);
    } finally {
      await app.close();
      proxy.close();
      await opened.drop();
    }
  });
});
