import { Controller, Module, Param, Put } from '@nestjs/common';
import { APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { Permit } from 'src/common/permission';
import { lostRace } from 'src/common/refusal';
import { FixedClock } from 'src/config/clock.service';
import { ConfigModule } from 'src/config/config.module';
import { Database } from 'src/config/database.service';
import { prepareHttp } from 'src/config/http.service';
import { Settings } from 'src/config/settings.dto';
import { AuditModule, AuditService, Winner } from 'src/modules/audit';
import { testEngines } from 'test/support/engines';

const changed = lostRace<{ thing: string }>(
  'test.changed',
  { zh: ({ thing }) => `${thing} 没有保存。`, en: ({ thing }) => `${thing} was not kept.` },
  ({ thing }) => ({ hall: 'h', subjects: [thing] }),
);

@Controller('things')
class Things {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  @Put(':thing/:by')
  @Permit('anybody')
  async change(@Param() { thing, by }: { thing: string; by: string }): Promise<object> {
    await this.database.write(async (manager) => {
      if (by.startsWith('late')) throw changed({ thing });
      const actor = { id: `user:${by}`, name: by, origin: '' };
      await this.audit.record(manager, actor, { hall: 'h', action: 'thing.change', subject: thing });
    });
    return { thing };
  }
}

describe.each(testEngines())('whoever was slower on $name', (engine) => {
  let app: NestExpressApplication;
  let drop: () => Promise<void>;
  const put = (path: string, language = 'zh'): request.Test =>
    request(app.getHttpServer()).put(`/things/${path}`).set('accept-language', language);

  beforeAll(async () => {
    const { settings: where, drop: remove } = await engine.open();
    drop = remove;
    const settings = new Settings(where.databaseUrl, where.dataDir, undefined, '127.0.0.1', 0, 'zh');
    @Module({
      imports: [ConfigModule.with(settings, new FixedClock('2026-03-02 09:00:00')), AuditModule],
      controllers: [Things],
      providers: [{ provide: APP_INTERCEPTOR, useExisting: Winner }],
    })
    class Application {}
    app = await NestFactory.create<NestExpressApplication>(Application, { logger: false, abortOnError: false });
    prepareHttp(app, 'zh');
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    await drop();
  });

  it('is told who was faster, and when', async () => {
    await put('a/wang').expect(200);
    const { body } = (await put('a/late').expect(409)) as { body: unknown };
    expect(body).toMatchObject({
      code: 'test.changed',
      message: 'wang 已于 2026-03-02 09:00:00 抢先改动。a 没有保存。',
      details: { thing: 'a', wonBy: 'wang', wonAt: '2026-03-02 09:00:00' },
    });
    expect((await put('a/late', 'en').expect(409)).body).toMatchObject({
      message: 'wang was faster, at 2026-03-02 09:00:00. a was not kept.',
    });
  });

  it('is told the bare sentence when the trail knows nobody', async () => {
    await put('a/wang').expect(200);
    expect((await put('b/late').expect(409)).body).toMatchObject({ message: 'b 没有保存。', details: { thing: 'b' } });
  });
});
