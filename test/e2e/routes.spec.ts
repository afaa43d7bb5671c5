import { DiscoveryModule, DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from 'src/app.module';
import { permissionOf } from 'src/common/permission';
import { prepareHttp } from 'src/config/http.service';
import { Settings } from 'src/config/settings.dto';

/** The routes come from the running application, so a new one without a permission fails here. */
describe('the routes of the application', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baifen-routes-'));
  let app: Awaited<ReturnType<typeof NestFactory.create>>;

  @Module({
    imports: [AppModule.with(new Settings(undefined, dataDir, undefined, '127.0.0.1', 0, 'zh')), DiscoveryModule],
  })
  class Routes {}

  beforeAll(async () => {
    app = await NestFactory.create(Routes, { logger: false, abortOnError: false });
    prepareHttp(app, 'zh');
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('declare a permission, every one', () => {
    const scanner = new MetadataScanner();
    const routes = app
      .get(DiscoveryService)
      .getControllers()
      .flatMap(({ instance }) => {
        const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
        return scanner
          .getAllMethodNames(prototype)
          .filter((name) => Reflect.hasMetadata('path', prototype[name] as object))
          .map((name) => ({ name, permission: permissionOf(prototype[name] as object) }));
      });
    expect(routes.length).toBeGreaterThan(10);
    expect(routes.filter(({ permission }) => permission === undefined)).toEqual([]);
  });

  it('are described by OpenAPI, apart from the one for handed-over commands', () => {
    const document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    const paths = Object.keys(document.paths).sort();
    expect(paths).toEqual([
      '/api/accounts',
      '/api/accounts/{login}',
      '/api/accounts/{login}/password',
      '/api/accounts/{login}/roles',
      '/api/accounts/{login}/roles/{grant}/revocation',
      '/api/accounts/{login}/state',
      '/api/accounts/{login}/tokens',
      '/api/accounts/{login}/tokens/{token}',
      '/api/accounts/{login}/unlocking',
      '/api/audit',
      '/api/audit/export.jsonl',
      '/api/audit/head',
      '/api/audit/verification',
      '/api/halls',
      '/api/halls/{hall}/attendance/incidents',
      '/api/halls/{hall}/attendance/incidents/{id}/undo',
      '/api/halls/{hall}/attendance/leave',
      '/api/halls/{hall}/attendance/leave/{id}/undo',
      '/api/halls/{hall}/attendance/policies',
      '/api/halls/{hall}/attendance/schedules',
      '/api/halls/{hall}/attendance/swaps',
      '/api/halls/{hall}/attendance/swaps/{id}/undo',
      '/api/halls/{hall}/audit',
      '/api/halls/{hall}/audit/export.jsonl',
      '/api/halls/{hall}/audit/export.xlsx',
      '/api/halls/{hall}/audit/head',
      '/api/halls/{hall}/audit/verification',
      '/api/halls/{hall}/award-spans/{span}/decisions',
      '/api/halls/{hall}/award-spans/{span}/proposals',
      '/api/halls/{hall}/award-titles',
      '/api/halls/{hall}/award-titles/{title}',
      '/api/halls/{hall}/award-titles/{title}/retirement',
      '/api/halls/{hall}/awards',
      '/api/halls/{hall}/awards/{id}/revocation',
      '/api/halls/{hall}/book-drafts',
      '/api/halls/{hall}/book-drafts/{draft}',
      '/api/halls/{hall}/book-drafts/{draft}/changes',
      '/api/halls/{hall}/book-drafts/{draft}/publication',
      '/api/halls/{hall}/book-drafts/{draft}/trial',
      '/api/halls/{hall}/book-drafts/{draft}/withdrawal',
      '/api/halls/{hall}/books/{from}/revisions/{revision}/receipts',
      '/api/halls/{hall}/declarations/{submission}',
      '/api/halls/{hall}/declarations/{submission}/evidence',
      '/api/halls/{hall}/declarations/{submission}/withdrawal',
      '/api/halls/{hall}/drafts/{draft}',
      '/api/halls/{hall}/drafts/{draft}/evidence',
      '/api/halls/{hall}/eligibility',
      '/api/halls/{hall}/eligibility/{id}/lifting',
      '/api/halls/{hall}/evidence/{file}',
      '/api/halls/{hall}/imports',
      '/api/halls/{hall}/imports/columns',
      '/api/halls/{hall}/imports/columns/{column}',
      '/api/halls/{hall}/imports/{batch}/changes',
      '/api/halls/{hall}/imports/{batch}/rejects',
      '/api/halls/{hall}/imports/{batch}/undo',
      '/api/halls/{hall}/messages',
      '/api/halls/{hall}/messages/read',
      '/api/halls/{hall}/objections/{objection}',
      '/api/halls/{hall}/objections/{objection}/decisions',
      '/api/halls/{hall}/objections/{objection}/effect',
      '/api/halls/{hall}/objections/{objection}/evidence',
      '/api/halls/{hall}/objections/{objection}/withdrawal',
      '/api/halls/{hall}/office',
      '/api/halls/{hall}/opening',
      '/api/halls/{hall}/opening/{period}/withdrawal',
      '/api/halls/{hall}/periods',
      '/api/halls/{hall}/periods/{period}/bulletin.xlsx',
      '/api/halls/{hall}/periods/{period}/cases',
      '/api/halls/{hall}/periods/{period}/cases/corrections',
      '/api/halls/{hall}/periods/{period}/cases/findings',
      '/api/halls/{hall}/periods/{period}/cases/statistics',
      '/api/halls/{hall}/periods/{period}/comparison',
      '/api/halls/{hall}/periods/{period}/comparison.xlsx',
      '/api/halls/{hall}/periods/{period}/complete-sources',
      '/api/halls/{hall}/periods/{period}/coverage',
      '/api/halls/{hall}/periods/{period}/declarations',
      '/api/halls/{hall}/periods/{period}/false-rates',
      '/api/halls/{hall}/periods/{period}/lines',
      '/api/halls/{hall}/periods/{period}/locks',
      '/api/halls/{hall}/periods/{period}/locks/{request}/confirmation',
      '/api/halls/{hall}/periods/{period}/locks/{request}/withdrawal',
      '/api/halls/{hall}/periods/{period}/moves',
      '/api/halls/{hall}/periods/{period}/objections',
      '/api/halls/{hall}/periods/{period}/outcome-decisions',
      '/api/halls/{hall}/periods/{period}/progress',
      '/api/halls/{hall}/periods/{period}/ratings',
      '/api/halls/{hall}/periods/{period}/ratings/appeals',
      '/api/halls/{hall}/periods/{period}/ratings/signals',
      '/api/halls/{hall}/periods/{period}/ratings/signals/{signal}/judgements',
      '/api/halls/{hall}/periods/{period}/ratings/windows/{window}',
      '/api/halls/{hall}/periods/{period}/reports',
      '/api/halls/{hall}/periods/{period}/reports/{window}',
      '/api/halls/{hall}/periods/{period}/reports/{window}/extensions',
      '/api/halls/{hall}/periods/{period}/revision-diff',
      '/api/halls/{hall}/periods/{period}/revisions',
      '/api/halls/{hall}/periods/{period}/samples',
      '/api/halls/{hall}/periods/{period}/sections',
      '/api/halls/{hall}/periods/{period}/sections/{department}/confirmation',
      '/api/halls/{hall}/periods/{period}/sections/{department}/report',
      '/api/halls/{hall}/periods/{period}/sections/{department}/return',
      '/api/halls/{hall}/periods/{period}/sheets/{subject}',
      '/api/halls/{hall}/periods/{period}/standings',
      '/api/halls/{hall}/periods/{period}/status',
      '/api/halls/{hall}/periods/{period}/submission-items',
      '/api/halls/{hall}/periods/{period}/submissions',
      '/api/halls/{hall}/periods/{period}/submissions/preview',
      '/api/halls/{hall}/periods/{period}/verification',
      '/api/halls/{hall}/periods/{period}/verification-queue',
      '/api/halls/{hall}/periods/{period}/windows/{window}/areas',
      '/api/halls/{hall}/periods/{period}/windows/{window}/areas/{section}',
      '/api/halls/{hall}/periods/{period}/windows/{window}/delivered',
      '/api/halls/{hall}/periods/{period}/windows/{window}/drafts',
      '/api/halls/{hall}/periods/{period}/windows/{window}/provisional',
      '/api/halls/{hall}/periods/{period}/windows/{window}/workbook',
      '/api/halls/{hall}/periods/{period}/windows/{window}/workbook.xlsx',
      '/api/halls/{hall}/push/{source}',
      '/api/halls/{hall}/ratings/due',
      '/api/halls/{hall}/ratings/limits',
      '/api/halls/{hall}/ratings/{rating}/appeals',
      '/api/halls/{hall}/ratings/{rating}/appeals/decision',
      '/api/halls/{hall}/ratings/{rating}/appeals/withdrawal',
      '/api/halls/{hall}/ratings/{rating}/callbacks',
      '/api/halls/{hall}/samples/{sample}/repetition',
      '/api/halls/{hall}/samples/{sample}/results',
      '/api/halls/{hall}/sources',
      '/api/halls/{hall}/sources/{source}/runs',
      '/api/halls/{hall}/submissions/{submission}',
      '/api/halls/{hall}/submissions/{submission}/decisions',
      '/api/halls/{hall}/submissions/{submission}/evidence',
      '/api/halls/{hall}/submissions/{submission}/withdrawal',
      '/api/halls/{hall}/templates/{feed}',
      '/api/halls/{hall}/uploads',
      '/api/halls/{hall}/uploads/{upload}/errors.xlsx',
      '/api/me',
      '/api/me/password',
      '/api/me/tokens',
      '/api/me/tokens/{token}',
      '/api/session',
      '/api/todo',
      '/health',
      '/metrics',
    ]);
    for (const path of Object.values(document.paths)) {
      const { responses = {} } = path.get ?? path.post ?? path.put ?? path.delete ?? {};
      expect(Object.keys(responses).some((status) => status === '200' || status === '201')).toBe(true);
    }
  });
});
